"""What validation promises whatever the rules: nothing lost, nothing said twice, nothing written on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.config import ValidationDepth, config_context

from checker.model import Tally
from checker.model.identity import Identity
from checker.model.workbook import BLANK, INVALID, VALID, TypedTable
from checker.tables.table import Table
from checker.validate.expected import Broken, Expected
from checker.validate.rules import compile_rules, validate
from checker.validate.schema import judge
from tests.typed_rows import BAD, as_of, message, table, typed

EVERY_RULE = table(
    "cases",
    {
        "no": {"type": "text", "required": True, "pattern": r"[a-c]\d"},
        "on": {"type": "date", "required": True},
        "did": {"type": "boolean", "required_when": {"on": "present"}},
        "hours": {"type": "decimal", "required": True, "minimum": 0, "maximum": 10},
        "times": {"type": "integer", "minimum": 2, "maximum": 4},
        "name": {"type": "text", "personal": "name"},
        "post": {"type": "text", "required_when": {"name": "present"}},
    },
)
GOOD = {"no": "a1", "on": date(2022, 3, 1), "did": True, "hours": 1}


def judged(rows: list[dict[str, Any]], definition: Table = EVERY_RULE) -> set[tuple[str, int | None, str]]:
    _, flags, _ = validate(typed(definition, rows), definition, as_of())
    found = [(flag.code.id, flag.place.row, flag.place.field) for flag in flags]
    assert len(found) == len(set(found))
    return set(found)


def same(one: TypedTable, other: TypedTable) -> bool:
    states = all((one.state[name] == other.state[name]).all() for name in one.state)
    return one.frame.equals(other.frame) and states and list(one.frame.dtypes) == list(other.frame.dtypes)


def test_rules_are_compiled_once() -> None:
    rules = compile_rules(Identity(EVERY_RULE))
    assert rules is compile_rules(Identity(EVERY_RULE))
    assert [each.limits for each in rules.expected if each.name == "hours"] == [("minimum", "maximum")]


def seen_by_pandera(monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, Any]]) -> list[list[str]]:
    """The columns of each frame that pandera gets while rows are judged."""
    seen = []

    def record(expected: Sequence[Expected], frame: pd.DataFrame) -> Broken:
        seen.append([str(name) for name in frame])
        return judge(expected, frame)

    monkeypatch.setattr("checker.validate.schema.judge", record)
    judged(rows)
    return seen


def test_pandera_gets_only_the_columns_in_which_something_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen_by_pandera(monkeypatch, []) == []
    assert seen_by_pandera(monkeypatch, [GOOD, {**GOOD, "times": 3, "post": None}]) == []
    assert seen_by_pandera(monkeypatch, [GOOD, {**GOOD, "no": "z", "times": 5}]) == [["no", "times"]]
    assert seen_by_pandera(monkeypatch, [GOOD, {**GOOD, "did": None}]) == [["did, where needed"]]
    assert seen_by_pandera(monkeypatch, [GOOD, {**GOOD, "on": BAD}]) == [["on"]]


def test_equal_definitions_that_are_not_the_same_do_not_share_rules() -> None:
    loose = table("cases", {"hours": {"type": "decimal", "maximum": 20}})
    tight = table("cases", {"hours": {"type": "decimal", "maximum": 10}})
    assert judged([{"hours": 15}], loose) == set()
    assert judged([{"hours": 15}], tight) == {("V334", 2, "hours")}


def test_every_rule_broken_in_one_row_is_reported() -> None:
    row = {"no": "z", "hours": 11, "times": 1, "name": "张三"}
    assert judged([GOOD, row]) == {
        ("V332", 3, "no"),
        ("V330", 3, "on"),
        ("V334", 3, "hours"),
        ("V333", 3, "times"),
        ("V331", 3, "post"),
    }


def test_flags_come_by_row_and_column() -> None:
    rows = [{**GOOD, "times": 9, "no": "z"}, {**GOOD, "hours": -1}, {**GOOD, "on": None}]
    _, flags, _ = validate(typed(EVERY_RULE, rows), EVERY_RULE, as_of())
    assert [flag.place.cell for flag in flags] == ["A2", "E2", "D3", "B4"]


def test_thousands_of_failures_in_every_column_are_all_reported() -> None:
    size = 2000
    rows = [{"no": "z", "hours": 11, "times": 5, "name": "张三"} for _ in range(size)]
    _, flags, tallies = validate(typed(EVERY_RULE, rows), EVERY_RULE, as_of())
    assert len(flags) == 5 * size
    assert {tally.code: (tally.valid, tally.invalid, tally.unknown) for tally in tallies} == {
        "V330": (0, size, 0),
        "V331": (0, size, 0),
        "V332": (0, size, 0),
        "V333": (size, 0, 0),
        "V334": (0, size, 0),
    }


def test_refused_values_are_missing_from_there_on_and_blanks_stay_blank() -> None:
    before = typed(EVERY_RULE, [{**GOOD, "no": "z", "times": 1}, {**GOOD, "hours": None}, GOOD])
    after, _, _ = validate(before, EVERY_RULE, as_of())
    assert after.frame["no"].tolist() == [None, "a1", "a1"]
    assert after.frame["times"].tolist() == [None, None, None]
    assert after.frame["hours"].tolist() == [Fraction(1), None, Fraction(1)]
    assert after.state["no"].tolist() == [INVALID, VALID, VALID]
    assert after.state["times"].tolist() == [INVALID, BLANK, BLANK]
    assert after.state["hours"].tolist() == [VALID, BLANK, VALID]
    assert after.frame.dtypes.astype(str).to_dict() == before.frame.dtypes.astype(str).to_dict()
    assert {array.dtype for array in after.state.values()} == {np.dtype(np.int8)}
    assert after.located is before.located


def test_a_second_time_says_nothing_new_and_counts_what_was_refused_as_unknown() -> None:
    rows = [{**GOOD, "no": "z"}, GOOD]
    once, _, first = validate(typed(EVERY_RULE, rows), EVERY_RULE, as_of())
    twice, flags, second = validate(once, EVERY_RULE, as_of())
    assert flags == ()
    assert twice is once
    assert Tally("V332", "cases", 1, 1, 0) in first
    assert Tally("V332", "cases", 1, 0, 1) in second


def test_what_is_judged_is_not_written_on() -> None:
    rows = [{**GOOD, "no": "z", "hours": -1}, GOOD]
    before = typed(EVERY_RULE, rows)
    validate(before, EVERY_RULE, as_of())
    assert same(before, typed(EVERY_RULE, rows))
    assert before.frame.index.name is None


def test_rows_that_break_nothing_are_handed_on_as_they_are() -> None:
    before = typed(EVERY_RULE, [GOOD])
    after, flags, _ = validate(before, EVERY_RULE, as_of())
    assert after is before
    assert flags == ()


def test_rows_that_never_were_in_a_sheet() -> None:
    rows = typed(EVERY_RULE, [{**GOOD, "row": 7, "no": "z"}], located=False)
    _, (flag,), _ = validate(rows, EVERY_RULE, as_of())
    assert (flag.place.row, flag.place.cell, flag.place.field) == (7, "", "no")
    assert flag.observed is not None
    assert flag.observed.text == "z"


def test_the_name_that_makes_a_post_necessary_is_not_quoted() -> None:
    _, (flag,), _ = validate(typed(EVERY_RULE, [{**GOOD, "name": "张三"}]), EVERY_RULE, as_of())
    assert message(flag, "zh") == "本行“name”已填写，“post”应当填写"
    assert "张三" not in message(flag, "en")


def test_a_condition_on_the_day_judged_on() -> None:
    late = table(
        "t",
        {"due": {"type": "date"}, "why": {"type": "text", "required_when": {"due": {"below": {"column": "as_of"}}}}},
    )
    rows = typed(late, [{"due": date(2022, 12, 30)}, {"due": date(2022, 12, 31)}])
    found = [
        [flag.place.row for flag in validate(rows, late, day)[1]] for day in (date(2022, 12, 31), date(2023, 1, 1))
    ]
    assert found == [[2], [2, 3]]


def test_a_cell_that_is_always_needed_is_not_asked_for_twice() -> None:
    both = table(
        "t", {"on": {"type": "date"}, "why": {"type": "text", "required": True, "required_when": {"on": "present"}}}
    )
    assert judged([{"on": date(2022, 3, 1)}], both) == {("V330", 2, "why")}


@pytest.mark.parametrize(
    "switch",
    [
        {"validation_enabled": False},
        {"validation_depth": ValidationDepth.SCHEMA_ONLY},
        {"validation_depth": ValidationDepth.DATA_ONLY},
    ],
)
def test_panderas_switches_do_not_turn_judging_off(switch: dict[str, Any]) -> None:
    with config_context(**switch):
        assert judged([{**GOOD, "no": "z", "hours": None}]) == {("V332", 2, "no"), ("V330", 2, "hours")}


def test_a_frame_that_was_typed_wrongly_is_a_bug_and_no_finding() -> None:
    rows = typed(EVERY_RULE, [GOOD])
    rows.frame["on"] = pd.Series(["2022-03-01"], rows.frame.index, dtype=object)
    with pytest.raises(RuntimeError, match=r"on could not be judged: SchemaErrorReason\.WRONG_DATATYPE") as caught:
        validate(rows, EVERY_RULE, as_of())
    assert "2022" not in str(caught.value)


def test_a_check_that_crashes_is_a_bug_and_no_finding() -> None:
    rows = typed(EVERY_RULE, [GOOD])
    rows.frame["hours"] = pd.Series(["secret"], rows.frame.index, dtype=object)
    with pytest.raises(RuntimeError, match=r"hours could not be judged: SchemaErrorReason\.CHECK_ERROR") as caught:
        validate(rows, EVERY_RULE, as_of())
    assert "secret" not in str(caught.value)


# A second computation, cell by cell in plain Python.

CELLS = st.fixed_dictionaries(
    {
        "no": st.sampled_from([None, BAD, "a1", "c9", "a", "a12", "d1"]),
        "on": st.sampled_from([None, BAD, date(2022, 3, 1)]),
        "did": st.sampled_from([None, BAD, True, False]),
        "hours": st.sampled_from([None, BAD, "-0.001", 0, "0.001", "9.999", 10, "10.001"]),
        "times": st.sampled_from([None, BAD, 1, 2, 3, 4, 5]),
        "name": st.sampled_from([None, BAD, "张三"]),
        "post": st.sampled_from([None, BAD, "局长"]),
    }
)
ASKED = {
    "V330": ("no", "on", "hours"),
    "V331": ("did", "post"),
    "V332": ("no",),
    "V333": ("hours", "times"),
    "V334": ("hours", "times"),
}
NEEDED_BY = {"did": "on", "post": "name"}
LIMITS = {"hours": (0, 10), "times": (2, 4)}


def plainly(code: str, name: str, row: dict[str, Any]) -> str:
    cell = row[name]
    if code == "V331":
        reason = row[NEEDED_BY[name]]
        if reason is None:
            return "valid"
        if cell == BAD or (cell is None and reason == BAD):
            return "unknown"
        return "invalid" if cell is None else "valid"
    if cell == BAD:
        return "unknown"
    if code == "V330":
        return "invalid" if cell is None else "valid"
    if cell is None:
        return "valid"
    least, most = LIMITS.get(name, (0, 0))
    wrong = {
        "V332": lambda: not re.fullmatch("[abc][0-9]", cell),
        "V333": lambda: Fraction(cell) < least,
        "V334": lambda: Fraction(cell) > most,
    }
    return "invalid" if wrong[code]() else "valid"


@given(st.lists(CELLS, max_size=6))
def test_agrees_with_plain_python(rows: list[dict[str, Any]]) -> None:
    before = typed(EVERY_RULE, rows)
    after, flags, tallies = validate(before, EVERY_RULE, as_of())
    verdicts = {
        (code, number, name): plainly(code, name, row)
        for code, names in ASKED.items()
        for name in names
        for number, row in enumerate(rows, start=2)
    }
    with pytest.MonkeyPatch.context() as patched:  # pandera finds the same when it gets every column
        patched.setattr(Expected, "may_be_broken_in", lambda *_: True)
        assert validate(before, EVERY_RULE, as_of())[1:] == (flags, tallies)
    wrong = {where for where, verdict in verdicts.items() if verdict == "invalid"}
    assert sorted((flag.code.id, flag.place.row, flag.place.field) for flag in flags) == sorted(wrong)
    for tally in tallies:
        by_row = [{verdicts[tally.code, number, name] for name in ASKED[tally.code]} for number in before.frame.index]
        invalid = sum("invalid" in row for row in by_row)
        unknown = sum("unknown" in row and "invalid" not in row for row in by_row)
        assert tally == Tally(tally.code, "cases", len(rows) - invalid - unknown, invalid, unknown)
    assert [tally.code for tally in tallies] == list(ASKED)
    refused = {(number, name) for code, number, name in wrong if code not in ("V330", "V331")}
    for name in before.state:
        for number, was, now in zip(before.frame.index, before.state[name], after.state[name], strict=True):
            assert now == (INVALID if (number, name) in refused else was)
    assert same(before, typed(EVERY_RULE, rows))


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_rows_judged_and_rows_refused_are_the_rows_read(rows: list[dict[str, Any]]) -> None:
    after, flags, tallies = validate(typed(EVERY_RULE, rows), EVERY_RULE, as_of())
    for tally in tallies:
        assert tally.valid + tally.invalid + tally.unknown == len(rows)
    refused = {flag.place.row for flag in flags} | {
        int(number) for state in after.state.values() for number in after.frame.index[state == INVALID]
    }
    sound = [
        number
        for number, row in enumerate(rows, start=2)
        if all(plainly(code, name, row) == "valid" for code, names in ASKED.items() for name in names)
        and BAD not in row.values()
    ]
    assert len(sound) + len(refused) == len(rows)
