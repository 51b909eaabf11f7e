"""Sorts the rows of a milestone by whether they were done in time, and counts the deliverables; loads numpy."""

from __future__ import annotations

from datetime import date

import numpy as np

from checker.frozen import dataclass
from checker.measures.milestone.deliverables import Deliverables, how_many_expected, per_value, so_many
from checker.measures.milestone.roster import by_department
from checker.measures.milestone.settings import Due, MilestoneSettings
from checker.measures.toolkit.rows import dated_in, lacking, sort_units
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.units import units_of
from checker.model import Counts
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import OneOf
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import Mask, days_of


@dataclass(frozen=True)
class SortedRows:
    """The rows of a milestone.

    Attributes:
        typed: the rows.
        asked, listed: the milestone and the rows with departments written as their codes.
        strangers: where a row names nobody on the roster.
        inside: whether each belongs.
        in_time: whether each was done in time.
        still_open: whether each is neither done nor past its deadline.
        masks: the outcome of each; see `sort_units`.
        done, due: the days, as ordinals.
        state: the states of the days of completion.
        dateless: where a row says that it is done, without a day.
        deadline: the common deadline, if there is one; `overdue` if it has passed.
    """

    typed: TypedTable
    asked: MilestoneSettings
    listed: TypedTable
    strangers: Mask
    inside: Truth
    in_time: Truth
    still_open: Truth
    masks: dict[str, Mask]
    done: np.ndarray
    due: np.ndarray
    state: np.ndarray
    dateless: Mask
    deadline: date | None
    overdue: bool


def sort_rows(spec: MilestoneSettings, scope: Scope) -> SortedRows:
    """Sorts rows into done in time, late, incomplete or overdue, and open.

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
    asked, listed, strangers = by_department(spec, typed, scope.roster)
    for column, values in asked.listed.items():
        inside &= evaluate(OneOf(column, values), listed, scope.context)
    due, due_known = _due(spec, typed, deadline, scope.as_of)
    done, done_known = days_of(typed, spec.done, scope.as_of)
    state, dateless = _claimed(spec, typed, scope)
    complete = evaluate(spec.complete, typed, scope.context)
    # A completion dated after the as-of date has not happened yet.
    is_done = Truth(done_known & (done <= today), state == INVALID)
    past_due = Truth((due < first_open) & due_known, ~due_known)
    in_time = is_done & Truth((done <= due) & due_known & done_known, ~due_known | (state == INVALID))
    # While the deadline is not past, whatever is done is done in time, even if its date is unreadable.
    in_time |= ~past_due & certain(~is_done.no)
    still_open = ~(is_done & complete) & ~past_due
    masks = sort_units(inside, still_open, in_time & complete)
    named = asked, listed, strangers
    return SortedRows(typed, *named, inside, in_time, still_open, masks, done, due, state, dateless, deadline, overdue)


def count_deliverables(spec: MilestoneSettings, rows: SortedRows, scope: Scope) -> Deliverables | None:
    """Counts deliverables; None if it is unknown how many there must be."""
    if spec.each:
        perhaps_open = ~rows.inside.no & ~rows.still_open.no
        return per_value(rows.asked, rows.listed, rows.masks, perhaps_open, rows.overdue, scope)
    closed = scope.as_of >= scope.window.end if rows.deadline is None else rows.overdue
    return _deliverables(spec, rows.typed, rows.masks, rows.inside, closed, scope)


def _claimed(spec: MilestoneSettings, typed: TypedTable, scope: Scope) -> tuple[np.ndarray, Mask]:
    """Gives the states of the day of completion, and where it is blank although the row says that it is done.

    Such a day is unknown, not yet to come.
    """
    state = typed.state[spec.done]
    dateless = lacking(typed, spec.done, scope.tables[spec.table], scope.context).yes
    return np.where(dateless, INVALID, state), dateless


def _deliverables(
    spec: MilestoneSettings, typed: TypedTable, masks: dict[str, Mask], inside: Truth, closed: bool, scope: Scope
) -> Deliverables | None:
    """Counts deliverables; None if it is unknown how many there must be.

    Args:
        spec: the milestone.
        typed: the rows.
        masks: the outcome of each row; see `sort_units`.
        inside: whether each row is one.
        closed: whether every expected one was due.
        scope: the window and the day.
    """
    expected = how_many_expected(spec, typed, scope)
    if expected is None and closed:
        return None
    to_come = 0 if closed else max(0, (expected or 0) - int((~inside.no).sum()))
    expected = expected if closed and expected else 0
    if not spec.distinct:
        found = Counts(**{name: int(mask.sum()) for name, mask in masks.items()})
        there = Counts(**{name: int((mask & inside.yes).sum()) for name, mask in masks.items()})
        counts, missing = so_many(expected, found, there)
        return Deliverables(counts, missing, masks["failed"], to_come=to_come)
    units = units_of(typed, masks, spec.distinct)
    counts, missing = so_many(expected, units.counts)
    blamed = np.isin(typed.frame.index.to_numpy(), units.failures.numbers)
    return Deliverables(counts, missing, blamed, units.numerator, units.unknown, to_come)


def _dated(spec: MilestoneSettings, typed: TypedTable, scope: Scope) -> Truth:
    """Answers whether each row falls into the window; a row dated by `done` that is not done yet does."""
    dated = dated_in(typed, spec.when, scope.window, date.max)
    return dated | certain(typed.state[spec.done] == BLANK) if spec.when == spec.done else dated


def _due(spec: MilestoneSettings, typed: TypedTable, deadline: date | None, as_of: date) -> tuple[np.ndarray, Mask]:
    if isinstance(spec.due, Due) or deadline is None:
        assert isinstance(spec.due, Due), "only a column leaves the common deadline open"
        return days_of(typed, spec.due.column, as_of)
    size = len(typed.frame)
    return np.full(size, deadline.toordinal()), certain(np.ones(size, dtype=bool)).yes
