"""Writes conditions as plain phrases in both languages, with the labels of columns and choices.

A reader who knows the published clause can check a pack by them without reading YAML.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from checker.tables.columns import Column
from checker.tables.limit_words import limit_text
from checker.tables.logic import (
    AS_OF,
    All,
    Always,
    AnyOf,
    Compare,
    CompareMatched,
    Condition,
    Filled,
    Matches,
    Not,
    OfWindow,
    OneOf,
    OtherRows,
    Value,
    Within,
)
from checker.tables.references import matched_text, other_rows_text, point_text
from checker.tables.words import Words
from checker.text.amounts import amount_words
from checker.text.bilingual import Text, join_texts
from checker.text.days import day_text
from checker.text.moments import moment_words
from checker.text.money_words import money_text
from checker.text.normalize import number_text

Columns = Mapping[str, Column]

_NUMBERS = {
    "at_least": Text(zh="不少于", en="is at least"),
    "at_most": Text(zh="不超过", en="is at most"),
    "above": Text(zh="超过", en="is more than"),
    "below": Text(zh="少于", en="is less than"),
    "equals": Text(zh="等于", en="is"),
}
_RATES = {
    **_NUMBERS,
    "at_least": Text(zh="不低于", en="is at least"),
    "at_most": Text(zh="不高于", en="is at most"),
    "above": Text(zh="高于", en="is more than"),
    "below": Text(zh="低于", en="is less than"),
}
_DATES = {
    "at_least": Text(zh="不早于", en="is on or after"),
    "at_most": Text(zh="不晚于", en="is on or before"),
    "above": Text(zh="晚于", en="is after"),
    "below": Text(zh="早于", en="is before"),
    "equals": Text(zh="为", en="is"),
}
_DENIED = {"at_least": "below", "at_most": "above", "above": "at_most", "below": "at_least"}


def column_text(name: str, columns: Columns) -> Text:
    """A column by its header, in quotation marks."""
    if name == AS_OF:
        return Text(zh="统计截止日", en="the as-of date")
    header = columns[name].header
    return Text(zh=f"“{header.zh}”", en=f"“{header.en}”")


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
            return _one_of(part, columns, denied=True)
        case Not(Compare(column, op, value, other)) if op in _DENIED:
            return _compare(column, _DENIED[op], value, other, columns)
        case Not(part):
            denied = _phrase(part, columns, inside=False)
            return Text(zh=f"并非（{denied.zh}）", en=f"it is not true that ({denied.en})")
        case Filled(column, present):
            name = column_text(column, columns)
            if present:
                return Text(zh=f"{name.zh}已填写", en=f"{name.en} is filled in")
            return Text(zh=f"{name.zh}为空", en=f"{name.en} is blank")
        case OneOf():
            return _one_of(condition, columns, denied=False)
        case Compare(column, op, value, other):
            return _compare(column, op, value, other, columns)
        case CompareMatched():
            return matched_text(
                condition, column_text(condition.column, columns), _verb(condition.column, condition.op, columns)
            )
        case OtherRows():
            return _other_rows(condition, columns)
        case Matches(column, pattern):
            name = column_text(column, columns)
            return Text(zh=f"{name.zh}符合格式 {pattern}", en=f"{name.en} matches the pattern {pattern}")
        case Within():
            return _within(condition, columns)
        case _:
            assert_never(condition)


def _other_rows(condition: OtherRows, columns: Columns) -> Text:
    limit = None if condition.limit is None else limit_text(condition.limit.limit, condition.limit)
    same = join_texts([column_text(name, columns) for name in condition.same], "和", " and ")
    where = None if condition.where == Always() else _phrase(condition.where, columns, inside=True)
    names = column_text(condition.when, columns), column_text(condition.of, columns)
    return other_rows_text(condition, names, limit, same, where)


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


def _one_of(part: OneOf, columns: Columns, *, denied: bool) -> Text:
    name = column_text(part.column, columns)
    values = [value_text(value, part.column, columns) for value in part.values]
    zh, en = _list([each.zh for each in values], "、", "或"), _list([each.en for each in values], ", ", " or ")
    if denied:
        return Text(zh=f"{name.zh}不是{zh}", en=f"{name.en} is not {en}")
    return Text(zh=f"{name.zh}为{zh}", en=f"{name.en} is {en}")


def _list(words: Sequence[str], comma: str, last: str) -> str:
    return words[0] if len(words) == 1 else comma.join(words[:-1]) + last + words[-1]


def value_text(value: Value, column: str, columns: Columns) -> Text:
    """Writes a value for people: a choice by its label, a number with its unit, a date in words."""
    if isinstance(value, bool):
        return Text(zh="“是”" if value else "“否”", en="“yes”" if value else "“no”")
    if isinstance(value, OfWindow):
        return point_text(value)
    if isinstance(value, date):
        return moment_words(value) if isinstance(value, datetime) else day_text(value)
    definition = columns[column]
    if isinstance(value, Fraction):
        if definition.type == "percent":
            return Text(*[f"{number_text(value * 100)}%"] * 2)
        return amount_text(value, definition.unit)
    label = definition.choices.get(value)
    return Text(zh=f"“{label.zh}”", en=f"“{label.en}”") if label else Text(*[f"“{value}”"] * 2)


def amount_text(value: Fraction, unit: Words | None) -> Text:
    """Writes a number with its unit; English units are plural, so the number 1 has none."""
    number = amount_words(value)
    if unit is None:
        return number
    if (money := money_text(value, unit.text)) is not None:
        return money
    return Text(zh=f"{number.zh} {unit.zh}", en=number.en if value == 1 else f"{number.en} {unit.en}")


def _verb(column: str, op: str, columns: Columns) -> Text:
    dated = column == AS_OF or columns[column].kind == "date"
    rate = not dated and columns[column].type == "percent"
    return (_DATES if dated else _RATES if rate else _NUMBERS)[op]


def _compare(column: str, op: str, value: Value | None, other: str | None, columns: Columns) -> Text:
    name, words = column_text(column, columns), _verb(column, op, columns)
    dated = column == AS_OF or columns[column].kind == "date"
    if other is not None:
        against = column_text(other, columns)
    else:
        assert value is not None, "a comparison has a value or another column"
        against = value_text(value, column, columns)
    blank = " " if against.zh[0] in "-0123456789" and not dated else ""
    return Text(zh=f"{name.zh}{words.zh}{blank}{against.zh}", en=f"{name.en} {words.en} {against.en}")


def first_of(names: Sequence[str], columns: Columns) -> Text:
    """Names the first of several columns that is filled."""
    first, *others = (column_text(name, columns) for name in names)
    zh, en = first.zh, first.en
    for other in others:
        zh, en = f"{zh}（空白时为{other.zh}）", f"{en} (or, if blank, {other.en})"
    return Text(zh=zh, en=en)


def _within(condition: Within, columns: Columns) -> Text:
    name, of = column_text(condition.column, columns), first_of(condition.of, columns)
    limit, further = limit_text(condition.limit, condition), _further(condition, columns)
    zh, en = f"{name.zh}在{of.zh}起 {limit.zh}之内", f"{name.en} is within {limit.en} of {of.en}"
    return Text(f"{zh}{further.zh}", f"{en}{further.en}")


def end_of_limit(condition: Within, columns: Columns) -> Text:
    """Says on which day, or at which time, a time limit ends."""
    of, further = first_of(condition.of, columns), _further(condition, columns)
    limit = limit_text(condition.limit, condition)
    end = "时" if condition.seconds else "日"
    return Text(f"{of.zh}后满 {limit.zh}之{end}{further.zh}", f"{limit.en} after {of.en}{further.en}")


def _further(condition: Within, columns: Columns) -> Text:
    """Says in brackets what makes a limit longer; empty if nothing does."""
    further = []
    if condition.extra is not None:
        more, when = limit_text(condition.extra[0], condition), _phrase(condition.extra[1], columns, inside=True)
        further.append(Text(zh=f"{when.zh}的可再延长 {more.zh}", en=f"{more.en} more if {when.en}"))
    for first, last in condition.paused:
        start, end = column_text(first, columns), column_text(last, columns)
        zh_pause = f"{start.zh}至{end.zh}之间的时间不计"
        further.append(Text(zh=zh_pause, en=f"not counting the time from {start.en} to {end.en}"))
    if not further:
        return Text("", "")
    bracket = join_texts(further, "；", "; ")
    return Text(zh=f"（{bracket.zh}）", en=f" ({bracket.en})")
