"""Compares the header, grades, parameters and roster of two versions of a pack."""

from collections.abc import Iterator, Mapping
from typing import Any

from checker.authoring.changes.change import (
    NO,
    YES,
    Change,
    Facts,
    compare_facts,
    compare_members,
    compare_order,
    in_both,
    join,
    same_text,
)
from checker.definitions.levels import words_of
from checker.definitions.packs import Grade, Pack, PackHeader, Roster, RosterEntry, TemplateVersion
from checker.definitions.roster import FormerName
from checker.describe.consequences import TITLE, tell_consequences
from checker.describe.sections import SILENT
from checker.tables.logic import quote
from checker.tables.weekdays import week_words
from checker.tables.words import Words
from checker.text.bilingual import Text
from checker.text.days import day_text
from checker.text.levels import EN, ZH, speaking
from checker.text.normalize import number_text

_NAME = Text(zh="名称", en="Name")
_EARNS = {
    "lower-bound": Text(zh="按下限计分", en="as much as its lower bound"),
    "nothing": Text(zh="不得分", en="nothing"),
}


def header_changes(old: Pack, new: Pack) -> Iterator[Change]:
    """Compares titles, years, grades, and the parameters of indicators."""
    name, title = new.header.id, new.header.title.text
    yield from compare_facts("pack", name, title, _facts(old), _facts(new))
    yield from compare_facts("pack", name, title, _calendar(old), _calendar(new))
    order = Text(zh="报送表的次序", en="Order of the sheets")
    yield from compare_order("pack", name, title, order, old.header.tables, new.header.tables)
    order = Text(zh="指标的次序", en="Order of the indicators")
    yield from compare_order("pack", name, title, order, tuple(old.indicators), tuple(new.indicators))
    left, right = old.header.parameters, new.header.parameters
    for parameter in dict.fromkeys((*left, *right)):
        if (parameter in left, left.get(parameter)) != (parameter in right, right.get(parameter)):
            part = Text(zh=f"参数 {parameter}", en=f"Parameter {parameter}")
            yield Change("pack", name, title, part, _value(left, parameter), _value(right, parameter))


def _levels(header: PackHeader) -> Text | None:
    words = words_of(header.levels)
    if words is None:
        return None
    with speaking(words):
        return Text(f"{ZH.单位}，{ZH.全区}", f"{EN.department}, {EN.departments}; {EN.district}")


def _facts(pack: Pack) -> Facts:
    header, document = pack.header, pack.header.document
    return (
        (Text(zh="编号", en="Id"), same_text(header.id)),
        (Text(zh="版本", en="Version"), same_text(header.version)),
        (Text(zh="名称", en="Title"), header.title.text),
        (Text(zh="适用地区", en="Jurisdiction"), header.jurisdiction.text),
        (Text(zh="层级的叫法", en="What the levels are called"), _levels(header)),
        (Text(zh="来源文件", en="Source document"), document.title.text),
        (Text(zh="发文机关", en="Issuer"), document.issuer.text),
        (Text(zh="发文日期", en="Dated"), day_text(document.dated)),
        (Text(zh="开始日期", en="Starts"), day_text(header.starts)),
        (Text(zh="结束日期", en="Ends"), day_text(header.ends)),
        (Text(zh="年度起始日", en="Years start on"), same_text(header.year_starts)),
        (Text(zh="封面表", en="Cover sheet"), same_text(header.cover)),
        (SILENT, join(words.text for words in header.assumptions)),
        (
            Text(zh="佐证确认表", en="Attestation sheet"),
            same_text(header.attestations) if header.attestations else None,
        ),
        (Text(zh="等次", en="Grades"), join(map(_grade, header.grades))),
        (Text(zh="最高分", en="Highest score"), same_text(number_text(header.score_at_most))),
        (
            Text(zh="得分相同时的先后", en="Order of equal scores"),
            same_text(", ".join(header.ranking.ties)) if header.ranking.ties else None,
        ),
        (TITLE, join(tell_consequences(pack))),
        (Text(zh="模板版本", en="Template versions"), join(map(_template, header.templates))),
        (Text(zh="待定指标的得分", en="What an undetermined indicator earns"), _EARNS[header.undetermined_earns]),
    )


def _calendar(pack: Pack) -> Facts:
    """The source of a pack's days off, and the days that it lists itself."""
    calendar = pack.cover.calendar
    listed = [" ".join(map(str, days)) for days in (calendar.off, calendar.on)]
    return (
        (Text(zh="节假日", en="Holidays"), same_text(calendar.source)),
        (Text(zh="每周工作日", en="Working week"), week_words(calendar.week) if calendar.week else None),
        (Text(zh="放假日期", en="Days off"), same_text(listed[0]) if listed[0] else None),
        (Text(zh="补班日期", en="Make-up workdays"), same_text(listed[1]) if listed[1] else None),
    )


def _grade(grade: Grade) -> Text:
    least = number_text(grade.at_least)
    return Text(zh=f"{grade.name.zh} ≥ {least}", en=f"{grade.name.en} ≥ {least}")


def _template(each: TemplateVersion) -> Text:
    dated, changed = day_text(each.dated), each.changed
    return Text(zh=f"{each.version}（{dated.zh}：{changed.zh}）", en=f"{each.version} ({dated.en}: {changed.en})")


def _value(parameters: Mapping[str, Any], name: str) -> Text | None:
    return same_text(quote(parameters[name])) if name in parameters else None


def roster_changes(old: Roster, new: Roster) -> Iterator[Change]:
    """Finds groups and departments that were added or removed, and compares the others."""
    yield from compare_members("group", old.groups, new.groups, lambda words: words.text)
    for name, before, after in in_both(old.groups, new.groups):
        yield from compare_facts("group", name, after.text, [(_NAME, before.text)], [(_NAME, after.text)])
    groups = {**old.groups, **new.groups}  # the new name on both sides, so a renamed group is one change
    left, right = ({entry.code: entry for entry in roster.departments} for roster in (old, new))
    yield from compare_members("department", left, right, lambda entry: entry.name.text)
    for code, was, now in in_both(left, right):
        yield from compare_facts("department", code, now.name.text, _department(was, groups), _department(now, groups))


def _former(former: FormerName) -> Text:
    if former.until is None:
        return former.name.text
    return Text(f"{former.name.zh}（至 {former.until}）", f"{former.name.en} (until {former.until})")


def _department(entry: RosterEntry, groups: Mapping[str, Words]) -> Facts:
    return (
        (_NAME, entry.name.text),
        (Text(zh="别名", en="Other names"), join(map(same_text, entry.name.aliases))),
        (Text(zh="曾用名", en="Former names"), join(map(_former, entry.formerly))),
        (Text(zh="组别", en="Groups"), join(groups[name].text for name in entry.groups)),
        (Text(zh="列入日期", en="On the roster from"), day_text(entry.since) if entry.since else None),
        (Text(zh="列至日期", en="On the roster until"), day_text(entry.until) if entry.until else None),
        (Text(zh="是否报送", en="Submits a workbook"), YES if entry.submits else NO),
    )
