"""The steps that one workbook goes through, from top to bottom, and nothing else.

    file > read > locate > convert > validate > check rows > merge copies > measure > judge > look > score

Each step is a function: it takes the previous step's product and the frozen definitions, and returns its own product
and a tuple of flags. Only this module joins flags. Nothing here touches a clock or the network.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from checker.answers import read_returned_sheets
from checker.checks.across import keys_of
from checker.checks.attestations import read_attestations
from checker.checks.doubtful_period import doubtful_period
from checker.checks.once import causes_told, tell_causes, tell_undecided
from checker.checks.open_rows import flag_lost_rows
from checker.checks.period import dated_by, flag_misdated
from checker.checks.prints import print_rows
from checker.checks.registry import Evidence
from checker.checks.rows import run_row_checks
from checker.checks.shorter import flag_shorter
from checker.checks.signals import look_for_signals
from checker.checks.silence import find_nil
from checker.checks.unasked import flag_unasked
from checker.convert import convert, convert_nothing
from checker.convert.dates import read_written_day
from checker.convert.misplaced import find_misplaced, forget
from checker.definitions.indexes import parts_first
from checker.definitions.indicators import Indicator
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook, reject
from checker.engine.consequences import find_consequences
from checker.engine.gathering import gather_rows
from checker.engine.indicator import indicator_trend, judge_indicator, measure_months, recorded_figures, scope_of
from checker.engine.passed import collect_passed
from checker.flags import make_flags
from checker.flags.case import Case
from checker.flags.records import record_tables
from checker.flags.traces import trace_rows, traced_tables
from checker.flags.vetoes import veto_flags
from checker.intake.contact import contact_on_cover
from checker.intake.contradictions import check_cover, check_file_name, check_stamp
from checker.intake.department import check_name, find_department
from checker.intake.strays import why_stray
from checker.intake.target import Declaration, Request
from checker.locate import Cover, locate, read_ticks, refused_tables
from checker.model import Department, Flag, Place, Result, Severity, SheetCount, State, Tally
from checker.model.workbook import INVALID, Located, Submission, TypedTable, Workbook
from checker.privacy.people import find_people, mark_people
from checker.privacy.steady import steady_mask
from checker.scoring import score
from checker.scoring.settled import settle
from checker.scoring.vetoes import is_vetoed
from checker.tables.rows.copies import merge_copies
from checker.tables.table import Table
from checker.text.file_names import name_of
from checker.validate.rules import validate


def check_workbook(
    path: Path, workbook: Workbook, declaration: Declaration, read_flags: tuple[Flag, ...], task: Task, request: Request
) -> CheckedWorkbook:
    """Checks and judges one workbook; `read_flags` are what reading it found.

    The name of its file gives the department where neither the request nor the workbook does. What the workbook says
    of itself is compared with what it is judged as.
    """
    cover, flags = declaration.cover, declaration.flags
    entry = find_department(path, cover, task, request.department, declaration.stamp, request.folders)
    if isinstance(entry, Flag):
        flags += (*read_flags, *check_cover(cover, task, None), entry)
        people = find_people(task.pack, (name_of(path),), cover.values)
        rejected = reject(name_of(path), workbook.sha256, flags, task.pack, people=people)
        contact = contact_on_cover(cover, task.pack.cover)
        stray = why_stray(workbook, declaration, task)
        return replace(rejected, department=replace(rejected.department, contact=contact), stray=stray)
    flags += (*read_flags, *check_cover(cover, task, entry), *check_stamp(declaration.stamp, cover, task, entry))
    flags += (*check_file_name(path, cover, task), *check_name(cover, task, entry))
    return _judge(workbook, cover, flags, entry, task)


def _judge(
    workbook: Workbook, cover: Cover, flags: tuple[Flag, ...], entry: RosterEntry, task: Task
) -> CheckedWorkbook:
    pack = task.pack
    located, submission, flags, tallies = _read_tables(workbook, cover, flags, entry, task)
    tables = submission.tables
    more, counts, faults = run_row_checks(submission, pack.tables)
    flags = tell_causes((*flags, *more), tables, pack.tables)
    told = causes_told(flags)
    tallies += counts
    indicators = tuple(task.own(each.id, entry.code) for each in pack.indicators_of(entry.code))
    wanted = pack.tables_of(entry.code)
    flags += flag_unasked(submission, pack.tables, indicators)
    more, counts = flag_misdated(submission, pack.tables, dated_by(indicators, task.period, pack.plan), task.as_of)
    flags += more + doubtful_period(more, counts, task.period, cover.places.get("period", Place()))
    tallies += counts
    flags += flag_shorter(submission, pack.tables, indicators, task.period, pack.plan)
    single, on_rows = merge_copies(submission, pack.tables), len(flags)
    attestations, more = read_attestations(single, pack, entry.code, task.as_of)
    flags += more
    judged, monthly, cases = dict[str, Result](), {}, dict[str, Case]()
    for indicator in parts_first({each.id: each for each in indicators}):
        result = judge_indicator(indicator, single, entry, task, task.history, judged)
        if task.trend:
            monthly[indicator.id] = measure_months(indicator, result.measured, single, entry, task)
            result = replace(result, trend=indicator_trend(indicator, monthly[indicator.id], task))
        judged[indicator.id] = result
        window = indicator.window(task.period, pack.plan)
        context = replace(scope_of(indicator, single, entry, task, {}).context, window=window)
        cases[indicator.id] = Case(indicator, result, single, pack.tables, context)
        made = make_flags(indicator, result, single, pack.tables, context)
        made += veto_flags(indicator, is_vetoed(indicator, result), pack.header.grades)
        flags += tell_undecided(made, told, indicator.columns_read(pack.tables)) if told else made
    results = [judged[indicator.id] for indicator in indicators]
    by_indicator = tuple(zip(indicators, results, strict=True))
    more, crashed = look_for_signals(Evidence(single, pack.tables, by_indicator, task.as_of, workbook.saved_on))
    flags += more
    faults += crashed
    has_errors = any(each.severity is Severity.ERROR for each in flags)
    tabs = [sheet.name for sheet in workbook.sheets]
    in_tab_order = sorted(located, key=lambda name: tabs.index(located[name].sheet.name))
    department = Department(
        code=entry.code,
        name=entry.name.text,
        file=workbook.name,
        sha256=workbook.sha256,
        state=State.ACCEPTED_WITH_ERRORS if has_errors else State.ACCEPTED,
        results=tuple(results),
        flags=flags,
        tallies=tuple(tallies),
        sheets=tuple(
            _count_rows(located[name], single.tables[name], submission, pack.tables[name], name in wanted)
            for name in in_tab_order
        ),
        attestations=attestations,
        contact=contact_on_cover(cover, pack.cover),
        evidence=gather_rows(results, single, entry, task),
    )
    people = find_people(pack, (workbook.name, *tabs), cover.values, tables)
    mask = steady_mask(people, tables)  # before anything is learned from what the report shows
    keys = keys_of(submission, pack.tables) if task.keys else ()
    answers = read_returned_sheets(workbook)
    passed = collect_passed(results, single, pack.tables) if task.passed else ()
    prints = print_rows(single, pack.tables) if task.prints else {}
    whole = CheckedWorkbook(add_score(department, task, cases), keys, faults, answers, monthly, prints, passed)
    checked = mark_people(whole, people)
    traced = traced_tables(submission, pack.tables, mask)
    there = {name: frozenset(rows.keys) for name, rows in traced.items()} if task.open_rows else {}
    lost = flag_lost_rows(task.open_rows.get(entry.code, ()), there, submission, pack.tables)
    found = checked.department.flags
    # The first of them are about rows, the others about records.
    flags = (*trace_rows(found[:on_rows], traced), *trace_rows((*found[on_rows:], *lost), traced, single.tables))
    department = replace(checked.department, flags=flags, figures=tuple(recorded_figures(results, task)))
    if task.records:
        department = replace(department, records=record_tables(traced, results, flags))
    return replace(checked, department=department)


def _read_tables(
    workbook: Workbook, cover: Cover, flags: tuple[Flag, ...], entry: RosterEntry, task: Task
) -> tuple[dict[str, Located], Submission, tuple[Flag, ...], list[Tally]]:
    """Reads the tables that a department submits, and adds to the flags."""
    pack = task.pack
    wanted, ticks = pack.tables_of(entry.code), read_ticks(workbook, cover.sheet, pack.tables)
    located, more = locate(workbook, pack.tables, wanted, pack.welcome_tables(entry.code), ticks.places)
    read = {name: _type_rows(where, pack.tables[name], task.as_of) for name, where in located.items()}
    located = {name: where for name, where in located.items() if read[name][0] is not None}
    unreadable = (frozenset(each.place.table for each in more) | refused_tables(workbook, pack.tables)) - set(located)
    unreadable |= read.keys() - located.keys()
    flags += (*ticks.flags, *more)
    nil, more = find_nil(wanted, located, unreadable, ticks.places, pack.tables)
    flags += more
    tables: dict[str, TypedTable] = {}
    tallies: list[Tally] = []
    for name, (typed, more, counted) in read.items():
        flags += more
        tallies += counted
        if typed is not None:
            tables[name] = typed
    tables |= {name: convert_nothing(pack.tables[name]) for name in nil if name not in tables}
    complete_from = read_written_day(cover.values.get("rows_from", ""))
    return located, Submission(tables, frozenset(wanted) - set(tables), nil, complete_from), flags, tallies


def _type_rows(
    where: Located, table: Table, as_of: date
) -> tuple[TypedTable | None, tuple[Flag, ...], tuple[Tally, ...]]:
    """Converts and validates the rows of a table; None if its columns were moved, so that nothing can be read."""
    converted, flags = convert(where, table)
    typed, broken, counted = validate(converted, table, as_of)
    misplaced = find_misplaced(typed, table)
    if misplaced is None:
        return typed, (*flags, *broken), counted
    if not misplaced.fields:
        return None, (misplaced.flag,), ()
    typed, broken, counted = validate(forget(converted, misplaced.fields), table, as_of)
    others = (each for each in flags if each.place.field not in misplaced.fields)
    return typed, (misplaced.flag, *others, *broken), counted


def add_score(department: Department, task: Task, cases: Mapping[str, Case]) -> Department:
    """Adds the attainment of each result, and the department's score and grade.

    District-level results earn nothing here: they are evidence, and only the district is judged by them.
    """
    pack = task.pack
    own_results = [each for each in department.results if pack.indicators[each.indicator].level == "department"]

    def own(id: str) -> Indicator:
        return task.own(id, department.code)

    earned = [score.add_attainment(own(result.indicator), result, pack.header) for result in own_results]
    standing = settle(earned, own, pack.header)
    shared = [result for result in department.results if pack.indicators[result.indicator].level == "district"]
    judged, asked = score.count_judged(earned)
    return replace(
        department,
        results=(*earned, *shared),
        score=standing.score,
        grade=standing.grade,
        adjusted=standing.changes,
        consequences=find_consequences(department.code, earned, standing, task, cases),
        judged=judged,
        asked=asked,
    )


def _count_rows(located: Located, typed: TypedTable, submission: Submission, table: Table, wanted: bool) -> SheetCount:
    """Counts rows: read = judged + refused + duplicates.

    A row is refused if one of its cells could not be accepted, or a copy of it contradicts it. A copy of a row above is
    a duplicate, whatever its cells. A column that the sheet lacks refuses no row: it is flagged once, for the sheet.
    """
    lacking = (typed.located or located).unread
    states = [state == INVALID for name, state in typed.state.items() if name not in lacking]
    rows, refused = len(typed.frame), int(np.any(states, axis=0).sum()) if located.rows else 0
    read = len(located.rows)
    skipped = len(located.skipped)
    nil, silent = typed.id in submission.nil, wanted and submission.is_silent(typed.id)
    name, twice = located.sheet.name, read - rows
    return SheetCount(name, typed.id, read, rows - refused, refused, skipped, twice, nil, silent, table.nil is not None)
