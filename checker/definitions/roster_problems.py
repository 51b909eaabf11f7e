"""Finds contradictions in a roster: names of two departments, unknown groups, departments ranked in two of them."""

from collections.abc import Iterable

from checker.codes.shared import BAD_COMBINATION, SHARED_NAME, UNKNOWN_DEPARTMENT, WRONG_ORDER
from checker.definitions.indicator_files import HEADER, ROSTER
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


def ranking_problems(draft: Draft, header: PackHeader, roster: Roster) -> Iterable[Problem]:
    """Checks that the groups that are ranked apart exist, and that nobody is in two of them."""
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
