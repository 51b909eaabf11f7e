"""Models of departments for the signals that compare rows: between departments, and with what a ledger has of them.

`python -m benchmarks.signals` runs them with the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np

from checker.checks.blocks import find_blocks
from checker.checks.prints import RowPrints
from checker.definitions.load import load_pack
from checker.definitions.task import Task, task_of
from checker.history.runs import Run
from checker.history.signals.repeated import Kept, find_repeated
from checker.history.signals.restated import Base, find_restated, still_counting
from checker.text.bilingual import Text

NOBODY: Any = SimpleNamespace(code="d", sheets=(), records=())


def _run(period: str) -> Run:
    words = Text("", "")
    return Run(1, "2026-01-01T00:00:00Z", "p", "1", "", period, "", "", words, {}, {})


@cache
def _cases() -> Task:
    return task_of(load_pack("heping"), "2022Q4", None)


@cache
def _decisions() -> Task:
    return task_of(load_pack("heping"), "2023", None)


@cache
def _counting() -> frozenset[str]:
    return still_counting(_run("2022Q4"), _cases())


def _base(department: Any) -> Base:
    return Base(_run("2022Q4"), department, _cases(), _counting())


def item(table: str, key: str, columns: dict[str, list[Any]], counted: dict[str, Any]) -> dict[str, Any]:
    """The rows of one table as a ledger has them."""
    rows = [f"{values}" for values in zip(*columns.values(), strict=True)]
    return {
        "department": "d",
        "table": table,
        "key": [key],
        "row": list(range(2, len(rows) + 2)),
        "shown": columns[key],
        "forms": columns[key],
        "known": "k" * len(rows),
        "digest": rows,
        "hashed_by": "k",
        "hidden": [],
        "secrets": [],
        "personal": [],
        "cells": columns,
        "refused": {},
        "counted": counted,
        "flagged": {},
    }


#: Number, whether the head appeared ("" if nobody says so), and the day.
_Case = tuple[str, str, str]


def _item_of_cases(cases: Sequence[_Case]) -> dict[str, Any]:
    roles: dict[str, list[int]] = {}
    for row, (_, appeared, _) in enumerate(cases, start=2):
        roles.setdefault({"yes": "numerator", "no": "failure", "": "unknown"}[appeared], []).append(row)
    columns: dict[str, list[Any]] = {
        "case_no": [number for number, _, _ in cases],
        "head_appeared": [appeared or None for _, appeared, _ in cases],
        "hearing_on": [day for _, _, day in cases],
    }
    return item("litigation", "case_no", columns, {"court-appearance": roles})


def restated(random: Random, size: int, *, changed: bool) -> bool:
    """A workbook is submitted again: open rows are filled in, some come, and the order is another one.

    Who cheats also says of a tenth of the rows that failed, at least one, that they passed.
    """
    before = [
        (f"c{n}", random.choice(["yes"] * 7 + ["no"] * 2 + [""]), f"2022-03-{n % 28 + 1:02}") for n in range(size)
    ]
    after = [(number, appeared or random.choice(["yes", "no"]), day) for number, appeared, day in before]
    failed = [n for n, (_, appeared, _) in enumerate(before) if appeared == "no"]
    for n in random.sample(failed, max(1, len(failed) // 10)) if changed and failed else ():
        after[n] = (after[n][0], "yes", after[n][2])
    after += [(f"new{n}", "yes", "2022-04-01") for n in range(size // 10)]
    random.shuffle(after)
    items = _item_of_cases(before), _item_of_cases(after)
    records = (SimpleNamespace(table="litigation", secrets=[""] * len(after)),)
    department: Any = SimpleNamespace(code="d", sheets=(), records=records)
    _, flags = find_restated({"litigation": items[0]}, {"litigation": items[1]}, _base(department))
    return bool(flags)


def _decided(random: Random, year: int, count: int) -> list[tuple[str, str, date, date, date]]:
    """Decisions with one of twenty common titles, and days of their own in the year."""
    found = []
    for number in range(count):
        first = date(year, 1, 1) + timedelta(random.randrange(200))
        later = (first + timedelta(random.randrange(5, 60)), first + timedelta(random.randrange(60, 160)))
        found.append((f"{year}-{number}", f"Plan {random.randrange(20)}", first, *later))
    return found


def _item_of_decisions(rows: Sequence[tuple[str, str, date, date, date]]) -> dict[str, Any]:
    names = ("decision_no", "title", "started_on", "consult_from", "decided_on")
    columns = {name: [str(row[place]) for row in rows] for place, name in enumerate(names)}
    return item("decisions", "decision_no", columns, {})


def repeated(random: Random, size: int, *, copied: bool) -> bool:
    """Every year has its decisions, with the titles that come again and again.

    Who cheats enters three rows of the year before, or 5% if these are more, once more under new numbers.
    """
    then, now = _decided(random, 2022, size), _decided(random, 2023, size)
    if copied:
        number = max(3, size // 20)
        start = random.randrange(size - number + 1)
        block = [(f"2023-x{n}", *row[1:]) for n, row in enumerate(then[start : start + number])]
        now[random.randrange(size) : 0] = block
    items = _item_of_decisions(then), _item_of_decisions(now)
    kept = Kept(_decisions())
    return any(find_repeated({"decisions": items[0]}, {"decisions": items[1]}, _run("2022"), NOBODY, kept))


def shared(random: Random, size: int, *, copied: bool) -> bool:
    """Two departments take part in the same hearings, two in a row: they have these rows with equal days and titles.

    Who cheats takes over three rows of the other department, or 5% if these are more.
    """

    def rows() -> list[list[int]]:
        return [[random.randrange(1, most) for most in (250, 250, 20, 3)] for _ in range(size)]

    mine, theirs = rows(), rows()
    for length in [2] * (size // 20) + ([max(3, size // 20)] if copied else []):
        start, other = (random.randrange(size - length + 1) for _ in range(2))
        mine[start : start + length] = [list(row) for row in theirs[other : other + length]]
    keys = [np.arange(1, size + 1, dtype=np.uint64) + np.uint64(shift) for shift in (0, 10_000)]
    prints = {
        code: RowPrints(tuple(range(2, size + 2)), own, (0, 1), (2,), np.array(cells, dtype=np.uint64))
        for code, own, cells in zip("ab", keys, (mine, theirs), strict=True)
    }
    return any(find_blocks(prints))
