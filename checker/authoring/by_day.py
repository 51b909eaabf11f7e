"""Finds comparisons of a time of day with a day: they are made by the days, which an author may not have meant."""

from collections.abc import Iterator, Mapping

from checker.authoring.example_coverage.seen import simplest
from checker.tables.columns import Column
from checker.tables.logic import AS_OF, Compare, Condition
from checker.tables.table import Table


def compared_by_day(condition: Condition, columns: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    """Yields the columns of comparisons of which only one has times of day: that one first."""
    for part in simplest(condition):
        if isinstance(part, Compare) and part.other is not None and AS_OF not in (part.column, part.other):
            yield from _mixed(part.column, part.other, columns)


def ordered_by_day(table: Table) -> Iterator[tuple[int, str, str]]:
    """Yields such pairs among those that a table orders, each after its number."""
    for index, pair in enumerate(table.order):
        for timed, day in _mixed(pair.first, pair.second, table.columns):
            yield index, timed, day


def _mixed(one: str, other: str, columns: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    if columns[one].kind == "date" and columns[one].is_timed != columns[other].is_timed:
        yield (one, other) if columns[one].is_timed else (other, one)
