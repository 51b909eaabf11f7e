"""Which values an indicator can have at all, and so which targets no data can meet, or any data meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.definitions.contradictions import contradiction
from checker.definitions.indicators import Indicator
from checker.definitions.measures import Change, Count, Proportion, Total
from checker.definitions.tables import Table
from checker.model import Target
from checker.text.bilingual import Text
from checker.text.normalize import number_text


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both included; None is without bound.

    Attributes:
        whole: only whole numbers.
        why: why it ends where it does, for people; None where the bounds say it all.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = False
    why: Text | None = None


def possible(indicator: Indicator, tables: Mapping[str, Table]) -> Range:
    """The values that an indicator can have, in its unit (shares as fractions of 1)."""
    measure = indicator.measure.measure
    zero, one = Fraction(0), Fraction(1)
    if isinstance(measure, Proportion):
        columns = tables[measure.table].columns
        why = contradiction([measure.denominator, measure.numerator], columns)
        if why is not None and contradiction([measure.denominator], columns) is not None:
            why = None  # then there is never a value at all, and the denominator is what to look at
        return Range(zero, zero if why else one, why=why)
    if indicator.is_share:
        return Range(zero, one)
    if isinstance(measure, Count):
        return Range(zero, whole=True)
    if isinstance(measure, Total):
        return _sum_of(measure, tables)
    if isinstance(measure, Change):
        if measure.by == "ratio":
            return Range(-one)
        return Range(-one, one) if measure.of.proportion is not None else Range()
    return Range()


def _sum_of(measure: Total, tables: Mapping[str, Table]) -> Range:
    """A sum of nothing is 0, so that only the sign of the column bounds it."""
    column = tables[measure.table].columns[measure.column]
    low = Fraction(0) if column.minimum is not None and column.minimum >= 0 else None
    high = Fraction(0) if column.maximum is not None and column.maximum <= 0 else None
    return Range(low, high, whole=column.type == "integer")


def impossible(target: Target, indicator: Indicator, tables: Mapping[str, Table]) -> Text | None:
    """Why no data can meet a target; None if some can."""
    span = possible(indicator, tables)
    low, high, value = span.low, span.high, target.value
    too_high = high is not None and (value >= high if target.op == "above" else value > high)
    too_low = low is not None and (value <= low if target.op == "below" else value < low)
    if target.op in ("at_least", "above", "equals") and too_high and high is not None:
        limit = _shown(high, indicator)
        return span.why or Text(zh=f"最大只能是 {limit}", en=f"the value is at most {limit}")
    if target.op in ("at_most", "below", "equals") and too_low and low is not None:
        limit = _shown(low, indicator)
        return Text(zh=f"最小只能是 {limit}", en=f"the value is at least {limit}")
    if target.op == "equals" and span.whole and value.denominator != 1:
        return Text(zh="只能是整数", en="the value is a whole number")
    return None


def idle(target: Target, indicator: Indicator, tables: Mapping[str, Table]) -> bool:
    """Whether any data meets a target."""
    span = possible(indicator, tables)
    if target.op in ("at_least", "above"):
        return span.low is not None and (
            target.value <= span.low if target.op == "at_least" else target.value < span.low
        )
    if target.op in ("at_most", "below"):
        return span.high is not None and (
            target.value >= span.high if target.op == "at_most" else target.value > span.high
        )
    return False


def _shown(value: Fraction, indicator: Indicator) -> str:
    return f"{number_text(value * 100)}%" if indicator.is_share else number_text(value)
