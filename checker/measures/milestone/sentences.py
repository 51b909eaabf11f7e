"""Sentences that describe a milestone: what has to be delivered, by when, and the value."""

from checker.measures.milestone.settings import Due, MilestoneSettings, Number, YearlyDay
from checker.tables.phrases import Columns, column_text, phrase, value_text
from checker.tables.sheets import UNDECIDED, Tables, Telling, if_any, sheet
from checker.text.bilingual import Text
from checker.text.days import MONTHS, day_text
from checker.text.levels import EN, ZH


def describe_milestone(spec: MilestoneSettings, tables: Tables) -> Telling:
    """Describes what has to be delivered, by when, and what the value is."""
    columns, named = tables[spec.table].columns, sheet(spec.table, tables)
    done = column_text(spec.done, columns)
    due = _due(spec, columns)
    sentences = [_one_task(spec, columns, named)]
    if isinstance(spec.when, str):
        when = column_text(spec.when, columns)
        zh, en = ("或者还没有填写", ", or is still blank") if spec.when == spec.done else ("", "")
        sentences.append(
            Text(zh=f"只看{when.zh}在评判期内{zh}的。", en=f"Only tasks count whose {when.en} is in the period{en}.")
        )
    sentences += if_any(spec.where, columns, "只看符合条件的：{}。", "Only tasks count for which: {}.")
    return (
        *sentences,
        Text(
            zh=f"{done.zh}不晚于{due.zh}的，为按期完成。",
            en=f"A task is done in time when {done.en} is on or before {due.en}.",
        ),
        *if_any(spec.complete, columns, "按期而且符合下列条件的，才算完成：{}。", "It must also satisfy: {}."),
        Text(
            zh="还没到期、也没有完成的，暂不计入。", en="A task that is neither done nor due yet is left out for now."
        ),
        _how_many(spec, columns),
        Text(
            zh="结果是按期完成的项数除以应完成的项数。",
            en="The value is the number of tasks done in time divided by the number of tasks due.",
        ),
        UNDECIDED,
    )


def _one_task(spec: MilestoneSettings, columns: Columns, named: Text) -> Text:
    if not spec.distinct:
        return Text(zh=f"{named.zh}的每一行是一项任务。", en=f"Each row of {named.en} is one task.")
    headers = [column_text(name, columns) for name in spec.distinct]
    zh, en = "和".join(each.zh for each in headers), " and ".join(each.en for each in headers)
    return Text(
        zh=f"{named.zh}中{zh}相同的行是一项任务，有一行按期完成即可。",
        en=f"Rows of {named.en} with the same {en} are one task, done in time when one of them is.",
    )


def _due(spec: MilestoneSettings, columns: Columns) -> Text:
    if isinstance(spec.due, Due):
        return column_text(spec.due.column, columns)
    if isinstance(spec.due, YearlyDay):
        month, day = spec.due.month, spec.due.day
        return Text(zh=f"当年 {month} 月 {day} 日", en=f"{day} {MONTHS[month - 1]} of the year")
    return day_text(spec.due)


def _each(spec: MilestoneSettings, columns: Columns) -> Text:
    zh_parts, en_parts = [], []
    for name in spec.each:
        header = column_text(name, columns)
        if name == spec.roster_column:
            zh_parts.append(f"{header.zh}为被考核的{ZH.单位}")
            en_parts.append(f"{EN.department} assessed, named in {header.en}")
            continue
        words = [value_text(value, name, columns) for value in spec.listed[name]]
        zh_parts.append(f"{header.zh}为{'、'.join(word.zh for word in words)}")
        en_parts.append(f"{header.en}: {', '.join(word.en for word in words)}")
    one_zh, one_en = "有一行按期完成即可", "One row done in time is enough"
    if spec.rows == "all":
        one_zh, one_en = "各行都要按期完成", "All of its rows must be done in time"
    together = "的每一种组合" if len(zh_parts) > 1 else "的"
    return Text(
        zh=f"{'，且'.join(zh_parts)}{together}各为一项，{one_zh}；到期后没有填报的，按未完成计入。",
        en=f"There is one task for each {' and each '.join(en_parts)}. {one_en}; "
        "after the deadline, a task without a row counts as not done.",
    )


def _as_many_as(number: Number, columns: Columns) -> Text:
    header = column_text(number.column, columns)
    zh, en = "", ""
    if number.where is not None:
        of = phrase(number.where, columns)
        zh, en = f"（看{of.zh}的行）", f" (in the rows in which {of.en})"
    return Text(
        zh=f"应有几项，以{header.zh}{zh}为准，几行不同的以最大的为准；到期后没有填报的，按未完成计入。",
        en=f"There must be as many as {header.en} says{en}, the largest number if rows differ; "
        "after the deadline, a task without a row counts as not done.",
    )


def _how_many(spec: MilestoneSettings, columns: Columns) -> Text:
    if spec.each:
        return _each(spec, columns)
    if isinstance(spec.expected, Number):
        return _as_many_as(spec.expected, columns)
    own = isinstance(spec.due, Due)
    if not own and not spec.required:
        if spec.distinct:
            return Text(zh="表中有几项就是几项。", en="There are as many tasks as the sheet names.")
        return Text(zh="表中有几行就是几项。", en="There are as many tasks as rows.")
    if spec.required:
        zh, en = ("评判期结束", "once the period has ended") if own else ("到期", "after the deadline")
        return Text(
            zh=f"应有 {spec.required} 项；{zh}后没有填报的，按未完成计入。",
            en=f"There must be {spec.required}; {en}, a task without a row counts as not done.",
        )
    return Text(zh="没有填报的任务无从计入。", en="A task without a row can't be counted.")
