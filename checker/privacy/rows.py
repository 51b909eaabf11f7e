"""Marks the rows behind numbers: hundreds of thousands of cells, of which equal ones are one and the same object."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import is_
from typing import Any

from checker.model import Shown
from checker.model.evidence import Cell, EvidenceSheet, SheetRow
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text

#: Gives a value with marked texts; the same object if it contains nothing personal.
Mark = Callable[[Any], Any]


def parts_of_sheet(sheet: EvidenceSheet) -> Iterator[Any]:
    """Yields what a sheet may teach: its name, its headers, its different cells and the keys of its rows."""
    yield sheet.sheet
    yield sheet.columns
    for cell in _cells(sheet).values():
        yield cell.shown
        yield cell.read
    for record in sheet.records:
        yield record.key


def mark_sheet(sheet: EvidenceSheet, mark: Mark, personal: PersonalData) -> EvidenceSheet:
    """Marks a sheet; the same object if it contains nothing personal."""
    marked = {id: mark(cell) for id, cell in _cells(sheet).items() if _is_personal(cell, personal)}
    records = tuple(_mark_row(record, marked, mark) for record in sheet.records)
    name, columns = mark(sheet.sheet), mark(sheet.columns)
    if name is sheet.sheet and columns is sheet.columns and all(map(is_, records, sheet.records)):
        return sheet
    return replace(sheet, sheet=name, columns=columns, records=records)


def _cells(sheet: EvidenceSheet) -> dict[int, Cell]:
    """The different cells by their `id`, in the order of the sheet."""
    return {id(cell): cell for record in sheet.records for cell in record.cells}


def _is_personal(cell: Cell, personal: PersonalData) -> bool:
    return _has_parts(cell.shown, personal) or (cell.read is not None and _has_parts(cell.read, personal))


def _has_parts(shown: Shown, personal: PersonalData) -> bool:
    texts = (shown.text.zh, shown.text.en) if isinstance(shown.text, Text) else (shown.text,)
    return any(map(personal.parts_of, texts)) or any(_has_parts(each, personal) for each in shown.facts or ())


def _mark_row(record: SheetRow, marked: dict[int, Cell], mark: Mark) -> SheetRow:
    key, called = mark(record.key), record.called and mark(record.called)
    cells = record.cells
    if not marked.keys().isdisjoint(map(id, cells)):
        cells = tuple(marked.get(id(cell), cell) for cell in cells)
    if key is record.key and called is record.called and cells is record.cells:
        return record
    return replace(record, key=key, called=called, cells=cells)
