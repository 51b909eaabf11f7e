"""The rows that a pack's indicators ask for by name, such as the tasks of a task list by their numbers."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checker.definitions.indicators import Indicator
from checker.frozen import dataclass
from checker.measures.milestone.settings import MilestoneSettings
from checker.periods import Window
from checker.tables.logic import All, AnyOf, Condition, OneOf
from checker.tables.table import Table


@dataclass(frozen=True)
class NamedRow:
    """A row that indicators ask for.

    Attributes:
        value: its value in the first column of the table's key.
        indicators: those that ask for it, in the pack's order.
        due: the first day by which one of them asks for it; None if they name no day.
    """

    value: str
    indicators: tuple[Indicator, ...]
    due: date | None = None


def named_rows(table: Table, indicators: Iterable[tuple[Indicator, Window]]) -> tuple[NamedRow, ...]:
    """Lists the rows of a table that are asked for by name, in the order of indicators."""
    asking: dict[str, dict[str, Indicator]] = {}
    days: dict[str, list[date]] = {}
    for indicator, window in indicators:
        measure = indicator.asked
        deadline = measure.deadline(window) if isinstance(measure, MilestoneSettings) else None
        for value in names_in(indicator, table) or ():
            asking.setdefault(value, {})[indicator.id] = indicator
            days.setdefault(value, []).extend([deadline] if deadline is not None else [])
    return tuple(
        NamedRow(value, tuple(asked.values()), min(days[value], default=None)) for value, asked in asking.items()
    )


def names_in(indicator: Indicator, table: Table) -> tuple[str, ...] | None:
    """Lists the values of the first key column that an indicator asks for; None if it also takes other rows."""
    if not table.key or table.columns[table.key[0]].type != "text":
        return None
    named, found = table.key[0], list[str]()
    for condition in _conditions(indicator, table):
        values = _values(condition, named)
        if values is None:
            return None
        found += values
    return tuple(dict.fromkeys(found)) or None


def _conditions(indicator: Indicator, table: Table) -> Iterator[Condition]:
    """Yields what is asked of the rows that count: the exceptions among them are not asked for."""
    measure = indicator.asked
    each: Mapping[str, tuple[object, ...]] = {}
    if isinstance(measure, MilestoneSettings) and measure.table == table.id:
        each = {name: values for name, values in measure.listed.items() if name == table.key[0]}
    for name, values in each.items():
        yield OneOf(name, tuple(str(value) for value in values))
    for part in measure.conditions():
        if part.table == table.id and not each and part.path[-1] in ("where", "denominator"):
            yield part.condition


def _values(condition: Condition, column: str) -> list[str] | None:
    """Lists the values that a condition allows in a column; None if it allows any."""
    match condition:
        case OneOf(name, values) if name == column:
            return [value for value in values if isinstance(value, str)]
        case All(parts):
            return next((found for part in parts if (found := _values(part, column)) is not None), None)
        case AnyOf(parts):
            several = [_values(part, column) for part in parts]
            return None if None in several else [value for found in several for value in found or ()]
        case _:
            return None
