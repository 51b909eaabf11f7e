"""Makes the flag of a cell that breaks a rule of its column; `schema` decides which cells do."""

from fractions import Fraction
from typing import Any

from checker.codes import Code
from checker.codes.shared import BELOW_MINIMUM, NEEDED_HERE_BLANK, REQUIRED_BLANK, WRONG_PATTERN
from checker.model import Flag, Shown, flag
from checker.model.workbook import BLANK, INVALID, VALID, TypedTable
from checker.tables.dependence import columns_of
from checker.tables.logic import AnyOf, Condition, Filled
from checker.tables.rows.places import cell_text, header_of, place_of, record_of, show_cell
from checker.tables.table import Column, Table
from checker.text.bilingual import Text
from checker.text.money_words import quantity
from checker.text.normalize import number_text

#: What to enter, by type; texts have no entry.
_TO_WRITE = {
    "boolean": Text(zh="是或否", en="yes or no"),
    "date": Text(zh="日期", en="a date"),
    "datetime": Text(zh="日期和时刻", en="a date with a time of day"),
    "integer": Text(zh="整数", en="a whole number"),
    "decimal": Text(zh="数字", en="a number"),
    "percent": Text(zh="百分比", en="a percentage"),
    "duration": Text(zh="时长", en="a length of time"),
}
#: An example, by type, for columns without their own.
_EXAMPLES = {"date": "2022-03-05", "datetime": "2022-03-05 14:05", "percent": "98%"}
_ANYTHING = Text(zh="不能空白", en="anything but a blank")


def flag_broken_rule(
    code: Code, typed: TypedTable, table: Table, row: int, field: str, condition: Condition | None
) -> Flag:
    """Makes the flag of one cell that breaks one rule.

    The row is numbered as in Excel. The condition says when a blank is an error in this column, if it isn't always.
    """
    column = table.columns[field]
    values: dict[str, Any] = {"header": header_of(typed, table, field)}
    difference = ""
    if code in (REQUIRED_BLANK, NEEDED_HERE_BLANK):
        expected = _describe_content(column)
        if code is NEEDED_HERE_BLANK and condition is not None:
            reasons = [_describe_cell(typed, table, row, name) for name in columns_of(_holding(condition, typed, row))]
            values["because"] = _join(reasons, "，", " and ")
    elif code == WRONG_PATTERN:
        expected = _describe_form(column)
        values["value"] = show_cell(typed, table, row, field)
    else:
        expected = _describe_limits(column)
        limit = (column.minimum if code == BELOW_MINIMUM else column.maximum) or Fraction(0)
        value: Any = typed.at(row, field)
        values |= {"value": Shown(_amount(column, value), column.personal), "limit": _amount(column, limit)}
        difference = number_text((value - limit) * (100 if column.type == "percent" else 1))
    return flag(
        code,
        place_of(typed, table, row, field),
        observed=show_cell(typed, table, row, field),
        expected=expected,
        difference=difference,
        record=record_of(typed, row),
        **values,
    )


def _join(texts: list[Text], zh: str, en: str) -> Text:
    return Text(zh=zh.join(text.zh for text in texts), en=en.join(text.en for text in texts))


def _describe_content(column: Column) -> Text:
    """What the column accepts (its choices, or its type with the unit and an example), and the hint."""
    if column.choices:
        return column.with_hint(_join([choice.text for choice in column.choices.values()], "、", ", "))
    example = column.example or _EXAMPLES.get(column.type)
    parts = [_TO_WRITE[column.type]] if column.type in _TO_WRITE else []
    parts += [Text(zh=f"单位：{column.unit.zh}", en=f"in {column.unit.en}")] if column.unit else []
    parts += [Text(zh=f"如 {example}", en=f"e.g. {example}")] if example is not None else []
    return column.with_hint(_join(parts, "，", ", ") if parts else _ANYTHING)


def _describe_form(column: Column) -> Text:
    if column.example is not None:
        return column.with_hint(Text(zh=f"如 {column.example}", en=f"e.g. {column.example}"))
    if column.hint is not None:
        return column.hint.text
    return Text(zh=f"符合格式 {column.pattern}", en=f"a text of the form {column.pattern}")


def _describe_limits(column: Column) -> Text:
    least, most = (None if limit is None else _amount(column, limit) for limit in (column.minimum, column.maximum))
    if least and most:
        return Text(zh=f"{least.zh} 至 {most.zh}", en=f"{least.en} to {most.en}")
    if least:
        return Text(zh=f"不小于 {least.zh}", en=f"at least {least.en}")
    return Text(zh=f"不大于 {most.zh}", en=f"at most {most.en}") if most else _ANYTHING


def _amount(column: Column, value: Fraction) -> Text:
    """A number with its unit or percent sign."""
    if column.type == "percent":
        return Text(*[number_text(value * 100) + "%"] * 2)
    unit = column.unit.text if column.unit else Text("", "")
    return quantity(number_text(value), unit, one=value == 1)


def _holding(condition: Condition, typed: TypedTable, row: int) -> Condition:
    """Leaves out alternatives that ask for a filled cell where it is blank, or the reverse: they are no reason."""
    if not isinstance(condition, AnyOf):
        return condition
    against = {True: BLANK, False: VALID}
    held = [
        part
        for part in condition.parts
        if not isinstance(part, Filled) or typed.state_at(row, part.column) != against[part.present]
    ]
    return AnyOf(tuple(held)) if held else condition


def _describe_cell(typed: TypedTable, table: Table, row: int, name: str) -> Text:
    """What a cell contains; of a personal column, only that the cell is filled in."""
    header, column = header_of(typed, table, name), table.columns[name]
    state = typed.state_at(row, name)
    if state == INVALID:
        return Text(zh=f"“{header.zh}”无法识别", en=f"“{header.en}” can't be read")
    if state != VALID:
        return Text(zh=f"“{header.zh}”空白", en=f"“{header.en}” is blank")
    if column.personal:
        return Text(zh=f"“{header.zh}”已填写", en=f"“{header.en}” is filled in")
    value = _value_text(column, typed.at(row, name))
    return Text(zh=f"“{header.zh}”为“{value.zh}”", en=f"“{header.en}” is “{value.en}”")


def _value_text(column: Column, value: Any) -> Text:
    if column.kind == "number":
        return _amount(column, value)
    if value in column.choices:
        return column.choices[value].text
    text = cell_text(value)
    return text if isinstance(text, Text) else Text(text, text)
