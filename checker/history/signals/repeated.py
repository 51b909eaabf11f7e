"""Sees blocks of rows that equal rows of an earlier period although their keys differ."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from checker.checks.blocks import Block, digest_block, find_blocks, numbers
from checker.checks.prints import FEWEST_COLUMNS, RowPrints, hash_texts
from checker.codes import Code
from checker.definitions.task import Task
from checker.history.runs import Run
from checker.history.signals.restated import still_counting
from checker.history.tables import Cell, StoredTable
from checker.locate.cells import list_rows
from checker.model import Department, Flag, Place, Shown, flag, placed
from checker.tables.rows.places import cell_text
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

COPIED_FROM_EARLIER = Code("A741")

Item = Mapping[str, Any]
_NOW, _THEN = "1", "2"


class Kept:
    """What is worked out once for all earlier periods: the prints of the rows that are submitted now."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._prints: dict[tuple[str, str], RowPrints] = {}
        self._counting: dict[str, frozenset[str]] = {}
        self._named: set[tuple[str, str, Block]] = set()

    def prints(self, department: str, table: Table, item: Item, columns: Sequence[str]) -> RowPrints:
        """The prints of a department's rows."""
        if (department, table.id) not in self._prints:
            self._prints[department, table.id] = _print(item, table, columns)
        return self._prints[department, table.id]

    def counting(self, run: Run) -> frozenset[str]:
        """The indicators that still count what they counted in a run."""
        if run.period not in self._counting:
            self._counting[run.period] = still_counting(run, self.task)
        return self._counting[run.period]

    def is_new(self, department: str, table: str, block: Block) -> bool:
        """Whether a block has not been named; the newest period that has it is named, and no other."""
        known = (department, table, block) in self._named
        self._named.add((department, table, block))
        return not known


def find_repeated(
    then: Mapping[str, Item], now: Mapping[str, Item], run: Run, department: Department, kept: Kept
) -> Iterator[Flag]:
    """Yields a flag for each block of rows that equals rows of an earlier period under other keys.

    Where rows stay listed from period to period, a block whose earlier keys are all gone has only got other keys. A row
    that was listed under its own key before is no copy, however alike the rows of a sheet are.
    """
    counting = kept.counting(run)
    for name, before in then.items():
        table, after = kept.task.pack.tables.get(name), now.get(name)
        if table is None or after is None or before["hashed_by"] != after["hashed_by"]:
            continue
        columns = _columns(table, before)
        if not columns:
            continue
        mine, theirs = kept.prints(department.code, table, after, columns), _print(before, table, columns)
        stays, own, ids = not counting.isdisjoint(before["counted"]), _ids(after), _ids(before)
        listed, earlier = set(own), set(ids)
        for (_, start), (_, begin), length in find_blocks({_NOW: mine, _THEN: theirs}):
            renumbered = stays and listed.isdisjoint(ids[begin : begin + length])
            carried = not earlier.isdisjoint(own[start : start + length])
            if renumbered or carried or not kept.is_new(department.code, name, (start, length)):
                continue
            sheet = next((each.sheet for each in department.sheets if each.table == name), "")
            yield flag(
                COPIED_FROM_EARLIER,
                Place(sheet=sheet, table=name),
                rows=_name(mine, (start, length)),
                count=length,
                period=run.period,
                others=_name(theirs, (begin, length)),
            )


def _name(prints: RowPrints, block: Block) -> Shown:
    return placed(list_rows(numbers(prints, block)), digest_block(prints, block))


def _columns(table: Table, item: Item) -> list[str]:
    """The columns in which equal rows are odd; none if the pack says that they are not, or rows have no key."""
    if table.same_elsewhere or table.layout != "rows" or not table.key:
        return []
    left_out = {*table.key, *item["personal"]}
    columns = [name for name in table.columns if name not in left_out]
    kinds = {table.columns[name].kind for name in columns}
    return columns if {"date", "text"} <= kinds and len(columns) >= FEWEST_COLUMNS else []


def _ids(item: Item) -> list[str]:
    return StoredTable(item).ids


def _print(item: Item, table: Table, columns: Sequence[str]) -> RowPrints:
    dates, texts = (
        tuple(index for index, name in enumerate(columns) if table.columns[name].kind == kind)
        for kind in ("date", "text")
    )
    cells = np.column_stack([hash_texts(_texts(item, table, name)) for name in columns])
    return RowPrints(tuple(item["row"]), hash_texts(_ids(item)), dates, texts, cells)


def _texts(item: Item, table: Table, name: str) -> list[str]:
    """The cells of a column in comparing form; "" for a blank or refused one, and for what a blank cell means."""
    column, rows = table.columns[name], item["row"]
    meant = None if column.blank_means is None else _form(cell_text(column.literal(column.blank_means)))
    refused = {*item["refused"].get(name, ())}
    cells: Sequence[Cell] = item["cells"].get(name) or [None] * len(rows)
    found = ("" if row in refused else _form(cell) for row, cell in zip(rows, cells, strict=True))
    return ["" if text == meant else text for text in found]


def _form(cell: Cell | Text) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        cell = cell_text(cell)
    return key_form(cell.en if isinstance(cell, Text) else str(cell))
