"""Leaves a result unjudged if it is made of too few rows or cases, or while it isn't known whether it is."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.definitions.least import noun_of
from checker.model import Measured, Result, Status
from checker.text.bilingual import Text

#: How many there certainly are, and how many there may be; None: any number.
Numbers = tuple[Fraction | int, Fraction | int | None]


def if_enough(result: Result, least: int, numbers: Numbers, noun: Text, uncounted: Sequence[Text] = ()) -> Result:
    """Keeps a result that is made of at least so many; one of fewer isn't judged, and its weight doesn't count.

    Args:
        result: as it would be judged.
        least: so many must there be.
        numbers: so many there are.
        noun: of what.
        uncounted: names of departments which may add any number.
    """
    sure, most = numbers
    if sure >= least or result.status is Status.NOT_APPLICABLE:
        return result
    if most is not None and most < least and not uncounted:
        few = Text(f"不足 {least}{noun.zh}，不评判", f"fewer than {least} {noun.en}, not judged")
        return replace(result, status=Status.NOT_APPLICABLE, reachable=True, reason=few, too_few=True)
    open_ = Text(f"是否满 {least}{noun.zh}尚不确定", f"it isn't known whether there are {least} {noun.en}")
    reason = result.reason if uncounted else open_
    return replace(result, status=Status.UNDETERMINED, reachable=True, reason=reason)


def judge_if_enough(indicator: Indicator, result: Result, uncounted: Sequence[Text] = ()) -> Result:
    """Does so with an indicator as a whole, if its pack says how many it takes."""
    if indicator.judged_from is None or result.measured.reason is not None:
        return result
    if result.status is not Status.NOT_APPLICABLE and (wrong := indicator.asked.why_no_value(result.measured)):
        # A denominator of 0 below something is wrong, so it doesn't show that there are few.
        return replace(result, status=Status.UNDETERMINED, reachable=True, reason=result.reason if uncounted else wrong)
    numbers = _numbers(result.measured)
    return if_enough(result, indicator.judged_from, numbers, noun_of(indicator), uncounted)


def _numbers(measured: Measured) -> Numbers:
    """The rows or members that a value is made of; of a ratio, its denominator."""
    if len(measured.parts) == 2:
        below = measured.parts[1]
        return below.low or 0, below.high
    counts, spread = measured.counts, measured.spread
    if spread is not None:
        surely = counts.passed + sum(each.rows for each in spread.open if each.least > 0)
        return surely, counts.passed + counts.unknown
    sure = counts.passed + counts.failed + counts.pass_or_fail
    return sure, sure - counts.pass_or_fail + counts.unknown
