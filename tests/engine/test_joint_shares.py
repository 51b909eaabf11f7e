"""Indexes of shares of the same rows: their bounds are those of every way in which the undecided cells can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.model import Result
from tests.engine.books import book, cells, checked

FILES = {
    "pack.yaml": """
id: joint
version: 1.0.0
title: t
jurisdiction: t
document: {title: t, issuer: t, dated: 2022-01-01}
starts: 2022-01-01
ends: 2026-12-31
cover: cover
tables: [calls]
grades: [{name: g, at_least: 0}]
""",
    "departments.yaml": """
groups: {g: 组}
departments: [{code: a, name: 甲局, groups: [g]}, {code: b, name: 乙局, groups: [g]}]
""",
    "tables/calls.yaml": """
id: calls
sheet: 回访
nil: 本期无
key: [no]
columns:
  no: {header: 编号, type: text, required: true}
  on: {header: 日期, type: date, required: true}
  said: {header: 评价, type: choice, choices: {good: 满意, fair: 基本满意, bad: 不满意}, required: true}
  fast: {header: 及时, type: boolean, required: true}
""",
}
CONDITIONS = {
    "good": "{said: good}",
    "fair": "{said: fair}",
    "bad": "{said: bad}",
    "pleased": "{said: [good, fair]}",
    "fast": "{fast: true}",
}
TRUTH = {
    "good": lambda said, _: said == "满意",
    "fair": lambda said, _: said == "基本满意",
    "bad": lambda said, _: said == "不满意",
    "pleased": lambda said, _: said != "不满意",
    "fast": lambda _, fast: fast,
}
#: The parts of each index with their weights: disjoint, exhaustive, one inside the other, of several columns.
INDEXES = {
    "satisfied": {"good": "1", "fair": "0.6"},
    "graded": {"good": "1", "fair": "0.6", "bad": "0.1"},
    "nested": {"good": "1", "pleased": "0.5"},
    "opposite": {"pleased": "1", "bad": "0.3"},
    "mixed": {"good": "1", "fast": "0.5", "fair": "0.6"},
}
SAID = ("满意", "基本满意", "不满意")
Call = tuple[str | None, bool | None]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("packs") / "joint"
    head = "clause: 一\nbasis: b\nowner: [a]\ntarget: {at_least: 0%}\nperiod: year\nweight: 10\n"
    files = dict(FILES)
    for name, numerator in CONDITIONS.items():
        measure = f"measure: {{proportion: {{table: calls, when: on, numerator: {numerator}}}}}"
        files[f"{name}.yaml"] = f"id: {name}\nname: {name}\n{head}{measure}\n"
    for name, parts in INDEXES.items():
        listed = ", ".join(f"{{indicator: {part}, weight: {weight}}}" for part, weight in parts.items())
        for by in ("sum", "mean"):
            measure = f"measure: {{index: {{by: {by}, of: [{listed}]}}}}"
            files[f"{name}-{by}.yaml"] = f"id: {name}-{by}\nname: {name}-{by}\n{head}{measure}\n"
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load_pack(folder)


def ways(calls: Sequence[Call]) -> Iterator[Sequence[tuple[str, bool]]]:
    """Every way in which the cells that nobody can read can be meant."""
    each = (
        [
            (word, quick)
            for word in (SAID if said is None else [said])
            for quick in ((True, False) if fast is None else [fast])
        ]
        for said, fast in calls
    )
    yield from product(*each)


def value(calls: Sequence[tuple[str, bool]], parts: dict[str, str], by: str) -> Fraction:
    total = sum(
        (Fraction(weight) * sum(TRUTH[name](*call) for call in calls) for name, weight in parts.items()), Fraction(0)
    )
    return total / len(calls) / (sum(map(Fraction, parts.values())) if by == "mean" else 1)


def compare(results: Sequence[Result], calls: Sequence[Call]) -> None:
    found = {each.indicator: each for each in results}
    for name, parts in INDEXES.items():
        for by in ("sum", "mean"):
            values = [value(way, parts, by) for way in ways(calls)]
            result = found[f"{name}-{by}"]
            assert (result.lower, result.upper) == (min(values), max(values)), (name, by, calls)


def drawn(random: Random) -> list[Call]:
    calls = [(random.choice(SAID), random.random() < 0.5) for _ in range(random.randint(1, 4))]
    blurred: list[Call] = list(calls)
    for _ in range(random.choice((0, 1, 2))):
        at = random.randrange(len(calls))
        said, fast = blurred[at]
        blurred[at] = (None, fast) if random.random() < 0.7 else (said, None)
    return blurred


def test_bounds_are_those_of_every_way_to_read_the_cells(pack: Pack) -> None:
    random = Random(12345)
    for _ in range(12):
        ours = {name: drawn(random) for name in ("甲局", "乙局")}
        books = []
        for name, calls in ours.items():
            rows = [
                cells(
                    pack,
                    "calls",
                    no=str(at),
                    on=date(2022, 5, 1),
                    said="看不清" if said is None else said,
                    fast="看不清" if fast is None else "是" if fast else "否",
                )
                for at, (said, fast) in enumerate(calls, 1)
            ]
            books.append(checked(pack, "2022", book(pack, name, {"calls": rows})))
            compare(books[-1].department.results, calls)
        report = build_report(books, task_of(pack, "2022", None), whole=True)
        compare(report.district_results, [call for calls in ours.values() for call in calls])
