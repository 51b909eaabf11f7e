"""Writes what differs between two recorded runs for programs: as JSON, and as a table."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from checker.cli.streams import both
from checker.history.changes import RowChange
from checker.history.outcomes import COMPARED, Comparison, PartyChange, ResultChange
from checker.history.runs import Party, Run
from checker.model import Language
from checker.spreadsheet.csv_cells import write_csv
from checker.text.bilingual import Text
from checker.text.exact_json import PLACES, Json
from checker.text.normalize import decimal_text
from checker.text.visible import visible
from checker.wording.headings import csv_headings

HEADERS = (
    *("what", "change", "department_code", "department", "table", "key", "row_before", "row_after", "came_from"),
    *("name", "before", "after"),
)


def dump_comparison(found: Comparison) -> Json:
    """Returns the differences for programs."""
    return {
        "pack": found.after.pack,
        "before": _dump_run(found.before),
        "after": _dump_run(found.after),
        "same_pack": found.same_rules,
        "departments": [
            {
                "code": each.department,
                "department": both(found.who(each.department)),
                "before": _dump_party(each.before),
                "after": _dump_party(each.after),
            }
            for each in found.parties
        ],
        "results": [
            {
                "code": each.department,
                "department": both(found.who(each.department)),
                "indicator": each.indicator,
                "rows": each.rows,
                "before": _dump_result(each.before),
                "after": _dump_result(each.after),
            }
            for each in found.results
        ],
        "rows": [_dump_row(found, each) for each in found.rows],
    }


def _dump_run(run: Run) -> Json:
    return {
        "run": run.name,
        "entry": run.seq,
        "at": run.at,
        "period": run.period,
        "as_of": run.as_of,
        "pack_version": run.version,
        "pack_sha256": run.sha256,
        "tool": run.tool,
    }


def _dump_party(party: Party | None) -> Json:
    return (
        None
        if party is None
        else {"state": party.state, "score": party.score, "grade": both(party.grade) if party.grade.zh else None}
    )


def _dump_result(item: Mapping[str, Any] | None) -> Json:
    return None if item is None else {name: item[name] for name in COMPARED}


def _dump_row(found: Comparison, change: RowChange) -> Json:
    return {
        "change": change.kind.value,
        "code": change.department,
        "department": both(found.who(change.department)),
        "came_from": change.came_from or None,
        "table": change.table,
        "key": change.key,
        "row_before": change.row_before,
        "row_after": change.row_after,
        "cells": [{"column": each.column, "before": each.before, "after": each.after} for each in change.cells],
        "personal_data_changed": change.masked,
        "indicators": [
            {"indicator": each.indicator, "before": each.before or None, "after": each.after or None}
            for each in change.roles
        ],
        "flags_gone": change.codes_gone,
        "flags_new": change.codes_new,
    }


def make_csv(found: Comparison, language: Language) -> str:
    """Makes a table for Excel: one line per thing that differs."""
    lines = (map(visible, line) for line in _lines(found, language))
    return write_csv(csv_headings(HEADERS, language, "csv_differences"), lines)


def _lines(found: Comparison, language: Language) -> Iterator[tuple[str, ...]]:
    def who(change: PartyChange | ResultChange | RowChange) -> tuple[str, str]:
        return change.department, found.who(change.department).of(language)

    for party in found.parties:
        for name in ("state", "score", "grade"):
            cells = [_text(getattr(side, name, None), language) for side in (party.before, party.after)]
            if cells[0] != cells[1]:
                yield "department", "", *who(party), "", "", "", "", "", name, *cells
    for result in found.results:
        before, after = result.before or {}, result.after or {}
        for name in COMPARED:
            if before.get(name) != after.get(name):
                cells = [_text(before.get(name)), _text(after.get(name))]
                yield "result", "", *who(result), "", "", "", "", "", f"{result.indicator}.{name}", *cells
    for row in found.rows:
        numbers = (_text(row.row_before), _text(row.row_after), row.came_from)
        start = (row.kind.value, *who(row), row.table, row.key, *numbers)
        yield "row", *start, "", "", ""
        for cell in row.cells:
            yield "cell", *start, cell.column, _text(cell.before), _text(cell.after)
        for role in row.roles:
            yield "verdict", *start, role.indicator, role.before, role.after
        for code in row.codes_gone:
            yield "flag", *start, code, "flagged", ""
        for code in row.codes_new:
            yield "flag", *start, code, "", "flagged"


def _text(value: Any, language: Language = "en") -> str:
    if isinstance(value, Text):
        return value.of(language)
    if isinstance(value, Mapping):
        return f"{value['op']} {_text(value['value'])}"
    if isinstance(value, bool):
        return str(value).lower()
    return decimal_text(value, PLACES) if isinstance(value, Fraction) else "" if value is None else str(value)
