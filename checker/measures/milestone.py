"""Deliverables done by their date, over all deliverables."""

from __future__ import annotations

from datetime import date

import numpy as np

from checker.codes.measure import MILESTONE_LATE, MILESTONE_MISSING, MILESTONE_OVERDUE
from checker.deadlines import Mask, days_of
from checker.definitions.measures import Due, Milestone
from checker.measures.proportion import sort_units
from checker.measures.scope import Scope, dated_in, rows_of
from checker.model import Counts, Measured, Note, Shown
from checker.submission import BLANK, INVALID, TypedTable
from checker.truth import Truth, certain, evaluate


def measure(asked: Milestone, scope: Scope) -> Measured:
    """Sorts deliverables into done in time, late or overdue, and still open.

    An open one (not done, its date not yet past) is left out of the share until its date passes. One that has no row
    at all is open until the common date, and overdue from then on.
    """
    typed = scope.submission.tables[asked.table]
    inside = dated_in(typed, asked.when, scope.window, date.max) & evaluate(asked.where, typed, scope.as_of)
    due, due_known = _due(asked, typed, scope.as_of)
    done, done_known = days_of(typed, asked.done, scope.as_of)
    state = typed.state[asked.done]
    # A completion dated after the day judged on has not happened yet.
    is_done = Truth(done_known & (done <= scope.as_of.toordinal()), state == INVALID)
    past_due = Truth((due < scope.as_of.toordinal()) & due_known, ~due_known)
    in_time = is_done & Truth((done <= due) & due_known & done_known, ~due_known | (state == INVALID))
    masks = sort_units(inside, ~is_done & ~past_due, in_time)
    missing = max(0, asked.expected - int((inside.yes | inside.unknown).sum()))
    overdue_without_row = missing if not isinstance(asked.due, Due) and asked.due < scope.as_of else 0
    counts = Counts(**{name: int(mask.sum()) for name, mask in masks.items()}) + Counts(failed=overdue_without_row)
    notes = _notes(asked, typed, masks["failed"], (done, due), state)
    if overdue_without_row and not isinstance(asked.due, Due):
        values = (("count", Shown(str(missing))), ("due", Shown(asked.due.isoformat())))
        notes = (*notes, Note(MILESTONE_MISSING, None, asked.done, values))
    return Measured(
        "share",
        counts,
        settled=counts.failed,
        grows=False,
        numerator_rows=rows_of(typed, masks["passed"]),
        failure_rows=rows_of(typed, masks["failed"]),
        excluded_rows=rows_of(typed, masks["excluded"]),
        unknown_rows=rows_of(
            typed, masks["pass_or_fail"] | masks["out_or_pass"] | masks["out_or_fail"] | masks["anything"]
        ),
        notes=notes,
    )


def _due(asked: Milestone, typed: TypedTable, as_of: date) -> tuple[np.ndarray, Mask]:
    if isinstance(asked.due, Due):
        return days_of(typed, asked.due.column, as_of)
    size = len(typed.frame)
    return np.full(size, asked.due.toordinal()), certain(np.ones(size, dtype=bool)).yes


def _notes(
    asked: Milestone, typed: TypedTable, failed: Mask, days: tuple[np.ndarray, np.ndarray], state: np.ndarray
) -> tuple[Note, ...]:
    done, due = days
    notes = []
    for index in np.flatnonzero(failed).tolist():
        values = {"due": date.fromordinal(int(due[index])).isoformat()}
        if state[index] != BLANK:
            values |= {"done": date.fromordinal(int(done[index])).isoformat(), "days": str(done[index] - due[index])}
        code = MILESTONE_OVERDUE if state[index] == BLANK else MILESTONE_LATE
        shown = tuple((name, Shown(value)) for name, value in values.items())
        notes.append(Note(code, typed.frame.index[index], asked.done, shown))
    return tuple(notes)
