"""Explains an indicator in plain sentences, so that whoever knows the clause can check what is computed.

Generated from the definition alone: nothing here can drift from what is judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.definitions.indicators import Indicator, PaceBy
from checker.definitions.packs import Pack
from checker.measures import MemberMeasure
from checker.model import Language
from checker.tables.phrases import day_text
from checker.tables.whom import Whom
from checker.tables.words import Words
from checker.text.bilingual import Text
from checker.text.normalize import number_text


@dataclass(frozen=True)
class Section:
    """A heading and its sentences."""

    title: Text
    sentences: tuple[Text, ...]


def describe(pack: Pack, indicator: Indicator, language: Language) -> list[str]:
    """An indicator in plain sentences, one an entry, in the order of `sections`."""
    return [sentence.of(language) for section in sections(pack, indicator) for sentence in section.sentences]


def sections(pack: Pack, indicator: Indicator) -> tuple[Section, ...]:
    """The same under headings; a section with nothing to say is left out."""
    told = (
        (Text(zh="依据", en="Source"), _source(pack, indicator)),
        (Text(zh="评判谁", en="Whom it judges"), _whom(pack, indicator)),
        (Text(zh="怎样计算", en="How it is computed"), indicator.asked.describe(pack.tables, indicator.unit)),
        (Text(zh="目标", en="Target"), (_targets(indicator),)),
        (Text(zh="评判期", en="Period"), (_period(pack, indicator), _pace(indicator))),
        (Text(zh="没有数据时", en="When there is nothing"), _empty(indicator)),
        (Text(zh="计分", en="Scoring"), tuple(_scoring(indicator))),
        (Text(zh="文件没有写明、由指标包选定的", en="Where the document is silent"), _texts(indicator.assumptions)),
        (Text(zh="其他文件的不同规定", en="What other documents say"), _texts(indicator.conflicts)),
    )
    return tuple(Section(title, sentences) for title, sentences in told if sentences)


def _texts(words: Iterable[Words]) -> tuple[Text, ...]:
    return tuple(each.text for each in words)


def _source(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    title = pack.header.document.title
    return (
        Text(
            zh=f"{title.zh}，条款：{indicator.clause}。",
            en=f"{title.en}, clause {indicator.clause}.",
        ),
        indicator.basis.text,
    )


def _names(pack: Pack, units: Iterable[str]) -> Text:
    entries = [entry for unit in units for entry in pack.roster.departments if unit in (entry.code, *entry.name.all)]
    return Text(zh="、".join(entry.name.zh for entry in entries), en=", ".join(entry.name.en for entry in entries))


def _these(pack: Pack, who: Whom) -> Text:
    """Departments as a pack chooses them, and how many they are."""
    labels = [pack.roster.groups[name] for name in who.groups]
    parts = [Text(zh=f"“{label.zh}”", en=f"“{label.en}”") for label in labels]
    if who.departments:
        parts.append(_names(pack, who.departments))
    zh, en = "、".join(part.zh for part in parts), " and ".join(part.en for part in parts)
    if not parts:
        zh, en = "名册上的全部单位", "every department of the roster"
    count = len(pack.chosen(who))
    zh_more, en_more = f"共 {count} 个单位", f"{count} department{'' if count == 1 else 's'}"
    if who.excluding:
        left_out = _names(pack, who.excluding)
        zh_more, en_more = f"{left_out.zh}除外，{zh_more}", f"without {left_out.en}, {en_more}"
    return Text(zh=f"{zh}（{zh_more}）", en=f"{en} ({en_more})")


def _whom(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    who, place = indicator.applies_to, pack.header.jurisdiction
    if indicator.level == "district":
        if not (who.groups or who.departments):
            who = Whom(departments=indicator.owner, excluding=who.excluding)
        these = _these(pack, who)
        zh = f"只对{place.zh}整体评判，数据来自{these.zh}。"
        told = [Text(zh=zh, en=f"It is judged once, for {place.en} as a whole, from the sheets of {these.en}.")]
    else:
        these = _these(pack, who)
        told = [Text(zh=f"逐个评判{these.zh}。", en=f"It judges, one by one, {these.en}.")]
    if indicator.owner:
        owner = _names(pack, indicator.owner)
        told.append(Text(zh=f"数据由{owner.zh}负责。", en=f"Who answers for the data: {owner.en}."))
    assessed = indicator.asked.assessed if isinstance(indicator.asked, MemberMeasure) else None
    if assessed is not None:
        these = _these(pack, assessed)
        told.append(Text(zh=f"被考核的是{these.zh}。", en=f"Who is assessed: {these.en}."))
    return tuple(told)


def _targets(indicator: Indicator) -> Text:
    """Every target of an indicator, with the day from which it is in force."""
    told = []
    for dated in indicator.target:
        asked = indicator.asked.target_text(dated.target, indicator.unit)
        if dated.since is not None:
            since = day_text(dated.since)
            asked = Text(zh=f"{since.zh}起{asked.zh}", en=f"from {since.en} {asked.en}")
        told.append(asked)
    return Text(
        zh=f"目标：{'；'.join(each.zh for each in told)}。", en=f"The target: {'; '.join(each.en for each in told)}."
    )


def _period(pack: Pack, indicator: Indicator) -> Text:
    start, end = day_text(pack.header.starts), day_text(pack.header.ends)
    year = pack.header.starts.year
    return {
        "quarter": Text(zh="按季度评判。", en="It is judged by the quarter."),
        "half": Text(zh="按半年评判。", en="It is judged by the half-year."),
        "year": Text(zh="按自然年评判。", en="It is judged by the calendar year."),
        "two-years": Text(
            zh=f"每两年评判一次，从 {year} 年起算。", en=f"It is judged over two years, beginning with {year}."
        ),
        "term": Text(
            zh=f"按指标包的整个期限评判：{start.zh}至{end.zh}。",
            en=f"It is judged over the whole term: {start.en} to {end.en}.",
        ),
        "once": Text(
            zh=f"一次性任务，在{start.zh}至{end.zh}之间评判。",
            en=f"It is done once, and judged from {start.en} to {end.en}.",
        ),
    }[indicator.period]


def _pace(indicator: Indicator) -> Text:
    zh, en = "评判期没有结束时，", "While the period is open, "
    lost_zh, lost_en = (
        "再也达不到目标的，立即判为未达标。",
        " Once the target can no longer be reached it is missed at once.",
    )
    if not indicator.asked.has_pace(indicator.target[-1].target.op):
        return Text(zh=f"{zh}按已有的数据评判；{lost_zh}", en=f"{en}what there is so far is judged.{lost_en}")
    if isinstance(indicator.pace, PaceBy):
        shares = [f"{number_text(share * 100)}%" for share in indicator.pace.by_quarter]
        return Text(
            zh=f"{zh}各季度末依次应完成 {'、'.join(shares)}；{lost_zh}",
            en=f"{en}{', '.join(shares)} of it are asked for by the end of each quarter.{lost_en}",
        )
    if indicator.pace == "end":
        return Text(
            zh=f"{zh}不要求完成的数量，到期末再看；{lost_zh}", en=f"{en}nothing is asked for until its end.{lost_en}"
        )
    return Text(
        zh=f"{zh}按已过的时间折算应完成的数量；{lost_zh}",
        en=f"{en}what is asked for grows with the time that has passed.{lost_en}",
    )


def _empty(indicator: Indicator) -> tuple[Text, ...]:
    if indicator.asked.adds_up:
        return ()
    zh, en = {
        "not-applicable": ("该项权重不计入总分", "its weight drops out of the score"),
        "zero": ("该项得 0 分", "it earns nothing"),
        "full": ("该项得满分", "it earns its full weight"),
    }[indicator.when_empty]
    return (
        Text(
            zh=f"没有可评判的数据时，结论是“不适用”，不算达标；{zh}。",
            en=f"With nothing to judge it is “not applicable”, never a pass; {en}.",
        ),
    )


def _scoring(indicator: Indicator) -> Iterable[Text]:
    weight = number_text(indicator.weight)
    if indicator.scoring == "bands":
        bands = sorted(indicator.bands, key=lambda band: band.at_least, reverse=True)
        pairs = [(indicator.value_text(band.at_least), f"{number_text(band.earns * 100)}%") for band in bands]
        zh = "；".join(f"不低于 {amount.zh}的得 {earns}" for amount, earns in pairs)
        en = "; ".join(f"from {amount.en} it earns {earns}" for amount, earns in pairs)
    else:
        zh, en = {
            "proportional": ("未达标的按完成比例得分", "short of the target it earns its proportion"),
            "pass-fail": ("未达标的不得分", "short of the target it earns nothing"),
        }[indicator.scoring]
    yield Text(
        zh=f"权重 {weight}，达标得满分；{zh}。",
        en=f"Its weight is {weight}, earned in full when the target is met; {en}.",
    )
    if indicator.near > 0:
        near = indicator.value_text(indicator.near)
        zh_near = f"{number_text(indicator.near * 100)} 个百分点" if indicator.is_share else near.zh
        en_near = f"{number_text(indicator.near * 100)} percentage points" if indicator.is_share else near.en
        yield Text(
            zh=f"与目标相差不超过 {zh_near}的，算接近目标。", en=f"Within {en_near} of the target it counts as near."
        )
    if indicator.veto:
        yield Text(zh="一票否决：未达标的，总评为最低等次。", en="It is a veto: when missed, the grade is the lowest.")
