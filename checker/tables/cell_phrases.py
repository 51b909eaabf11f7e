"""Writes in words what conditions ask of single cells: their values, and how they compare with others."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from checker.model import Operator
from checker.tables.amount_words import amount_text
from checker.tables.columns import Column
from checker.tables.comparison_words import verb_of
from checker.tables.logic import AS_OF, Compare, OneOf
from checker.tables.operands import OfWindow, Value
from checker.tables.references import point_text
from checker.text.bilingual import Text
from checker.text.days import day_text
from checker.text.moments import moment_words
from checker.text.normalize import number_text

Columns = Mapping[str, Column]


def column_text(name: str, columns: Columns) -> Text:
    """A column by its header, in quotation marks."""
    if name == AS_OF:
        return Text(zh="统计截止日", en="the as-of date")
    header = columns[name].header
    return Text(zh=f"“{header.zh}”", en=f"“{header.en}”")


def one_of_text(part: OneOf, columns: Columns, *, denied: bool) -> Text:
    """Says that a cell holds one of some values, or none of them."""
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


def verb_text(column: str, op: str, columns: Columns) -> Text:
    """The verb of a comparison of a column."""
    dated = column == AS_OF or columns[column].kind == "date"
    return verb_of(op, dated=dated, rate=not dated and columns[column].type == "percent")


def compare_text(part: Compare, columns: Columns, *, op: Operator) -> Text:
    """Says how a cell compares with a value or with another column.

    Args:
        part: the comparison.
        columns: of the table.
        op: how it is compared: as in the comparison, or as in its denial.
    """
    name, words = column_text(part.column, columns), verb_text(part.column, op, columns)
    dated = part.column == AS_OF or columns[part.column].kind == "date"
    if part.other is not None:
        against = _scaled(part, column_text(part.other, columns), columns)
    else:
        assert part.value is not None, "a comparison has a value or another column"
        against = value_text(part.value, part.column, columns)
    blank = " " if against.zh[0] in "-0123456789" and not dated else ""
    return Text(zh=f"{name.zh}{words.zh}{blank}{against.zh}", en=f"{name.en} {words.en} {against.en}")


def _scaled(part: Compare, other: Text, columns: Columns) -> Text:
    """Says what is made of the other column's number: 8 times it, 90% of it, and 2 more."""
    scale = part.scale
    if scale is None:
        return other
    zh, en = other.zh, other.en
    if scale.times < 1:
        share = number_text(scale.times * 100)
        zh, en = f"{zh}的 {share}%", f"{share}% of {en}"
    elif scale.times > 1:
        times = number_text(scale.times)
        zh, en = f"{zh}的 {times} 倍", f"{times} times {en}"
    if scale.plus == 0:
        return Text(zh, en)
    plus = value_text(abs(scale.plus), part.column, columns)
    zh_word, en_word = ("减", "minus") if scale.plus < 0 else ("加", "plus")
    gap = " " if zh.endswith("%") else ""
    return Text(f"{zh}{gap}{zh_word} {plus.zh}", f"{en} {en_word} {plus.en}")
