"""Whether the numbers of a row are sums, averages or counts of the rows above it."""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import accumulate

from checker.locate.cells import is_blank
from checker.model.workbook import Raw, Sheet
from checker.text.late import late
from checker.text.locales import Locales
from checker.text.normalize import word_form

#: Averages are written with so many decimals, or more.
_CLOSE = 0.051
#: Sums of decimals differ by so little.
_EXACT = 1e-6


@cache
def _number(locales: Locales) -> re.Pattern[str]:
    return late(rf"(?:{locales.pattern('figures.sum')}|:)*([+-]?\d[\d,]*(?:\.\d+)?)\D{{0,4}}")


def number_of(raw: Raw, locales: Locales) -> float | None:
    """The number in a cell, perhaps with a unit; None if it has none or more."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return float(raw)
    if isinstance(raw, str) and (found := _number(locales).fullmatch(word_form(raw))):
        return float(found[1].replace(",", ""))
    return None


class Sums:
    """Running sums of the columns of some rows, each made when it is first asked for."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], locales: Locales) -> None:
        self._sheet, self._rows, self._locales = sheet, rows, locales
        self._left_out: dict[int, int] = {}  # by position
        self._columns: dict[int, tuple[list[float], list[int], list[int]]] = {}

    @cached_property
    def _at(self) -> dict[int, int]:
        return {number: position for position, number in enumerate(self._rows)}

    def leave_out(self, row: int) -> None:
        """Leaves a row that isn't data out of all sums from now on."""
        self._left_out[self._at[row]] = row

    def left_out(self, row: int) -> bool:
        """Whether a row is left out."""
        return self._at[row] in self._left_out

    def agree(self, row: int, cells: dict[int, Raw], starts: Sequence[int], *, only_sums: bool = False) -> bool:
        """Whether all numbers of a row, at least one of them not zero, come from the rows above it.

        Args:
            row: the Excel row number.
            cells: its cells with numbers, by 0-based column.
            starts: the rows from which the sums may run.
            only_sums: averages and counts are not enough, which a number may be by chance.
        """
        numbers = {
            column: number for column, raw in cells.items() if (number := number_of(raw, self._locales)) is not None
        }
        return any(numbers.values()) and any(
            all(self._comes_from(column, number, start, row, only_sums) for column, number in numbers.items())
            for start in starts
        )

    def _comes_from(self, column: int, number: float, start: int, row: int, only_sum: bool) -> bool:
        sums, counts, filled = self._running(column)
        first, last = self._at.get(start, 0), self._at[row]
        out = [self._sheet.at(each, column + 1) for at, each in self._left_out.items() if first <= at < last]
        figures = [figure for raw in out if (figure := number_of(raw, self._locales)) is not None]
        total, count = sums[last] - sums[first] - sum(figures), counts[last] - counts[first] - len(figures)
        entries = filled[last] - filled[first] - sum(not is_blank(raw) for raw in out)
        rows = last - first - len(out)
        if rows < 2 or not entries:
            return False
        if only_sum:
            return abs(number - total) < _EXACT
        exact = any(abs(number - each) < _EXACT for each in (total, entries, rows))
        return exact or bool(count and abs(number - total / count) < _CLOSE)

    def _running(self, column: int) -> tuple[list[float], list[int], list[int]]:
        if column not in self._columns:
            cells = self._sheet.column(self._rows, column + 1)
            numbers = [number_of(raw, self._locales) for raw in cells]
            self._columns[column] = (
                list(accumulate((number or 0.0 for number in numbers), initial=0.0)),
                list(accumulate((number is not None for number in numbers), initial=0)),
                list(accumulate((not is_blank(raw) for raw in cells), initial=0)),
            )
        return self._columns[column]
