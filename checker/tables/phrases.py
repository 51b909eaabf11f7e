"""Writes conditions as plain phrases in both languages, with the labels of columns and choices.

A reader who knows the published clause can check a pack by them without reading YAML.
"""

from collections.abc import Sequence
from typing import assert_never

from checker.tables.calendar_spans import same_text, until_text
from checker.tables.cell_phrases import Columns, column_text, compare_text, one_of_text, value_text, verb_text
from checker.tables.comparison_words import DENIED
from checker.tables.day_parts import DayPart, day_part_text
from checker.tables.limit_words import limit_text
from checker.tables.logic import (
    All,
    Always,
    AnyOf,
    Compare,
    CompareMatched,
    Condition,
    Filled,
    Matches,
    Not,
    OneOf,
    OtherRows,
    SameSpan,
    Within,
    WithinBy,
)
from checker.tables.references import matched_text, other_rows_text
from checker.text.bilingual import Text, join_texts

__all__ = ["Columns", "column_text", "end_of_limit", "first_of", "phrase", "value_text"]

Limit = Within | WithinBy


def phrase(condition: Condition, columns: Columns) -> Text:
    """Writes a condition on a table's columns as a phrase that can follow "rows in which"."""
    return _phrase(condition, columns, inside=False)


def _phrase(condition: Condition, columns: Columns, *, inside: bool) -> Text:
    match condition:
        case Always():
            return Text(zh="任何情形", en="anything")
        case All(parts):
            return _every(parts, columns, inside=inside)
        case AnyOf(parts):
            return _either(parts, columns, inside=inside)
        case Not(Not(part)):
            return _phrase(part, columns, inside=inside)
        case Not(Filled(column, present)):
            return _phrase(Filled(column, not present), columns, inside=inside)
        case Not(OneOf() as part):
            return one_of_text(part, columns, denied=True)
        case Not(Compare(op=op) as part) if op in DENIED:
            return compare_text(part, columns, op=DENIED[op])
        case Not(OtherRows(exactly=False) as part):
            return _other_rows(part, columns, denied=True)
        case Not(part):
            denied = _phrase(part, columns, inside=False)
            return Text(zh=f"并非（{denied.zh}）", en=f"it is not true that ({denied.en})")
        case Filled(column, present):
            name = column_text(column, columns)
            if present:
                return Text(zh=f"{name.zh}已填写", en=f"{name.en} is filled in")
            return Text(zh=f"{name.zh}为空", en=f"{name.en} is blank")
        case OneOf():
            return one_of_text(condition, columns, denied=False)
        case Compare():
            return compare_text(condition, columns, op=condition.op)
        case CompareMatched():
            return matched_text(
                condition, column_text(condition.column, columns), verb_text(condition.column, condition.op, columns)
            )
        case OtherRows():
            return _other_rows(condition, columns)
        case Matches(column, pattern):
            name = column_text(column, columns)
            return Text(zh=f"{name.zh}符合格式 {pattern}", en=f"{name.en} matches the pattern {pattern}")
        case SameSpan(column, span, other):
            return same_text(span, column_text(column, columns), column_text(other, columns))
        case DayPart():
            return day_part_text(condition, column_text(condition.column, columns))
        case Within() | WithinBy():
            return _within(condition, columns)
        case _:
            assert_never(condition)


def _other_rows(condition: OtherRows, columns: Columns, *, denied: bool = False) -> Text:
    limit = None if condition.limit is None else limit_text(condition.limit.limit, condition.limit)
    same = join_texts([column_text(name, columns) for name in condition.same], "和", " and ")
    where = None if condition.where == Always() else _phrase(condition.where, columns, inside=True)
    names = column_text(condition.when, columns), column_text(condition.of, columns)
    return other_rows_text(condition, names, limit, same, where, denied=denied)


def _every(parts: Sequence[Condition], columns: Columns, *, inside: bool) -> Text:
    return join_texts(
        (_phrase(part, columns, inside=inside or (len(parts) > 1 and _is_short(part))) for part in parts),
        "，且",
        " and ",
    )


def _is_short(part: Condition) -> bool:
    """An alternative of simple parts fits into a bracket; others are numbered."""
    return not isinstance(part, AnyOf) or not any(isinstance(each, (All, AnyOf)) for each in part.parts)


def _either(parts: Sequence[Condition], columns: Columns, *, inside: bool) -> Text:
    phrases = [_phrase(part, columns, inside=True) for part in parts]
    joined = join_texts(phrases, "，或者", " or ")
    if inside:
        return Text(zh=f"（{joined.zh}）", en=f"({joined.en})")
    if not any(isinstance(part, (All, AnyOf)) for part in parts):
        return joined
    zh = "；".join(f"（{number}）{each.zh}" for number, each in enumerate(phrases, start=1))
    en = "; ".join(f"({number}) {each.en}" for number, each in enumerate(phrases, start=1))
    return Text(zh=f"符合下列情形之一：{zh}", en=f"one of these is true: {en}")


def first_of(names: Sequence[str], columns: Columns) -> Text:
    """Names the first of several columns that is filled."""
    first, *others = (column_text(name, columns) for name in names)
    zh, en = first.zh, first.en
    for other in others:
        zh, en = f"{zh}（空白时为{other.zh}）", f"{en} (or, if blank, {other.en})"
    return Text(zh=zh, en=en)


def _within(condition: Limit, columns: Columns) -> Text:
    name, of = column_text(condition.column, columns), first_of(condition.of, columns)
    if isinstance(condition, WithinBy):
        cases = _cases(condition, columns)
        return Text(
            f"{name.zh}在{of.zh}起的期限之内（{cases.zh}）", f"{name.en} is in time, counted from {of.en} ({cases.en})"
        )
    early = _early(condition, columns)
    if condition.until is not None:
        deadline = until_text(condition.until, of, condition.calendar.words)
        return Text(f"{name.zh}不晚于{deadline.zh}{early.zh}", f"{name.en} is by {deadline.en}{early.en}")
    limit, further = limit_text(condition.limit, condition), _further(condition, columns)
    zh, en = f"{name.zh}在{of.zh}起 {limit.zh}之内", f"{name.en} is within {limit.en} of {of.en}"
    return Text(f"{zh}{further.zh}{early.zh}", f"{en}{further.en}{early.en}")


def _early(condition: Within, columns: Columns) -> Text:
    """Says that a day before the first one is in time, too; empty if it isn't."""
    of = first_of(condition.of, columns)
    return Text(f"（早于{of.zh}的也算）", f" (or before {of.en})") if condition.early else Text("", "")


def end_of_limit(condition: Limit, columns: Columns) -> Text:
    """Says on which day, or at which time, a time limit ends."""
    of = first_of(condition.of, columns)
    if isinstance(condition, WithinBy):
        cases = _cases(condition, columns)
        return Text(f"自{of.zh}起期限届满之时（{cases.zh}）", f"the end of the limit from {of.en} ({cases.en})")
    if condition.until is not None:
        return until_text(condition.until, of, condition.calendar.words)
    limit, further = limit_text(condition.limit, condition), _further(condition, columns)
    end = "时" if condition.seconds else "日"
    return Text(f"{of.zh}后满 {limit.zh}之{end}{further.zh}", f"{limit.en} after {of.en}{further.en}")


def _cases(condition: WithinBy, columns: Columns) -> Text:
    """Lists the limit of each choice."""
    by, cases = column_text(condition.by, columns), list[Text]()
    for choice, limit in condition.cases:
        label, further = value_text(choice, condition.by, columns), _further(limit, columns)
        if limit.until is None:
            length = limit_text(limit.limit, limit)
        else:
            length = until_text(limit.until, first_of(limit.of, columns), limit.calendar.words)
        early = _early(limit, columns)
        zh, en = f"{label.zh} {length.zh}{further.zh}{early.zh}", f"{label.en} {length.en}{further.en}{early.en}"
        cases.append(Text(zh, en))
    listed = join_texts(cases, "；", "; ")
    return Text(f"按{by.zh}：{listed.zh}", f"by {by.en}: {listed.en}")


def _further(condition: Within, columns: Columns) -> Text:
    """Says in brackets what makes a limit longer; empty if nothing does."""
    further = []
    for number, when in condition.extra:
        more = limit_text(number, condition) if isinstance(number, int) else column_text(number, columns)
        if when == Always():
            further.append(Text(f"另加{more.zh}", f"plus {more.en}"))
            continue
        holds = _phrase(when, columns, inside=True)
        further.append(Text(zh=f"{holds.zh}的可再延长 {more.zh}", en=f"{more.en} more if {holds.en}"))
    for first, last in condition.paused:
        start, end = column_text(first, columns), column_text(last, columns)
        zh_pause = f"{start.zh}至{end.zh}之间的时间不计"
        further.append(Text(zh=zh_pause, en=f"not counting the time from {start.en} to {end.en}"))
    if not further:
        return Text("", "")
    bracket = join_texts(further, "；", "; ")
    return Text(zh=f"（{bracket.zh}）", en=f" ({bracket.en})")
