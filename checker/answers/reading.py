"""A findings sheet that came back: whose it says it is, which findings it lists, and the lines on which somebody wrote.

Wherever its columns are now, and however its lines are sorted. Knows workbooks and the words of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.locate.cells import text_of
from checker.marked_copy.flags_sheet import (
    BY,
    DISPOSITION,
    REASON,
    REF,
    Stamp,
    disposition_of,
    head_of,
    is_ours,
    is_ref,
    stamp_of,
)
from checker.model import Disposition, Shown
from checker.model.workbook import Raw, Sheet, Workbook


@dataclass(frozen=True)
class Line:
    """One line on which somebody wrote, its cells as typed; what is blank is empty.

    Attributes:
        ref: the number of the finding.
        word: what was chosen.
    """

    sheet: str
    row: int
    ref: str
    word: str
    reason: Shown
    by: Shown

    @property
    def disposition(self) -> Disposition | None:
        """What was chosen, if it can be told."""
        return disposition_of(self.word)


@dataclass(frozen=True)
class ReturnedSheet:
    """One findings sheet that came back.

    Attributes:
        stamp: whose it says it is, or None.
        columns: 1-based, by field; those that are not there any more are left out.
        refs: the findings that it lists.
        lines: those on which somebody wrote.
    """

    sheet: str
    stamp: Stamp | None
    columns: Mapping[str, int]
    refs: frozenset[str]
    lines: tuple[Line, ...]


def returned_sheets(workbook: Workbook) -> tuple[ReturnedSheet, ...]:
    """The findings sheets of ours that came back in a workbook."""
    return tuple(_read(sheet) for sheet in workbook.sheets if is_ours(sheet.rows))


def _read(sheet: Sheet) -> ReturnedSheet:
    head = head_of(sheet.rows)
    if head is None:
        return ReturnedSheet(sheet.name, stamp_of(sheet.rows), {}, frozenset(), tuple(_stray(sheet)))
    shared = _shared(sheet)
    lines = [_line(sheet, row, head.columns, shared) for row in range(head.row + 1, len(sheet.rows) + 1)]
    refs = frozenset(line.ref for line in lines if line.ref)
    wrote = tuple(line for line in lines if line.disposition or (line.ref and (line.word or line.reason.text)))
    return ReturnedSheet(sheet.name, stamp_of(sheet.rows), head.columns, refs, wrote)


def _line(sheet: Sheet, row: int, columns: Mapping[str, int], shared: Mapping[tuple[int, int], Raw]) -> Line:
    def text(field: str) -> str:
        column = columns.get(field)
        return "" if column is None else text_of(shared.get((row, column), sheet.at(row, column)))

    ref, reason, by = text(REF), Shown(text(REASON), "text"), Shown(text(BY), "name")
    return Line(sheet.name, row, ref if is_ref(ref) else "", text(DISPOSITION), reason, by)


def _shared(sheet: Sheet) -> dict[tuple[int, int], Raw]:
    """The value of every cell that was merged with one above it: people merge where one answer is to several lines."""
    return {
        (row, area.first_column): sheet.at(area.first_row, area.first_column)
        for area in sheet.merged
        for row in range(area.first_row + 1, min(area.last_row, len(sheet.rows)) + 1)
    }


def _stray(sheet: Sheet) -> Iterator[Line]:
    """What was chosen on a sheet whose list has lost its head."""
    for row, cells in enumerate(sheet.rows, 1):
        word = next((text_of(raw) for raw in cells if isinstance(raw, str) and disposition_of(raw)), "")
        if word:
            yield Line(sheet.name, row, "", word, Shown(""), Shown(""))
