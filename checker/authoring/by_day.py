"""Finds comparisons of a time of day with a day: they are made by the days, which an author may not have meant."""

from collections.abc import Iterator, Mapping

from checker.tables.columns import Column
from checker.tables.logic import AS_OF, All, AnyOf, Compare, Condition, Not, OtherRows, Within, WithinBy
from checker.tables.table import Table


def compared_by_day(condition: Condition, columns: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    """Yields the columns of comparisons of which only one has times of day: that one first."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from compared_by_day(part, columns)
        case Not(part):
            yield from compared_by_day(part, columns)
        case Within(extra=extra) | WithinBy(extra=extra):
            for _, when in extra:
                yield from compared_by_day(when, columns)
        case OtherRows(when=when, of=of, where=where):
            yield from _mixed(when, of, columns)
            yield from compared_by_day(where, columns)
        case Compare(column, other=str(other)) if AS_OF not in (column, other):
            yield from _mixed(column, other, columns)


def ordered_by_day(table: Table) -> Iterator[tuple[int, str, str]]:
    """Yields such pairs among those that a table orders, each after its number."""
    for index, pair in enumerate(table.order):
        for timed, day in _mixed(pair.first, pair.second, table.columns):
            yield index, timed, day


def _mixed(one: str, other: str, columns: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    if columns[one].kind == "date" and columns[one].is_timed != columns[other].is_timed:
        yield (one, other) if columns[one].is_timed else (other, one)
