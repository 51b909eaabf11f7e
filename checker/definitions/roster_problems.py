"""Finds contradictions in a roster: names of two departments, unknown groups, departments ranked in two of them."""

from collections.abc import Iterable, Mapping

from checker.codes.shared import BAD_COMBINATION, SHARED_NAME, UNKNOWN_DEPARTMENT, UNKNOWN_INDICATOR, WRONG_ORDER
from checker.definitions.indicator_files import HEADER, ROSTER
from checker.definitions.order import indicators_there
from checker.definitions.packs import PackHeader, Roster
from checker.definitions.partial_packs import Draft
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text
from checker.text.normalize import key_form


def roster_problems(draft: Draft, roster: Roster) -> Iterable[Problem]:
    """Checks that names are of one department, and that groups exist."""
    seen: dict[str, tuple[str, int]] = {}
    for index, entry in enumerate(roster.departments):
        path = ("departments", index)
        for at, spelling in (("code", entry.code), *(("name", name) for name in dict.fromkeys(entry.name.all))):
            first, where = seen.setdefault(key_form(spelling), (entry.code, index))
            if where != index:
                spot = draft.spot(ROSTER, *path, at)
                yield problem(SHARED_NAME, spot, found=spelling, one=first, other=entry.code)
        for number, group in enumerate(entry.groups):
            if group not in roster.groups:
                spot = draft.spot(ROSTER, *path, "groups", number)
                yield problem(UNKNOWN_DEPARTMENT, spot, found=group, allowed=roster.groups)
        for number, former in enumerate(entry.formerly):
            for spelling in former.name.all:
                if key_form(spelling) in map(key_form, entry.name.all):
                    spot = draft.spot(ROSTER, *path, "formerly", number, "name")
                    yield problem(SHARED_NAME, spot, found=spelling, one=entry.code, other=entry.code)
            if former.until is not None and entry.until is not None and former.until >= entry.until:
                reason = Text(zh="曾用名应早于本单位停用", en="a former name must end before the department does")
                spot = draft.spot(ROSTER, *path, "formerly", number, "until")
                yield problem(WRONG_ORDER, spot, found=str(former.until), reason=reason)
        if entry.since is not None and entry.until is not None and entry.since > entry.until:
            reason = Text(zh="from 应不晚于 until", en="`from` must not be after `until`")
            yield problem(WRONG_ORDER, draft.spot(ROSTER, *path, "until"), found=str(entry.until), reason=reason)


def hierarchy_problems(draft: Draft, roster: Roster) -> Iterable[Problem]:
    """Checks that parents exist, that none has two names, and that no way up leads back."""
    above = roster.parents()
    for id in roster.units:
        if any(id == entry.code for entry in roster.departments):
            spot = draft.spot(ROSTER, "units", id, found=id)
            yield problem(SHARED_NAME, spot, found=id, one=id, other=id)
    paths: list[tuple[str, tuple[str | int, ...], str | None]] = [
        (id, ("units", id, "parent"), unit.parent) for id, unit in roster.units.items()
    ]
    paths += [(each.code, ("departments", at, "parent"), each.parent) for at, each in enumerate(roster.departments)]
    leads_out: set[str] = set()
    for id, path, parent in paths:
        if parent is None:
            continue
        if parent not in above:
            yield problem(UNKNOWN_DEPARTMENT, draft.spot(ROSTER, *path), found=parent, allowed=above)
        elif _leads_back(id, above, leads_out):
            reason = Text("上级单位绕回了自己", "the way up leads back to it")
            yield problem(BAD_COMBINATION, draft.spot(ROSTER, *path), found=parent, reason=reason)


def _leads_back(start: str, above: Mapping[str, str | None], leads_out: set[str]) -> bool:
    """Whether the way up from a unit leads back to it; each unit is passed once, however many are below it."""
    passed: list[str] = []
    at: str | None = start
    while at is not None and at not in leads_out:
        if at in passed:
            leads_out.update(passed if at == start else ())  # one problem for each circle
            return at == start
        passed.append(at)
        at = above.get(at)
    leads_out.update(passed)
    return False


def ranking_problems(draft: Draft, header: PackHeader, roster: Roster) -> Iterable[Problem]:
    """Checks that groups with subtotals or ranked apart exist, and that nobody is ranked in two of them.

    What breaks ties must be an indicator of departments with a better side: at least or at most so much.
    """
    there = indicators_there(draft)
    for index, name in enumerate(header.ranking.ties):
        spot, indicator = draft.spot(HEADER, "ranking", "ties", index), draft.indicators.get(name)
        if name not in there:
            yield problem(UNKNOWN_INDICATOR, spot, found=name, allowed=there)
        elif indicator is not None and (
            indicator.level == "district" or any(each.equals is not None for each in indicator.target)
        ):
            yield problem(BAD_COMBINATION, spot, found=name, reason=_BREAKS_NO_TIE)
    for index, group in enumerate(header.subtotals):
        if group not in roster.groups:
            spot = draft.spot(HEADER, "subtotals", index)
            yield problem(UNKNOWN_DEPARTMENT, spot, found=group, allowed=roster.groups)
    apart = header.ranking.apart
    for index, group in enumerate(apart):
        spot = draft.spot(HEADER, "ranking", "apart", index)
        if group not in roster.groups:
            yield problem(UNKNOWN_DEPARTMENT, spot, found=group, allowed=roster.groups)
            continue
        for entry in roster.departments:
            earlier = next((each for each in apart[:index] if each in entry.groups), None)
            if group in entry.groups and earlier is not None:
                zh, en = entry.name.zh, entry.name.en
                reason = Text(f"{zh}已在 {earlier} 中排名", f"{en} is ranked in {earlier} already")
                yield problem(BAD_COMBINATION, spot, found=group, reason=reason)
                break


_BREAKS_NO_TIE = Text(
    "须是评判单位的指标，目标不能是 equals：要知道数值高的好还是低的好",
    "it must be an indicator of departments whose target is not `equals`, so that it is known which value is better",
)
