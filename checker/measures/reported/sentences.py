"""Sentences that describe reported figures: what they are compared with, and the value."""

from checker.measures.reported.settings import Relation, ReportedSettings
from checker.tables.phrases import Columns, column_text
from checker.tables.sheets import Tables, Telling, sheet
from checker.text.bilingual import Text
from checker.text.levels import PackText


def describe_reported(spec: ReportedSettings, tables: Tables) -> Telling:
    """Describes which figures are checked, with what, and what the value is."""
    columns, named = tables[spec.table].columns, sheet(spec.table, tables)
    sentences = [_rows(spec, columns, named)]
    if spec.numerator is not None and spec.denominator is not None:
        top, base = column_text(spec.numerator, columns), column_text(spec.denominator, columns)
        sentences.append(
            Text(
                zh=f"印有{top.zh}和{base.zh}的，重新计算，按所印的精度比对。",
                en=f"If {top.en} and {base.en} are given, it is recomputed and compared to the printed precision.",
            )
        )
    value = _POOLED[spec.pooled]
    if spec.judge == "consistency":
        en = "The value is the number of consistent figures divided by the number of figures that can be checked."
        value = Text(zh="结果是相符的数字占可核对数字的比例。", en=en)
    en = "A figure that is printed in several places must be the same in all of them."
    same = Text(zh="同一个数字在几处出现的，各处应当一致。", en=en)
    return (*sentences, *(_relation(each) for each in spec.relations), same, value)


_ITSELF = Text(zh="结果是第一个数字本身。", en="The value is the first figure itself.")
_POOLED: dict[str, Text] = {
    "by-figure": PackText(
        zh=f"{_ITSELF.zh}⟨全区⟩的数由各⟨单位⟩汇总：数量相加，比率用分子之和除以分母之和；"
        "缺分子分母的比率、排名、平均数不能汇总。",
        en=f"{_ITSELF.en} Over ⟨departments⟩, counts and amounts add up, and a rate is its summed numerators divided "
        "by its summed denominators; a rate without counts, a rank or an average can't be pooled.",
    ),
    "never": PackText(
        zh=f"{_ITSELF.zh}各⟨单位⟩的数不汇总为⟨全区⟩的数。",
        en=f"{_ITSELF.en} The figures of several ⟨departments⟩ aren't pooled into one.",
    ),
}


def _rows(spec: ReportedSettings, columns: Columns, named: Text) -> Text:
    figure, printed = column_text(spec.figure, columns), column_text(spec.printed, columns)
    if spec.all_figures:
        return Text(
            zh=f"看{named.zh}中的每一个数字，以{printed.zh}一栏所印为准。",
            en=f"It looks at every figure of {named.en}, as printed under {printed.en}.",
        )
    zh, en = "、".join(f"“{name}”" for name in spec.figures), ", ".join(f"“{name}”" for name in spec.figures)
    return Text(
        zh=f"看{named.zh}中{figure.zh}为{zh}的行，数字以{printed.zh}一栏所印为准。",
        en=f"It looks at the rows of {named.en} whose {figure.en} is {en}, as printed under {printed.en}.",
    )


def _relation(relation: Relation) -> Text:
    subject = f"“{relation.figure}”"
    if relation.sum:
        terms = [f"“{name}”" for name in relation.sum]
        return Text(
            zh=f"{subject}应等于{'、'.join(terms)}之和。", en=f"{subject} must be the sum of {', '.join(terms)}."
        )
    if relation.difference:
        one, other = relation.difference
        return Text(zh=f"{subject}应等于“{one}”减“{other}”。", en=f"{subject} must be “{one}” minus “{other}”.")
    if relation.ratio:
        one, other = relation.ratio
        return Text(zh=f"{subject}应等于“{one}”除以“{other}”。", en=f"{subject} must be “{one}” divided by “{other}”.")
    if relation.at_most:
        return Text(
            zh=f"{subject}应不超过“{relation.at_most}”。", en=f"{subject} must be at most “{relation.at_most}”."
        )
    if relation.part_of:
        whole = relation.part_of
        return Text(
            zh=f"{subject}是“{whole}”的一部分：数量不应超过它，比率应能由其中的整数得出。",
            en=f"{subject} is part of “{whole}”: a count must not exceed it, a rate must be a whole number of it.",
        )
    now, before = relation.rise
    return Text(
        zh=f"{subject}应等于由“{before}”到“{now}”的增幅。", en=f"{subject} must be the rise from “{before}” to “{now}”."
    )
