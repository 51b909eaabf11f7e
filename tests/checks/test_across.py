"""Records that stand in two departments: by cases, across a process boundary, and against a second computation."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.across import flag_shared_keys, keys_of
from checker.text.bilingual import Text
from tests.typed_rows import BAD, cases, submitted, table, told

OFFICERS = {"officers": table("officers", {"id": {"type": "text"}}, key=["id"], unique_across=True)}


@pytest.mark.parametrize(("code", "case"), cases("C405"))
def test_case(code: str, case: dict[str, Any]) -> None:
    tables = {name: table(name, **definition) for name, definition in case["tables"].items()}
    names = {name: Text(**label) for name, label in case["names"].items()}
    uses = {name: keys_of(submitted(tables, rows), tables) for name, rows in case["departments"].items()}
    found = flag_shared_keys(uses, names)
    assert {flag.code.id for flags in found.values() for flag in flags} <= {code}
    assert list(found) == [name for name in uses if name in case["flags"]]
    for department, expected in case["flags"].items():
        assert [told(flag, asked) for flag, asked in zip(found[department], expected, strict=True)] == expected


def test_keys_travel_between_processes() -> None:
    uses = keys_of(submitted(OFFICERS, {"officers": [{"id": "0417"}, {"id": "\ud800"}]}), OFFICERS)
    assert pickle.loads(pickle.dumps(uses)) == uses
    assert [len(digest) for use in uses for digest in use.digests] == [16, 16]


def test_equal_keys_of_two_tables_are_two_records() -> None:
    other = {"leaders": table("leaders", {"id": {"type": "text"}}, key=["id"], unique_across=True)}
    one = keys_of(submitted(OFFICERS, {"officers": [{"id": "1"}]}), OFFICERS)
    two = keys_of(submitted(other, {"leaders": [{"id": "1"}]}), other)
    assert flag_shared_keys({"a": one, "b": two}, {}) == {}


ROWS = st.lists(st.sampled_from([None, BAD, "a", "A ", "ａ", "b", "c"]), max_size=4)


@given(st.dictionaries(st.sampled_from(["p", "q", "r"]), ROWS))
def test_agrees_with_plain_python(departments: dict[str, list[str | None]]) -> None:
    names = {name: Text(name, name) for name in departments}
    uses = {
        name: keys_of(submitted(OFFICERS, {"officers": [{"id": cell} for cell in cells]}), OFFICERS)
        for name, cells in departments.items()
    }
    plain = {"a": "a", "A ": "a", "ａ": "a", "b": "b", "c": "c"}
    expected = {
        (name, number)
        for name, cells in departments.items()
        for number, cell in enumerate(cells, start=2)
        for other, theirs in departments.items()
        if other != name and cell in plain and plain[cell] in [plain.get(each or "") for each in theirs]
    }
    found = flag_shared_keys(uses, names)
    assert sorted((name, flag.place.row) for name, flags in found.items() for flag in flags) == sorted(expected)
    assert all(found.values())
