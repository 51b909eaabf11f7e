"""Lays drawn rows out on sheets: plainly, or as people fill them in.

Knows drawn rows, tables and spelling; no file format. A sheet's lines come one by one, so that a large table is
never held twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

from samples.library.cells import Cell, Page, letters
from samples.library.definitions import Column, Table
from samples.library.meanings import Row, Typed, Value
from samples.library.spelling import Spell, canonical, varied, wide

#: Lines that are no row of the table.
_BLANK, _SUBTOTAL, _TOTAL, _NOTE = -1, -2, -3, -4
_EXTRA = "录入批次"
_SERIAL = "序号"


@dataclass(frozen=True)
class Style:
    """How a workbook is written.

    Attributes:
        varied: in every form that people use, not only the canonical one.
        order: shuffle rows, columns and sheets (which changes nothing else).
        blanks: put blank rows between the rows.
    """

    varied: bool = False
    order: bool = False
    blanks: bool = False


@dataclass(frozen=True)
class Laid:
    """Where a table lies.

    Attributes:
        sheet: the sheet's name.
        columns: 1-based column number by field.
        rows: for each drawn row, the row number that Excel shows.
    """

    table: str
    sheet: str
    columns: dict[str, int]
    rows: tuple[int, ...]

    def cell(self, row: int, field: str) -> str:
        """The address of a drawn row's cell; `row` counts from 0."""
        return f"{letters(self.columns[field])}{self.rows[row]}"


def lay(
    table: Table, rows: Sequence[Row], style: Style, chance: Random, nothing: str | None = None
) -> tuple[Page, Laid]:
    """Lays a table on a sheet of its own; `nothing` is the row that says that there is nothing to report."""
    fields: list[str] = list(table.columns)
    order = list(range(len(rows)))
    if style.order:
        chance.shuffle(fields)
        chance.shuffle(order)
    plan = _plan(order, style, chance)
    name = chance.choice(table.sheets) if style.varied else table.sheets[0]
    extras = [_SERIAL, _EXTRA] if style.varied else []
    heads = _heads(table, fields, style, chance)
    if extras:
        fields, heads = [_SERIAL, *fields, _EXTRA], [_SERIAL, *heads, _EXTRA]
    title = _title(name) if style.varied else []
    first = len(title) + 2
    at = {row: first + place for place, row in enumerate(plan) if row >= 0}
    numbers = tuple(at[row] for row in range(len(rows)))
    columns = {field: place for place, field in enumerate(fields, 1) if field in table.columns}
    seed = chance.random()

    def lines() -> Iterator[Sequence[Cell]]:
        yield from title
        yield heads
        again = Random(seed)
        spells = {field: _spell(table, table.columns[field], style, again) for field in columns}
        if nothing:
            yield [nothing]
        for line in plan:
            yield _line(line, rows, fields, spells, table)

    merged = {1: len(heads)} if title else {}
    return Page(name, lines, merged), Laid(table.id, name, columns, numbers)


def _plan(order: list[int], style: Style, chance: Random) -> list[int]:
    """Which line follows which: numbers of rows, and what stands between and below them."""
    if not (style.varied or style.blanks):
        return order
    plan: list[int] = []
    for place, row in enumerate(order):
        if chance.random() < 0.15 or place == len(order) // 2:
            plan.append(_BLANK)
        if style.varied and place and chance.random() < 0.04:
            plan.append(_SUBTOTAL)
        plan.append(row)
    if style.varied:
        plan += [[_TOTAL], [_TOTAL, _BLANK, _NOTE], [_BLANK, _NOTE], []][int(chance.random() * 4)]
    return plan


def _heads(table: Table, fields: Sequence[str], style: Style, chance: Random) -> list[str]:
    if not style.varied:
        return [table.columns[field].headers[0] for field in fields]
    heads = []
    for field in fields:
        head = chance.choice(table.columns[field].headers)
        unit = table.columns[field].unit
        forms = (head, head, f"{head}*", f" {head} ", f"{head}（必填）", f"{head}（{unit}）" if unit else head)
        heads.append(chance.choice((*forms, wide(head), f"{head[:2]}\n{head[2:]}" if head[:2].isalpha() else head)))
    return heads


def _title(name: str) -> list[Sequence[Cell]]:
    return [[f"和平区2022年度{name}统计表"], ["本表由各单位如实填写"]]


def _spell(table: Table, column: Column, style: Style, chance: Random) -> Spell:
    if not style.varied:
        return canonical(column)
    spell = varied(column, chance)
    if column.id not in table.references:
        return spell

    # A key that refers to another sheet is typed once more, by somebody else.
    def typed_again(value: Value) -> Cell:
        if isinstance(value, str) and chance.random() < 0.2:
            return wide(value)
        return spell(value)

    return typed_again


def _line(
    line: int, rows: Sequence[Row], fields: Sequence[str], spells: dict[str, Spell], table: Table
) -> Sequence[Cell]:
    if line >= 0:
        row = rows[line]
        told: dict[str, Cell] = {_SERIAL: line + 1, _EXTRA: f"批次{line % 3}"}
        return [spells[field](row.get(field)) if field in spells else told[field] for field in fields]
    if line == _BLANK:
        return []
    if line == _NOTE:
        return ["注：以上数据经本单位负责人审核。"]
    sums = [_sum(table.columns[field], rows) if field in table.columns else None for field in fields[1:]]
    return ["合计" if line == _TOTAL else "小计", *sums]


def _sum(column: Column, rows: Sequence[Row]) -> Cell:
    if column.type not in ("integer", "decimal"):
        return None
    values = (row.get(column.id) for row in rows)
    plain = (value.value if isinstance(value, Typed) else value for value in values)
    return float(sum(Fraction(value) for value in plain if isinstance(value, (int, Fraction))))


def cover(
    table: Table, filled: dict[str, str], style: Style, chance: Random, below: Iterable[Sequence[Cell]] = ()
) -> Page:
    """The cover sheet: labels with their values beside them, or in one cell, and further lines below."""
    name = table.sheets[0]
    lines: list[Sequence[Cell]] = []
    for field, value in filled.items():
        heads = table.columns[field].headers
        head = chance.choice(heads) if style.varied else heads[0]
        one_cell = style.varied and chance.random() < 0.3
        lines.append([f"{head}：{value}"] if one_cell else [head, value])
    lines.append([table.columns["filled_on"].headers[0], date(2023, 1, 4)])
    lines += below
    return Page(name, lambda: iter(lines))
