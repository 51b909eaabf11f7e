"""The findings sheet as it is to look: rows of cells with a style, a link and a choice; no file format.

`findings_page` composes one; `sheet_part` writes it as the XML of a sheet within a package, `fresh` with openpyxl.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How a cell looks: a heading, the head of a table, plain text, something less important, a severity's colour, a cell
#: that people fill in, a link.
Style = Literal["title", "head", "text", "aside", "error", "red", "amber", "info", "good", "input", "link"]


@dataclass(frozen=True)
class PageCell:
    """One cell.

    Attributes:
        value: a text (never a formula) or a whole number.
        link: where it leads within the workbook, e.g. ("应诉案件", "D7"); None for nowhere.
        span: how many columns it covers, from its own to the right.
    """

    value: str | int
    style: Style = "text"
    link: tuple[str, str] | None = None
    span: int = 1


@dataclass(frozen=True)
class Choice:
    """A dropdown over a range of cells.

    Attributes:
        range: e.g. "I12:I40".
        words: what may be chosen; no word holds a comma.
        title, hint: what is shown while such a cell is chosen.
    """

    range: str
    words: tuple[str, ...]
    title: str
    hint: str


@dataclass(frozen=True)
class Page:
    """One sheet.

    Attributes:
        name: of the sheet.
        widths: of the columns, in characters.
        rows: `rows[0]` is row 1; a cell that is None is left out.
        frozen: how many rows stay in view.
        filtered: the range that can be filtered, e.g. "A12:J40"; empty for none.
        choices: its dropdowns.
        repeated: the row that is printed on top of every page; None for none.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[PageCell | None, ...], ...]
    frozen: int = 0
    filtered: str = ""
    choices: tuple[Choice, ...] = ()
    repeated: int | None = None
