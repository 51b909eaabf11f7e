"""The order of the steps for one workbook, and nothing else. Read it from top to bottom.

    file > read > locate > convert > validate > check rows > measure > judge > score

Every step is a function: its left neighbour and the frozen definitions in, its product and a tuple of flags out.
Only this module joins flags. Nothing here touches a clock or the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from checker.answers import returned_sheets
from checker.checks.across import keys_of
from checker.checks.doubtful_period import doubtful_period
from checker.checks.period import dated_by, misdated
from checker.checks.results import audit_signals
from checker.checks.rows import run_row_checks
from checker.convert import convert
from checker.definitions.packs import Pack, RosterEntry
from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook, reject
from checker.engine.indicator import History, indicator_trend, judge_indicator, measure_months
from checker.flags import make_flags
from checker.intake.department import cover_flags, department_of, name_flags
from checker.intake.target import NOTHING_ASKED, Request, stamp_in
from checker.locate import Cover, locate, read_cover
from checker.marked_copy.names import original_stem
from checker.model import Department, Flag, Place, Severity, SheetCount, State, Tally
from checker.model.fingerprints import add_fingerprints
from checker.model.workbook import INVALID, Located, Submission, TypedTable, Workbook
from checker.privacy.people import find_people, mark_people
from checker.scoring import score
from checker.text.bilingual import Text
from checker.validate.schema import validate


def check_workbook(
    path: Path,
    workbook: Workbook,
    read_flags: tuple[Flag, ...],
    task: Task,
    history: History,
    request: Request = NOTHING_ASKED,
) -> CheckedWorkbook:
    """Checks and judges one workbook.

    Args:
        path: its file, for the department's name where the cover sheet does not give it.
        workbook: as read.
        read_flags: what reading it found.
        task: pack, period and day.
        history: what earlier runs recorded.
        request: what the caller says it is for; the cover sheet is held against it.
    """
    cover, flags = read_cover(workbook, task.pack.cover)
    entry = department_of(path, cover, task, request.department, stamp_in(workbook))
    if isinstance(entry, Flag):
        flags += (*read_flags, entry)
        people = find_people(task.pack, (path.name,), cover.values)
        name = Text(*[original_stem(path)] * 2)
        return CheckedWorkbook(reject(name, path.name, workbook.sha256, flags, task.pack, people=people))
    flags += read_flags + cover_flags(cover, task, request) + name_flags(path, cover, task)
    return _check(workbook, cover, flags, entry, task, history)


def _check(
    workbook: Workbook, cover: Cover, flags: tuple[Flag, ...], entry: RosterEntry, task: Task, history: History
) -> CheckedWorkbook:
    pack = task.pack
    located, more = locate(workbook, pack.tables, pack.tables_of(entry.code))
    flags += more
    tables: dict[str, TypedTable] = {}
    tallies: list[Tally] = []
    for name, where in located.items():
        converted, more = convert(where, pack.tables[name])
        flags += more
        tables[name], more, counted = validate(converted, pack.tables[name], task.as_of)
        flags += more
        tallies += counted
    absent = frozenset(pack.tables_of(entry.code)) - set(tables)
    submission = Submission(tables, absent)
    more, counts, faults = run_row_checks(submission, pack.tables)
    flags += more
    tallies += counts
    indicators = pack.indicators_of(entry.code)
    more, counts = misdated(submission, pack.tables, dated_by(indicators, task.period, pack.plan), task.as_of)
    flags += more + doubtful_period(more, counts, task.period, cover.places.get("period", Place()))
    tallies += counts
    results, stood = [], {}
    for indicator in indicators:
        result = judge_indicator(indicator, submission, entry, task, history)
        if task.trend:
            stood[indicator.id] = measure_months(indicator, result.measured, submission, entry, task)
            result = replace(result, trend=indicator_trend(indicator, stood[indicator.id], task))
        results.append(result)
        flags += make_flags(indicator, result, submission, pack.tables) + audit_signals(indicator, result)
    department = Department(
        code=entry.code,
        name=entry.name.text,
        file=workbook.name,
        sha256=workbook.sha256,
        state=_state(flags),
        score=None,
        grade=None,
        results=tuple(results),
        flags=add_fingerprints(pack.header.id, entry.code, flags),
        tallies=tuple(tallies),
        sheets=tuple(_count(located[name], tables[name]) for name in _by_tab(workbook, located)),
    )
    people = find_people(pack, (workbook.name, *(sheet.name for sheet in workbook.sheets)), cover.values, tables)
    keys, answers = keys_of(submission, pack.tables), returned_sheets(workbook)
    return mark_people(CheckedWorkbook(add_score(department, pack), keys, faults, answers, stood), people)


def add_score(department: Department, pack: Pack) -> Department:
    """Gives a department's results their attainment, and the department its score and grade.

    District-level results are evidence here and judged for the district only: they are left out.
    """
    own = [result for result in department.results if pack.indicators[result.indicator].level == "department"]
    earned = [score.add_attainment(pack.indicators[result.indicator], result, pack.header) for result in own]
    points = score.total(earned)
    shared = [result for result in department.results if pack.indicators[result.indicator].level == "district"]
    return replace(
        department,
        results=(*earned, *shared),
        score=points,
        grade=score.grade(points, earned, pack.indicators, pack.header),
    )


def _state(flags: tuple[Flag, ...]) -> State:
    return State.ACCEPTED_WITH_ERRORS if any(each.severity is Severity.ERROR for each in flags) else State.ACCEPTED


def _count(located: Located, typed: TypedTable) -> SheetCount:
    """Rows read = judged + refused: a row with a cell that could not be accepted is refused, and stays unknown.

    A column that the sheet lacks was reported for the sheet, and refuses no single row.
    """
    states = [state == INVALID for name, state in typed.state.items() if name not in located.unread]
    read, refused = len(located.rows), int(np.any(states, axis=0).sum()) if located.rows else 0
    return SheetCount(located.sheet.name, typed.id, read, read - refused, refused, len(located.skipped))


def _by_tab(workbook: Workbook, located: Mapping[str, Located]) -> list[str]:
    """The tables in the order in which their sheets stand in the workbook."""
    tabs = {sheet.name: index for index, sheet in enumerate(workbook.sheets)}
    return sorted(located, key=lambda name: tabs[located[name].sheet.name])
