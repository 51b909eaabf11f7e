"""Numerator rows over denominator rows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from checker.codes import Code
from checker.definitions.logic import columns_of
from checker.definitions.measures import Proportion
from checker.evaluate.conditions import Truth, beyond_calendar, certain, evaluate
from checker.evaluate.time_limits import Mask
from checker.measures.scope import Scope, dated_in, rows_of
from checker.model import Counts, Measured, Note, Rows, Shown
from checker.model.workbook import TypedTable
from checker.periods import workday_years

HOLIDAYS_UNKNOWN = Code("M509")


def measure(asked: Proportion, scope: Scope) -> Measured:
    """Counts rows that are in, left out, good, bad, and those that an unreadable cell leaves open.

    A row is in when it is dated in the window and satisfies the denominator; a row that is in and satisfies the
    exclusion is left out; of the rest, those that satisfy the numerator are good (HL7 FHIR Measure, proportion).
    """
    typed = scope.submission.tables[asked.table]
    inside = dated_in(typed, asked.when, scope.window, scope.as_of) & evaluate(asked.denominator, typed, scope.as_of)
    out = certain(np.zeros(len(typed.frame), dtype=bool))
    if asked.exclusion is not None:
        out = evaluate(asked.exclusion, typed, scope.as_of)
    good = evaluate(asked.numerator, typed, scope.as_of)
    masks = sort_units(inside, out, good)
    undecided = undecided_rows(typed, masks)
    counts = Counts(**{name: int(mask.sum()) for name, mask in masks.items()})
    return Measured(
        "share",
        counts,
        settled=counts.failed,
        numerator_rows=rows_of(typed, masks["passed"]),
        failure_rows=rows_of(typed, masks["failed"]),
        excluded_rows=rows_of(typed, masks["excluded"]),
        unknown_rows=undecided,
        notes=_without_holidays(asked, scope, undecided),
    )


def _without_holidays(asked: Proportion, scope: Scope, undecided: Rows) -> tuple[Note, ...]:
    """What is said of undecided rows of which no cell is at fault: the holidays of their year are not known."""
    typed = scope.submission.tables[asked.table]
    conditions = [part for part in (asked.numerator, asked.denominator, asked.exclusion) if part is not None]
    beyond = np.any([beyond_calendar(part, typed, scope.as_of) for part in conditions], axis=0)
    if not beyond.any():
        return ()
    first, last = workday_years()
    values = (("first", Shown(str(first))), ("last", Shown(str(last))))
    column = asked.when or columns_of(asked.numerator)[0]
    rows = set(rows_of(typed, beyond).numbers)
    return tuple(Note(HOLIDAYS_UNKNOWN, row, column, values) for row in undecided.numbers if row in rows)


def undecided_rows(typed: TypedTable, masks: Mapping[str, Mask]) -> Rows:
    """The rows that are not decided: first those that may pass or fail, then those that can only fail, or only pass."""
    orders = (masks["pass_or_fail"] | masks["anything"], masks["out_or_fail"], masks["out_or_pass"])
    return Rows(typed.id, tuple(row for mask in orders for row in rows_of(typed, mask).numbers))


def sort_units(inside: Truth, out: Truth, good: Truth) -> dict[str, np.ndarray]:
    """Sorts units into the fields of `Counts` by what they can still turn out to be.

    Args:
        inside: whether each belongs to the denominator.
        out: whether it is excluded from it.
        good: whether it belongs to the numerator.
    """
    may_be_in = ~inside.no & ~out.yes
    surely_in = inside.yes & out.no
    doubtful = may_be_in & ~surely_in
    return {
        "passed": surely_in & good.yes,
        "failed": surely_in & good.no,
        "excluded": inside.yes & out.yes,
        "pass_or_fail": surely_in & good.unknown,
        "out_or_pass": doubtful & good.yes,
        "out_or_fail": doubtful & good.no,
        "anything": doubtful & good.unknown,
    }
