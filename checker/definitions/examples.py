"""Worked examples of indicator files: their cells, their period, and their problems."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from checker.codes import Code
from checker.codes.shared import IMPOSSIBLE_VALUE, UNKNOWN_COLUMN, UNKNOWN_TABLE
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack, PackHeader
from checker.definitions.worked import Example, RecordedCounts
from checker.errors import Stop
from checker.measures.change import Change
from checker.model.workbook import BLANK, INVALID, VALID
from checker.periods import Period, Window, parse_period
from checker.tables.columns import Column
from checker.tables.logic import quote
from checker.tables.operands import Literals
from checker.tables.table import Table
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text
from checker.text.patterns import whole_match

BAD_EXAMPLE = Code("D125")

#: The word for a cell that can't be read.
UNREADABLE = "invalid"
#: The measures whose recorded figures have a numerator and a denominator.
_OF_TWO = ("proportion", "ratio", "mean")

Cell = tuple[Literals | None, int]


def cell_of(column: Column, raw: object) -> Cell | None:
    """Reads a cell of an example: its value and state (VALID, BLANK, INVALID); None if the column can't hold it."""
    if column.is_derived and raw is not None:
        return None
    if raw is None:
        return (None, BLANK) if column.blank_means is None else (column.literal(column.blank_means), VALID)
    if raw == UNREADABLE:
        return None, INVALID
    value = column.cell_value(raw)
    return None if value is None or not _within_rules(column, value) else (value, VALID)


def _within_rules(column: Column, value: Any) -> bool:
    if column.pattern is not None and not whole_match(column.pattern)(value):
        return False
    if column.type == "integer" and value.denominator != 1:
        return False
    return (column.minimum is None or value >= column.minimum) and (column.maximum is None or value <= column.maximum)


def period_of(header: PackHeader, example: Example) -> Period:
    """The period of an example; the last quarter of the plan's second year if it names none.

    Raises:
        Stop: the example's period can't be read.
    """
    plan = Window(header.starts, header.ends, header.year_month)
    return parse_period(example.period or f"{min(plan.year + 1, plan.year_of(plan.end))}Q4", plan.year_month)


def example_period(pack: Pack, example: Example) -> Period:
    """The period of an example; see `period_of`."""
    return period_of(pack.header, example)


def example_as_of(pack: Pack, example: Example) -> date:
    """The as-of date of an example; its period's last day if it names none."""
    return example.as_of or example_period(pack, example).window.end


def example_problems(
    definition: Definition, indicator: Indicator, tables: Mapping[str, Table], header: PackHeader
) -> Iterable[Problem]:
    """Finds what makes examples unusable: unknown tables and columns, impossible values, periods that can't be read."""
    read = indicator.asked.tables()
    for index, example in enumerate(indicator.examples):
        at = ("examples", index)
        try:
            period_of(header, example)
        except Stop as stop:
            spot = definition.spot(*at, "period")
            yield problem(
                BAD_EXAMPLE, spot, found=str(example.period), allowed=("2022Q4", "2022H2", "2022"), reason=stop.message
            )
        for name in example.rows:
            if name not in read:
                spot = definition.spot(*at, "rows", name, found=name)
                yield problem(UNKNOWN_TABLE, spot, found=name, allowed=read)
            elif name in tables:
                for number, row in enumerate(example.rows_of(name)):
                    yield from _row_problems(definition, (*at, "rows", name, number), row, tables[name])
        yield from _number_problems(definition, at, read, example)
        yield from _history_problems(definition, at, indicator, example)


def own_value_examples(definition: Definition, indicator: Indicator, departments: Collection[str]) -> Iterable[Problem]:
    """Finds examples that don't say by whose values they are judged, or name nobody whom the indicator judges."""
    for index, example in enumerate(indicator.examples if indicator.level == "department" else ()):
        if example.department not in departments:
            reason = Text(
                "请用 department 写明按哪个单位的数值评判", "say with `department` whose values it is judged by"
            )
            spot = definition.spot("examples", index, "department")
            found = example.department or "department"
            yield problem(BAD_EXAMPLE, spot, found=found, allowed=sorted(departments), reason=reason)


def _history_problems(
    definition: Definition, at: tuple[str | int, ...], indicator: Indicator, example: Example
) -> Iterable[Problem]:
    """Finds a recorded figure that the indicator does not ask for, or that is of the wrong kind."""
    if (given := example.history) is None:
        return
    asked, kind = indicator.asked, indicator.measure.kind
    two = given if isinstance(given, RecordedCounts) else None
    wants_two = kind in _OF_TWO
    reason = None
    if isinstance(asked, Change) and asked.before == "history":
        kind, wants_two = asked.of.kind, asked.of.proportion is not None
    elif indicator.earlier_periods != "history":
        reason = Text(
            zh="只有 before: history 的 change 和 earlier_periods: history 用得到",
            en="only a `change` with `before: history`, or `earlier_periods: history`, uses it",
        )
    if reason is None and two is not None and not wants_two:
        reason = Text(zh="这里的数不是比率，请写一个数", en="the figure isn't a share: write a number")
    elif reason is None and wants_two and two is None:
        reason = Text(
            zh="这里的数由分子和分母得出，请写 {numerator: …, denominator: …}",
            en="the figure is made of two: write {numerator: ..., denominator: ...}",
        )
    elif reason is None and two is not None and kind == "proportion" and not two.is_share:
        reason = Text(
            zh="分子须在 0 和分母之间，都是整数", en="the numerator must be from 0 to the denominator, both whole"
        )
    if reason is not None:
        yield problem(BAD_EXAMPLE, definition.spot(*at, "history"), found="history", reason=reason)


def _row_problems(
    definition: Definition, at: tuple[str | int, ...], row: Mapping[str, Any], table: Table
) -> Iterable[Problem]:
    for name, raw in row.items():
        column = table.columns.get(name)
        if column is None:
            spot = definition.spot(*at, name, found=name)
            yield problem(UNKNOWN_COLUMN, spot, found=name, allowed=table.columns)
        elif cell_of(column, raw) is None:
            spot = definition.spot(*at, name)
            yield problem(IMPOSSIBLE_VALUE, spot, found=quote(raw), allowed=column.allowed_words(), column=name)


def _number_problems(
    definition: Definition, at: tuple[str | int, ...], tables: Iterable[str], example: Example
) -> Iterable[Problem]:
    """Finds row numbers in `flagged`, `undecided` and `pending` that the example does not have."""
    most = max((len(example.rows_of(name)) for name in tables), default=0)
    for name in ("flagged", "undecided", "pending"):
        for index, number in enumerate(getattr(example.expect, name) or ()):
            if not 1 <= number <= most:
                spot = definition.spot(*at, "expect", name, index)
                reason = Text(zh=f"没有第 {number} 行", en=f"there is no row {number}")
                yield problem(BAD_EXAMPLE, spot, found=str(number), reason=reason)
