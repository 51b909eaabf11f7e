"""Sentences about the figures of cycles: what is computed, which cycle has which figure, and what is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from checker.measures.cycles.lengths import Weeks, names_of
from checker.measures.cycles.settings import IN_A_ROW, CyclesSettings, Take
from checker.measures.cycles.spans import Cycle
from checker.measures.cycles.taking import NOT_PROCLAIMED, Figure
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import NAMED, agree, by_day, join_clauses
from checker.measures.toolkit.values import amount_or_percent, phrase_target
from checker.model import Needed, Result, Status
from checker.tables.sheets import Telling
from checker.text.bilingual import Text, before_chinese, join_texts
from checker.text.days import day_text
from checker.text.levels import EN, ZH

_TAKEN: dict[Take, Text] = {
    "mean": Text("平均数", "mean"),
    "median": Text("中位数", "median"),
    "lowest": Text("最低的一个", "lowest"),
    "highest": Text("最高的一个", "highest"),
    "sum": Text("合计", "sum"),
}
_NO_DATA = Text("无数据", "no data")


def describe_cycles(spec: CyclesSettings, tables: Tables) -> Telling:
    """Describes the figure of a cycle, what the value is, and what a cycle without data is."""
    one, many = names_of(spec.every)
    measure = spec.of.measure
    figure = Text(f"每{one.zh.removesuffix('份').removesuffix('子')}的数", f"The figure of each {one.en}")
    told = [
        *measure.describe(tables, None, value=figure),
        Text(f"只算已经结束的{one.zh}。", f"Only {many} that are over count."),
    ]
    told += _told_where(spec, one)
    if spec.take == IN_A_ROW and spec.that is not None:
        that = spec.that.target
        limit = amount_or_percent(that.value, None, percent=measure.shape == "share")
        asked = phrase_target(that, limit, counted=measure.adds_up, share=False)
        told.append(
            Text(
                f"结果是这个数{before_chinese(asked.zh)}的{one.zh}连续出现的最长一段，按个数计。",
                f"The value is the length of the longest run of {many} in which that figure is {asked.en}.",
            )
        )
    else:
        taken = _TAKEN[spec.take]
        told.append(Text(f"结果是各{one.zh}的{taken.zh}。", f"The value is the {taken.en} of these figures."))
    if spec.back:
        told.append(_told_back(spec, one, many))
    if not measure.adds_up:
        told.append(
            Text(f"没有数据的{one.zh}不计。", f"A {one.en} without data is left out.")
            if spec.silent == "leave-out"
            else Text(
                f"没有数据的{one.zh}待定，它的数可能是任何值。",
                f"A {one.en} without data is undecided: its figure may be anything.",
            )
        )
    pooled = f"For the {EN.district}, each {one.en} is computed from all {EN.departments} first."
    return (*told, Text(f"{ZH.全区}的结果，先算出{ZH.全区}各{one.zh}的数。", pooled))


def _told_where(spec: CyclesSettings, one: Text) -> Telling:
    """Says into which window weeks fall, or which days are worked."""
    every = spec.every
    if every == "week":
        return (Text("一周归入含其多数日子的一期。", "A week belongs to the window that has most of its days."),)
    if every == "workday":
        words = spec.calendar.words
        zh = f"只算工作日{words.zh}，其他日子的行不计；是否工作日尚未公布的待定。"
        en = f"Only working days{words.en} count, not rows of other days; days that may be working days are undecided."
        return (Text(zh, en),)
    if not isinstance(every, Weeks):
        return ()
    first = day_text(every.since)
    return (
        Text(
            f"每期 {every.weeks} 周，第一期从{first.zh}开始；一期在哪个评判期结束，就归入哪个评判期。",
            f"The first {one.en} begins on {first.en}. Each belongs to the window in which it ends.",
        ),
    )


def _told_back(spec: CyclesSettings, one: Text, many: str) -> Text:
    count = spec.back
    named = f"the {count} {many}" if count > 1 else f"the {one.en}"
    source = Text("台账中以前的检查", "recorded runs (run --ledger)")
    if spec.before == "rows":
        source = Text("同一张表中以前的行", "earlier rows of the same sheets")
    return Text(
        f"连续的一段可以从本期之前的 {count} 个{one.zh}开始，其数取自{source.zh}；没有的待定。",
        f"A run may begin in {named} before the window, taken from {source.en}; what is not there is undecided.",
    )


def say_figure(cycle: Cycle, figure: Figure, *, percent: bool) -> Text:
    """Says a figure, or its bounds, or that there is none."""
    if not cycle.sure:
        return NOT_PROCLAIMED
    if figure.there is False:
        return _NO_DATA
    if not figure.is_open and figure.low is not None:
        return _amount(figure.low, percent=percent)
    if figure.value is None:
        return _NO_DATA
    low, high = (
        Text("…", "…") if each is None else _amount(each, percent=percent) for each in (figure.low, figure.high)
    )
    return Text(f"{low.zh} 至 {high.zh}", f"{low.en} to {high.en}")


def _amount(value: Fraction, *, percent: bool) -> Text:
    return amount_or_percent(value, None, percent=percent)


def say_cycle(cycle: Cycle, figure: Figure, *, percent: bool) -> Text:
    """Names a cycle with its figure."""
    told = say_figure(cycle, figure, percent=percent)
    return Text(f"{cycle.label}（{told.zh}）", f"{cycle.label} ({told.en})")


def list_cycles(told: Sequence[Text]) -> Text:
    """Lists cycles, the first few by name."""
    more = len(told) - NAMED
    listed = join_texts(told[:NAMED], "、", ", ")
    return Text(f"{listed.zh}等 {len(told)} 个", f"{listed.en} and {more} more") if more > 0 else listed


def say_needed(
    result: Result, against: Sequence[Text], undecided: Sequence[Text], wanted: Text, by: date | None
) -> Needed | None:
    """Says which cycles count against the target and which are open, and what the value has to be."""
    parts = []
    if against:
        listed = list_cycles(against)
        parts.append(Text(f"不利的是 {listed.zh}", f"against it: {listed.en}"))
    if undecided and result.status is Status.UNDETERMINED:
        listed, has = list_cycles(undecided), agree(len(undecided), "has", "have")
        parts.append(Text(f"{listed.zh} 补全后才能确定", f"{listed.en} {has} to be completed to be decided"))
    if not parts:
        return None
    words = phrase_target(result.side, wanted, counted=False, share=False)
    day = by_day(by)
    parts.append(Text(f"结果须{words.zh}{day.zh}", f"the value has to be {words.en}{day.en}"))
    return Needed(None, (), join_clauses(parts), by)
