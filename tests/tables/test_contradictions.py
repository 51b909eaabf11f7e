"""Contradictions: those that are one, those that are none, and a search that never cries wolf."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.tables.columns import Column
from checker.tables.conditions import read_condition
from checker.tables.contradictions import MAX_WAYS, find_contradiction
from checker.tables.logic import All, AnyOf, Compare, Condition, Filled, Not, OneOf

LABELS = {"zh": "列", "en": "Column"}
COLUMNS = {
    "kind": Column.model_validate(
        {"header": LABELS, "type": "choice", "choices": {x: {"zh": x, "en": x} for x in ("a", "b", "c")}}
    ),
    "flag": Column.model_validate({"header": LABELS, "type": "boolean"}),
    "number": Column.model_validate({"header": LABELS, "type": "decimal"}),
    "year": Column.model_validate({"header": LABELS, "type": "integer"}),
    "day": Column.model_validate({"header": LABELS, "type": "date"}),
    "other_day": Column.model_validate({"header": LABELS, "type": "date"}),
    "text": Column.model_validate({"header": LABELS, "type": "text"}),
    "filled": Column.model_validate({"header": LABELS, "type": "boolean", "blank_means": False}),
}
NONE_CAN = [
    [{"kind": "a"}, {"kind": "b"}],
    [{"kind": ["a", "b"]}, {"kind": "c"}],
    [{"kind": {"not": ["a", "b", "c"]}}],
    [{"kind": "absent"}, {"kind": "a"}],
    [{"kind": "absent"}, {"kind": {"not": "a"}}],
    [{"kind": "absent"}, {"kind": "present"}],
    [{"not": {"kind": "present"}}, {"not": {"kind": "absent"}}],
    [{"flag": True}, {"flag": False}],
    [{"not": {"any": [{"flag": True}, {"flag": False}]}}],
    [{"number": {"at_least": 5}}, {"number": {"below": 5}}],
    [{"number": {"above": 5}}, {"number": {"at_most": 5}}],
    [{"number": {"above": 5}}, {"number": [3, 4]}],
    [{"number": {"equals": 5}}, {"number": {"not": 5}}],
    [{"day": {"at_least": date(2022, 1, 2)}}, {"day": {"at_most": date(2022, 1, 1)}}],
    [{"text": "x"}, {"text": "y"}],
    [{"text": "x"}, {"text": {"matches": "[0-9]+"}}],
    [{"all": [{"kind": "a"}, {"any": [{"kind": "b"}, {"kind": "c"}]}]}],
    [{"not": {"any": [{"kind": "a"}, {"kind": {"not": "a"}}]}}],
    [{"filled": True}, {"filled": False}],
    [{"year": {"window": -1}}, {"year": {"window": 0}}],
    [{"year": {"at_least": {"window": 0}}}, {"year": {"below": {"window": 0}}}],
    [{"day": {"below": {"window": "start"}}}, {"day": {"above": {"window": "end"}}}],
    [{"day": {"below": {"window": "end", "days": -42}}}, {"day": {"above": {"window": "end", "days": -41}}}],
    [{"day": "absent"}, {"day": {"within": {"days": 1, "of": "other_day"}}}],
]
SOME_CAN = [
    [{"year": {"window": -1}}, {"year": 2016}],
    [{"year": {"window": -1}}, {"year": {"not": {"window": 0}}}],
    [{"year": [2016, {"window": -1}]}, {"year": 2015}],
    [{"day": {"at_least": {"window": "start"}}}, {"day": {"at_most": {"window": "end"}}}],
    # of a month, 60 days before its end is before it begins
    [{"day": {"at_most": {"window": "end", "days": -60}}}, {"day": {"at_most": {"window": "start"}}}],
    [{"day": {"at_least": {"window": "start"}}}, {"day": {"below": {"window": "end", "days": -400}}}],
    [{"day": {"above": {"window": "end"}}}, {"day": {"below": date(2015, 1, 1)}}],
    [{"kind": ["a", "b"]}, {"kind": ["b", "c"]}],
    [{"kind": {"not": ["a", "b"]}}],
    [{"kind": "absent"}, {"flag": True}],
    [{"any": [{"kind": "absent"}, {"kind": "a"}]}, {"kind": "a"}],
    [{"number": {"at_least": 5}}, {"number": {"at_most": 5}}],
    [{"number": {"above": 5}}, {"number": {"not": [6, 7]}}],
    [{"number": {"above": 5}}, {"number": {"below": 6}}],
    [{"number": {"above": {"column": "number"}}}],
    [{"day": {"above": {"column": "other_day"}}}, {"other_day": {"above": {"column": "day"}}}],
    [{"text": {"not": "x"}}, {"text": {"not": "y"}}],
    [{"text": "x"}, {"text": {"matches": "[a-z]+"}}],
    [{"text": "Ｘ"}, {"text": "x"}],
    [{"as_of": {"above": date(2022, 1, 1)}}, {"as_of": {"below": date(2021, 1, 1)}}],
    [{"filled": False}, {"filled": "absent"}],
    [None],
]


def read(parts: list[Any]) -> list[Condition]:
    return [read_condition(part, COLUMNS, windowed=True) for part in parts]


@pytest.mark.parametrize("parts", NONE_CAN, ids=str)
def test_no_row_can(parts: list[Any]) -> None:
    reason = find_contradiction(read(parts), COLUMNS)
    assert reason is not None
    assert reason.en == "the requirements for “Column” contradict each other"
    assert reason.zh == "对“列”的要求互相矛盾"


@pytest.mark.parametrize("parts", SOME_CAN, ids=str)
def test_some_row_can(parts: list[Any]) -> None:
    assert find_contradiction(read(parts), COLUMNS) is None


def test_too_many_ways_are_not_searched() -> None:
    either = AnyOf((OneOf("kind", ("a",)), OneOf("kind", ("b",))))
    assert MAX_WAYS < 2**12
    assert find_contradiction([*[either] * 12, OneOf("kind", ("c",))], COLUMNS) is None


ATOMS = st.one_of(
    st.builds(Filled, st.sampled_from(["kind", "number"]), st.booleans()),
    st.builds(OneOf, st.just("kind"), st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(tuple)),
    st.builds(OneOf, st.just("number"), st.lists(st.integers(0, 3).map(Fraction), min_size=1, max_size=2).map(tuple)),
    st.builds(
        Compare,
        st.just("number"),
        st.sampled_from(["at_least", "at_most", "above", "below", "equals"]),
        st.integers(0, 3).map(Fraction),
    ),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


def answer(condition: Condition, row: Mapping[str, Any]) -> bool | None:
    """Kleene's logic over one row of plain values, written a second time and more simply."""
    match condition:
        case Filled(column, present):
            return (row[column] is not None) == present
        case OneOf(column, values):
            return None if row[column] is None else row[column] in values
        case Compare(column, op, value):
            if row[column] is None:
                return None
            one, other = row[column], value
            return {
                "at_least": one >= other,
                "at_most": one <= other,
                "above": one > other,
                "below": one < other,
                "equals": one == other,
            }[op]
        case Not(part):
            inner = answer(part, row)
            return None if inner is None else not inner
        case All(parts):
            answers = [answer(part, row) for part in parts]
            return False if False in answers else None if None in answers else True
        case AnyOf(parts):
            answers = [answer(part, row) for part in parts]
            return True if True in answers else None if None in answers else False
    raise AssertionError(condition)


@given(CONDITIONS)
def test_agrees_with_trying_every_row(condition: Condition) -> None:
    halves = [None, *(Fraction(number, 2) for number in range(-1, 8))]
    rows = [{"kind": kind, "number": number} for kind in (None, "a", "b", "c") for number in halves]
    possible = any(answer(condition, row) for row in rows)
    assert (find_contradiction([condition], COLUMNS) is None) == possible
