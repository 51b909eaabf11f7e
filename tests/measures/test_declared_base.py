"""The declared base of a proportion, against every way in which open and missing units could turn out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from checker.measures.proportion import Proportion
from checker.measures.toolkit.bounds import share_bounds
from checker.measures.toolkit.scope import Scope
from checker.model import Measured
from checker.periods import Window
from checker.text.bilingual import Text
from tests.typed_rows import BAD, submitted, table

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
VISITS = table(
    "visits",
    {
        "no": {"type": "text"},
        "ours": {"type": "boolean"},
        "out": {"type": "boolean"},
        "good": {"type": "boolean"},
        "total": {"type": "integer"},
    },
    key=["no"],
)
TOTALS = table("totals", {"kind": {"type": "text"}, "number": {"type": "integer"}})
TABLES = {"visits": VISITS, "totals": TOTALS}
#: True, False, or a cell that nobody can read.
ANSWERS = (True, False, BAD)
Row = dict[str, Any]


def measured(rows: list[Row], totals: list[Row] | None = None, **base: Any) -> Measured:
    raw = {
        "table": "visits",
        "denominator": {"ours": True},
        "exclusion": {"out": True},
        "numerator": {"good": True},
        "base": {"column": "total", **base},
    }
    asked = Proportion.model_validate(raw, context={"tables": TABLES})
    numbered = [{"no": str(number), "ours": True, "out": False, **row} for number, row in enumerate(rows)]
    submission = submitted(TABLES, {"visits": numbered, "totals": totals or [{"kind": "x"}]})
    return asked.measure(Scope(submission, TABLES, ("d", Text("d", "d")), YEAR, YEAR.end))


def codes(found: Measured) -> list[tuple[str, int | None, dict[str, str]]]:
    return [(note.code.id, note.row, {name: str(shown.text) for name, shown in note.values}) for note in found.notes]


def shares(rows: list[Row], declared: int) -> list[Fraction]:
    """Every share that rows and missing units can come to, with as many units as declared or listed."""
    open_ = [(row[name] if row[name] is not BAD else None) for row in rows for name in ("ours", "out", "good")]
    found = []
    for filled in product(*((True, False) if value is None else (value,) for value in open_)):
        units = [filled[index : index + 3] for index in range(0, len(filled), 3)]
        inside = [(out, good) for ours, out, good in units if ours]
        missing = max(0, declared - len(inside))
        passed = sum(good and not out for out, good in inside)
        total = sum(not out for out, _ in inside) + missing
        found += [Fraction(passed + more, total) for more in range(missing + 1) if total]
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from(ANSWERS)] * 3), min_size=1, max_size=3), st.integers(0, 5))
def test_bounds_cover_whatever_is_possible(answers: list[tuple[Any, ...]], declared: int) -> None:
    rows = [dict(zip(("ours", "out", "good"), each, strict=True)) for each in answers]
    found = measured(rows, [{"number": declared}], table="totals", column="number")
    possible, bounds = shares(rows, declared), share_bounds(found.counts)
    if possible and not bounds.empty:
        assert bounds.lower is not None and bounds.upper is not None
        assert bounds.lower <= min(possible) and max(possible) <= bounds.upper
    if all(row["ours"] is not BAD and row["out"] is not BAD for row in rows):  # nobody doubts what is listed
        assert (bounds.lower, bounds.upper) == (min(possible, default=None), max(possible, default=None))


def test_missing_units_are_undecided_and_said() -> None:
    found = measured([{"good": True, "total": 98}, {"good": True}])
    assert (found.counts.passed, found.counts.pass_or_fail, found.missing) == (2, 96, 96)
    first = found.numerator_rows.numbers[0]
    assert codes(found) == [("M533", first, {"declared": "98", "listed": "2", "count": "96"})]


def test_those_left_out_are_listed() -> None:
    found = measured([{"good": True, "total": 2}, {"good": True, "out": True}])
    assert (found.counts.passed, found.counts.excluded, found.missing, codes(found)) == (1, 1, 0, [])


def test_more_than_declared_is_said_and_changes_nothing() -> None:
    found = measured([{"good": True, "total": 1}, {"good": False}])
    assert (found.counts.passed, found.counts.failed, found.missing) == (1, 1, 0)
    assert [(code, values["count"]) for code, _, values in codes(found)] == [("M534", "1")]


def test_the_largest_number_of_the_rows_that_say_it_counts() -> None:
    rows = [{"good": True, "total": 2}, {"good": True, "total": 3}, {"ours": False, "total": 9}]
    assert measured(rows).missing == 1
    assert measured(rows, where={"ours": False}).missing == 7


@pytest.mark.parametrize(
    ("total", "required", "is_open"), [(None, True, True), (None, False, False), (BAD, False, True), (1, True, False)]
)
def test_a_number_that_nobody_declares(total: Any, required: bool, is_open: bool) -> None:
    found = measured([{"good": True, "total": total}], required=required)
    assert (found.reason is not None) is is_open


def test_a_row_that_only_may_say_the_number_leaves_it_open() -> None:
    assert measured([{"good": True, "ours": BAD, "total": 5}]).reason is not None


@pytest.mark.parametrize("base", [{"column": "good"}, {"column": "total", "table": "nowhere"}, {"column": "none"}])
def test_bases_that_make_no_sense_are_refused(base: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        measured([{"good": True}], **base)
