"""What a table may say of the numbers of a row, and what it may not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from checker.text.bilingual import Text
from tests.typed_rows import table

COLUMNS: dict[str, Any] = {
    "a": {"type": "integer"},
    "b": {"type": "decimal", "unit": {"zh": "天", "en": "days"}},
    "c": {"type": "percent"},
    "cost": {"type": "decimal", "unit": {"zh": "元", "en": "yuan"}},
    "who": {"type": "text"},
}


@pytest.mark.parametrize(
    ("written", "columns", "said"),
    [
        ("a = b", ("a", "b"), "“a” = “b”"),
        (" a+b<=1.5 ", ("a", "b"), "“a” + “b” <= 1.5"),
        ("c - 10% >= 0", ("c",), "“c” - 0.1 >= 0"),
        ("-a > b - c", ("a", "b", "c"), "-“a” > “b” - “c”"),
        ("c = a / b * 10000", ("c", "a", "b"), "“c” = “a” ÷ “b” × 10000"),
        ("2 * a - b*c <= cost", ("a", "b", "c", "cost"), "2 × “a” - “b” × “c” <= “cost”"),
        ({"holds": "a = b", "tolerance": "0.5"}, ("a", "b"), "“a” = “b” (± 0.5)"),
    ],
)
def test_sums_are_read_and_said(written: Any, columns: tuple[str, ...], said: str) -> None:
    (balance,) = table("t", COLUMNS, numbers=[written]).numbers
    assert balance.columns == columns
    assert balance.phrase({name: Text(name, name) for name in COLUMNS}).en == said
    assert balance.tolerance == (Fraction(1, 2) if isinstance(written, dict) else 0)


@pytest.mark.parametrize(
    "written",
    [
        "a",
        "a = b = c",
        "a + = b",
        "a b = c",
        "* a = b",
        "a / 0 = b",
        "a * = b",
        "a * / b = c",
        "a *+ b = c",
        "1 = a",
        "a = nothing",
        "a = who",
        "b = cost",
        {"holds": "a = b", "tolerance": -1},
        {"holds": "a = b", "tolerances": 1},
        3,
    ],
)
def test_what_makes_no_sense_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        table("t", COLUMNS, numbers=[written])


def test_a_rule_on_columns_that_nobody_asks_for_is_left_out() -> None:
    whole = table("t", COLUMNS, numbers=["a = c", "a <= b"])
    assert [each.holds for each in whole.asking_for({"a", "b"}).numbers] == ["a <= b"]
