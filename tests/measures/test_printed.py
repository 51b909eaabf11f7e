"""Printed figures: what each can honestly stand for, and which rates some whole count gives."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.measures.reported.printed import read_printed, whole_numerators

INTERVALS = [
    # text, unit, low, high (shares of 1 for rates); None: no bound
    ("24%", "", "0.235", "0.245"),
    ("24", "%", "0.235", "0.245"),
    ("99.9%", "", "0.9985", "0.9995"),
    ("82.25%", "", "0.82245", "0.82255"),
    ("98%以上", "", "0.98", None),
    ("98以上", "%", "0.98", None),
    ("360余", "人", "360", "370"),
    ("40余次", "", "40", "50"),
    ("5000余件", "", "5000", "6000"),
    ("14万余", "条", "140000", "150000"),
    ("260余万", "元", "2600000", "2700000"),
    ("近2万", "次", "10000", "20000"),
    ("13796", "件", "13796", "13796"),
    ("13,796", "件", "13796", "13796"),
    ("8.8亿", "元", "875000000", "885000000"),
    ("不足30", "", None, "30"),
    ("49个百分点", "", "0.485", "0.495"),
    ("+49", "个百分点", "0.485", "0.495"),
    ("-10%", "", "-0.105", "-0.095"),
]


@pytest.mark.parametrize(("text", "unit", "low", "high"), INTERVALS)
def test_interval(text: str, unit: str, low: str | None, high: str | None) -> None:
    printed = read_printed(text, unit)
    assert printed is not None
    assert (printed.low, printed.high) == tuple(None if bound is None else Fraction(bound) for bound in (low, high))


@pytest.mark.parametrize("text", ["", "全部", "若干", "1,23", "12-15", "abc", "第3", "%", "万", "１２ａ"])
def test_no_figure(text: str) -> None:
    assert read_printed(text) is None


@pytest.mark.parametrize(
    ("text", "total", "possible"),
    [
        ("50%", 29, []),  # 14/29 is 48.3%, 15/29 is 51.7%
        ("24%", 90, [22]),
        ("25%", 90, []),  # 22/90 is 24.4%, 23/90 is 25.6%
        ("15%", 40, [6]),
        ("37.5%", 40, [15]),
        ("33%", 3, [1]),
        ("100%", 71, [71]),
        ("99.9%", 6207, list(range(6198, 6204))),
    ],
)
def test_whole_counts_that_give_a_rate(text: str, total: int, possible: list[int]) -> None:
    printed = read_printed(text)
    assert printed is not None
    assert list(whole_numerators(printed, total)) == possible


@given(st.integers(1, 400), st.data(), st.integers(0, 2))
def test_a_rate_rounded_from_counts_is_always_possible(total: int, data: st.DataObject, places: int) -> None:
    count = data.draw(st.integers(0, total))
    rounded = round(Fraction(count * 100, total), places)
    printed = read_printed(f"{float(rounded):.{places}f}%")
    assert printed is not None
    assert count in whole_numerators(printed, total)
