"""The generated part of docs/conditions.md: what each operator says, and what it answers, by the program itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from checker.model import Language
from checker.periods import Window
from checker.tables.conditions import read_condition
from checker.tables.logic import Condition
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.table import Table
from samples.library.yaml12 import read_yaml
from tests.typed_rows import BAD, typed

CONTEXT = Context(date(2023, 12, 31), Window(date(2023, 1, 1), date(2023, 12, 31)))
ANSWERS: dict[Language, dict[str, str]] = {
    "en": {"yes": "true", "no": "false", "unknown": "unknown"},
    "zh": {"yes": "成立", "no": "不成立", "unknown": "无法判定"},
}
HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("condition", "says", "true for", "false for", "if blank", "if unreadable"),
    "zh": ("条件", "意思", "成立的例子", "不成立的例子", "空白时", "看不清时"),
}


@cache
def read_examples() -> dict[str, Any]:
    """The examples as written."""
    found: dict[str, Any] = read_yaml(Path(__file__).with_name("conditions.yaml"))
    return found


@cache
def table() -> Table:
    """The table of the examples."""
    return Table.model_validate({"id": "cases", "sheet": "Cases", "columns": read_examples()["columns"]})


def answer(condition: Condition, cells: Mapping[str, Any]) -> str:
    """What a condition answers for one row: yes, no or unknown."""
    moments = {name for name, column in table().columns.items() if column.type == "datetime"}
    row = {
        name: datetime.fromisoformat(cell) if name in moments and cell != BAD else cell for name, cell in cells.items()
    }
    truth = evaluate(condition, typed(table(), [row]), CONTEXT)
    return "yes" if truth.yes[0] else "unknown" if truth.unknown[0] else "no"


def read(example: Mapping[str, Any]) -> Condition:
    """The condition of an example."""
    return read_condition(example["condition"], table().columns, windowed=True)


def spoiled(example: Mapping[Any, Any], cell: str | None) -> dict[str, Any]:
    """The cells for which the condition is true, with another in the column that comes first."""
    named = example.get("of") or next(iter(example[True]))
    return {name: value for name, value in {**example[True], named: cell}.items() if value is not None}


def operators(language: Language) -> str:
    """One table for each group of operators."""
    parts = []
    for group in read_examples()["groups"]:
        rows = [f"### {group['name'][language]}", "", f"| {' | '.join(HEADS[language])} |", "|---|---|---|---|---|---|"]
        for each in group["examples"]:
            condition = read(each)
            said = phrase(condition, table().columns).of(language).replace("|", "\\|")
            answers = [ANSWERS[language][answer(condition, spoiled(each, cell))] for cell in (None, BAD)]
            true, false = (_cells(each[kind], language) for kind in (True, False))
            rows.append(f"| `{_flow(each['condition'])}` | {said} | {true} | {false} | {' | '.join(answers)} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def _flow(value: Any, *, outside: bool = True) -> str:
    """A condition on one line of YAML."""
    if isinstance(value, dict):
        pairs = ", ".join(f"{_flow(key)}: {_flow(each, outside=False)}" for key, each in value.items())
        return pairs if outside else f"{{{pairs}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(each, outside=False) for each in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if "\\" in str(value) else str(value)


def _cells(cells: Mapping[str, Any], language: Language) -> str:
    blank = {"en": "(blank)", "zh": "（空白）"}[language]
    return ", ".join(f"`{_flow({name: cell})}`" for name, cell in cells.items()) or blank
