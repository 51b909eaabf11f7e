"""Deliverables done by their date, over all deliverables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np

from checker.codes.measure import MILESTONE_LATE, MILESTONE_MISSING, MILESTONE_OVERDUE
from checker.deadlines import Mask, days_of
from checker.definitions.conditions import OneOf
from checker.definitions.measures import Due, Milestone
from checker.measures.proportion import sort_units, undecided_rows
from checker.measures.scope import Scope, dated_in, rows_of
from checker.model import Counts, Measured, Note, Shown
from checker.submission import BLANK, INVALID, TypedTable
from checker.truth import Truth, certain, evaluate


def measure(asked: Milestone, scope: Scope) -> Measured:
    """Sorts deliverables into done in time, late or overdue, and still open.

    An open one (not done, its date not yet past) is left out of the share until its date passes. One that has no row
    at all is open until the common date, and overdue from then on. Until a day is over it is not past, and the last
    day of a window is over when the window has closed.
    """
    typed = scope.submission.tables[asked.table]
    deadline = asked.deadline(scope.window)
    today = scope.as_of.toordinal()
    first_open = today + (scope.as_of >= scope.window.end)
    inside = _dated(asked, typed, scope) & evaluate(asked.where, typed, scope.as_of)
    due, due_known = _due(asked, typed, deadline, scope.as_of)
    done, done_known = days_of(typed, asked.done, scope.as_of)
    state = typed.state[asked.done]
    # A completion dated after the day judged on has not happened yet.
    is_done = Truth(done_known & (done <= today), state == INVALID)
    past_due = Truth((due < first_open) & due_known, ~due_known)
    in_time = is_done & Truth((done <= due) & due_known & done_known, ~due_known | (state == INVALID))
    masks = sort_units(inside, ~is_done & ~past_due, in_time)
    if asked.each:
        counts, missing, blamed = _per_value(asked, typed, masks)
    else:
        counts = Counts(**{name: int(mask.sum()) for name, mask in masks.items()})
        missing = max(0, asked.expected - int((inside.yes | inside.unknown).sum()))
        blamed = masks["failed"]
    overdue = missing if deadline is not None and deadline.toordinal() < first_open else 0
    notes = _notes(asked, typed, blamed, (done, due), state)
    if overdue:
        values = (("count", Shown(str(overdue))), ("due", Shown(str(deadline))))
        notes = (*notes, Note(MILESTONE_MISSING, None, asked.done, values))
    counts += Counts(failed=overdue)
    return Measured(
        "share",
        counts,
        settled=counts.failed,
        grows=False,
        numerator_rows=rows_of(typed, masks["passed"]),
        failure_rows=rows_of(typed, blamed),
        excluded_rows=rows_of(typed, masks["excluded"]),
        unknown_rows=undecided_rows(typed, masks),
        notes=notes,
    )


def _dated(asked: Milestone, typed: TypedTable, scope: Scope) -> Truth:
    """Whether each row falls into the window; one that goes by the day on which it was done, and is not, does."""
    dated = dated_in(typed, asked.when, scope.window, date.max)
    return dated | certain(typed.state[asked.done] == BLANK) if asked.when == asked.done else dated


#: Of several rows for one deliverable the best counts: done in time, else perhaps, else still open, else failed.
_BEST_FIRST = ("passed", "pass_or_fail", "out_or_pass", "anything", "excluded", "out_or_fail", "failed")


def _per_value(asked: Milestone, typed: TypedTable, masks: Mapping[str, Mask]) -> tuple[Counts, int, Mask]:
    """One deliverable for each value of a column.

    Returns:
        The counts of deliverables; how many of them have no row; and the rows of those that failed.
    """
    column, values = next(iter(asked.each.items()))
    places: Counter[str] = Counter()
    missing = 0
    blamed = np.zeros(len(typed.frame), dtype=bool)
    for value in values:
        named = evaluate(OneOf(column, (value,)), typed, date.max)
        place = next((name for name in _BEST_FIRST if (masks[name] & named.yes).any()), None)
        doubtful = any((masks[name] & named.unknown).any() for name in ("passed", "pass_or_fail", "anything"))
        if doubtful and place in (None, "failed"):
            place = "pass_or_fail"
        if place is None:
            missing += 1
            continue
        places[place] += 1
        if place == "failed":
            blamed |= masks["failed"] & named.yes
    return Counts(**places), missing, blamed


def _due(asked: Milestone, typed: TypedTable, deadline: date | None, as_of: date) -> tuple[np.ndarray, Mask]:
    if isinstance(asked.due, Due) or deadline is None:
        assert isinstance(asked.due, Due), "only a column leaves the common deadline open"
        return days_of(typed, asked.due.column, as_of)
    size = len(typed.frame)
    return np.full(size, deadline.toordinal()), certain(np.ones(size, dtype=bool)).yes


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
        notes.append(Note(code, int(typed.frame.index[index]), asked.done, shown))
    return tuple(notes)
