"""Weights times attainment, and the pack's bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader
from checker.measures.toolkit.bounds import share_bounds
from checker.model import Result, Status, Target
from checker.text.bilingual import Text


def attained(indicator: Indicator, result: Result, header: PackHeader) -> Result:
    """Gives a result the share of its weight that it earns, 0 to 1; None where the weight drops out.

    Undetermined earns what its lower bound earns, or nothing, as the pack says: never the benefit of the doubt.
    """
    if result.status is Status.NOT_APPLICABLE:
        empty = {"not-applicable": None, "zero": Fraction(0), "full": Fraction(1)}
        return replace(result, attainment=empty[indicator.when_empty])
    if result.status in (Status.MET, Status.ON_TRACK):
        return replace(result, attainment=Fraction(1))
    value = result.value
    if result.measured.paced is not None and not result.final:
        # While members still have time, they are held to what is due by now.
        value = share_bounds(result.measured.paced).value
    if result.status is Status.UNDETERMINED:
        value = result.lower if result.target.op in ("at_least", "above", "equals") else result.upper
        if header.undetermined_earns == "nothing" or result.measured.reason is not None:
            value = None
    return replace(result, attainment=Fraction(0) if value is None else earned(indicator, value, result))


def earned(indicator: Indicator, value: Fraction, result: Result) -> Fraction:
    """What a value short of the target earns: nothing, its band, or its proportion of the target (by now)."""
    if indicator.scoring == "pass-fail":
        return Fraction(0)
    if indicator.scoring == "bands":
        return max((band.earns for band in indicator.bands if value >= band.at_least), default=Fraction(0))
    if result.measured.shape == "change":
        return Fraction(0)
    wanted = result.expected if result.expected is not None else result.target.value
    return _proportion(value, Target(result.target.op, wanted))


def _proportion(value: Fraction, target: Target) -> Fraction:
    if target.op in ("at_least", "above"):
        ratio = value / target.value if target.value > 0 else Fraction(0)
    elif target.op in ("at_most", "below"):
        ratio = target.value / value if value > 0 else Fraction(0)
    else:
        larger = max(value, target.value)
        ratio = min(value, target.value) / larger if larger > 0 else Fraction(0)
    return min(max(ratio, Fraction(0)), Fraction(1))


def total(results: Sequence[Result]) -> Fraction | None:
    """The score, 0 to 100: what is earned of the weights that count; None where no weight does."""
    counted = [result for result in results if result.attainment is not None and result.weight > 0]
    weights = sum((result.weight for result in counted), Fraction(0))
    if not weights:
        return None
    points = sum((result.weight * (result.attainment or 0) for result in counted), Fraction(0))
    return 100 * points / weights


def grade(
    score: Fraction | None, results: Sequence[Result], indicators: Mapping[str, Indicator], header: PackHeader
) -> Text | None:
    """The band of a score; the lowest one where an indicator with a veto is missed."""
    if score is None:
        return None
    vetoed = any(result.status is Status.MISSED and indicators[result.indicator].veto for result in results)
    if vetoed:
        return header.grades[-1].name.text
    return next((band.name.text for band in header.grades if score >= band.at_least), header.grades[-1].name.text)
