"""Rows that a table accepts, made from its definition alone: every column filled, as somebody would type it in Excel.

A second opinion on what a definition asks for: nothing here asks the program whether a row is right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from checker.model import Language
from checker.tables.table import Column, Table

Row = dict[str, Any]


def rows_of(
    tables: Mapping[str, Table], wanted: list[str], first: date, who: str, language: Language
) -> dict[str, list[Row]]:
    """Some rows for each wanted table; what they refer to stands in the other tables.

    Args:
        tables: of the pack.
        wanted: ids of those to fill, whatever they refer to included.
        first: the day from which on dates lie; none is 80 days later.
        who: a department's code, so that no two departments give the same key.
        language: of choices and answers.
    """
    made: dict[str, list[Row]] = {}
    for name in sorted(wanted, key=lambda name: bool(tables[name].references)):
        table = tables[name]
        made[name] = [_row(table, number, first, who, language) for number in range(_count(table))]
        for field, target in table.references.items():
            other, _, column = target.partition(".")
            for number, row in enumerate(made[name]):
                row[field] = made[other][number % len(made[other])][column]
    return made


def _count(table: Table) -> int:
    """Enough rows for every choice and both answers to come up, within reason."""
    return max(3, min(6, *(len(column.choices) or 3 for column in table.asked.values())))


def _row(table: Table, number: int, first: date, who: str, language: Language) -> Row:
    ranks = _ranks(table)
    return {
        name: _value(name, column, number, first + timedelta(days=10 * number + ranks[name]), who, language)
        for name, column in table.asked.items()
    }


def _ranks(table: Table) -> dict[str, int]:
    """How many days after the first of its row a date lies, so that the order between columns is kept."""
    ranks = dict.fromkeys(table.columns, 0)
    for _ in table.columns:
        for pair in table.order:
            ranks[pair.second] = max(ranks[pair.second], ranks[pair.first] + 1)
    return ranks


def _value(name: str, column: Column, number: int, day: date, who: str, language: Language) -> Any:
    if column.type == "date":
        return day
    if column.type == "datetime":
        return datetime.combine(day, time(9, 30))
    if column.type == "boolean":
        return (("是", "否") if language == "zh" else ("Yes", "No"))[number % 2]
    if column.type == "choice":
        return list(column.choices.values())[number % len(column.choices)].text.of(language)
    if column.type == "id":
        return f"99000019800101{1000 + number}"
    if column.kind == "number":
        return _number(column, number)
    if column.pattern is not None:
        assert column.example is not None, f"{name} has a pattern and no example"
        return _other_number(column.example, number)
    return f"0{number}{who}{name}"  # a zero in front has to survive


def _number(column: Column, number: int) -> int | float:
    least = Fraction(0) if column.minimum is None else column.minimum
    most = Fraction(1 if column.type == "percent" else 1000) if column.maximum is None else column.maximum
    step = Fraction(1, 8) if column.type == "percent" else Fraction(1) if column.type == "integer" else Fraction(5, 2)
    value = min(most, least + step * number)
    return int(value) if value.denominator == 1 else float(value)


def _other_number(example: str, number: int) -> str:
    """The example with its last number raised."""
    *_, last = re.finditer(r"\d+", example)
    return f"{example[: last.start()]}{int(last[0]) + number}{example[last.end() :]}"
