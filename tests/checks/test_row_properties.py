"""Each check of rows against a second computation, cell by cell in plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.checks.rows import run_row_checks
from checker.model import Tally
from checker.tables.table import Table
from tests.typed_rows import BAD, submitted, table

Rows = Sequence[Mapping[str, Any]]
DAYS = st.sampled_from([None, BAD, *(date(2024, 2, 27) + timedelta(days=days) for days in range(5))])
WORDS = st.sampled_from([None, BAD, "a", "A", " a", "ａ", "b", "c"])
PLAIN = {"a": "a", "A": "a", " a": "a", "ａ": "a", "b": "b", "c": "c"}


def verdicts(code: str, tables: Mapping[str, Table], rows: Mapping[str, Rows], of: str) -> list[str | None]:
    """The code's verdict on each row of a table, from its flags; holds the tally to them."""
    flags, tallies, faults = run_row_checks(submitted(tables, rows), tables)
    assert faults == ()
    wrong = {flag.place.row for flag in flags if flag.code.id == code}
    found = ["invalid" if number in wrong else None for number in range(2, len(rows[of]) + 2)]
    (tally,) = [tally for tally in tallies if tally.code == code and tally.table == of]
    assert tally.invalid == len(wrong)
    assert tally.valid + tally.invalid + tally.unknown == len(rows[of])
    return found


def check(code: str, tables: Mapping[str, Table], rows: Mapping[str, Rows], of: str, expected: list[str]) -> None:
    found = verdicts(code, tables, rows, of)
    assert found == [each if each == "invalid" else None for each in expected]
    _, tallies, _ = run_row_checks(submitted(tables, rows), tables)
    counts = [expected.count(verdict) for verdict in ("valid", "invalid", "unknown")]
    assert Tally(code, of, *counts) in tallies


SUITS = table(
    "suits",
    {"filed": {"type": "date"}, "heard": {"type": "date"}, "judged": {"type": "date"}, "no": {"type": "text"}},
    key=["no"],
    order=["filed <= heard", "heard < judged"],
)


def in_order(row: Mapping[str, Any]) -> str:
    answers = set()
    for first, second, least in ((row["filed"], row["heard"], 0), (row["heard"], row["judged"], 1)):
        if not isinstance(first, date) or not isinstance(second, date):
            answers.add("unknown")
        elif (second - first).days < least:
            answers.add("invalid")
    return "invalid" if "invalid" in answers else "unknown" if answers else "valid"


@given(st.lists(st.fixed_dictionaries({"filed": DAYS, "heard": DAYS, "judged": DAYS}), max_size=5))
def test_dates(rows: Rows) -> None:
    check("C401", {"suits": SUITS}, {"suits": rows}, "suits", [in_order(row) for row in rows])


@given(st.lists(st.fixed_dictionaries({"no": WORDS}), max_size=7))
def test_duplicates(rows: Rows) -> None:
    keys = [PLAIN.get(row["no"]) for row in rows]
    expected = ["unknown" if key is None else "invalid" if keys.count(key) > 1 else "valid" for key in keys]
    check("C403", {"suits": SUITS}, {"suits": rows}, "suits", expected)


NEEDED = {"on": {"type": "date", "required": True}, "who": {"type": "text", "required": True}}
VISITS = table("visits", NEEDED, key=["on", "who"])


@given(st.lists(st.fixed_dictionaries({"on": DAYS, "who": WORDS}), max_size=7))
def test_duplicates_of_two_parts(rows: Rows) -> None:
    keys = [
        (row["on"], PLAIN[row["who"]]) if isinstance(row["on"], date) and row["who"] in PLAIN else None for row in rows
    ]
    expected = ["unknown" if key is None else "invalid" if keys.count(key) > 1 else "valid" for key in keys]
    check("C403", {"visits": VISITS}, {"visits": rows}, "visits", expected)


REFERRING = {
    "officers": table("officers", {"id": {"type": "text"}}),
    "hours": table("hours", {"who": {"type": "text"}}, references={"who": "officers.id"}),
}


@given(st.lists(st.fixed_dictionaries({"who": WORDS}), max_size=5), st.none() | st.lists(WORDS, max_size=3))
def test_references(rows: Rows, existing: list[str | None] | None) -> None:
    present = {PLAIN[cell] for cell in existing or () if cell in PLAIN}
    expected = []
    for row in rows:
        if existing is None or row["who"] not in PLAIN:
            expected.append("unknown")
        elif PLAIN[row["who"]] in present:
            expected.append("valid")
        else:
            expected.append("unknown" if BAD in existing else "invalid")
    there = {} if existing is None else {"officers": [{"id": cell} for cell in existing]}
    check("C402", REFERRING, {"hours": rows, **there}, "hours", expected)


KEYLESS = table("hours", {"who": {"type": "text"}, "on": {"type": "date"}, "hours": {"type": "decimal"}})
HOURS = st.sampled_from([None, BAD, 8, "8.0", 4])


@given(st.lists(st.fixed_dictionaries({"who": WORDS, "on": DAYS, "hours": HOURS}), max_size=8))
def test_repetitions(rows: Rows) -> None:
    seen: list[tuple[Any, ...]] = []
    expected = []
    for row in rows:
        cells = (PLAIN.get(row["who"], row["who"]), row["on"], {"8.0": 8}.get(row["hours"], row["hours"]))
        if BAD in cells or set(cells) == {None}:
            expected.append("unknown")
        else:
            expected.append("invalid" if cells in seen else "valid")
            seen.append(cells)
    check("C404", {"hours": KEYLESS}, {"hours": rows}, "hours", expected)
