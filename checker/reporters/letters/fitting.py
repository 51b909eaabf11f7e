"""Chooses what is on a department's page, so that it fits one sheet: the worst results and flags, in the room there is.

Rather too little than too much: computers that lack the fonts of the templates use wider ones.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from checker.frozen import dataclass
from checker.model import Language
from checker.reporters.letters.parts import Column, flag_columns, indicator_columns
from checker.spreadsheet.text_size import count_lines

T = TypeVar("T")
Values = Mapping[str, Any]
#: So many flags have their room before results that are not met take it.
_RESERVED = 3
#: The width of a page's text, and what a cell's margins take of its width, in mm.
_WIDTH, _MARGINS = 170.0, 3.0


@dataclass(frozen=True)
class _Page:
    """What takes how much of a page, in mm.

    Attributes:
        room: the height between the margins, without what every page has: title, state, next step, headings, end.
        cell, text: the height of a line in a cell and in a paragraph.
        digit, letter: the width of a digit in a cell and in a paragraph.
        apart: the room between rows, and between paragraphs.
    """

    room: float
    cell: float
    text: float
    digit: float
    letter: float
    apart: float = 1.2


_PAGES: dict[Language, _Page] = {
    "zh": _Page(253 - 76, 4.1, 6.5, 1.62, 2.15),
    "en": _Page(259 - 66, 4.0, 5.0, 1.85, 2.2),
}


@dataclass(frozen=True)
class Fitted:
    """What is on the page; of the results and flags that are not, the marked copy has all."""

    results: list[Values]
    flags: list[Values]


def fit(results: Sequence[tuple[int, Values]], flags: Sequence[Values], language: Language) -> Fitted:
    """Chooses results and flags for one sheet.

    Args:
        results: the results in their order, each with its urgency: 0 if nothing is to be done about it.
        flags: the flags, the worst first.
        language: of the page.
    """
    page = _PAGES[language]
    heights = [_row(page, each, list(flag_columns(language, owner=False))) for each in flags]
    columns = list(indicator_columns(language))

    def take(each: tuple[int, Values]) -> float:
        needed = f"{each[1]['name']}（{each[1]['clause']}）：{each[1]['needed']}" if each[1]["needed"] else ""
        lines = count_lines(needed, _WIDTH / page.letter) if needed else 0
        return _row(page, each[1], columns) + (lines * page.text + page.apart if lines else 0)

    room = page.room - sum(heights[:_RESERVED])
    if sum(map(take, results)) + sum(heights[_RESERVED:]) <= room:
        return Fitted([each for _, each in results], list(flags))
    urgent = sorted((each for each in results if each[0]), key=lambda each: -each[0])
    chosen = _take_while(urgent, take, room)
    room -= sum(map(take, chosen))
    further = _take_while(list(zip(heights, flags, strict=True))[_RESERVED:], lambda each: each[0], room)
    kept = {id(each[1]) for each in chosen}
    return Fitted(
        [each for _, each in results if id(each) in kept], [*flags[:_RESERVED], *(each for _, each in further)]
    )


def _take_while(items: Sequence[T], height: Callable[[T], float], room: float) -> list[T]:
    taken = []
    for each in items:
        room -= height(each)
        if room < 0:
            break
        taken.append(each)
    return taken


def _row(page: _Page, values: Values, columns: Sequence[Column]) -> float:
    """The height of a table's row: that of its fullest cell."""
    total = sum(column.width for column in columns)
    lines = (
        count_lines(str(values[column.name]), (_WIDTH * column.width / total - _MARGINS) / page.digit)
        for column in columns
    )
    return max(lines) * page.cell + page.apart
