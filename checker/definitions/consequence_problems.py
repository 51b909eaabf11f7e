"""Finds what makes consequences unusable: grades, indicators, parameters and departments that don't exist."""

from collections.abc import Iterable, Iterator
from typing import Any

from checker.codes.shared import (
    BAD_COMBINATION,
    UNKNOWN_DEPARTMENT,
    UNKNOWN_GRADE,
    UNKNOWN_INDICATOR,
    UNKNOWN_PARAMETER,
    WITHOUT_VALUE,
)
from checker.definitions.consequences import ConsequenceRule, OfIndicator, OfParameter
from checker.definitions.failure_problems import failure_problems
from checker.definitions.indicator_files import HEADER, PARAMETERS
from checker.definitions.order import indicators_there
from checker.definitions.packs import PackHeader
from checker.definitions.partial_packs import Draft
from checker.definitions.repeated import Repeated
from checker.definitions.roster import Roster
from checker.definitions.variants import first_days, value_for
from checker.definitions.veto import find_grade
from checker.tables.whom import Whom
from checker.tables.words import exact
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text, join_texts

KEY = "consequences"
_NAMED = 3


def consequence_problems(draft: Draft, header: PackHeader) -> Iterator[Problem]:
    """Checks each consequence, and the weights of the overall score, against the rest of the pack."""
    for index, rule in enumerate(header.consequences):
        yield from _grades(draft, header, index, rule)
        yield from _indicators(draft, index, rule)
        if rule.when is not None:
            yield from _when(draft, header, index, rule.when)
        if rule.failures is not None:
            yield from failure_problems(draft, (KEY, index, "failures"), rule.failures)
        if draft.roster is not None:
            yield from _whom(draft, draft.roster, index, rule)
        if isinstance(rule.of, OfParameter):
            yield from _parameter(draft, header, (KEY, index, "of"), rule.applies_to, rule.of.parameter)
        if isinstance(rule.of, OfIndicator):
            yield from _of_indicator(draft, index, rule, rule.of.indicator)
    if header.overall is not None and header.overall.weights is not None:
        yield from _parameter(draft, header, ("overall", "weights"), Whom(), header.overall.weights.parameter)


def _grades(draft: Draft, header: PackHeader, index: int, rule: ConsequenceRule) -> Iterable[Problem]:
    seen: set[int] = set()
    for number, each in enumerate(rule.grades):
        place = find_grade(each.grade, header.grades)
        spot = draft.spot(HEADER, KEY, index, "grades", number, "grade")
        if place is None:
            allowed = dict.fromkeys(name for grade in header.grades for name in (grade.name.zh, grade.name.en))
            yield problem(UNKNOWN_GRADE, spot, found=each.grade, allowed=tuple(allowed))
        elif place in seen:
            reason = Text("这个等次写了两次", "this grade is written twice")
            yield problem(BAD_COMBINATION, spot, found=each.grade, reason=reason)
        else:
            seen.add(place)


def _indicators(draft: Draft, index: int, rule: ConsequenceRule) -> Iterable[Problem]:
    for number, name in enumerate(rule.missed.indicators if rule.missed is not None else ()):
        yield from _one_indicator(draft, (KEY, index, "missed", "indicators", number), name)


def _when(draft: Draft, header: PackHeader, index: int, when: Repeated) -> Iterable[Problem]:
    if when.grade is not None and find_grade(when.grade, header.grades) is None:
        allowed = dict.fromkeys(name for grade in header.grades for name in (grade.name.zh, grade.name.en))
        spot = draft.spot(HEADER, KEY, index, "when", "grade")
        yield problem(UNKNOWN_GRADE, spot, found=when.grade, allowed=tuple(allowed))
    if when.missed is not None:
        yield from _one_indicator(draft, (KEY, index, "when", "missed"), when.missed)


def _one_indicator(draft: Draft, path: tuple[str | int, ...], name: str) -> Iterable[Problem]:
    there, spot, indicator = indicators_there(draft), draft.spot(HEADER, *path), draft.indicators.get(name)
    if name not in there:
        yield problem(UNKNOWN_INDICATOR, spot, found=name, allowed=there)
    elif indicator is not None and indicator.level == "district":
        yield problem(BAD_COMBINATION, spot, found=name, reason=_ONLY_DISTRICT)


def _whom(draft: Draft, roster: Roster, index: int, rule: ConsequenceRule) -> Iterable[Problem]:
    known = {spelling for entry in roster.departments for spelling in (entry.code, *entry.name.all)}
    who = rule.applies_to
    for key, names, allowed in (
        ("groups", who.groups, list(roster.groups)),
        ("departments", who.departments, sorted(known)),
        ("excluding", who.excluding, sorted(known)),
    ):
        for number, name in enumerate(names):
            if name not in allowed:
                spot = draft.spot(HEADER, KEY, index, "applies_to", key, number)
                yield problem(UNKNOWN_DEPARTMENT, spot, found=name, allowed=allowed)


def _parameter(
    draft: Draft, header: PackHeader, path: tuple[str | int, ...], who: Whom, name: str
) -> Iterable[Problem]:
    """Finds a parameter that doesn't exist, is no number, or has none for one of these departments."""
    spot = draft.spot(HEADER, *path, "parameter")
    tables = {} if draft.parameters is None else draft.parameters.parameters
    if name in header.parameters:
        if not _is_sum(header.parameters[name]):
            yield problem(BAD_COMBINATION, spot, found=name, reason=_NO_SUM)
        return
    if name not in tables:
        if draft.parameters is not None or PARAMETERS not in draft.where:
            yield problem(UNKNOWN_PARAMETER, spot, found=name, allowed=(*header.parameters, *tables))
        return
    table = tables[name]
    for values in table.values:
        if not all(map(_is_sum, (values.all, *values.groups.values(), *values.departments.values()))):
            yield problem(BAD_COMBINATION, spot, found=name, reason=_NO_SUM)
            return
    if draft.roster is None or table.without is not None:
        return
    groups = {id: words.text for id, words in draft.roster.groups.items()}
    chosen = draft.roster.choose(who)
    for day in first_days([table]):
        on = max(day, header.starts)
        if on > header.ends:
            continue
        lacking = [
            entry.name.text
            for entry in draft.roster.departments
            if entry.code in chosen and entry.submits and value_for(entry, table.on(on), groups) is None
        ]
        if lacking:
            named, more = join_texts(lacking[:_NAMED], "、", ", "), len(lacking) - _NAMED
            zh, en = f"{named.zh}等 {len(lacking)} 个单位", f"{named.en} and {more} more"
            whom = named if more <= 0 else Text(zh, en)
            yield problem(WITHOUT_VALUE, spot, found=name, whom=whom, since=str(on))
            return


def _of_indicator(draft: Draft, index: int, rule: ConsequenceRule, name: str) -> Iterable[Problem]:
    spot, there = draft.spot(HEADER, KEY, index, "of", "indicator"), indicators_there(draft)
    indicator = draft.indicators.get(name)
    if name not in there:
        yield problem(UNKNOWN_INDICATOR, spot, found=name, allowed=there)
    elif indicator is not None and indicator.level == "district":
        yield problem(BAD_COMBINATION, spot, found=name, reason=_ONLY_DISTRICT)
    elif indicator is not None and indicator.unit_text.en != rule.unit_text.en:
        own = indicator.unit_text
        reason = Text(
            f"指标的单位是“{own.zh}”，应与 unit 相同",
            f"the unit of the indicator is “{own.en}”; it must be the same as `unit`",
        )
        yield problem(BAD_COMBINATION, spot, found=name, reason=reason)


def _is_sum(value: Any) -> bool:
    """Whether a value is an amount of money, from 0 up; one that isn't given is no problem here."""
    if value is None:
        return True
    number = exact(value)
    return number is not None and number >= 0


_ONLY_DISTRICT = Text(
    "这个指标只对全区评判，单位没有它的结果", "only the district is judged by it: no department has it"
)
_NO_SUM = Text("应是不小于 0 的数", "its values must be 0 or more")
