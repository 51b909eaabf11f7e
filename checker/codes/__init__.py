"""Every kind of flag: its code here, and all its words on its pages.

The pages of a code are `pages/<language>/<id>.md`. Each begins with its slug, severity, heading and message in TOML
between lines of `+++`; then it says in prose what the code finds, why it matters, and how to put it right. Every page
is a code. In Python a code is only its id, declared by the module that raises it; `shared` declares those that
several modules name. So a new code touches its pages and the module that raises it. No page is read before its words
are asked for.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from checker.text.bilingual import Language, Text

PAGES = Path(__file__).parent / "pages"
_FENCE = "+++\n"


class Severity(IntEnum):
    """How much a flag matters; ordered, so that thresholds compare."""

    INFO = 0
    AMBER = 1
    RED = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The English word of the contract, e.g. "amber"."""
        return self.name.lower()


@dataclass(frozen=True)
class Code:
    """One kind of flag; its words are on its pages.

    Attributes:
        id: a letter and three digits, never renumbered or re-used.
    """

    id: str

    @property
    def slug(self) -> str:
        """A name for the fault, e.g. "date-order"."""
        return _words(self.id).slug

    @property
    def severity(self) -> Severity:
        """What a flag has unless its raiser says otherwise."""
        return _words(self.id).severity

    @property
    def heading(self) -> Text:
        """The fault in a few words."""
        return _words(self.id).heading

    @property
    def message(self) -> Text:
        """One sentence with `{named}` places for the values."""
        return _words(self.id).message


@cache
def catalogue() -> dict[str, Code]:
    """Every code by its id, in order; reads no page."""
    return {id: Code(id) for id in sorted(path.stem for path in (PAGES / "en").glob("*.md"))}


def page(code: Code, language: Language) -> str:
    """The prose of the code's page in `language`, Markdown without the title."""
    return _words(code.id).prose.of(language)


def front_matter(id: str, language: Language) -> tuple[dict[str, str], str]:
    """What stands at the top of a page, by key, and the prose that follows it."""
    import tomllib  # here, because the reading process names codes and reads no page

    written = (PAGES / language / f"{id}.md").read_text(encoding="utf-8")
    _, front, prose = written.split(_FENCE, 2)
    return tomllib.loads(front), prose.lstrip("\n")


@dataclass(frozen=True)
class _Words:
    slug: str
    severity: Severity
    heading: Text
    message: Text
    prose: Text


@cache
def _words(id: str) -> _Words:
    (zh, zh_prose), (en, en_prose) = (front_matter(id, language) for language in ("zh", "en"))
    return _Words(
        en["slug"],
        Severity[en["severity"].upper()],
        Text(zh["heading"], en["heading"]),
        Text(zh["message"], en["message"]),
        Text(zh_prose, en_prose),
    )
