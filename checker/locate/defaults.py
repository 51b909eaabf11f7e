"""Finds rows with nothing but values that were filled in beforehand, in a template that was copied down."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from checker.locate.layout import Layout
from checker.locate.sums import number_of
from checker.locate.suspects import Row
from checker.model.workbook import ErrorCell, Raw, Sheet, Uncalculated
from checker.text.locales import Locales

#: So many rows alike, of few values, were filled in beforehand.
_ALIKE = 3


def find_defaults(rest: Sequence[Row], sheet: Sheet, shape: Layout, rows: Callable[[], Sequence[int]]) -> list[int]:
    """The rows with nothing but values that were filled in beforehand, the same ones in every row.

    They lack part of the key, and at least half of what a record needs. Rows in which more is filled in are records
    that somebody copied down and forgot to complete.
    """
    bare = {row.number: row for row in rest if _is_bare(row, shape)}
    if not bare:
        return []
    numbering = _numbering(list(bare.values()), shape.locales)
    values = {
        number: tuple((at, str(raw)) for at, raw in sorted(row.cells.items()) if at not in numbering and _says(raw))
        for number, row in bare.items()
    }
    counts = Counter(values.values())
    data = [row for row in rows() if row not in bare]
    constant = _Constant(sheet, data)
    last = max(data, default=0)  # above it, a record without its key may just be like the others

    def repeats(row: Row) -> bool:
        return row.number > last and all(constant.holds(at, raw) for at, raw in row.cells.items())

    return [number for number, row in bare.items() if counts[values[number]] >= _ALIKE or repeats(row)]


def _is_bare(row: Row, shape: Layout) -> bool:
    """Whether a row can't be told from others, and lacks half of what it needs."""
    needed = shape.key | shape.required
    filled = {at for at in needed & row.own if _says(row.cells[at])}
    if not needed or (shape.key and shape.key <= filled):
        return False
    return 2 * len(filled) <= len(needed) if shape.key else 2 * len(filled) < len(needed)


def _says(raw: Raw) -> bool:
    """Whether a cell says something: a zero or an error is what formulas give that refer to blank cells."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return raw != 0
    return not isinstance(raw, (ErrorCell, Uncalculated))


def _numbering(rows: Sequence[Row], locales: Locales) -> set[int]:
    """The columns that number the rows, or their days, one by one."""
    if len(rows) < _ALIKE:
        return set()
    shared = set.intersection(*(set(row.cells) for row in rows))
    return {at for at in shared if all(_follows(one.cells[at], two.cells[at], locales) for one, two in pairwise(rows))}


def _follows(one: Raw, two: Raw, locales: Locales) -> bool:
    if isinstance(one, date) and isinstance(two, date):
        return type(one) is type(two) and two - one == timedelta(1)
    before, after = number_of(one, locales), number_of(two, locales)
    return before is not None and after == before + 1


class _Constant:
    """The columns in which all rows of data have the same value."""

    def __init__(self, sheet: Sheet, rows: Sequence[int]) -> None:
        self._sheet, self._rows = sheet, rows
        self._values: dict[int, list[Raw]] = {}

    def holds(self, at: int, raw: Raw) -> bool:
        """Whether a value is the one that all rows, and enough of them, have in a 0-based column."""
        if at not in self._values:
            cells = self._sheet.column(self._rows, at + 1)
            same = len(cells) >= _ALIKE and all(each == cells[0] for each in cells)
            self._values[at] = cells[:1] if same else []
        return raw in self._values[at]
