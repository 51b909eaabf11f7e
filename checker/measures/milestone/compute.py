"""Sorts the deliverables of a milestone by whether they were done in time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from checker.codes import Code
from checker.measures.milestone.settings import Due, MilestoneSettings
from checker.measures.toolkit.answers import Answer, place_unit
from checker.measures.toolkit.rows import dated_in, rows_of, sort_units, undecided_rows
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Note, Shown
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import OneOf
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import Mask, days_of

MILESTONE_LATE = Code("M505")
MILESTONE_OVERDUE = Code("M506")
MILESTONE_MISSING = Code("M507")


def compute(spec: MilestoneSettings, scope: Scope) -> Measured:
    """Sorts deliverables into done in time, late or overdue, and open.

    An open deliverable (not done, deadline not past) is left out of the share. One without a row is open until the
    common deadline (or, if each row has its own, until the window ends) and overdue afterwards; so is one whose only
    row turns out not to belong. A deadline is past once its day is over; the last day of a window is over when the
    window has closed.
    """
    typed = scope.submission.tables[spec.table]
    deadline, today = spec.deadline(scope.window), scope.as_of.toordinal()
    first_open = today + (scope.as_of >= scope.window.end)
    overdue = deadline is not None and deadline.toordinal() < first_open
    inside = _dated(spec, typed, scope) & evaluate(spec.where, typed, scope.context)
    for column, values in spec.each.items():
        inside &= evaluate(OneOf(column, values), typed, scope.context)
    due, due_known = _due(spec, typed, deadline, scope.as_of)
    done, done_known = days_of(typed, spec.done, scope.as_of)
    state = typed.state[spec.done]
    # A completion dated after the as-of date has not happened yet.
    is_done = Truth(done_known & (done <= today), state == INVALID)
    past_due = Truth((due < first_open) & due_known, ~due_known)
    in_time = is_done & Truth((done <= due) & due_known & done_known, ~due_known | (state == INVALID))
    # While the deadline is not past, whatever is done is done in time, even if its date is unreadable.
    in_time |= ~past_due & certain(~is_done.no)
    masks = sort_units(inside, ~is_done & ~past_due, in_time)
    to_come = 0
    if spec.each:
        counts, missing, blamed = _per_value(spec, typed, masks, overdue, scope)
    else:
        expected = spec.required
        closed = scope.as_of >= scope.window.end if deadline is None else overdue
        counts, missing, blamed = _so_many(expected if closed else 0, masks)
        to_come = 0 if closed else max(0, expected - int((~inside.no).sum()))
    notes = _notes(spec, typed, blamed, (done, due), state)
    if missing:
        values = (("count", Shown(str(missing))), ("due", Shown(str(spec.all_due(scope.window)))))
        notes = (*notes, Note(MILESTONE_MISSING, None, spec.done, values))
    return Measured(
        "share",
        counts,
        settled=counts.failed,
        to_come=counts.excluded + to_come,
        grows=False,
        numerator_rows=rows_of(typed, masks["passed"]),
        failure_rows=rows_of(typed, blamed),
        excluded_rows=rows_of(typed, masks["excluded"]),
        unknown_rows=undecided_rows(typed, masks),
        notes=notes,
    )


def _dated(spec: MilestoneSettings, typed: TypedTable, scope: Scope) -> Truth:
    """Answers whether each row falls into the window; a row dated by `done` that is not done yet does."""
    dated = dated_in(typed, spec.when, scope.window, date.max)
    return dated | certain(typed.state[spec.done] == BLANK) if spec.when == spec.done else dated


def _so_many(expected: int, masks: Mapping[str, Mask]) -> tuple[Counts, int, Mask]:
    """Counts each row as a deliverable, with `expected` of them required by now.

    A gap left by the certain rows fails, unless an undecided row may fill it in time.

    Returns:
        The counts of deliverables, how many have no row (not even an undecided one), and the rows that failed.
    """
    found = Counts(**{name: int(mask.sum()) for name, mask in masks.items()})
    gaps = max(0, expected - found.passed - found.failed - found.pass_or_fail)
    # Rows that may be in time fill gaps first, and among them those that may also be late.
    anything = min(gaps, found.anything)
    passing = min(gaps - anything, found.out_or_pass)
    counts = replace(
        found,
        failed=found.failed + gaps - anything - passing,
        pass_or_fail=found.pass_or_fail + anything + passing,
        anything=found.anything - anything,
        out_or_pass=found.out_or_pass - passing,
        out_or_fail=max(0, found.out_or_fail - (gaps - anything)),
    )
    missing = max(0, gaps - found.anything - found.out_or_pass - found.out_or_fail)
    return counts, missing, masks["failed"]


def _per_value(
    spec: MilestoneSettings, typed: TypedTable, masks: Mapping[str, Mask], overdue: bool, scope: Scope
) -> tuple[Counts, int, Mask]:
    """Counts one deliverable per value of a column, done when one of its rows is; returns the same as `_so_many`."""
    column, values = next(iter(spec.each.items()))
    places: Counter[str] = Counter()
    missing = 0
    blamed = nameless = np.zeros(len(typed.frame), dtype=bool)
    for value in values:
        named = evaluate(OneOf(column, (value,)), typed, scope.context)
        nameless = named.unknown  # the same for every value: the cell is unreadable
        found = {name for name, mask in masks.items() if (mask & named.yes).any()}
        passes = Answer.of("passed" in found, bool(found & {"pass_or_fail", "out_or_pass", "anything"}))
        place = place_unit(Answer.YES, Answer.NO, passes, Answer.YES if overdue else Answer.NO)
        missing += not found
        places[place] += bool(found) or overdue
        if place == "failed":
            blamed = blamed | (masks["failed"] & named.yes)
    counts = Counts(**places)
    strays = int(((masks["out_or_pass"] | masks["anything"]) & nameless).sum())
    if overdue:
        # A row is one deliverable only, so these rows can fill no more gaps than there are rows.
        filled = min(strays, counts.failed)
        counts = replace(counts, failed=counts.failed - filled, pass_or_fail=counts.pass_or_fail + filled)
        late_strays = int((masks["out_or_fail"] & nameless).sum())
        return counts, max(0, missing - strays - late_strays), blamed if not filled else np.zeros_like(blamed)
    filled = min(strays, missing + counts.excluded)
    open_ = min(counts.excluded, missing + counts.excluded - filled)
    return replace(counts, excluded=open_, out_or_pass=counts.out_or_pass + filled), 0, blamed


def _due(spec: MilestoneSettings, typed: TypedTable, deadline: date | None, as_of: date) -> tuple[np.ndarray, Mask]:
    if isinstance(spec.due, Due) or deadline is None:
        assert isinstance(spec.due, Due), "only a column leaves the common deadline open"
        return days_of(typed, spec.due.column, as_of)
    size = len(typed.frame)
    return np.full(size, deadline.toordinal()), certain(np.ones(size, dtype=bool)).yes


def _notes(
    spec: MilestoneSettings, typed: TypedTable, failed: Mask, days: tuple[np.ndarray, np.ndarray], state: np.ndarray
) -> tuple[Note, ...]:
    done, due = days
    notes = []
    for index in np.flatnonzero(failed).tolist():
        values = {"due": date.fromordinal(int(due[index])).isoformat()}
        if state[index] != BLANK:
            values |= {"done": date.fromordinal(int(done[index])).isoformat(), "days": str(done[index] - due[index])}
        code = MILESTONE_OVERDUE if state[index] == BLANK else MILESTONE_LATE
        shown = tuple((name, Shown(value)) for name, value in values.items())
        notes.append(Note(code, int(typed.frame.index[index]), spec.done, shown))
    return tuple(notes)
