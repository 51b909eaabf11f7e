"""Thousands of rows with one key: they cost in proportion, and are named as a plain search names them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks import across, copies
from checker.checks.across import flag_shared_keys, keys_of
from checker.checks.keys import MOST_SPELLINGS, first_spellings
from checker.checks.rows import run_row_checks
from checker.model.workbook import Submission
from checker.text.bilingual import Text
from tests.typed_rows import submitted, table

OFFICERS = {"officers": table("officers", {"id": {"type": "text"}}, key=["id"], unique_across=True)}


def copied(count: int) -> Submission:
    """Rows with one key, in two spellings."""
    return submitted(OFFICERS, {"officers": [{"id": "A" if number % 9 else "a"} for number in range(count)]})


def in_one_workbook(count: int) -> int:
    return len(run_row_checks(copied(count), OFFICERS)[0])


def in_two_departments(count: int) -> int:
    uses = {name: keys_of(copied(count), OFFICERS) for name in ("p", "q")}
    return sum(map(len, flag_shared_keys(uses, {name: Text(name, name) for name in uses}).values()))


@pytest.mark.parametrize(
    ("module", "name", "flags"),
    [
        (copies, "key_form", in_one_workbook),
        (copies, "add_spellings", in_one_workbook),
        (across, "key_form", in_two_departments),
        (across, "add_spellings", in_two_departments),
        (across, "replace", in_two_departments),
    ],
)
def test_work_grows_with_the_number_of_copies(
    module: ModuleType, name: str, flags: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = getattr(module, name), 0

    def counted(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        return real(*arguments, **named)

    monkeypatch.setattr(module, name, counted)
    made = []
    for count in (100, 400):
        calls = 0
        assert flags(count) >= count
        made.append(calls)
    assert 0 < made[1] <= 4 * made[0] + 20


@given(st.lists(st.sampled_from("abcde"), max_size=12))
def test_the_first_spellings_have_all_that_a_message_quotes(forms: list[str]) -> None:
    by_row = dict(enumerate(forms, start=2))
    firsts = first_spellings(by_row)
    assert len(firsts) <= MOST_SPELLINGS * (MOST_SPELLINGS + 1)
    for own in by_row.values():
        others = [row for row, form in by_row.items() if form != own]
        assert [row for row in firsts if by_row[row] != own][:MOST_SPELLINGS] == others[:MOST_SPELLINGS]
