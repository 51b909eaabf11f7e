"""Fills a template: Jinja in a sandbox, values as text only, and the same bytes for the same values.

A template comes from the office, and values come from workbooks. Values are escaped and are never read as a template.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from checker.errors import Stop
from checker.frozen import dataclass
from checker.model.stops import make_stop
from checker.reporters.letters.kinds import Kind
from checker.reporters.letters.placeholders import make_example, names
from checker.text.bilingual import Text
from checker.text.visible import cut, visible

#: The most bytes of a template, packed and unpacked.
LARGEST, LARGEST_UNPACKED = 20_000_000, 100_000_000
_DAY = (1980, 1, 1, 0, 0, 0)
_UNKNOWN = re.compile(r"no attribute '([^']*)'|'([^']*)' is undefined")
_LONGEST = 200


@dataclass(frozen=True)
class Template:
    """A template of one kind of letter: the office's `own`, or the built-in one; `shown` is its path, or its name."""

    kind: Kind
    shown: str
    content: bytes
    own: bool = False

    def fill(self, values: Mapping[str, Any], title: str, day: date) -> bytes:
        """Fills in the values and returns the letter.

        Raises:
            Stop: the template can't be used; it says why.
        """
        environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        del environment.filters["safe"]  # what a workbook says is text
        try:
            document = DocxTemplate(BytesIO(self.content))
            document.render(dict(values), environment, autoescape=True)
        except UndefinedError as error:
            raise self._refuse_name(error) from error
        except TemplateSyntaxError as error:
            raise self._refuse(error.message or "") from error
        except Exception as error:  # whatever a template makes Jinja or the writer of documents raise
            raise self._refuse(str(error) or type(error).__name__) from error
        _describe(document.docx.core_properties, title, day)
        written = BytesIO()
        document.docx.save(written)
        return _pack_again(written)

    def try_out(self) -> None:
        """Requires that the file is a document that can be filled.

        Raises:
            Stop: it isn't; it says why.
        """
        if not _is_document(self.content):
            raise make_stop("letters-no-document", self.shown)
        self.fill(make_example(self.kind), "", date(2000, 1, 1))

    def _refuse_name(self, error: UndefinedError) -> Stop:
        found = _UNKNOWN.search(error.message or "")
        name = next(filter(None, found.groups()), "") if found else ""
        if not name:
            return self._refuse(error.message or "")
        near = get_close_matches(name, sorted(names(self.kind)), n=1, cutoff=0.5)
        meant = Text(f"是不是“{near[0]}”？", f"did you mean “{near[0]}”? ") if near else Text("", "")
        return make_stop("letters-unknown-name", self.shown, name=cut(visible(name), _LONGEST), meant=meant)

    def _refuse(self, why: str) -> Stop:
        return make_stop("letters-bad-template", self.shown, why=cut(visible(" ".join(why.split())), _LONGEST))


def _is_document(content: bytes) -> bool:
    """Whether bytes are a Word document of a size that can be read."""
    if len(content) > LARGEST:
        return False
    try:
        with ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            small = sum(each.file_size for each in members) <= LARGEST_UNPACKED
            return small and "word/document.xml" in {each.filename for each in members}
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _describe(properties: Any, title: str, day: date) -> None:
    """Sets what the file says of itself: no name of whoever made the template, no clock."""
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - it has no zone
    properties.revision = 1


def _pack_again(written: BytesIO) -> bytes:
    """Packs a document with fixed times, so that the same letter has the same bytes."""
    packed = BytesIO()
    with ZipFile(written) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _DAY), old.read(name), ZIP_DEFLATED)
    return packed.getvalue()
