"""Finds targets that no data can meet, or that all data meets, from the possible values of an indicator."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import assert_never

from checker.definitions.indicators import Indicator
from checker.measures.toolkit.values import PERCENT, POINTS
from checker.model import Aim, Between, Target
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import number_text


def why_impossible(target: Target, indicator: Indicator, tables: Mapping[str, Table]) -> Text | None:
    """Says why no data can meet a target; None if some can."""
    span = indicator.asked.possible(tables)
    low, high, value = span.low, span.high, target.value
    too_high = high is not None and (value >= high if target.op == "above" else value > high)
    too_low = low is not None and (value <= low if target.op == "below" else value < low)
    if not target.is_ceiling and too_high and high is not None:
        limit = _shown(high, indicator)
        return span.why or Text(zh=f"结果最大为 {limit}", en=f"the value is at most {limit}")
    if target.op in ("at_most", "below", "equals") and too_low and low is not None:
        limit = _shown(low, indicator)
        return Text(zh=f"结果最小为 {limit}", en=f"the value is at least {limit}")
    if target.is_exact and span.whole and value.denominator != 1:
        return Text(zh="结果只能是整数", en="the value is always a whole number")
    return None


def why_none_between(target: Aim, indicator: Indicator, tables: Mapping[str, Table]) -> Text | None:
    """Says why no value is between the two sides of a target; None if one is, or if it has one side."""
    if not isinstance(target, Between) or not indicator.asked.possible(tables).whole:
        return None
    first = Fraction(ceil(target.low.value))
    if any(target.is_met(each) for each in (first, first + 1)):
        return None
    return Text(
        zh="结果只能是整数，两者之间没有整数", en="the value is always a whole number, and none is between the two"
    )


def is_always_met(target: Target, indicator: Indicator, tables: Mapping[str, Table]) -> bool:
    """Whether all data meets a target."""
    span = indicator.asked.possible(tables)
    match target.op:
        case "at_least":
            return span.low is not None and target.value <= span.low
        case "above":
            return span.low is not None and target.value < span.low
        case "at_most":
            return span.high is not None and target.value >= span.high
        case "below":
            return span.high is not None and target.value > span.high
        case "equals":
            return False
        case _:
            assert_never(target.op)


def as_of_hundred(target: Target, indicator: Indicator) -> Text | None:
    """Writes the target of a share as it is read, if it was hardly meant so: 5 is 500%; None if it may be meant.

    No figure rises by more than 100 percentage points unless it is itself above 100%.
    """
    most = {POINTS.en: Fraction(1), PERCENT.en: Fraction(4)}.get(indicator.unit_text.en)
    return None if most is None or abs(target.value) <= most else indicator.value_text(target.value)


def _shown(value: Fraction, indicator: Indicator) -> str:
    return f"{number_text(value * 100)}%" if indicator.is_share else number_text(value)
