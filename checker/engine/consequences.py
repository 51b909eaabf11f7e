"""Finds what follows in money from the results of one department."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.definitions.consequences import ConsequenceRule, OfIndicator, OfParameter
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.definitions.variants import title_of, value_for
from checker.engine.charges import find_charges
from checker.flags.case import Case
from checker.model import Result, Status
from checker.model.consequences import Consequence
from checker.scoring.consequences import Base, Judged, find_consequence
from checker.scoring.settled import Standing
from checker.tables.words import exact
from checker.text.bilingual import Text
from checker.text.levels import ZH


def find_consequences(
    code: str, results: Sequence[Result], standing: Standing, task: Task, cases: Mapping[str, Case]
) -> tuple[Consequence, ...]:
    """Computes each consequence of the pack that is for a department.

    One whose sum is a parameter that needn't have a value for everybody doesn't apply to a department without one.
    """
    all_rules = enumerate(task.pack.header.consequences)
    rules = [(place, rule) for place, rule in all_rules if code in task.pack.chosen(rule.applies_to)]
    entry = next((each for each in task.pack.roster.departments if each.code == code), None)
    if not rules or entry is None:
        return ()
    judged = Judged(
        standing.score,
        standing.grade,
        results,
        {id: indicator.name.text for id, indicator in task.pack.indicators.items()},
        task.pack.header.grades,
        _open(results, task),
        len(results),
    )
    found = []
    for place, rule in rules:
        base = _base(rule, entry, results, task)
        if base != EXCUSED:
            found.append(replace(find_consequence(rule, _about(rule, judged, task, cases), base), rule=place))
    return tuple(found)


def _open(results: Sequence[Result], task: Task) -> int:
    """How many results aren't judged, or may still change."""
    early = task.as_of < task.period.window.end
    return sum(each.status is Status.UNDETERMINED or (early and not each.final) for each in results)


def _about(rule: ConsequenceRule, judged: Judged, task: Task, cases: Mapping[str, Case]) -> Judged:
    """What one consequence follows from: that of failures, unless `when` asks for more, only from what it names."""
    if rule.failures is None:
        return judged
    needs = {*rule.failures.indicators, *([rule.of.indicator] if isinstance(rule.of, OfIndicator) else ())}
    named = [each for each in judged.results if rule.when is not None or each.indicator in needs]
    charges = find_charges(rule.failures, cases)
    return replace(judged, results=named, open=_open(named, task), asked=len(named), charges=charges)


#: A department that needs no number.
EXCUSED = Base(None, why=Text("不适用", "not applicable"))


def _base(rule: ConsequenceRule, entry: RosterEntry, results: Sequence[Result], task: Task) -> Base | None:
    """The sum of which shares are taken, for one department; None if amounts are taken as such."""
    match rule.of:
        case None:
            return None
        case OfParameter(parameter=name):
            return of_parameter(name, entry, task)
        case OfIndicator(indicator=name):
            result = next((each for each in results if each.indicator == name), None)
            if result is None:
                return EXCUSED
            open_ = result.lower != result.upper
            return Base(None if open_ else result.value, result.lower, result.upper, result.reason)
        case number:
            return Base(number, number, number)


def of_parameter(name: str, entry: RosterEntry, task: Task) -> Base:
    """The number that a parameter is for one department; `EXCUSED` if it needn't have one."""
    pack = task.pack
    if name in pack.header.parameters:
        return _known(exact(pack.header.parameters[name]))
    table = pack.parameters[name]
    groups = {id: words.text for id, words in pack.roster.groups.items()}
    given = value_for(entry, table.on(min(task.as_of, task.period.window.end)), groups)
    if given is not None:
        return _known(exact(given[0]))
    if table.without == "not-applicable":
        return EXCUSED
    title = title_of(name, table)
    return Base(None, why=Text(f"指标包没有给出本{ZH.单位}的{title.zh}", f"the pack has no value of {title.en} for it"))


def _known(value: Fraction | None) -> Base:
    return Base(value, value, value)
