"""Describes an indicator in plain sentences, so a reader who knows the clause can check the computation.

The sentences come from the definition alone, so they always match what is judged.
"""

from collections.abc import Iterable, Iterator

from checker.definitions.by_column import ByColumn
from checker.definitions.indexes import parts_of
from checker.definitions.indicators import Indicator
from checker.definitions.least import noun_of
from checker.definitions.packs import Pack
from checker.describe.own_values import Section, describe_forms
from checker.describe.scoring import tell_scoring
from checker.describe.timing import tell_timing
from checker.measures.index import Index
from checker.model import Language
from checker.tables.phrases import column_text
from checker.tables.sheets import sheet
from checker.tables.whom import Whom
from checker.tables.words import Words
from checker.text.bilingual import Text, join_texts
from checker.text.days import day_text
from checker.text.levels import EN, ZH
from checker.text.normalize import number_text
from checker.text.plurals import counted

TARGET = Text(zh="目标", en="Target")
SILENT = Text(zh="文件没有写明、由指标包选定的", en="Where the document is silent")
_NOT_APPLICABLE = "its status is “not applicable”, which is not a pass; {}"


def describe(pack: Pack, indicator: Indicator, language: Language) -> list[str]:
    """Describes an indicator in plain sentences, in the order of `sections`."""
    return [sentence.of(language) for section in sections(pack, indicator) for sentence in section.sentences]


def sections(pack: Pack, indicator: Indicator) -> tuple[Section, ...]:
    """Describes an indicator under headings, without empty sections."""
    return describe_forms(pack, indicator, _sections, TARGET)


def _sections(pack: Pack, indicator: Indicator) -> tuple[Section, ...]:
    described = (
        (Text(zh="依据", en="Source"), _source(pack, indicator)),
        (Text(zh="评判对象", en="Who is judged"), _judged(pack, indicator)),
        (Text(zh="怎样计算", en="How it is computed"), indicator.asked.describe(pack.tables, indicator.unit)),
        (TARGET, (*_targets(indicator), *_by(pack, indicator), *_judged_from(indicator))),
        (Text(zh="评判期", en="Period"), tell_timing(pack, indicator)),
        (Text(zh="没有数据时", en="Without data"), (*_silence(pack, indicator), *_empty(indicator))),
        (Text(zh="计分", en="Scoring"), tuple(tell_scoring(indicator, pack.header))),
        (SILENT, _texts(indicator.assumptions)),
        (Text(zh="其他文件的不同规定", en="What other documents say"), _texts(indicator.conflicts)),
    )
    return tuple(Section(title, sentences) for title, sentences in described if sentences)


def rule_of(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    """Gives the clause, what it asks, how the value is computed, and the target."""
    told = describe_forms(pack, indicator, _rule, TARGET)
    return tuple(sentence for section in told for sentence in section.sentences)


def _rule(pack: Pack, indicator: Indicator) -> tuple[Section, ...]:
    source = (*_source(pack, indicator), *indicator.asked.describe(pack.tables, indicator.unit))
    return Section(SILENT, source), Section(
        TARGET, (*_targets(indicator), *_by(pack, indicator), *_judged_from(indicator))
    )


def _texts(words: Iterable[Words]) -> tuple[Text, ...]:
    return tuple(each.text for each in words)


def _source(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    title, clause = pack.header.document.title, indicator.clause
    return Text(zh=f"{title.zh}，条款：{clause}。", en=f"{title.en}, clause {clause}."), indicator.basis.text


def _names(pack: Pack, units: Iterable[str]) -> Text:
    entries = [entry for unit in units for entry in pack.roster.departments if unit in (entry.code, *entry.name.all)]
    return join_texts((entry.name.text for entry in entries), "、", ", ")


def _departments(pack: Pack, who: Whom) -> Text:
    """Names the departments that a pack chooses, and counts them."""
    labels = [pack.roster.groups[name] for name in who.groups]
    parts = [Text(zh=f"“{label.zh}”", en=f"“{label.en}”") for label in labels]
    if who.departments:
        parts.append(_names(pack, who.departments))
    chosen = join_texts(parts, "、", " and ")
    if not parts:
        chosen = Text(zh=f"名册上的全部{ZH.单位}", en=f"every {EN.department} on the roster")
    count = len(pack.chosen(who))
    zh, en = f"共 {count} 个{ZH.单位}", counted(count, EN.department, EN.departments)
    if who.excluding:
        excluded = _names(pack, who.excluding)
        zh, en = f"{excluded.zh}除外，{zh}", f"without {excluded.en}, {en}"
    return Text(zh=f"{chosen.zh}（{zh}）", en=f"{chosen.en} ({en})")


def _judged(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    who, place = indicator.applies_to, pack.header.jurisdiction
    if indicator.level == "district":
        if not (who.groups or who.departments):
            who = Whom(departments=indicator.owner, excluding=who.excluding)
        source = _departments(pack, who)
        zh = f"只对{place.zh}整体评判，数据来自{source.zh}。"
        sentences = [Text(zh=zh, en=f"It judges {place.en} once, as a whole, from the sheets of {source.en}.")]
    else:
        judged = _departments(pack, who)
        sentences = [Text(zh=f"逐个评判{judged.zh}。", en=f"It judges each of these separately: {judged.en}.")]
    if indicator.owner:
        owner = _names(pack, indicator.owner)
        sentences.append(Text(zh=f"数据由{owner.zh}负责。", en=f"Responsible for the data: {owner.en}."))
    if indicator.asked.assessed is not None:
        assessed = _departments(pack, indicator.asked.assessed)
        sentences.append(Text(zh=f"被考核的是{assessed.zh}。", en=f"It assesses {assessed.en}."))
    return tuple(sentences)


def _targets(indicator: Indicator) -> Iterator[Text]:
    """Lists every target of an indicator with the day from which it applies, and where its parameters come from."""
    if (lacks := indicator.lacks) is not None:
        zh, en = ("不适用", "not applicable") if lacks.status == "not_applicable" else ("无法判定", "undetermined")
        yield Text(f"{lacks.reason.zh}，{zh}。", f"It is {en}: {lacks.reason.en}.")
        return
    targets = []
    for dated in indicator.target:
        target = indicator.asked.target_text(dated.target, indicator.unit)
        if dated.since is not None:
            since = day_text(dated.since)
            target = Text(zh=f"{since.zh}起{target.zh}", en=f"from {since.en} {target.en}")
        targets.append(target)
    listed = join_texts(targets, "；", "; ")
    yield Text(zh=f"目标：{listed.zh}。", en=f"The target: {listed.en}.")
    if indicator.for_each == "department":
        yield Text(
            f"目标针对每个{ZH.单位}：每个{ZH.单位}都达标，{ZH.全区}才算达标。",
            f"It is for each {EN.department}: the {EN.district} meets it if every {EN.department} does.",
        )
    elif indicator.for_each == "district":
        yield Text(
            f"{ZH.全区}的结果以各{ZH.单位}合计与目标相比。",
            f"For the {EN.district}, the total of all {EN.departments} is compared with it.",
        )
    for each in indicator.given:
        yield Text(f"其中{each.text.zh}。", f"It uses {each.text.en}.")


def _how_many(by: ByColumn) -> Text:
    """Says how many values must reach the target."""
    if by.reach == 1:
        return Text(
            "每个值都要达到目标，得分按最差的一个。",
            "Each value must reach the target; the worst one decides the score.",
        )
    share = f"{number_text(by.reach * 100)}%"
    return Text(
        f"至少 {share} 的值要达到目标，得分按其中最差的一个。",
        f"At least {share} of them must reach the target; the worst of these decides the score.",
    )


def _by(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    """Says by which column rows are measured apart, and what that means for the target."""
    if (by := indicator.by) is None:
        return ()
    header = column_text(by.column, pack.tables[indicator.asked.tables()[0]].columns)
    apart = Text(f"按{header.zh}的每个值分别计算。", f"It is measured apart for each value of {header.en}.")
    if by.judge == "overall":
        return apart, Text("目标只针对合计。", "The target binds all rows together.")
    told = [
        apart,
        _how_many(by),
        Text(
            "没有写明的行可能属于任何一个值，影响结论的，无法判定。",
            "Rows without a value may belong to any: what depends on them is undetermined.",
        ),
    ]
    if by.at_least > 1:
        told.append(
            Text(f"不足 {by.at_least} 行的值不评判。", f"A value with fewer than {by.at_least} rows is not judged.")
        )
    return tuple(told)


def _judged_from(indicator: Indicator) -> tuple[Text, ...]:
    """Says of how many rows it must be made to be judged, if the pack does."""
    if indicator.judged_from is None:
        return ()
    least, noun = indicator.judged_from, noun_of(indicator)
    return (
        Text(
            f"不足 {least}{noun.zh}的不评判，权重不计入。",
            f"With fewer than {least} {noun.en}, it is not judged, and its weight doesn't count.",
        ),
    )


def _silence(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    """Says what happens if a sheet has no rows: silence is unknown, and only a declared nil is zero.

    An index reads no sheet of its own.
    """
    if parts_of(indicator):
        return ()
    names = indicator.asked.tables()
    listed = join_texts((sheet(name, pack.tables) for name in names), "、", " or ")
    unknown = Text(
        zh=f"{listed.zh}没有填写的，无法判定，不得分。",
        en=f"If {listed.en} is not filled in, the result is undetermined and earns nothing.",
    )
    may_be_nil = [pack.tables[name] for name in names if pack.tables[name].nil is not None]
    if not may_be_nil:
        return (unknown,)
    words = dict.fromkeys((table.nil.zh, table.nil.en) for table in may_be_nil if table.nil is not None)
    said = Text("或".join(f"“{zh}”" for zh, _ in words), " or ".join(f"“{en}”" for _, en in words))
    where = Text("该表", "it")
    if len(names) > 1:
        where = join_texts((sheet(table.id, pack.tables) for table in may_be_nil), "、", " or ")
    declared = Text(
        zh=f"{where.zh}注明{said.zh}的，按没有行评判。",
        en=f"If {where.en} says {said.en}, it counts as having no rows.",
    )
    return unknown, declared


def _empty(indicator: Indicator) -> tuple[Text, ...]:
    if indicator.asked.adds_up or (isinstance(indicator.asked, Index) and indicator.asked.missing == "undetermined"):
        return ()
    zh, en = {
        "not-applicable": (
            "状态为“不适用”，不算达标；该项权重不计入总分",
            _NOT_APPLICABLE.format("its weight doesn't count in the score"),
        ),
        "zero": ("状态为“不适用”，不算达标；该项得 0 分", _NOT_APPLICABLE.format("it earns nothing")),
        "full": ("状态为“不适用”，不算达标；该项得满分", _NOT_APPLICABLE.format("it earns its full weight")),
        "undetermined": ("无法判定，不算达标，不得分", "it is undetermined, which is not a pass, and earns nothing"),
    }[indicator.when_empty]
    return (Text(zh=f"没有可评判的数据时，{zh}。", en=f"Without data to judge, {en}."),)
