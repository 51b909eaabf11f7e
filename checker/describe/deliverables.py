"""What milestones and reported figures are held against."""

from __future__ import annotations

from checker.definitions.figures import Relation, Reported
from checker.definitions.measures import Milestone
from checker.definitions.milestones import Due, YearlyDay
from checker.describe.phrases import MONTHS, Columns, column_text, day_text, value_text
from checker.describe.sheets import UNDECIDED, Tables, Telling, if_any, sheet
from checker.text.bilingual import Text


def tell_milestone(asked: Milestone, tables: Tables) -> Telling:
    """What has to be delivered, by when, and what the value is."""
    columns, named = tables[asked.table].columns, sheet(asked.table, tables)
    done = column_text(asked.done, columns)
    due = _due(asked, columns)
    told = [Text(zh=f"{named.zh}的每一行是一项任务。", en=f"Each row of {named.en} is one task.")]
    if asked.when is not None:
        when = column_text(asked.when, columns)
        zh, en = ("或者还没有填写", ", or is still blank") if asked.when == asked.done else ("", "")
        told.append(
            Text(zh=f"只看{when.zh}在评判期内{zh}的。", en=f"Only those count whose {when.en} lies in the period{en}.")
        )
    told += if_any(asked.where, columns, "只看符合条件的：{}。", "Only those count for which: {}.")
    return (
        *told,
        Text(
            zh=f"{done.zh}不晚于{due.zh}的，为按期完成。",
            en=f"A task is done in time when {done.en} is on or before {due.en}.",
        ),
        Text(
            zh="还没到期、也没有完成的，暂不计入。",
            en="A task that is neither done nor due yet is left out for now.",
        ),
        _how_many(asked, columns),
        Text(
            zh="结果是按期完成的项数除以应完成的项数。", en="The value is the tasks done in time over all that are due."
        ),
        UNDECIDED,
    )


def _due(asked: Milestone, columns: Columns) -> Text:
    if isinstance(asked.due, Due):
        return column_text(asked.due.column, columns)
    if isinstance(asked.due, YearlyDay):
        month, day = asked.due.month, asked.due.day
        return Text(zh=f"当年 {month} 月 {day} 日", en=f"{day} {MONTHS[month - 1]} of the year")
    return day_text(asked.due)


def _how_many(asked: Milestone, columns: Columns) -> Text:
    for name, values in asked.each.items():
        header, words = column_text(name, columns), [value_text(value, name, columns) for value in values]
        zh, en = "、".join(word.zh for word in words), ", ".join(word.en for word in words)
        return Text(
            zh=f"{header.zh}为{zh}的各为一项，有一行按期完成即可；到期后没有填报的，按未完成计入。",
            en=f"There is one task for each {header.en}: {en}; one row done in time will do, "
            "and after the date one without a row counts as not done.",
        )
    if not isinstance(asked.due, Due) and not asked.expected:
        return Text(zh="表中有几行就是几项。", en="There are as many as there are rows.")
    if not isinstance(asked.due, Due):
        return Text(
            zh=f"应有 {asked.expected} 项；到期后没有填报的，按未完成计入。",
            en=f"There have to be {asked.expected}; after the date one without a row counts as not done.",
        )
    return Text(zh="没有填报的任务无从计入。", en="A task without a row cannot be counted.")


def tell_reported(asked: Reported, tables: Tables) -> Telling:
    """Which figures are checked, against what, and what the value is."""
    columns, named = tables[asked.table].columns, sheet(asked.table, tables)
    figure, printed = column_text(asked.figure, columns), column_text(asked.printed, columns)
    zh, en = "、".join(f"“{name}”" for name in asked.figures), ", ".join(f"“{name}”" for name in asked.figures)
    told = [
        Text(
            zh=f"看{named.zh}中{figure.zh}为{zh}的行，数字以{printed.zh}一栏所印为准。",
            en=f"It looks at the rows of {named.en} whose {figure.en} is {en}, as printed under {printed.en}.",
        )
    ]
    if asked.numerator is not None and asked.denominator is not None:
        top, base = column_text(asked.numerator, columns), column_text(asked.denominator, columns)
        told.append(
            Text(
                zh=f"印有{top.zh}和{base.zh}的，重新计算，按所印的精度比对。",
                en=f"With {top.en} and {base.en} it is computed again and compared, as precisely as printed.",
            )
        )
    value = Text(zh="结果是第一个数字本身。", en="The value is the first figure itself.")
    if asked.judge == "consistency":
        value = Text(
            zh="结果是相符的数字占可核对数字的比例。",
            en="The value is the figures that hold over those that can be checked.",
        )
    same = Text(
        zh="同一个数字在几处出现的，各处应当一致。",
        en="A figure that is printed in several places has to be the same there.",
    )
    return (*told, *(_relation(each) for each in asked.relations), same, value)


def _relation(relation: Relation) -> Text:
    subject = f"“{relation.figure}”"
    if relation.sum:
        terms = [f"“{name}”" for name in relation.sum]
        return Text(
            zh=f"{subject}应等于{'、'.join(terms)}之和。", en=f"{subject} has to be the sum of {', '.join(terms)}."
        )
    if relation.difference:
        one, other = relation.difference
        return Text(zh=f"{subject}应等于“{one}”减“{other}”。", en=f"{subject} has to be “{one}” less “{other}”.")
    if relation.ratio:
        one, other = relation.ratio
        return Text(zh=f"{subject}应等于“{one}”除以“{other}”。", en=f"{subject} has to be “{one}” over “{other}”.")
    now, before = relation.rise
    return Text(
        zh=f"{subject}应等于由“{before}”到“{now}”的增幅。",
        en=f"{subject} has to be the rise from “{before}” to “{now}”.",
    )
