"""The rows that passed, and what identifies each of them."""

from collections import Counter
from collections.abc import Sequence

from checker.frozen import dataclass
from checker.model import Shown
from checker.privacy.masking import mask_text, mask_value
from checker.text.bilingual import Text


@dataclass(frozen=True)
class CellOf:
    """One cell of a row: its column's id, the header as the sheet spells it, and what it shows."""

    field: str
    header: Text
    shown: Shown


@dataclass(frozen=True)
class PassedRow:
    """A row that passed: it counts for the target of an indicator.

    Attributes:
        table: the table's id.
        sheet: the sheet's name.
        row: the number that Excel shows.
        key: the key of the record; empty if the row has none.
        called: the key in words, if that differs.
        cells: the filled cells outside the key, in the order of the table's columns.
        indicators: the ids of the indicators in which it passed.
    """

    table: str
    sheet: str
    row: int
    key: str
    called: Text | None
    cells: tuple[CellOf, ...]
    indicators: frozenset[str]


def identify(place: str, rows: Sequence[PassedRow]) -> tuple[str, ...]:
    """Identifies each row of one department by its key as displayed, i.e. masked.

    A row without a key, or with that of another row, is identified by its sheet and its cells that are not personal
    too; a row that even so equals another one by its number too.

    Args:
        place: what the rows are of: pack/period/department.
        rows: the rows.
    """
    starts = [f"{place}/{each.table}/" for each in rows]
    found = [start + mask_text(row.key) for start, row in zip(starts, rows, strict=True)]
    shared = _shared(found) | set(starts)
    found = [
        f"{start}{mask_text(row.key)} | {mask_text(row.sheet)} | {_open_cells(row)}" if name in shared else name
        for start, name, row in zip(starts, found, rows, strict=True)
    ]
    shared = _shared(found)
    return tuple(f"{name} | {row.row}" if name in shared else name for name, row in zip(found, rows, strict=True))


def _shared(names: Sequence[str]) -> set[str]:
    return {name for name, count in Counter(names).items() if count > 1}


def _open_cells(row: PassedRow) -> str:
    """The cells of a row that are not personal, in a form without a language."""
    cells = (each for each in row.cells if each.shown.personal is None)
    return "; ".join(f"{each.field}={mask_value(each.shown, 'en')}" for each in cells)
