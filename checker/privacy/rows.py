"""Marks the rows behind numbers column by column: hundreds of thousands of cells, of which equal ones are one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

from checker.model import Shown
from checker.model.evidence import Cell, EvidenceSheet, Line, SheetColumn
from checker.privacy.many import NO_KIND
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text

#: Gives a value with marked texts; the same object if it contains nothing personal.
Mark = Callable[[Any], Any]


def learn_rows(sheet: EvidenceSheet, personal: PersonalData) -> Iterator[Any]:
    """Learns from the keys of a sheet's rows and from its cells; yields what else may teach something."""
    shown = [each for column in sheet.columns for cell in column.cells for each in (cell.shown, cell.read) if each]
    unknown = (each.text for each in shown if each.personal in NO_KIND)
    personal.suspect_all((*sheet.keys, *(text for text in unknown if isinstance(text, str))))
    yield sheet.sheet
    yield from (column.header for column in sheet.columns)
    for kind, same in groupby(shown, key=lambda each: each.personal):
        if kind is not None and kind not in NO_KIND:
            personal.learn_all((each.text for each in same if isinstance(each.text, str)), kind)


def mark_sheet(sheet: EvidenceSheet, mark: Mark, personal: PersonalData) -> EvidenceSheet:
    """Marks the personal parts of a sheet."""
    texts = {*sheet.keys, *chain.from_iterable((each.zh, each.en) for each in sheet.called if each is not None)}
    quoted = [list(map(_texts_of, column.cells)) for column in sheet.columns]
    for each in quoted:
        texts.update(*each)
    found = personal.found_in(texts)
    return replace(
        sheet,
        sheet=mark(sheet.sheet),
        columns=tuple(
            _mark_column(column, [not found.isdisjoint(each) for each in theirs], mark)
            for column, theirs in zip(sheet.columns, quoted, strict=True)
        ),
        keys=tuple(mark(key) if key in found else key for key in sheet.keys),
        called=tuple(
            mark(each) if each is not None and (each.zh in found or each.en in found) else each for each in sheet.called
        ),
    )


def mark_line(line: Line, mark: Mark) -> Line:
    """Marks a line behind a number; the same object if it contains nothing personal."""
    label, reason, under = line.label and mark(line.label), line.reason and mark(line.reason), mark(line.under)
    if label is line.label and reason is line.reason and under is line.under:
        return line
    return replace(line, label=label, reason=reason, under=under)


def _mark_column(column: SheetColumn, personal: Iterable[bool], mark: Mark) -> SheetColumn:
    cells = tuple(_mark_cell(cell, mark) if found else cell for cell, found in zip(column.cells, personal, strict=True))
    return replace(column, header=mark(column.header), cells=cells)


def _mark_cell(cell: Cell, mark: Mark) -> Cell:
    return Cell(_mark_shown(cell.shown, mark), cell.read and _mark_shown(cell.read, mark), cell.state)


def _mark_shown(shown: Shown, mark: Mark) -> Shown:
    return Shown(mark(shown.text), shown.personal, shown.facts and mark(shown.facts))


def _texts_of(cell: Cell) -> tuple[str, ...]:
    if cell.read is None:
        return _texts_shown(cell.shown)
    return _texts_shown(cell.shown) + _texts_shown(cell.read)


def _texts_shown(shown: Shown) -> tuple[str, ...]:
    """The texts in which something personal may be found; a value of a known kind is masked as a whole."""
    texts: tuple[str, ...] = ()
    if shown.personal in NO_KIND:
        texts = (shown.text.zh, shown.text.en) if isinstance(shown.text, Text) else (shown.text,)
    return texts if shown.facts is None else (*texts, *chain.from_iterable(map(_texts_shown, shown.facts)))
