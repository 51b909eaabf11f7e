"""Says what was found between and below the rows: rows that aren't data, headers in another order, other tables."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from checker.codes import Code
from checker.codes.shared import ROWS_PASSED_OVER
from checker.locate.blocks import Blocks
from checker.locate.cells import list_rows
from checker.locate.extent import Extent, Kind
from checker.locate.passing import Passed
from checker.model import Flag, Place, Shown, flag, placed
from checker.model.workbook import Sheet
from checker.tables.table import Table
from checker.text.bilingual import Text

HEADER_REORDERED = Code("W311")
HEADER_MOVED = Code("W315")
TABLE_BELOW = Code("W316")

#: What rows are that the first look passes over; that there is nothing to report is said elsewhere.
_PASSED = {
    Kind.TOTAL: Passed.TOTAL,
    Kind.SUBTOTAL: Passed.TOTAL,
    Kind.HEADER: Passed.HEADER,
    Kind.BAND: Passed.SECTION,
    Kind.NOTE: Passed.NOTE,
}
_UNKNOWN = Text("另一张表", "another table")


def flag_blocks(blocks: Blocks, table: Table, header_row: int) -> Iterator[Flag]:
    """Flags what headers further down the sheet mean, each kind once."""
    name, first = blocks.sheet.name, placed(header_row)
    if blocks.mismatch is not None:
        row, mismatch = blocks.mismatch
        place = Place(name, row, table=table.id)
        headers = Shown(" | ".join(mismatch.headers))
        yield flag(HEADER_REORDERED, place, sheet=name, first=first, row=placed(row), headers=headers)
        return
    if blocks.turned:
        rows = [each.first_row for each in blocks.turned]
        yield flag(HEADER_MOVED, Place(name, rows[0], table=table.id), sheet=name, first=first, rows=_rows(rows))
    for each in blocks.others:
        place = Place(name, each.first_row, table=table.id)
        rows = list(range(each.first_row, each.last_row + 1))
        called = None if each.table is None else each.table.sheet.text
        what = _UNKNOWN if called is None else Text(f"“{called.zh}”表", f"the table “{called.en}”")
        yield flag(
            TABLE_BELOW,
            place,
            sheet=name,
            row=placed(each.first_row),
            what=what,
            rows=placed(list_rows(rows), str(len(rows))),
            table=table.sheet.text,
        )


def flag_passed(
    sheet: Sheet, table: Table, passed: Mapping[Passed, Sequence[int]], found: Extent, told: Collection[int]
) -> Iterator[Flag]:
    """Flags the rows that were passed over, once per kind, without those that another flag is about."""
    by_kind: dict[Passed, list[int]] = {kind: [*rows] for kind, rows in passed.items()}
    known = {*told, *(row for rows in passed.values() for row in rows)}
    for row, what in found.kinds.items():
        if what in _PASSED and row not in known:
            by_kind.setdefault(_PASSED[what], []).append(row)
    for kind, rows in ((kind, sorted(rows)) for kind, rows in by_kind.items()):
        place = Place(sheet.name, rows[0], table=table.id)
        yield flag(ROWS_PASSED_OVER, place, sheet=sheet.name, rows=_rows(rows), what=kind.value)


def _rows(rows: list[int]) -> Shown:
    listed = list_rows(rows)
    named = Text(listed.zh, f"{'row' if len(rows) == 1 else 'rows'} {listed.en}")
    return placed(named, str(len(rows)))
