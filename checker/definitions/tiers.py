"""Tiers: ranges of values that each earn a share of the weight, without a gap and without overlapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from pydantic import model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.measures.toolkit.bounds import Interval
from checker.model import Aim, Target
from checker.tables.words import Exact, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

#: A place on the line of numbers between two values: infinitely far down (-1) or up (1) or else 0, the value, and
#: whether it is just after the value, not just before it.
Cut = tuple[int, Fraction, bool]
Span = tuple[Cut, Cut]

_ZERO = Fraction(0)
LOWEST: Cut = (-1, _ZERO, False)
HIGHEST: Cut = (1, _ZERO, False)


class Tier(Strict):
    """A range of values, open on one side if only the other is given, and the share of the weight that they earn.

    Attributes:
        at_least: the lowest value of the range.
        above: the range begins after this value.
        at_most: the highest value of the range.
        below: the range ends before this value.
        earns: the share of the weight, 0 to 100%.
    """

    at_least: Exact | None = None
    above: Exact | None = None
    at_most: Exact | None = None
    below: Exact | None = None
    earns: Exact

    @model_validator(mode="after")
    def _a_range(self) -> Tier:
        for one, other in (("at_least", "above"), ("at_most", "below")):
            if getattr(self, one) is not None and getattr(self, other) is not None:
                reason = Text(zh=f"{one} 与 {other} 只写一项", en=f"write either `{one}` or `{other}`")
                raise refused(refusal(BAD_COMBINATION, other, reason=reason))
        low, high = self.span
        if (low, high) == (LOWEST, HIGHEST):
            reason = Text(zh="至少写一个界限", en="write at least one limit")
            raise refused(refusal(BAD_COMBINATION, allowed=("at_least", "above", "at_most", "below"), reason=reason))
        if low >= high:
            reason = Text(zh="下限应低于上限", en="the lower limit must be below the upper one")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        if not 0 <= self.earns <= 1:
            needed = Text(zh="earns 应在 0 至 100% 之间", en="`earns` must be from 0 to 100%")
            raise refused(refusal(BAD_FORM, "earns", needed=needed))
        return self

    @property
    def span(self) -> Span:
        """Where it begins and ends."""
        low, high = LOWEST, HIGHEST
        if (least := self.at_least if self.at_least is not None else self.above) is not None:
            low = (0, least, self.at_least is None)
        if (most := self.at_most if self.at_most is not None else self.below) is not None:
            high = (0, most, self.at_most is not None)
        return low, high


def tier_of(tiers: Sequence[Tier], value: Fraction) -> Tier | None:
    """The tier that a value is in."""
    point = (0, value, False), (0, value, True)
    return next((tier for tier in tiers if tier.span[0] <= point[0] and point[1] <= tier.span[1]), None)


def tiers_between(tiers: Sequence[Tier], bounds: Interval, target: Aim) -> Iterator[Tier]:
    """Yields the tiers that have values between two bounds, both included, which miss a target."""
    low = LOWEST if bounds[0] is None else (0, bounds[0], False)
    high = HIGHEST if bounds[1] is None else (0, bounds[1], True)
    for tier in tiers:
        first, last = max(low, tier.span[0]), min(high, tier.span[1])
        if any(max(first, start) < min(last, end) for start, end in short_of(target)):
            yield tier


def short_of(target: Aim) -> tuple[Span, ...]:
    """The ranges of values that miss a target."""
    return tuple(span for each in target.limits for span in _beyond(each))


def _beyond(target: Target) -> tuple[Span, ...]:
    below, above = (LOWEST, (0, target.value, False)), ((0, target.value, True), HIGHEST)
    return {
        "at_least": (below,),
        "above": ((LOWEST, (0, target.value, True)),),
        "at_most": (above,),
        "below": (((0, target.value, False), HIGHEST),),
        "equals": (below, above),
    }[target.op]


def is_inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of several ranges contains a range."""
    return any(low <= span[0] and span[1] <= high for low, high in others)


def gaps(tiers: Sequence[Tier], wanted: Span) -> Iterator[Span]:
    """Yields the ranges of wanted values that no tier has."""
    at, end = wanted
    for low, high in sorted(tier.span for tier in tiers):
        if at < min(low, end):
            yield at, min(low, end)
        at = max(at, high)
    if at < end:
        yield at, end


def overlaps(tiers: Sequence[Tier]) -> Iterator[tuple[int, int, Span]]:
    """Yields pairs of tiers that share values, by their places in the list, and these values."""
    placed = sorted(enumerate(tiers), key=lambda each: each[1].span)
    for (one, first), (other, second) in pairwise(placed):
        shared = second.span[0], min(first.span[1], second.span[1])
        if shared[0] < shared[1]:
            yield one, other, shared


def limits_of(span: Span) -> tuple[tuple[str, Fraction], ...]:
    """The limits of a range as a pack writes them: at most one from below and one from above."""
    (low, least, after), (high, most, beyond) = span
    found = [] if low else [("above" if after else "at_least", least)]
    found += [] if high else [("at_most" if beyond else "below", most)]
    return tuple(found)
