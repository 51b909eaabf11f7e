"""Sentences that describe a milestone: what has to be delivered, by when, and the value."""

from checker.measures.milestone.settings import Due, MilestoneSettings, YearlyDay
from checker.tables.phrases import MONTHS, Columns, column_text, day_text, value_text
from checker.tables.sheets import UNDECIDED, Tables, Telling, if_any, sheet
from checker.text.bilingual import Text


def describe_milestone(spec: MilestoneSettings, tables: Tables) -> Telling:
    """Describes what has to be delivered, by when, and what the value is."""
    columns, named = tables[spec.table].columns, sheet(spec.table, tables)
    done = column_text(spec.done, columns)
    due = _due(spec, columns)
    sentences = [Text(zh=f"{named.zh}的每一行是一项任务。", en=f"Each row of {named.en} is one task.")]
    if spec.when is not None:
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


def _due(spec: MilestoneSettings, columns: Columns) -> Text:
    if isinstance(spec.due, Due):
        return column_text(spec.due.column, columns)
    if isinstance(spec.due, YearlyDay):
        month, day = spec.due.month, spec.due.day
        return Text(zh=f"当年 {month} 月 {day} 日", en=f"{day} {MONTHS[month - 1]} of the year")
    return day_text(spec.due)


def _how_many(spec: MilestoneSettings, columns: Columns) -> Text:
    for name, values in spec.each.items():
        header, words = column_text(name, columns), [value_text(value, name, columns) for value in values]
        zh, en = "、".join(word.zh for word in words), ", ".join(word.en for word in words)
        return Text(
            zh=f"{header.zh}为{zh}的各为一项，有一行按期完成即可；到期后没有填报的，按未完成计入。",
            en=f"There is one task for each {header.en}: {en}. One row done in time is enough; "
            "after the deadline, a task without a row counts as not done.",
        )
    own = isinstance(spec.due, Due)
    if not own and not spec.required:
        return Text(zh="表中有几行就是几项。", en="There are as many tasks as rows.")
    if spec.required:
        zh, en = ("评判期结束", "once the period has ended") if own else ("到期", "after the deadline")
        return Text(
            zh=f"应有 {spec.required} 项；{zh}后没有填报的，按未完成计入。",
            en=f"There must be {spec.required}; {en}, a task without a row counts as not done.",
        )
    return Text(zh="没有填报的任务无从计入。", en="A task without a row can't be counted.")
