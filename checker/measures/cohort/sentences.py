"""Sentences that describe a cohort: its members, the goal of each, and the value."""

from checker.measures.cohort.settings import CALENDAR, DEPARTMENT, ROSTER, CohortSettings
from checker.measures.total import Total
from checker.tables.amount_words import amount_text
from checker.tables.due_day import DueDay
from checker.tables.phrases import Columns, column_text
from checker.tables.sheets import Tables, Telling, due_day, if_any, sheet
from checker.text.bilingual import Text, before_chinese
from checker.text.levels import EN, ZH


def describe_cohort(spec: CohortSettings, tables: Tables, value: Text) -> Telling:
    """Describes who the members are, what each has to reach, and what the `value` is."""
    return (
        *_members(spec, tables),
        *_provided(spec, tables),
        _whose_rows(spec, tables),
        *_goal(spec, tables),
        Text(
            zh="一行也没有的成员照样计入，按未达到算。",
            en="A member without any rows counts as one that has not reached the goal.",
        ),
        Text(
            f"{value.zh}是达到的成员数除以成员总数。",
            f"{value.en} is the number of members that reached the goal divided by the number of all members.",
        ),
    )


def _members(spec: CohortSettings, tables: Tables) -> Telling:
    if spec.members == DEPARTMENT:
        return (Text(zh=f"每个参评{ZH.单位}是一个成员。", en=f"Each judged {EN.department} is one member."),)
    if spec.members == ROSTER:
        return (
            Text(
                f"名册上应被考核的每个{ZH.单位}是一个成员。",
                f"Each {EN.department} on the roster to be assessed is one member.",
            ),
        )
    if spec.members in CALENDAR:
        zh, en = {
            "months": ("月", "month"),
            "quarters": ("季度", "quarter"),
            "halves": ("半年", "half-year"),
            "years": ("年度", "year"),
        }[spec.members]
        return (Text(zh=f"评判期内的每个{zh}是一个成员。", en=f"Each {en} in the period is one member."),)
    columns, named = tables[spec.members].columns, sheet(spec.members, tables)
    return (
        Text(zh=f"{named.zh}的每一行是一个成员。", en=f"Each row of {named.en} is one member."),
        *if_any(spec.where, columns, "只看符合条件的成员：{}。", "Only members count for which: {}."),
        *(spec.exclusion.describe(columns, "剔除的条件：{}。", "Left out if: {}.") if spec.exclusion else ()),
        *_time_there(spec, columns),
    )


def _time_there(spec: CohortSettings, columns: Columns) -> Telling:
    sentences = []
    if spec.during:
        start, end = column_text(spec.during.start, columns), column_text(spec.during.end, columns)
        sentences.append(
            Text(
                zh=f"{start.zh}至{end.zh}与评判期没有重合的，不计入；起止日期留空的一端视为没有限制。",
                en=f"A member whose time from {start.en} to {end.en} does not overlap the period is not counted; "
                "a blank date means no limit.",
            )
        )
    if spec.due:
        due = column_text(spec.due, columns)
        sentences.append(
            Text(
                zh=f"{due.zh}还没到、又尚未达到的，算进行中，暂不计入。",
                en=f"Until {due.en}, a member that has not reached the goal is in progress and left out for now.",
            )
        )
    return tuple(sentences)


def _provided(spec: CohortSettings, tables: Tables) -> Telling:
    if spec.provided is None:
        return ()
    columns, named = tables[spec.provided.table].columns, sheet(spec.provided.table, tables)
    return (
        Text(
            zh=f"{named.zh}中没有相应的行的成员，不计入。",
            en=f"A member without a relevant row in {named.en} is not counted.",
        ),
        *if_any(spec.provided.where, columns, "相应的行须符合：{}。", "A row is relevant if: {}."),
    )


_UNIT = Text(zh="单位名称", en="name")


def _whose_rows(spec: CohortSettings, tables: Tables) -> Text:
    """Describes which rows belong to a member, and over which time."""
    nested = spec.each.measure
    columns, named = tables[nested.table].columns, sheet(nested.table, tables)
    zh, en = [], []
    for mine, other in nested.match.items():
        own = column_text(mine, columns)
        theirs = _UNIT if spec.members == ROSTER else column_text(other, tables[spec.members].columns)
        zh.append(f"{own.zh}与该成员的{theirs.zh}相同")
        en.append(f"{own.en} is the member's {theirs.en}")
    day = Text("", "")
    if isinstance(nested.when, DueDay):
        time, told = _time_that_counts(spec, tables), due_day(nested.when, columns)
        zh.append(f"办结日或到期日在{time.zh}")
        en.append(f"the row was done or fell due in {time.en}")
        day = Text(f"{told.zh}。", f" {told.en}.")
    elif nested.when is not None:
        when, time = column_text(nested.when, columns), _time_that_counts(spec, tables)
        zh.append(f"{when.zh}在{time.zh}")
        en.append(f"{when.en} is in {time.en}")
    if not zh:
        return Text(
            zh=f"对每个成员，看{named.zh}的每一行。", en=f"For each member, it looks at every row of {named.en}."
        )
    return Text(
        zh=f"对每个成员，看{named.zh}中{'、'.join(zh)}的行。{day.zh}",
        en=f"For each member, it looks at the rows of {named.en} in which {' and '.join(en)}.{day.en}",
    )


def _time_that_counts(spec: CohortSettings, tables: Tables) -> Text:
    if spec.within:
        columns = tables[spec.members].columns
        start, end = column_text(spec.within.start, columns), column_text(spec.within.end, columns)
        return Text(zh=f"该成员的{start.zh}至{end.zh}之间", en=f"the member's own time, from {start.en} to {end.en}")
    if spec.members in CALENDAR:
        return Text(zh="该时段之内", en="that part of the period")
    return Text(zh="评判期内", en="the period")


def _goal(spec: CohortSettings, tables: Tables) -> Telling:
    nested = spec.each.measure
    columns = tables[nested.table].columns
    sentences = [
        *if_any(nested.where, columns, "其中只算符合条件的行：{}。", "Of these, only rows count for which: {}.")
    ]
    sentences.append(_reached(spec, tables))
    if spec.pro_rata:
        by = {"months": Text(zh="月数", en="months"), "days": Text(zh="天数", en="days")}[spec.pro_rata.by]
        zh = f"评判期内只有一部分时间在列的，要求按在列的{by.zh}折算。"
        en = f"A member that belongs for part of the period has to reach that part of the goal, by {by.en}."
        sentences.append(Text(zh, en))
    return tuple(sentences)


def _reached(spec: CohortSettings, tables: Tables) -> Text:
    """Says what a member has to reach."""
    nested = spec.each.measure
    columns = tables[nested.table].columns
    unit = spec.reach.unit or (columns[nested.column].unit if isinstance(nested, Total) else None)
    goal = amount_text(spec.reach.at_least, unit)
    what, does = "这些行合计", f"they total at least {goal.en}"
    number = goal.zh if unit else f"{goal.zh} 行"
    if spec.reach.at_least == 1:  # English units are plural
        does = "there is at least 1 such row"
    elif unit is None:
        does += " rows"
    if isinstance(nested, Total):
        column = column_text(nested.column, columns)
        what, does = f"这些行的{column.zh}之和", f"their {column.en} add up to at least {goal.en}"
    elif nested.distinct:
        named = [column_text(name, columns) for name in nested.distinct]
        zh, en = "和".join(each.zh for each in named), " and ".join(each.en for each in named)
        what, does = f"这些行中不同的{zh}", f"they have at least {goal.en} different {en}"
        number = goal.zh if unit else f"{goal.zh} 个"
    return Text(
        zh=f"{what}不少于 {before_chinese(number)}的，为达到。", en=f"A member has reached the goal when {does}."
    )
