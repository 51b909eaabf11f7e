"""Which errors a drawn workbook must be told of: the rules of its tables, asked of the drawn rows one by one.

Reads the tables' YAML itself; a cell that cannot be read is expected to have the code that its spoiler gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from samples.drawn.heping.generator import Drawn
from samples.library import definitions
from samples.library.meanings import Row, Typed, Unreadable, Value
from tests.oracle.completions import outcomes
from tests.oracle.hantai.rules import months_after
from tests.oracle.records import records
from tests.oracle.rules import ROW_RULES, Time, application_day, proposal_day

#: By table, the date that puts a row into the year of some indicator.
DATED = {
    "litigation": "hearing_on",
    "disclosure": "received_on",
    "proposals": "assigned_on",
    "casefile_reviews": "reviewed_on",
    "court_visits": "held_on",
    "lectures": "held_on",
    "training": "held_on",
}
#: By table, the indicator that judges its rows by a time limit, and the day on which it does.
LIMITED = {"disclosure": ("disclosure-replies", application_day), "proposals": ("proposal-satisfaction", proposal_day)}


@dataclass(frozen=True)
class Spoiled(Unreadable):
    """A cell that nobody can read, and the code of the finding that says so."""

    code: str


@dataclass(frozen=True)
class Finding:
    """One finding at one cell; rows count from 0 as drawn."""

    code: str
    table: str
    row: int
    field: str


def expected_findings(drawn: Drawn) -> set[Finding]:
    """Every error, and every row dated where it does not belong."""
    found: set[Finding] = set()
    for name, rows in drawn.tables.items():
        table = definitions.raw(f"tables/{name}.yaml")
        misdated = [set(_misdated(name, row, drawn.as_of)) for row in rows]
        for number, row in enumerate(rows):
            found |= {Finding(code, name, number, field) for code, field in _in_row(table, row, drawn.as_of)}
            # Of rows that follow each other and are still to come, the first speaks for all.
            spoken_for = {"C412"} & misdated[number - 1] if number else set()
            found |= {Finding(code, name, number, DATED[name]) for code in misdated[number] - spoken_for}
        found |= {Finding("C402", name, number, field) for number, field in _dangling(table, rows, drawn)}
        for record in records(name, rows):
            code = "C413" if record.disputed else "C403"
            found |= {Finding(code, name, number, table["key"][0]) for number in record.rows if len(record.rows) > 1}
    return found


def _in_row(table: Mapping[str, Any], row: Row, as_of: date) -> Iterator[tuple[str, str]]:
    for field, column in table["columns"].items():
        cell = row.get(field)
        if isinstance(cell, Spoiled):
            yield cell.code, field
        elif cell is None and column.get("required"):
            yield "V330", field
        elif cell is None and column.get("required_when") and _holds(column["required_when"], row, table, as_of):
            yield "V331", field
        elif "pattern" in column and cell is not None and not re.fullmatch(column["pattern"], str(plain(cell))):
            yield "V332", field
        elif "minimum" in column and cell is not None and Fraction(plain(cell)) < column["minimum"]:  # type: ignore[arg-type]  # a number
            yield "V333", field
        elif "maximum" in column and cell is not None and Fraction(plain(cell)) > column["maximum"]:  # type: ignore[arg-type]  # a number
            yield "V334", field
    for pair in table.get("order", ()):
        first, second = (plain(row.get(field)) for field in pair.split(" <= "))
        if isinstance(first, date) and isinstance(second, date) and second < first:
            yield "C401", pair.split(" <= ")[1]


def _holds(condition: Mapping[str, Any], row: Row, table: Mapping[str, Any], as_of: date) -> bool:
    """Whether a condition certainly holds: one column with one value, or so many months that are over."""
    ((field, asked),) = condition.items()
    if field == "all":
        limit = asked[-1]["not"]["as_of"]["within"]
        first = plain(row.get(limit["of"]))
        return isinstance(first, date) and months_after(first, limit["months"]) < as_of
    cell = row.get(field)
    if cell is None:
        cell = table["columns"][field].get("blank_means")
    if isinstance(cell, Unreadable):
        return False
    return cell is not None if asked == "present" else plain(cell) == asked


def _misdated(name: str, row: Row, as_of: date) -> Iterator[str]:
    if name in LIMITED:
        yield from _judged_elsewhere(name, row, as_of)
        return
    day = plain(row.get(DATED[name])) if name in DATED else None
    if isinstance(day, date):
        if day.year != as_of.year:
            yield "C411"
        elif day > as_of:
            yield "C412"


def _judged_elsewhere(name: str, row: Row, as_of: date) -> Iterator[str]:
    """A row with a time limit belongs to the year in which it was done or due, or comes in to be done later."""
    came = plain(row.get(DATED[name]))
    if not isinstance(came, date):
        return
    rule = ROW_RULES[LIMITED[name][0]]
    time = Time(date(as_of.year, 1, 1), date(as_of.year, 12, 31), as_of)
    before = outcomes(lambda seen: LIMITED[name][1](seen).day < time.start, row, rule.domains(time), rule.means)
    if came > time.end or before == {True}:
        yield "C411"
    elif came > as_of:
        yield "C412"


def _dangling(table: Mapping[str, Any], rows: list[Row], drawn: Drawn) -> Iterator[tuple[int, str]]:
    for field, target in table.get("references", {}).items():
        name, _, column = target.partition(".")
        known = [row.get(column) for row in drawn.tables[name]]
        if any(isinstance(cell, Unreadable) for cell in known):
            continue  # the unreadable one may be the one referred to
        for number, row in enumerate(rows):
            cell = row.get(field)
            if cell is not None and not isinstance(cell, Unreadable) and cell not in known:
                yield number, field


def plain(cell: Value) -> Value:
    """What a cell means, however it is written."""
    return cell.value if isinstance(cell, Typed) else cell
