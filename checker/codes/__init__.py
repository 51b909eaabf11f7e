"""The codes of flags, with their words on pages.

The pages of a code are `pages/<language>/<id>.md`. A page begins with the slug, severity, heading and message in TOML
between lines of `+++`, and then explains what the code finds, why it matters and how to put it right. In Python, a code
is only its id, declared by the module that raises it, or in `shared` if several modules name it. So a new code needs
its pages and the module that raises it. A page is read only when its words are needed.
"""

from enum import IntEnum
from functools import cache
from pathlib import Path

from checker.frozen import dataclass
from checker.text.bilingual import Language, Text
from checker.text.levels import make_text

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
        """The word in machine-readable output, e.g. "amber"."""
        return self.name.lower()


@dataclass(frozen=True)
class Code:
    """One kind of flag; its words are on its pages.

    Attributes:
        id: a letter and three digits, never renumbered or reused.
    """

    id: str

    @property
    def slug(self) -> str:
        """The name of the code, e.g. "date-order"."""
        return _words(self.id).slug

    @property
    def severity(self) -> Severity:
        """The severity of a flag by default."""
        return _words(self.id).severity

    @property
    def heading(self) -> Text:
        """The fault in a few words."""
        return _words(self.id).heading

    @property
    def message(self) -> Text:
        """One sentence with `{named}` placeholders for the values."""
        return _words(self.id).message


@cache
def catalogue() -> dict[str, Code]:
    """Gives every code by id, in order, without reading a page."""
    return {id: Code(id) for id in sorted(path.stem for path in (PAGES / "en").glob("*.md"))}


def page(code: Code, language: Language) -> str:
    """Gives the prose of the code's page in `language`, as Markdown without the title."""
    return _words(code.id).prose.of(language)


def front_matter(id: str, language: Language) -> tuple[dict[str, str], str]:
    """Gives the TOML at the top of a page by key, and the prose after it."""
    import tomllib  # here, as the reading process names codes but reads no page

    _, front, prose = (PAGES / language / f"{id}.md").read_text(encoding="utf-8").split(_FENCE, 2)
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
        make_text(zh["heading"], en["heading"]),
        make_text(zh["message"], en["message"]),
        make_text(zh_prose, en_prose),
    )
