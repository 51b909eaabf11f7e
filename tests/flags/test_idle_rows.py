"""A row whose number raises no sum counts against no ceiling on it, and helps no floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from checker.definitions.indicators import Indicator
from checker.flags.against import rows_against
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.scope import Scope
from checker.model import Result
from checker.scoring.needed import needed_for
from checker.scoring.status import judge
from tests.measures.needed.world import END, HERE, YEAR, words
from tests.typed_rows import BAD, submitted, table

RETURNS = table(
    "returns",
    {"no": {"type": "text"}, "on": {"type": "date"}, "bad": {"type": "integer"}, "real": {"type": "boolean"}},
    key=["no"],
)
TOTAL = {"total": {"table": "returns", "when": "on", "column": "bad", "where": {"real": True}}}
RATIO = {"ratio": {"numerator": TOTAL, "denominator": {"count": {"table": "returns", "when": "on"}}}}


def stands(measure: dict[str, Any], target: dict[str, Any], numbers: Sequence[Any], real: Sequence[Any]) -> Result:
    given = {
        "id": "drawn",
        "name": words("指标", "Drawn"),
        "clause": "一",
        "basis": words("依据", "basis"),
        "measure": measure,
        "target": target,
        "period": "year",
        "weight": 10,
    }
    tables = {"returns": RETURNS}
    spec = Indicator.model_validate(given, context={"tables": tables})
    pairs = enumerate(zip(numbers, real, strict=True))
    rows = [{"no": str(at), "on": END, "bad": bad, "real": counts} for at, (bad, counts) in pairs]
    submission = submitted(tables, {"returns": rows})
    measured = spec.asked.measure(Scope(submission, tables, HERE, YEAR, END))
    result = judge(spec, measured, YEAR, END)
    needed = needed_for(spec, result, Basis(YEAR, END, tables, submission))
    return replace(result, needed=needed)


SURE = (True,) * 20


@pytest.mark.parametrize("measure", [TOTAL, RATIO], ids=["total", "ratio"])
@pytest.mark.parametrize(
    ("numbers", "limit", "rows"),
    [
        ([0, 1], 0, (3,)),
        ([0] * 19 + [1], 0, (21,)),
        ([-1, 0, 3], 0, (4,)),
        ([0, -2, 0], -5, ()),
        ([1, 1, 0], 0, (2, 3)),
        ([0, 0], 0, ()),
    ],
)
def test_only_rows_that_raise_a_sum_count_against_a_ceiling(
    measure: dict[str, Any], numbers: list[int], limit: int, rows: tuple[int, ...]
) -> None:
    result = stands(measure, {"at_most": limit}, numbers, SURE[: len(numbers)])
    assert rows_against(result)[0].numbers == rows
    if rows:
        assert result.needed is not None and result.needed.rows == rows


@pytest.mark.parametrize("op", ["at_most", "at_least"])
def test_an_undecided_row_that_adds_nothing_decides_nothing(op: str) -> None:
    target = {op: 3 if op == "at_most" else 10}
    result = stands(TOTAL, target, [4, 0, 2, -1], [True, BAD, BAD, BAD])
    assert result.needed is not None and set(result.needed.rows) == ({2, 4} if op == "at_most" else {4})


def test_an_unreadable_number_may_add_something() -> None:
    result = stands(TOTAL, {"at_least": 10}, [4, BAD, 0], SURE[:3])
    assert result.needed is not None and result.needed.rows == (3,)
