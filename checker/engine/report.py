"""From departments judged one by one to the report: what they add up to, who is missing, what clashes between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker import __version__
from checker.answers import attach_answers
from checker.checks.across import clashes
from checker.codes import Code
from checker.codes.shared import SUBMITTED_TWICE
from checker.definitions.indicators import Indicator
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook, reject
from checker.engine.indicator import indicator_trend
from checker.flags import set_severities, status_flags
from checker.marked_copy.flags_sheet import Stamp
from checker.measures.toolkit.basis import Basis
from checker.model import (
    Department,
    Fault,
    Flag,
    IndicatorLabel,
    Measured,
    Report,
    Result,
    Severity,
    State,
    flag,
)
from checker.model.fingerprints import add_fingerprints
from checker.periods import window_of
from checker.privacy.people import find_people
from checker.scoring import score
from checker.scoring import status as judge
from checker.scoring.needed import needed_for
from checker.text.bilingual import Text

NOT_SUBMITTED = Code("W243")


def build_report(
    checked: Sequence[CheckedWorkbook], task: Task, *, whole: bool, faults: Sequence[Fault] = ()
) -> Report:
    """Puts a report together.

    Args:
        checked: one per workbook, in any order.
        task: pack, period and day.
        whole: a whole quarter, so that departments without a workbook are missing and the district is judged; a
            single workbook's check says nothing about either.
        faults: what went wrong with the tool itself outside any workbook.
    """
    single = _without_doubles(checked, task)
    judged = [_answered(each, task) for each in _compared(single, task)]
    missing = _missing(judged, task) if whole else []
    stood = {each.department.code: each.stood for each in single}
    district = _district(judged, stood, task) if whole else ()
    departments = [_own(each, district) for each in judged] if whole else judged
    own = tuple(
        found
        for indicator, result in district
        for found in status_flags(indicator, result)
        if indicator.level == "district"
    )
    header = task.pack.header
    return Report(
        tool=__version__,
        pack=header.id,
        pack_title=header.title.text,
        pack_version=header.version,
        pack_sha256=task.pack.sha256,
        period=task.period.label,
        as_of=task.as_of,
        run=None,
        departments=tuple(_in_roster_order([*departments, *missing], task)),
        indicators=tuple(_label(indicator, task) for indicator in task.pack.indicators.values()),
        district_name=header.jurisdiction.text,
        district_results=tuple(result for _, result in district),
        district_flags=add_fingerprints(header.id, "", own),
        missing=tuple(each.name for each in missing),
        faults=(*faults, *(fault for each in checked for fault in each.faults)),
    )


def _own(department: Department, district: Sequence[tuple[Indicator, Result]]) -> Department:
    """A department with its own results only: what it is evidence for is judged, and shown, for the district.

    The rows behind the district's results stay with it, as grave as those results make them.
    """
    standing = {indicator.id: result.status for indicator, result in district if indicator.level == "district"}
    own = [each for each in department.results if each.indicator not in standing]
    return replace(department, results=tuple(own), flags=set_severities(department.flags, standing))


def _label(indicator: Indicator, task: Task) -> IndicatorLabel:
    return IndicatorLabel(
        indicator.id,
        indicator.name.text,
        indicator.clause,
        indicator.unit_text,
        indicator.member_unit,
        indicator.member_noun(task.pack.tables),
    )


def _without_doubles(checked: Sequence[CheckedWorkbook], task: Task) -> list[CheckedWorkbook]:
    """Rejects every workbook of a department that submitted several: which one counts is not ours to say."""
    by_code: dict[str, list[CheckedWorkbook]] = defaultdict(list)
    for each in checked:
        by_code[each.department.code].append(each)
    kept: list[CheckedWorkbook] = []
    for code, several in by_code.items():
        if len(several) == 1 or not code:
            kept += several
            continue
        first, *_ = ordered = sorted((each.department for each in several), key=lambda each: each.file)
        files, name = [each.file for each in ordered], several[0].department.name
        listed = Text("、".join(files), ", ".join(files))
        double = flag(SUBMITTED_TWICE, department=name, count=len(files), files=listed)
        people = find_people(task.pack, files, {})
        department = reject(name, first.file, first.sha256, (double,), task.pack, code, people)
        kept.append(CheckedWorkbook(department))
    return kept


def _compared(checked: Sequence[CheckedWorkbook], task: Task) -> list[CheckedWorkbook]:
    """Adds to each department the flags on keys that another department also uses."""
    names = {each.department.code: each.department.name for each in checked}
    found = clashes({each.department.code: each.keys for each in checked if each.department.code}, names)
    return [
        replace(each, department=_with_flags(each.department, found.get(each.department.code, ()), task))
        for each in checked
    ]


def _with_flags(department: Department, more: tuple[Flag, ...], task: Task) -> Department:
    if not more:
        return department
    flags = add_fingerprints(task.pack.header.id, department.code, (*department.flags, *more))
    errors = any(each.severity is Severity.ERROR for each in more) and department.state is State.ACCEPTED
    return replace(department, flags=flags, state=State.ACCEPTED_WITH_ERRORS if errors else department.state)


def _answered(checked: CheckedWorkbook, task: Task) -> Department:
    department = checked.department
    whose = Stamp(task.pack.header.id, department.code, task.period.label)
    return attach_answers(department, checked.answers, whose)


def _missing(departments: Sequence[Department], task: Task) -> list[Department]:
    """An entry for each department that should have submitted and did not."""
    present = {each.code for each in departments}
    due = [entry for entry in task.pack.on_roster(task.period) if entry.submits and entry.code not in present]
    return [_absent(entry, task) for entry in due]


def _absent(entry: RosterEntry, task: Task) -> Department:
    absent = flag(NOT_SUBMITTED, department=entry.name.text, period=task.period.label)
    flags = add_fingerprints(task.pack.header.id, entry.code, (absent,))
    return Department(entry.code, entry.name.text, "", "", State.MISSING, None, None, (), flags, (), ())


def _in_roster_order(departments: Sequence[Department], task: Task) -> list[Department]:
    places = {entry.code: place for place, entry in enumerate(task.pack.roster.departments)}
    return sorted(departments, key=lambda each: (places.get(each.code, len(places)), each.file, each.name.zh))


def _district(
    departments: Sequence[Department], stood: Mapping[str, Mapping[str, tuple[Measured, ...]]], task: Task
) -> tuple[tuple[Indicator, Result], ...]:
    """The district's own figure for each indicator, from the departments' counts."""
    by_code = {each.code: each for each in departments if each.results}
    return tuple((indicator, _pooled(indicator, by_code, stood, task)) for indicator in task.pack.indicators.values())


def _pooled(
    indicator: Indicator,
    departments: Mapping[str, Department],
    stood: Mapping[str, Mapping[str, tuple[Measured, ...]]],
    task: Task,
) -> Result:
    due = [entry for entry in task.pack.on_roster(task.period) if entry.code in task.pack.judged(indicator)]
    parts: list[Measured] = []
    earlier: list[tuple[Measured, ...]] = []
    uncounted: list[Text] = []
    for entry in due:
        found = departments.get(entry.code)
        measured = next((r.measured for r in found.results if r.indicator == indicator.id), None) if found else None
        if measured is not None and _counts(measured):
            parts.append(measured)
            earlier.append(stood.get(entry.code, {}).get(indicator.id, ()))
        elif entry.submits:
            uncounted.append(entry.name.text)
    window = window_of(indicator.period, task.period, task.pack.plan)
    result = judge.judge(indicator, _sum(indicator, parts), window, task.as_of, uncounted=uncounted)
    needed = needed_for(indicator, result, Basis(window, task.as_of, task.pack.tables))
    by_day = [_sum(indicator, [each for each in day if _counts(each)]) for day in zip(*earlier, strict=True)]
    result = replace(result, needed=needed, trend=indicator_trend(indicator, by_day, task))
    return score.add_attainment(indicator, result, task.pack.header)


def _counts(measured: Measured) -> bool:
    """Whether it can be added up: it was measured, or it is a change of which both sides were."""
    return measured.reason is None or len(measured.parts) == 2


def _sum(indicator: Indicator, parts: Sequence[Measured]) -> Measured:
    return indicator.asked.combine(parts) if parts else Measured("share", reason=_NOBODY)


_NOBODY = Text(zh="尚无可统计的报送", en="no submission can be counted yet")
