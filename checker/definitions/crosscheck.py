"""Checks the files of a pack against each other: names must exist, be unique, and come in order."""

from collections.abc import Iterable
from itertools import pairwise

from checker.codes import Code
from checker.codes.shared import (
    BAD_COMBINATION,
    SHARED_NAME,
    UNKNOWN_COLUMN,
    UNKNOWN_DEPARTMENT,
    UNKNOWN_TABLE,
    UNLISTED_TABLE,
    WRONG_ORDER,
)
from checker.definitions.asked import column_problems, columns_asked
from checker.definitions.consequence_problems import consequence_problems
from checker.definitions.cycles import CYCLES
from checker.definitions.examples import example_problems
from checker.definitions.grades import grade_problems
from checker.definitions.holidays import worked_anyway
from checker.definitions.indicator_files import HEADER, REGISTER
from checker.definitions.indicators import Indicator
from checker.definitions.misfits import misfits
from checker.definitions.order import indicators_there, limit_problems, order_problems
from checker.definitions.pace import PaceBy
from checker.definitions.packs import PackHeader, version_form
from checker.definitions.partial_packs import Draft, tables_there
from checker.definitions.ranges import why_impossible, why_none_between
from checker.definitions.register import Register, register_problems, repeated_names
from checker.definitions.roster_problems import hierarchy_problems, ranking_problems, roster_problems
from checker.periods import Window, parts_of
from checker.tables.spellings import find_shared_spellings
from checker.tables.table import Table
from checker.tables.whom import Whom
from checker.tables.workdays import OWN
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text
from checker.text.normalize import number_text

IMPOSSIBLE_TARGET = Code("D123")


def crosscheck(draft: Draft) -> None:
    """Checks the files of a pack against each other and adds the problems found to the draft."""
    if draft.header is not None:
        draft.problems += _header(draft, draft.header)
        draft.problems += column_problems(draft, draft.header)
        draft.problems += order_problems(draft, draft.header)
        draft.problems += limit_problems(draft, draft.header)
        draft.problems += consequence_problems(draft, draft.header)
    if draft.roster is not None:
        draft.problems += roster_problems(draft, draft.roster)
        draft.problems += hierarchy_problems(draft, draft.roster)
        if draft.header is not None:
            draft.problems += ranking_problems(draft, draft.header, draft.roster)
    asked = _asked(draft)
    for name, table in draft.tables.items():
        not_asked = set(table.columns) - asked[name] if name in asked else set()
        draft.problems += _references(draft, name, table, not_asked)
    draft.problems += _sheets(draft)
    if draft.register is not None:
        draft.problems += _attesting(draft, draft.register)
        draft.problems += register_problems(draft.where[REGISTER], draft.register, indicators_there(draft))
    for stem, indicator in draft.indicators.items():
        name = f"{stem}.yaml"
        draft.problems += _units(draft, name, indicator)
        if not set(indicator.asked.tables()) <= set(draft.tables):
            continue  # a table that can't be read has its own problems, and hides any others until they are solved
        for form in draft.own[stem].forms() if stem in draft.own else (indicator,):
            draft.problems += _target(draft, name, form)
            draft.problems += misfits(draft, name, form)
        if draft.header is not None:
            draft.problems += _pace(draft, name, indicator, draft.header)
            draft.problems += example_problems(draft.where[name], indicator, draft.tables, draft.header)


def _header(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    if header.starts >= header.ends:
        reason = Text(zh="starts 应早于 ends", en="`starts` must be before `ends`")
        yield problem(WRONG_ORDER, draft.spot(HEADER, "ends"), found=str(header.ends), reason=reason)
    cover = draft.tables.get(header.cover)
    if cover is not None and cover.layout != "fields":
        reason = Text(zh="封面表的 layout 应为 fields", en="the layout of the cover table must be `fields`")
        yield problem(BAD_COMBINATION, draft.spot(HEADER, "cover"), found=header.cover, reason=reason)
    yield from repeated_names(draft.where[HEADER], "tables", header.tables)
    yield from _attestations(draft, header)
    yield from _week(draft, header)
    yield from _templates(draft, header)
    yield from grade_problems(draft, header)


#: The columns of an attestation, by the kind of their values.
ATTESTATION = {
    "requirement": "text",
    "met": "boolean",
    "evidence": "text",
    "attested_on": "date",
    "attested_by": "text",
    "valid_until": "date",
}


def _attestations(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    """Checks that the table of attestations has the columns that an attestation needs."""
    table = draft.tables.get(header.attestations or "")
    if table is None:
        return
    spot = draft.spot(HEADER, "attestations")
    for name, kind in ATTESTATION.items():
        if name not in table.columns or table.columns[name].kind != kind:
            reason = Text(
                zh=f"表中应有 {kind} 类型的 {name} 列", en=f"the table needs the column {name} of type {kind}"
            )
            yield problem(BAD_COMBINATION, spot, found=table.id, reason=reason)
    if table.key != ("requirement",):
        reason = Text(zh="它的 key 应为 [requirement]", en="its key must be [requirement]")
        yield problem(BAD_COMBINATION, spot, found=table.id, reason=reason)


def _week(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    """Finds a working week that contradicts the holidays."""
    yield from repeated_names(draft.where[HEADER], "working_week", header.working_week)
    if header.working_week and header.holidays == "cn":
        reason = Text(
            zh="国务院公布的节假日表已经写明哪些周末上班", en="the published calendar says which weekends are worked"
        )
        yield problem(BAD_COMBINATION, draft.spot(HEADER, "working_week"), found="working_week", reason=reason)
    for index, day in worked_anyway(draft.calendar):
        reason = Text(zh="这一天本来就上班", en="it is a workday anyway")
        yield problem(BAD_COMBINATION, draft.spot(OWN, "workdays", index), found=str(day), reason=reason)


def _templates(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    """Checks the versions of the template: each once, the newest first."""
    versions = [each.version for each in header.templates]
    yield from repeated_names(draft.where[HEADER], "templates", versions, "version", form=version_form)
    for index, (newer, older) in enumerate(pairwise(header.templates), start=1):
        if older.dated > newer.dated:
            spot = draft.spot(HEADER, "templates", index, "dated")
            reason = Text(zh="最新的版本应写在最前", en="list the newest version first")
            yield problem(WRONG_ORDER, spot, found=str(older.dated), reason=reason)


def _asked(draft: Draft) -> dict[str, set[str]]:
    """The columns that the pack asks for, by table; of others, what they refer to need not be there."""
    readable = all(set(each.asked.tables()) <= set(draft.tables) for each in draft.indicators.values())
    if draft.header is None or not readable or any(each not in draft.tables for each in draft.header.tables):
        return {}
    return columns_asked(draft.header, draft.tables, draft.indicators.values())


def _references(draft: Draft, file: str, table: Table, not_asked: set[str]) -> Iterable[Problem]:
    for column, reference in table.references.items():
        spot = draft.spot(f"tables/{file}.yaml", "references", column)
        other, _, name = reference.partition(".")
        if other in draft.broken:
            continue
        if other not in draft.tables:
            if other in tables_there(draft):
                if column not in not_asked:
                    yield problem(UNLISTED_TABLE, spot, found=other)
            else:
                yield problem(UNKNOWN_TABLE, spot, found=other, allowed=draft.tables)
            continue
        columns = draft.tables[other].columns
        alike = [each for each in columns if columns[each].kind == table.columns[column].kind]
        if name not in alike:
            allowed = [f"{other}.{each}" for each in alike]
            yield problem(UNKNOWN_COLUMN, spot, found=reference, allowed=allowed)


def _sheets(draft: Draft) -> Iterable[Problem]:
    sheets = ((name, table.sheet) for name, table in draft.tables.items())
    for spelling, one, other in find_shared_spellings(sheets):
        spot = draft.spot(f"tables/{other}.yaml", "sheet")
        yield problem(SHARED_NAME, spot, found=spelling, one=one, other=other)


def _attesting(draft: Draft, register: Register) -> Iterable[Problem]:
    if draft.roster is None:
        return
    known = {spelling for entry in draft.roster.departments for spelling in (entry.code, *entry.name.all)}
    names = [entry.name.zh for entry in draft.roster.departments]
    for index, entry in enumerate(register.entries):
        for number, name in enumerate(entry.by):
            if name not in known:
                spot = draft.spot(REGISTER, "register", index, "by", number)
                yield problem(UNKNOWN_DEPARTMENT, spot, found=name, allowed=names)


def _units(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    if draft.roster is None:
        return
    groups = tuple(draft.roster.groups)
    names = [entry.name.zh for entry in draft.roster.departments]
    known = {spelling for entry in draft.roster.departments for spelling in (entry.code, *entry.name.all)}
    named: list[tuple[tuple[str, ...], Whom]] = [(("applies_to",), indicator.applies_to)]
    measure = indicator.measure
    named += [(("measure", measure.kind, key), value) for key, value in measure.measure if isinstance(value, Whom)]
    lists: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(("owner",), indicator.owner)]
    lists += [((*path, "departments"), who.departments) for path, who in named]
    lists += [((*path, "excluding"), who.excluding) for path, who in named]
    for path, units in lists:
        for index, unit in enumerate(units):
            if unit not in known:
                yield problem(UNKNOWN_DEPARTMENT, draft.spot(name, *path, index), found=unit, allowed=names)
    for path, index, group in ((path, *each) for path, who in named for each in enumerate(who.groups)):
        if group not in groups:
            spot = draft.spot(name, *path, "groups", index)
            yield problem(UNKNOWN_DEPARTMENT, spot, found=group, allowed=groups)


def _target(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    for index, dated in enumerate(indicator.target):
        for each in dated.target.limits:
            reason = why_impossible(each, indicator, draft.tables) or why_none_between(
                dated.target, indicator, draft.tables
            )
            if reason is not None:
                found, spot = f"{each.op}: {number_text(each.value)}", draft.spot(name, "target", index, each.op)
                yield problem(IMPOSSIBLE_TARGET, spot, found=found, reason=reason)
                break


def _pace(draft: Draft, name: str, indicator: Indicator, header: PackHeader) -> Iterable[Problem]:
    if not isinstance(indicator.pace, PaceBy):
        return
    plan = len(parts_of(Window(header.starts, header.ends, header.year_month), "quarters"))
    own = CYCLES[indicator.period].quarters
    quarters = plan if own is None else own
    given = len(indicator.pace.by_quarter)
    if quarters < 1:
        reason = Text(f"{indicator.period} 不足一个季度", f"a {indicator.period} is shorter than a quarter")
        yield problem(BAD_COMBINATION, draft.spot(name, "pace", "by_quarter"), found=str(given), reason=reason)
    elif given != quarters:
        reason = Text(
            zh=f"{indicator.period} 有 {quarters} 个季度，by_quarter 写了 {given} 个",
            en=f"{indicator.period} has {quarters} quarters, and by_quarter has {given}",
        )
        yield problem(BAD_COMBINATION, draft.spot(name, "pace", "by_quarter"), found=str(given), reason=reason)
