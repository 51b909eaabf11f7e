"""Sorts the deliverables of a milestone by whether they were done in time."""

from datetime import date

import numpy as np

from checker.codes import Code
from checker.measures.milestone.rows import count_deliverables, sort_rows
from checker.measures.milestone.settings import MilestoneSettings
from checker.measures.toolkit.rows import rows_of, undecided_rows
from checker.measures.toolkit.scope import Scope
from checker.model import Measured, Note, Shown
from checker.model.workbook import BLANK, TypedTable
from checker.tables.dependence import columns_of
from checker.tables.logic import All, Always, OneOf
from checker.tables.phrases import column_text, phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.time_limits import Mask
from checker.text.bilingual import Text, join_texts
from checker.text.levels import EN, ZH

MILESTONE_LATE = Code("M505")
MILESTONE_OVERDUE = Code("M506")
MILESTONE_MISSING = Code("M507")
DAY_MISSING = Code("M527")
MILESTONE_INCOMPLETE = Code("M529")
DEPARTMENT_UNKNOWN = Code("M544")


def compute(spec: MilestoneSettings, scope: Scope) -> Measured:
    """Counts deliverables that are done in time, late, incomplete or overdue, and open ones."""
    rows = sort_rows(spec, scope)
    typed, masks, inside, in_time = rows.typed, rows.masks, rows.inside, rows.in_time
    found = count_deliverables(spec, rows, scope)
    if found is None:
        return Measured("share", reason=_number_unknown(spec, scope), grows=False)
    notes = _notes(spec, typed, found.blamed & in_time.no, (rows.done, rows.due), rows.state)
    notes = (*notes, *_incomplete(spec, typed, found.blamed & ~in_time.no, scope))
    doubtful = set(undecided_rows(typed, masks).numbers)
    notes += tuple(
        Note(DAY_MISSING, row, spec.done, ()) for row in rows_of(typed, rows.dateless).numbers if row in doubtful
    )
    unread = rows_of(typed, rows.strangers).numbers
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


def _which(spec: MilestoneSettings, scope: Scope) -> Text:
    """Names the deliverable by what the pack asks of its row."""
    columns = scope.tables[spec.table].columns
    each = (OneOf(column, values) for column, values in spec.listed.items())
    parts = [part for part in (spec.where, *each) if not isinstance(part, Always)]
    told = [phrase(All(tuple(parts)), columns)] if parts else []
    if spec.roster_column:
        header = column_text(spec.roster_column, columns)
        told.append(Text(f"{header.zh}是被考核的{ZH.单位}", f"{header.en} is {EN.a_department} that is assessed"))
    return join_texts(told, "，且", " and ") if told else scope.tables[spec.table].sheet.text


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
