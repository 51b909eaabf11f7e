"""The cells that flags point at: all that failed, and all that leave a row open, and no other."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.tables.conditions import read_condition
from checker.tables.dependence import columns_of
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.reasons import Reasons
from tests.typed_rows import BAD, as_of, table, typed

NAMES = ("a", "b", "c", "d", "e")
THINGS = table("things", {name: {"type": "boolean"} for name in NAMES})
CELLS = st.fixed_dictionaries({name: st.sampled_from([True, False, None, BAD]) for name in NAMES})


@st.composite
def conditions(draw: Any, names: tuple[str, ...] = NAMES) -> Any:
    """A condition that tests each column at most once."""
    if len(names) == 1:
        leaf = {names[0]: draw(st.booleans())}
        return {"not": leaf} if draw(st.booleans()) else leaf
    cut = draw(st.integers(1, len(names) - 1))
    joined = {draw(st.sampled_from(["all", "any"])): [draw(conditions(names[:cut])), draw(conditions(names[cut:]))]}
    return {"not": joined} if draw(st.booleans()) else joined


def answer(raw: Any, row: dict[str, Any]) -> bool | None:
    truth = evaluate(read_condition(raw, THINGS.columns), typed(THINGS, [row]), Context(as_of()))
    return None if truth.unknown[0] else bool(truth.yes[0])


def reasons(raw: Any, row: dict[str, Any]) -> Reasons:
    return Reasons(read_condition(raw, THINGS.columns), typed(THINGS, [row]), Context(as_of()))


@given(conditions(), CELLS)
def test_only_cells_that_can_tip_the_answer_are_blamed_for_a_doubt(raw: Any, row: dict[str, Any]) -> None:
    blamed = reasons(raw, row).open_columns(2)
    assert bool(blamed) == (answer(raw, row) is None)
    unknown = [name for name in NAMES if row[name] in (None, BAD)]
    filled = [dict(zip(unknown, cells, strict=True)) for cells in product((True, False), repeat=len(unknown))]
    for name in unknown:
        tips = any(
            answer(raw, {**row, **cells, name: True}) != answer(raw, {**row, **cells, name: False}) for cells in filled
        )
        assert tips == (name in blamed)


@given(conditions(), CELLS)
def test_putting_right_what_failed_is_enough_and_nothing_less_is(raw: Any, row: dict[str, Any]) -> None:
    found = answer(raw, row)
    asked = None if found is None else reasons(raw, row).asked(2, holds=not found)
    assert (asked is None) == (found is None)
    if asked is None:
        return
    columns = columns_of(asked)
    assert all(row[name] in (True, False) for name in columns)
    turned = {**row, **{name: not row[name] for name in columns}}
    assert answer(raw, turned) != found
    # What it asks is not so now: a row of which it were true would need nothing.
    truth = evaluate(asked, typed(THINGS, [row]), Context(as_of()))
    assert truth.no[0]


def said(raw: Any, row: dict[str, Any], *, holds: bool = True) -> tuple[str, ...]:
    asked = reasons(raw, row).asked(2, holds=holds)
    return () if asked is None else columns_of(asked)


def test_only_the_parts_that_failed_are_asked() -> None:
    three = {"a": True, "b": True, "c": True}
    assert said(three, {"a": True, "b": True, "c": False}) == ("c",)
    assert said(three, {"a": False, "b": True, "c": False}) == ("a", "c")
    assert said(three, {"a": True, "b": None, "c": False}) == ("c",)


def test_of_several_ways_the_shortest_are_asked() -> None:
    ways = {"any": [{"all": [{"a": True}, {"b": True}]}, {"c": True}]}
    assert said(ways, {"a": False, "b": False, "c": False}) == ("c",)
    assert said(ways, {"a": True, "b": False, "c": False}) == ("b", "c")


def test_of_what_should_not_be_true_any_part_may_give_way() -> None:
    assert said({"a": True, "b": True}, {"a": True, "b": True}, holds=False) == ("a", "b")
    assert said({"any": [{"a": True}, {"b": True}]}, {"a": True, "b": False}, holds=False) == ("a",)
