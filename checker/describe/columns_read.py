"""Which columns of which tables a measure reads, so that people can be told what data it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.definitions.conditions import Condition
from checker.definitions.figures import Reported
from checker.definitions.logic import columns_of
from checker.definitions.measures import AnyMeasure, Change, Cohort, Count, Milestone, Proportion, Total
from checker.definitions.milestones import Due
from checker.definitions.tables import Table

Read = tuple[str, Iterable[str | None]]


def columns_read(measure: AnyMeasure, tables: Mapping[str, Table]) -> dict[str, tuple[str, ...]]:
    """By table, in the order of `AnyMeasure.tables`, the columns that decide the value; each in the sheet's own order.

    Args:
        measure: of an indicator.
        tables: of the pack.
    """
    asked: dict[str, set[str]] = {table: set() for table in measure.tables()}
    for table, columns in _reads(measure):
        asked[table] |= {column for column in columns if column is not None}
    return {
        table: tuple(column for column in tables[table].columns if column in columns)
        for table, columns in asked.items()
    }


def _reads(measure: AnyMeasure) -> Iterable[Read]:
    found = measure.measure
    if isinstance(found, Cohort):
        yield from _of_cohort(found)
    elif isinstance(found, Reported):
        columns = (found.when, found.figure, found.printed, found.unit, found.numerator, found.denominator)
        yield found.table, columns
    elif isinstance(found, Milestone):
        due = found.due.column if isinstance(found.due, Due) else None
        yield found.table, (found.when, found.done, due, *found.each, *_asked(found.where))
    else:
        yield _of_rows(found.of.measure if isinstance(found, Change) else found)


def _of_rows(measure: Proportion | Count | Total) -> Read:
    if isinstance(measure, Proportion):
        conditions = (measure.denominator, measure.exclusion, measure.numerator)
        return measure.table, (measure.when, *(column for each in conditions for column in _asked(each)))
    own = (measure.column,) if isinstance(measure, Total) else measure.distinct
    return measure.table, (measure.when, *own, *measure.match, *_asked(measure.where))


def _of_cohort(cohort: Cohort) -> Iterable[Read]:
    nested = cohort.each.measure
    if not cohort.of_no_table:
        spans = [end for span in (cohort.during, cohort.within) if span for end in (span.start, span.end)]
        conditions = (*_asked(cohort.where), *_asked(cohort.exclusion))
        yield cohort.members, (*nested.match.values(), *spans, cohort.due, *conditions)
    yield _of_rows(nested)
    if cohort.provided is not None:
        yield _of_rows(cohort.provided)


def _asked(condition: Condition | None) -> tuple[str, ...]:
    return () if condition is None else columns_of(condition)
