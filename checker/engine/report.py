"""Builds the report from the judged departments: the district's results, who is missing, which records clash."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from checker import __version__
from checker.answers import attach_answers
from checker.checks.batch import NOTHING, look_across
from checker.checks.gathered import Batch
from checker.compare.following import follow_flags
from checker.definitions.cycles import CYCLES
from checker.definitions.indicators import Indicator
from checker.definitions.task import Task
from checker.describe.sections import rule_of
from checker.engine.by_department import add_flags, find_missing, fingerprint, flag_keys_of_others, reject_doubles
from checker.engine.checked import CheckedWorkbook
from checker.engine.district import judge_district
from checker.engine.looking_back import LookBack, nothing_recorded
from checker.engine.on_roster import add_contacts, add_groups, in_order
from checker.engine.overall import find_overall
from checker.engine.repeated import Past, apply_repeated, no_past
from checker.engine.requirements import list_requirements
from checker.engine.subtotals import make_subtotals
from checker.flags import set_severities, status_flags
from checker.marked_copy.flags_sheet import Stamp
from checker.model import Department, IndicatorLabel, Previous, Report, Result, UnreadFile
from checker.model.fingerprints import add_fingerprints
from checker.model.records import TableLabel
from checker.privacy.masking import mask_for_digest
from checker.privacy.people import find_people, mark_people
from checker.scoring.funnel import make_funnels
from checker.scoring.ranks import add_ranks
from checker.tables.table import Table
from checker.text.levels import in_own_words


@in_own_words
def build_report(
    checked: Sequence[CheckedWorkbook],
    task: Task,
    *,
    whole: bool,
    previous: Previous | None = None,
    look_back: LookBack = nothing_recorded,
    unread: Sequence[UnreadFile] = (),
    use: Collection[str] = (),
    past: Past = no_past,
) -> Report:
    """Builds the report of the checked workbooks, given in any order.

    Only if they are the `whole` period's, departments without one are missing, the district is judged, and the
    departments are compared with each other, with the `previous` report, and by `look_back` with what a ledger has. A
    workbook of nobody on the roster is then no department. `unread` are the files that were not read, and
    `use` those that the caller chose. `past` gives earlier reports, for consequences that ask for several periods.
    """
    single = flag_keys_of_others(reject_doubles(checked, task))
    seen = look_across(_gather(single, task, previous)) if whole else NOTHING
    recalled = look_back([each.department for each in single], task) if whole else NOTHING
    judged = [
        attach_answers(
            fingerprint(each.department, task),
            each.answers,
            Stamp(task.pack.header.id, each.department.code, task.period.label),
        )
        for each in add_flags(add_flags(single, seen.flags), recalled.flags)
    ]
    judged = apply_repeated(judged, task, past if whole else no_past, previous)
    missing = find_missing(judged, task) if whole else []
    monthly = {each.department.code: each.monthly for each in single}
    by_code = {each.code: each for each in judged if each.results}
    header, indicators = task.pack.header, task.pack.indicators if whole else {}
    district = judge_district(indicators, by_code, monthly, task)
    departments: Sequence[Department] = judged
    if whole:
        own_results = [_drop_district_results(each, district, task) for each in judged]
        departments = add_ranks(
            add_groups(own_results, task), task.own, header.ranking, header.limits, header.score_at_most
        )
    own = tuple(
        found
        for name, result in district.items()
        if task.pack.indicators[name].level == "district"
        for found in status_flags(task.own(name, ""), result)
    )

    files = [each.department.file for each in checked]  # reasons may name them

    def placed(each: Department) -> bool:
        return bool(each.code) or not whole

    report = Report(
        tool=__version__,
        pack=header.id,
        pack_title=header.title.text,
        pack_version=header.version,
        pack_sha256=task.pack.sha256,
        period=task.period.label,
        period_days=task.period.window.meaning,
        first_day=task.period.window.start,
        last_day=task.period.window.end,
        as_of=task.as_of,
        run=None,
        departments=in_order(add_contacts((*(each for each in departments if placed(each)), *missing), task), task),
        indicators=tuple(_make_label(indicator, task) for indicator in task.pack.indicators.values()),
        district_name=header.jurisdiction.text,
        level_words=task.level_words,
        district_results=tuple(district.values()),
        district_flags=add_fingerprints(header.id, "", own, mask_for_digest),
        missing=tuple(each.name for each in missing),
        faults=(*(fault for each in checked for fault in each.faults), *seen.faults, *recalled.faults),
        previous=previous,
        requirements=list_requirements(departments, task.pack),
        comparisons=seen.comparisons,
        tables=tuple(map(_label_table, task.pack.tables.values())) if task.records else (),
        rules=task.pack.rules,
        waiver_months=header.waiver_months,
        funnels=make_funnels(departments, indicators.values()),
        unplaced=in_order([each for each in departments if not placed(each)], task),
        use=mark_people(tuple(sorted(use)), find_people(task.pack, use, {})),
        unread=mark_people(tuple(unread), find_people(task.pack, [*files, *(each.name for each in unread)], {})),
        due_on=task.pack.due_day(task.period),
        least_judged=header.ranking.least_judged,
        ties=tuple(task.pack.indicators[name].name.text for name in header.ranking.ties),
        subtotals=make_subtotals(by_code, task) if whole else (),
        overall=find_overall(judged, task) if whole else None,
    )
    return follow_flags(report)


def _gather(checked: Sequence[CheckedWorkbook], task: Task, previous: Previous | None) -> Batch:
    """Gathers what the signals over several departments look at."""
    known = {each.department.code: each for each in checked if each.department.code}
    return Batch(
        {code: each.department for code, each in known.items()},
        {code: each.prints for code, each in known.items()},
        task,
        previous,
    )


def _label_table(table: Table) -> TableLabel:
    choices = {name: {id: each.text for id, each in column.choices.items()} for name, column in table.columns.items()}
    headers = {name: column.header.text for name, column in table.columns.items()}
    return TableLabel(table.id, table.sheet.text, headers, {name: each for name, each in choices.items() if each})


def _drop_district_results(department: Department, district: Mapping[str, Result], task: Task) -> Department:
    """Drops the results that a department only contributes evidence to: they are judged and shown for the district.

    The rows behind them stay flagged, with the severity that the district's results give them.
    """
    indicators = task.pack.indicators
    judged = {name: result for name, result in district.items() if indicators[name].level == "district"}
    own = tuple(each for each in department.results if each.indicator not in judged)
    return replace(department, results=own, flags=set_severities(department.flags, judged))


def _make_label(indicator: Indicator, task: Task) -> IndicatorLabel:
    noun, name = indicator.member_noun(task.pack.tables), indicator.name.text
    rule = () if task.rows == "none" else rule_of(task.pack, indicator)
    unit, member, window = indicator.unit_text, indicator.member_unit, CYCLES[indicator.period].whole
    return IndicatorLabel(indicator.id, name, indicator.clause, unit, member, noun, rule, window)
