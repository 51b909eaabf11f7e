"""Reads a returned flags sheet: its stamp, the flags that it lists, and the lines that somebody filled in.

The columns and the lines may be in any order.
"""

from collections.abc import Iterator, Mapping

from checker.frozen import dataclass
from checker.locate.cells import text_of
from checker.marked_copy import flags_sheet
from checker.marked_copy.flags_sheet import BY, DISPOSITION, REASON, REF, Stamp
from checker.model import Disposition, Shown
from checker.model.workbook import Raw, Sheet, Workbook


@dataclass(frozen=True)
class Line:
    """One line that somebody filled in, with its cells as typed; a blank cell is empty."""

    sheet: str
    row: int
    ref: str  # the flag's reference
    word: str  # the disposition as typed
    reason: Shown
    by: Shown

    @property
    def disposition(self) -> Disposition | None:
        """The disposition, or None if it can't be read."""
        return flags_sheet.read_disposition(self.word)


@dataclass(frozen=True)
class ReturnedSheet:
    """One returned flags sheet."""

    sheet: str
    stamp: Stamp | None
    columns: Mapping[str, int]  # 1-based column number by field; missing columns are left out
    refs: frozenset[str]  # the references of all flags that it lists
    lines: tuple[Line, ...]  # the lines that somebody filled in


def read_returned_sheets(workbook: Workbook) -> tuple[ReturnedSheet, ...]:
    """Reads all flags sheets of ours in a workbook."""
    return tuple(_read(sheet) for sheet in workbook.sheets if flags_sheet.is_ours(sheet.rows))


def _read(sheet: Sheet) -> ReturnedSheet:
    stamp, head = flags_sheet.find_stamp(sheet.rows), flags_sheet.find_head(sheet.rows)
    if head is None:
        return ReturnedSheet(sheet.name, stamp, {}, frozenset(), tuple(_read_headless(sheet)))
    merged = _merged_values(sheet)
    lines = [_read_line(sheet, row, head.columns, merged) for row in range(head.row + 1, len(sheet.rows) + 1)]
    refs = frozenset(line.ref for line in lines if line.ref)
    filled = tuple(line for line in lines if line.disposition or (line.ref and (line.word or line.reason.text)))
    return ReturnedSheet(sheet.name, stamp, head.columns, refs, filled)


def _read_line(sheet: Sheet, row: int, columns: Mapping[str, int], merged: Mapping[tuple[int, int], Raw]) -> Line:
    def text(field: str) -> str:
        column = columns.get(field)
        return "" if column is None else text_of(merged.get((row, column), sheet.at(row, column)))

    ref, reason, by = text(REF), Shown(text(REASON), "text"), Shown(text(BY), "name")
    return Line(sheet.name, row, ref if flags_sheet.is_ref(ref) else "", text(DISPOSITION), reason, by)


def _merged_values(sheet: Sheet) -> dict[tuple[int, int], Raw]:
    """Returns the value of each cell that is merged with one above: people merge cells to answer several lines."""
    return {
        (row, area.first_column): sheet.at(area.first_row, area.first_column)
        for area in sheet.merged
        for row in range(area.first_row + 1, min(area.last_row, len(sheet.rows)) + 1)
    }


def _read_headless(sheet: Sheet) -> Iterator[Line]:
    """Reads the dispositions on a sheet whose list has lost its head."""
    for row, cells in enumerate(sheet.rows, 1):
        word = next((text_of(raw) for raw in cells if isinstance(raw, str) and flags_sheet.read_disposition(raw)), "")
        if word:
            yield Line(sheet.name, row, "", word, Shown(""), Shown(""))
