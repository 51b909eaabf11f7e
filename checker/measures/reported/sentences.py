"""Sentences that describe reported figures: what they are compared with, and the value."""

from checker.measures.reported.settings import Relation, ReportedSettings
from checker.tables.phrases import column_text
from checker.tables.sheets import Tables, Telling, sheet
from checker.text.bilingual import Text


def describe_reported(spec: ReportedSettings, tables: Tables) -> Telling:
    """Describes which figures are checked, with what, and what the value is."""
    columns, named = tables[spec.table].columns, sheet(spec.table, tables)
    figure, printed = column_text(spec.figure, columns), column_text(spec.printed, columns)
    zh, en = "、".join(f"“{name}”" for name in spec.figures), ", ".join(f"“{name}”" for name in spec.figures)
    sentences = [
        Text(
            zh=f"看{named.zh}中{figure.zh}为{zh}的行，数字以{printed.zh}一栏所印为准。",
            en=f"It looks at the rows of {named.en} whose {figure.en} is {en}, as printed under {printed.en}.",
        )
    ]
    if spec.numerator is not None and spec.denominator is not None:
        top, base = column_text(spec.numerator, columns), column_text(spec.denominator, columns)
        sentences.append(
            Text(
                zh=f"印有{top.zh}和{base.zh}的，重新计算，按所印的精度比对。",
                en=f"If {top.en} and {base.en} are given, it is recomputed and compared to the printed precision.",
            )
        )
    value = Text(zh="结果是第一个数字本身。", en="The value is the first figure itself.")
    if spec.judge == "consistency":
        en = "The value is the number of consistent figures divided by the number of figures that can be checked."
        value = Text(zh="结果是相符的数字占可核对数字的比例。", en=en)
    en = "A figure that is printed in several places must be the same in all of them."
    same = Text(zh="同一个数字在几处出现的，各处应当一致。", en=en)
    return (*sentences, *(_relation(each) for each in spec.relations), same, value)


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
    now, before = relation.rise
    return Text(
        zh=f"{subject}应等于由“{before}”到“{now}”的增幅。", en=f"{subject} must be the rise from “{before}” to “{now}”."
    )
