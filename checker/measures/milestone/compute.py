"""Sorts the deliverables of a milestone by whether they were done in time."""

from datetime import date

import numpy as np

from checker.codes import Code
from checker.measures.milestone.deliverables import Deliverables, how_many_expected, per_value, so_many
from checker.measures.milestone.roster import by_department
from checker.measures.milestone.settings import Due, MilestoneSettings
from checker.measures.toolkit.rows import dated_in, rows_of, sort_units, undecided_rows
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.units import units_of
from checker.model import Counts, Measured, Note, Shown
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import All, Always, OneOf, columns_of
from checker.tables.phrases import column_text, phrase
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import Mask, days_of
from checker.text.bilingual import Text, join_texts

MILESTONE_LATE = Code("M505")
MILESTONE_OVERDUE = Code("M506")
MILESTONE_MISSING = Code("M507")
DAY_MISSING = Code("M527")
MILESTONE_INCOMPLETE = Code("M529")
DEPARTMENT_UNKNOWN = Code("M544")


def compute(spec: MilestoneSettings, scope: Scope) -> Measured:
    """Sorts deliverables into done in time, late, incomplete or overdue, and open.

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
    found: Deliverables | None
    complete = evaluate(spec.complete, typed, scope.context)
    # A completion dated after the as-of date has not happened yet.
    is_done = Truth(done_known & (done <= today), state == INVALID)
    past_due = Truth((due < first_open) & due_known, ~due_known)
    in_time = is_done & Truth((done <= due) & due_known & done_known, ~due_known | (state == INVALID))
    # While the deadline is not past, whatever is done is done in time, even if its date is unreadable.
    in_time |= ~past_due & certain(~is_done.no)
    still_open = ~(is_done & complete) & ~past_due
    masks = sort_units(inside, still_open, in_time & complete)
    if spec.each:
        found = per_value(asked, listed, masks, ~inside.no & ~still_open.no, overdue, scope)
    else:
        closed = scope.as_of >= scope.window.end if deadline is None else overdue
        found = _deliverables(spec, typed, masks, inside, closed, scope)
    if found is None:
        return Measured("share", reason=_number_unknown(spec, scope), grows=False)
    notes = _notes(spec, typed, found.blamed & in_time.no, (done, due), state)
    notes = (*notes, *_incomplete(spec, typed, found.blamed & ~in_time.no, scope))
    doubtful = set(undecided_rows(typed, masks).numbers)
    notes += tuple(Note(DAY_MISSING, row, spec.done, ()) for row in rows_of(typed, dateless).numbers if row in doubtful)
    unread = rows_of(typed, strangers).numbers
    notes += tuple(Note(DEPARTMENT_UNKNOWN, row, spec.roster_column, ()) for row in unread if row in doubtful)
    if found.missing:
        due_by, which = Shown(str(spec.all_due(scope.window))), Shown(_which(spec, scope))
        values = (("count", Shown(str(found.missing))), ("due", due_by), ("which", which))
        notes = (*notes, Note(MILESTONE_MISSING, None, spec.done, values))
    return Measured(
        "share",
        found.counts,
        settled=found.counts.failed,
        may_pass=int((masks["out_or_fail"] & inside.yes).sum()),
        may_fail=int((masks["out_or_pass"] & inside.yes).sum()),
        to_come=found.counts.excluded + found.to_come,
        grows=False,
        numerator_rows=rows_of(typed, masks["passed"]) if found.passed is None else found.passed,
        failure_rows=rows_of(typed, found.blamed),
        excluded_rows=rows_of(typed, masks["excluded"]),
        unknown_rows=undecided_rows(typed, masks) if found.unknown is None else found.unknown,
        notes=notes,
    )


def _claimed(spec: MilestoneSettings, typed: TypedTable, scope: Scope) -> tuple[np.ndarray, Mask]:
    """Gives the states of the day of completion, and where it is blank although the row says that it is done.

    Such a day is unknown, not yet to come.
    """
    state = typed.state[spec.done]
    says = scope.tables[spec.table].required_when().get(spec.done)
    if says is None:
        return state, np.zeros(len(state), dtype=bool)
    dateless = (state == BLANK) & evaluate(says, typed, scope.context).yes
    return np.where(dateless, INVALID, state), dateless


def _which(spec: MilestoneSettings, scope: Scope) -> Text:
    """Names the deliverable by what the pack asks of its row."""
    columns = scope.tables[spec.table].columns
    each = (OneOf(column, values) for column, values in spec.listed.items())
    parts = [part for part in (spec.where, *each) if not isinstance(part, Always)]
    told = [phrase(All(tuple(parts)), columns)] if parts else []
    if spec.roster_column:
        header = column_text(spec.roster_column, columns)
        told.append(Text(f"{header.zh}是被考核的单位", f"{header.en} is a department that is assessed"))
    return join_texts(told, "，且", " and ") if told else scope.tables[spec.table].sheet.text


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


def _number_unknown(spec: MilestoneSettings, scope: Scope) -> Text:
    column = column_text(spec.number_column, scope.tables[spec.table].columns)
    return Text(
        zh=f"{column.zh}没有填写或无法识别，不知道应有几项",
        en=f"{column.en} is blank or can't be read, so it isn't known how many there must be",
    )


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


def _incomplete(spec: MilestoneSettings, typed: TypedTable, failed: Mask, scope: Scope) -> tuple[Note, ...]:
    """Notes the rows that were done in time and lack something, at the first cell that lacks it."""
    columns = scope.tables[spec.table].columns
    parts = spec.complete.parts if isinstance(spec.complete, All) else (spec.complete,)
    lacking = [(part, evaluate(part, typed, scope.context).no) for part in parts]
    notes = []
    for index in np.flatnonzero(failed).tolist():
        part = next(part for part, lacks in lacking if lacks[index])
        values = (("lacks", Shown(phrase(part, columns))),)
        notes.append(Note(MILESTONE_INCOMPLETE, int(typed.frame.index[index]), columns_of(part)[0], values))
    return tuple(notes)
