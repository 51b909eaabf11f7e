"""Draws good workbooks for any tables of the pack hantai from their definitions, and writes them as xlsx.

Knows the tables' definitions; nothing of how rules are judged, but which values they ask for, so as to draw those more
often. Rows are plain dicts of what the cells mean; a blank cell has no entry.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from samples.drawn.declaring import declare
from samples.drawn.filling import fill_in
from samples.library.definitions import Column, Table, departments, indicators, tables_of, words
from samples.library.definitions import table as definition
from samples.library.places import HANTAI

PACK = "hantai"
Row = dict[str, Any]
#: Days on which, or a day from which, some limit of the rules falls.
EDGES = [
    date(2023, 1, 1), date(2023, 6, 30), date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 1),
    date(2024, 6, 1), date(2024, 6, 30), date(2024, 7, 1), date(2024, 9, 30), date(2024, 12, 31), date(2025, 1, 1),
]  # fmt: skip
#: So many days after another date of the row, or before the day told up to: at a limit, or a day beyond.
STEPS = (0, 1, 9, 10, 11, 14, 15, 16, 30, 59, 60, 61, 62, 90, 365, 366)
NUMBERS = (0, 0, 1, 2, 12)
HOURS = ("0", "0.5", "15", "20", "29.5", "30", "60")
#: What a rule cannot do without, though the sheet lets it be blank: the table and the column.
NEEDED = {("legal_advisers", "contract_from"), ("lists", "delegated_on"), ("assessments", "unit_assessed")}
#: Choices that say something only together with a date.
WITH_DATE = {
    "change_type": "changed_on",
    "filed_to": "filed_on",
    "review_result": "reviewed_on",
    "check_result": "checked_on",
}


@dataclass(frozen=True)
class Drawn:
    """What one department's workbook says, by table; `ways` has how empty tables are declared to be empty."""

    department: str
    period: str
    tables: Mapping[str, list[Row]]
    ways: Mapping[str, str]


def draw(department: str, period: str, as_of: date, chance: Random, most: int = 30) -> Drawn:
    """A workbook with all the sheets that the department submits, `most` rows each, none of its cells in doubt."""
    tables: dict[str, list[Row]] = {}
    for name in sorted(tables_of(PACK, department), key=lambda name: bool(definition(name).references)):
        tables[name] = _rows(definition(name), department, tables, as_of, chance, most)
    return Drawn(department, period, tables, declare(tables, Random(f"{department} {period} {chance.random()}")))


def _rows(
    table: Table, department: str, others: Mapping[str, list[Row]], as_of: date, chance: Random, most: int
) -> list[Row]:
    found: dict[tuple[Any, ...], Row] = {}
    for number in range(min(chance.choice((0, 2, 6, 15, 30)), most)):
        row = _row(table, f"{department}-{number}", as_of, chance)
        for column, target in table.references.items():
            name, _, key = target.partition(".")
            if not others[name]:
                return []
            row[column] = chance.choice(others[name])[key]
        found.setdefault(tuple(row.get(column) for column in table.key), row)
    return list(found.values())


def _row(table: Table, mark: str, as_of: date, chance: Random) -> Row:
    row: Row = {}
    for name, column in table.columns.items():
        sure = column.required or (table.id, name) in NEEDED
        if sure or chance.random() < _frequency(name, column):
            row[name] = _value(table, name, mark, row, as_of, chance)
    _put_in_order(table, row, chance)
    for name, date_column in WITH_DATE.items():
        if name in table.columns and date_column not in row and chance.random() < 0.5:
            row.pop(name, None)
    for name, column in table.columns.items():
        if column.required_when and name not in row and _holds(column.required_when, row):
            row[name] = _value(table, name, mark, row, as_of, chance)
    _put_in_order(table, row, chance)
    return row


def _frequency(name: str, column: Column) -> float:
    """How often a column is filled: always where a blank would leave its rules open."""
    if name in ("unit", "officer_id", "id_no"):
        return 0
    if column.type == "date" or column.blank_means is not None:
        return 0.75
    return 0.8 if column.type == "text" else 1


def _holds(condition: Mapping[str, Any], row: Row) -> bool:
    ((name, asked),) = condition.items()
    return name in row if asked == "present" else row.get(name) == asked


def _value(table: Table, name: str, mark: str, row: Row, as_of: date, chance: Random) -> Any:
    column = table.columns[name]
    if column.type == "choice":
        asked = [choice for choice in column.choices if choice in _asked_for(table.id)]
        return chance.choice(asked if asked and chance.random() < 0.85 else list(column.choices))
    if column.type == "boolean":
        return chance.random() < 0.6
    if column.type == "date":
        return _day(row, as_of, chance)
    if name == "year":
        return chance.choice((2023, 2024))
    if column.type == "integer":
        return max(chance.choice(NUMBERS), int(column.minimum or 0))
    if column.type == "decimal":
        return Fraction(chance.choice(HOURS))
    return _text(name, name in table.key, mark, chance)


def _day(row: Row, as_of: date, chance: Random) -> date:
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(EDGES)
    if kind < 0.3:
        return as_of - timedelta(days=chance.choice((-1, *STEPS)))
    held = [value for value in row.values() if isinstance(value, date)]
    if kind < 0.65 and held:
        return chance.choice(held) + timedelta(days=chance.choice(STEPS))
    if kind < 0.9:
        return date(as_of.year, 1, 1) + timedelta(days=chance.randrange(as_of.timetuple().tm_yday))
    return date(2023, 1, 1) + timedelta(days=chance.randrange(900))


def _text(name: str, in_key: bool, mark: str, chance: Random) -> str:
    few = str(chance.randrange(1, 5))
    if name == "case_no":
        return HANTAI.case_no(2024, chance.randrange(1, 90))
    if name == "unit_assessed":
        return chance.choice(["区园林局", *(each.names[0] for each in departments(PACK).values())])
    if name in ("task_id", "group"):
        return f"{name}{chance.randrange(1, 40)}"
    if name == "person_id" or (name == "doc_no" and chance.random() < 0.4):
        return f"{mark.partition('-')[0]}-{name}-{few}"
    return f"{name}-{mark}" if in_key else f"{name}{few}"


def _put_in_order(table: Table, row: Row, chance: Random) -> None:
    """Moves the later days of a pair back behind the earlier ones, until all of them agree."""
    for _ in table.order:
        for earlier, later in table.order:
            first, second = row.get(earlier), row.get(later)
            if first is not None and second is not None and second < first:
                row[later] = first + timedelta(days=chance.choice(STEPS))


@cache
def _asked_for(table: str) -> frozenset[str]:
    """Every word of the measures that look at a table."""
    measures = [list(words(content["measure"])) for content in indicators(PACK).values()]
    return frozenset(word for said in measures if table in said for word in said)


def write(drawn: Drawn, folder: Path) -> Path:
    """Writes a workbook into a folder, under its department's name; gives its path."""
    path = folder / f"{departments(PACK)[drawn.department].names[0]}.xlsx"
    write_to(drawn, path, drawn.tables)
    return path


def write_to(drawn: Drawn, path: Path, sheets: Collection[str]) -> None:
    """Writes a workbook with these sheets to a path."""
    cover = [("报送单位", departments(PACK)[drawn.department].names[0]), ("报送期", drawn.period), ("指标包", PACK)]
    fill_in(path, cover, {name: drawn.tables[name] for name in drawn.tables if name in sheets}, drawn.ways)
