"""Units of several rows, against every way in which open rows and unreadable names could turn out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.measures.toolkit.bounds import share_bounds
from checker.measures.toolkit.units import Units, units_of
from tests.typed_rows import BAD, table, typed

TABLE = table("visits", {"visit": {"type": "text"}, "firm": {"type": "text"}}, key=["visit"])
OUTCOMES = {
    "": ("out",),
    "passed": ("pass",),
    "failed": ("fail",),
    "excluded": ("out",),
    "pass_or_fail": ("pass", "fail"),
    "out_or_pass": ("out", "pass"),
    "out_or_fail": ("out", "fail"),
    "anything": ("out", "pass", "fail"),
}
Drawn = list[tuple[str, str | None]]
rows = st.lists(st.tuples(st.sampled_from(sorted(OUTCOMES)), st.sampled_from(["a", "b"])), max_size=5)
loose_rows = st.lists(st.tuples(st.sampled_from(sorted(OUTCOMES)), st.sampled_from(["a", "b", None])), max_size=4)


def units(drawn: Drawn) -> Units:
    source = typed(TABLE, [{"visit": str(number), "firm": firm or BAD} for number, (_, firm) in enumerate(drawn)])
    masks = {name: np.array([place == name for place, _ in drawn], dtype=bool) for name in OUTCOMES if name}
    return units_of(source, masks, ("firm",))


def shares(drawn: Drawn) -> set[Fraction | None]:
    """Every share that the rows can come to; a row without a name may be of any firm, and any two of the same."""
    found: set[Fraction | None] = set()
    names = ["a", "b", *(f"new{number}" for number in range(len(drawn)))]
    for owners in product(*([firm] if firm else names for _, firm in drawn)):
        for outcomes in product(*(OUTCOMES[place] for place, _ in drawn)):
            by_firm: dict[str, set[str]] = {}
            for owner, outcome in zip(owners, outcomes, strict=True):
                by_firm.setdefault(owner, set()).add(outcome)
            good = sum("pass" in each for each in by_firm.values())
            total = sum(bool(each - {"out"}) for each in by_firm.values())
            found.add(Fraction(good, total) if total else None)
    return found


@settings(max_examples=200, deadline=None)
@given(rows)
def test_bounds_of_units_are_exactly_what_is_possible(drawn: Drawn) -> None:
    bounds, possible = share_bounds(units(drawn).counts), shares(drawn)
    values = [value for value in possible if value is not None]
    assert (bounds.lower, bounds.upper) == (min(values, default=None), max(values, default=None))
    assert bounds.empty == (values == [])
    if None in possible and values:
        assert bounds.doubtful


@settings(max_examples=150, deadline=None)
@given(loose_rows)
def test_rows_without_a_name_are_never_surer_than_they_are(drawn: Drawn) -> None:
    bounds, possible = share_bounds(units(drawn).counts), shares(drawn)
    values = [value for value in possible if value is not None]
    if values:
        assert bounds.lower is not None
        assert bounds.upper is not None
        assert bounds.lower <= min(values)
        assert bounds.upper >= max(values)
    if None in possible:
        assert bounds.empty or bounds.doubtful


def test_a_unit_is_named_by_one_row() -> None:
    found = units([("failed", "a"), ("passed", "a"), ("failed", "b"), ("failed", "b"), ("excluded", "b")])
    assert (found.numerator.numbers, found.failures.numbers, found.excluded.numbers) == ((3,), (4,), ())


def test_a_unit_of_nothing_but_excluded_rows_is_excluded_once() -> None:
    found = units([("excluded", "a"), ("excluded", "a"), ("out_or_fail", "b")])
    assert (found.counts.excluded, found.excluded.numbers, found.unknown.numbers) == (1, (2,), (4,))


def test_a_good_row_without_a_name_may_rescue_any_failed_unit() -> None:
    found = units([("failed", "a"), ("failed", "b"), ("passed", None)])
    assert (found.counts.failed, found.counts.pass_or_fail, found.failures.numbers) == (1, 1, ())
    assert found.unknown.numbers == (4,)
