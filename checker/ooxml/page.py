"""What is added to a workbook, in no file format: marks on cells, and the flags sheet as rows of cells.

`marking` composes both; `mark` writes them into the workbook.
"""

from collections.abc import Mapping
from typing import Literal

from checker.frozen import dataclass
from checker.model import Severity

#: How a cell looks; "input" is a cell that people fill in.
Style = Literal["title", "head", "text", "aside", "error", "red", "amber", "info", "good", "input", "link"]
SEVERITY_STYLES: Mapping[Severity, Style] = {
    Severity.ERROR: "error",
    Severity.RED: "red",
    Severity.AMBER: "amber",
    Severity.INFO: "info",
}
#: Text colour and fill: dark on light, and the fills differ in brightness too.
COLOURS: Mapping[Style, tuple[str, str]] = {
    "error": ("FF4A0009", "FFFF8F87"),
    "red": ("FF5A2400", "FFFFBE85"),
    "amber": ("FF4A3B00", "FFFFE98A"),
    "info": ("FF0B2F4F", "FFCFE6F7"),
    "good": ("FF0E4A22", "FFC9EBCF"),
}


@dataclass(frozen=True)
class Mark:
    """One cell to colour, with its comment; row and column are 1-based."""

    row: int
    column: int
    severity: Severity  # the gravest of the cell's flags
    comment: str  # what all flags of the cell say; empty for colour alone


#: The cells to mark, by the sheet's name as the workbook spells it.
Marks = dict[str, tuple[Mark, ...]]


@dataclass(frozen=True)
class PageCell:
    """One cell of the flags sheet."""

    value: str | int  # a text (never a formula) or a whole number
    style: Style = "text"
    link: tuple[str, str] | None = None  # a target within the workbook, e.g. ("应诉案件", "D7"), or None
    span: int = 1  # the number of columns that it covers


Row = tuple[PageCell | None, ...]


def make_row(cells: Mapping[int, PageCell]) -> Row:
    """Makes a row from cells by 1-based column."""
    return tuple(cells.get(column) for column in range(1, max(cells, default=0) + 1))


def make_line(text: str, span: int, style: Style = "text") -> Row:
    """Makes a row of one text that covers `span` columns."""
    return (PageCell(text, style, span=span),)


@dataclass(frozen=True)
class Choice:
    """A dropdown over a range of cells, and the message that appears while such a cell is selected."""

    range: str  # e.g. "I12:I40"
    words: tuple[str, ...]  # the choices; none contains a comma
    title: str
    hint: str


@dataclass(frozen=True)
class Page:
    """One sheet."""

    name: str
    widths: tuple[int, ...]  # of the columns, in characters
    rows: tuple[Row, ...]  # `rows[0]` is row 1; None leaves a cell out
    frozen: int = 0  # how many rows stay in view
    filtered: str = ""  # the range with a filter, e.g. "A12:J40", or empty
    choices: tuple[Choice, ...] = ()
    repeated: int | None = None  # the row that is printed at the top of every page, or None
