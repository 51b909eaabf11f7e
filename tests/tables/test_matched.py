"""Comparisons with matched rows of another table, against every value that open cells could have."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.periods import Window
from checker.tables.conditions import read_condition
from checker.tables.dependence import columns_of, depends_on_as_of, matched_in
from checker.tables.logic import Condition
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from tests.typed_rows import BAD, table, typed

MARCH, MAY, JULY = date(2022, 3, 1), date(2022, 5, 1), date(2022, 7, 1)
TESTS = table("tests", {"who": {"type": "text"}, "held": {"type": "date"}, "points": {"type": "integer"}})
PEOPLE = table(
    "people",
    {"who": {"type": "text"}, "seen": {"type": "date"}, "ours": {"type": "boolean"}, "least": {"type": "integer"}},
)
#: A name that no row of the tests has stands for every other name.
NAMES = ("a", "b", "somebody")
DAYS = (MARCH, MAY, JULY)


def asked(**more: Any) -> Condition:
    operand = {"table": "people", "column": "seen", "by": "who", "where": {"ours": True}, **more}
    others = {"people": PEOPLE}
    return read_condition({"held": {"below": operand}}, TESTS.columns, windowed=True, others=others)


def answer(condition: Condition, test: dict[str, Any], people: list[dict[str, Any]]) -> str:
    context = Context(JULY, Window(MARCH, JULY), {"people": typed(PEOPLE, people)})
    truth = evaluate(condition, typed(TESTS, [test]), context)
    return "unknown" if truth.unknown[0] else "yes" if truth.yes[0] else "no"


def may_be(cell: Any, values: tuple[Any, ...]) -> tuple[Any, ...]:
    return values if cell == BAD else (cell,)


def outcomes(test: dict[str, Any], people: list[dict[str, Any]], none: bool | None) -> set[Any]:
    """Every answer that decided rows can give."""
    found = set()
    every = [
        list(product(may_be(row["who"], NAMES), may_be(row["seen"], DAYS), may_be(row["ours"], (True, False))))
        for row in people
    ]
    for held, *whole in product(may_be(test["held"], DAYS), *every):
        days = [day for who, day, ours in whole if who == test["who"] and ours and day is not None]
        found.add(all(held < day for day in days) if days else none)
    return found


people_rows = st.lists(
    st.fixed_dictionaries(
        {
            "who": st.sampled_from(["a", "a", "b", BAD]),
            "seen": st.sampled_from([*DAYS, None, BAD]),
            "ours": st.sampled_from([True, True, False, BAD]),
        }
    ),
    max_size=3,
)


@settings(max_examples=300, deadline=None)
@given(people_rows, st.sampled_from([MARCH, MAY, BAD]), st.sampled_from([None, True, False]))
def test_an_answer_holds_whatever_open_cells_hold(people: list[dict[str, Any]], held: Any, none: bool | None) -> None:
    test = {"who": "a", "held": held}
    more = {} if none is None else {"none": none}
    said, possible = answer(asked(**more), test, people), outcomes(test, people, none)
    if said == "unknown":
        assert len(possible) > 1 or possible == {None} or BAD in (held, *(row["seen"] for row in people))
    else:
        assert possible == {said == "yes"}


@pytest.mark.parametrize("who", [None, BAD])
def test_a_row_that_names_nobody_is_unknown(who: str | None) -> None:
    people = [{"who": "a", "seen": JULY, "ours": True}]
    assert answer(asked(none=True), {"who": who, "held": MARCH}, people) == "unknown"


def test_every_matched_row_must_agree() -> None:
    people = [{"who": "a", "seen": JULY, "ours": True}, {"who": "Ａ", "seen": MARCH, "ours": True}]
    assert answer(asked(), {"who": "a", "held": MAY}, people[:1]) == "yes"
    assert answer(asked(), {"who": "a", "held": MAY}, people) == "no"


def test_numbers_and_keys_under_other_names_are_compared() -> None:
    operand = {"table": "people", "column": "least", "by": {"who": "who"}}
    condition = read_condition({"points": {"at_least": operand}}, TESTS.columns, others={"people": PEOPLE})
    people = [{"who": "a", "least": 60}]
    assert answer(condition, {"who": "a", "points": 60}, people) == "yes"
    assert answer(condition, {"who": "a", "points": 59}, people) == "no"
    assert answer(condition, {"who": "a"}, people) == "unknown"


def test_it_says_what_it_reads() -> None:
    condition = asked(none=True)
    assert columns_of(condition) == ("held", "who")
    assert not depends_on_as_of(condition)
    assert [each.table for each in matched_in(condition)] == ["people"]
    said = phrase(condition, TESTS.columns)
    assert said.zh == "“held”早于“people”表中“who”相同的行（“ours”为“是”）的“seen”（没有可比的视为符合）"
    assert said.en == (
        "“held” is before “seen” of every row of “people” with the same “who” (if “ours” is “yes”) "
        "(without a row to compare, it holds)"
    )
