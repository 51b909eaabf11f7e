"""Target, pace and what was counted: where an indicator stands.

Comparisons are between exact fractions; nothing is rounded before it is judged. An open window is never "met": it is
on track, behind, or missed once nothing further can reach the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import assert_never

from checker.definitions.indicators import Indicator, PaceBy
from checker.measures.toolkit.bounds import (
    Bounds,
    certainly,
    satisfies,
    share_bounds,
)
from checker.measures.toolkit.values import RISING
from checker.model import Measured, Result, Status, Target
from checker.periods import Window
from checker.text.bilingual import Text

_NOTHING_TO_MEASURE = Text(zh="没有应纳入统计的记录（分母为零）", en="no row belongs to the denominator (0/0)")
_EARLIER_ZERO = Text(zh="上一期为零，无法再下降", en="the earlier figure is zero and cannot fall")
_EARLIER_EMPTY = Text(zh="本期或上一期没有可比的记录", en="one of the two windows has nothing to compare")


def pace_share(indicator: Indicator, window: Window, as_of: date) -> Fraction:
    """The share of a goal that is asked for by the end of `as_of`: 1 when the window has closed."""
    elapsed = window.elapsed(as_of)
    if elapsed == 1 or indicator.pace == "even":
        return elapsed
    if isinstance(indicator.pace, PaceBy):
        done = int(elapsed * len(indicator.pace.by_quarter))
        return indicator.pace.by_quarter[done - 1] if done else Fraction(0)
    return Fraction(0)


def judge(
    indicator: Indicator, measured: Measured, window: Window, as_of: date, *, uncounted: Sequence[Text] = ()
) -> Result:
    """Judges one indicator.

    Args:
        indicator: its target, pace and scoring.
        measured: what was counted for a department, or pooled for the district.
        window: over which it is judged.
        as_of: the last day that counts.
        uncounted: names of departments whose rows are not in `measured`: while there are any, only a target that
            nothing can reach any more is decided.
    """
    target = indicator.target_on(min(as_of, window.end))
    final = _is_over(indicator, window, as_of)
    bounds = indicator.asked.bounds(measured) if measured.reason is None else None
    result = Result(
        indicator=indicator.id,
        clause=indicator.clause,
        status=Status.UNDETERMINED,
        final=final,
        reachable=True,
        value=bounds.value if bounds else None,
        lower=bounds.lower if bounds else None,
        upper=bounds.upper if bounds else None,
        numerator=bounds.numerator if bounds else None,
        denominator=bounds.denominator if bounds else None,
        excluded=measured.counts.excluded,
        unknown=measured.counts.unknown,
        target=target,
        unit=indicator.unit_text.en,
        needed=None,
        attainment=None,
        weight=indicator.weight,
        reason=measured.reason,
        measured=measured,
    )
    if bounds is None:
        return result
    result = _decide_status(indicator, result, bounds, pace_share(indicator, window, as_of))
    # Whoever is not in yet may bring any number of good rows, and of members too.
    if uncounted and (
        result.status is not Status.MISSED
        or _reachable(indicator, replace(measured, grows=True), bounds, target, final=False)
    ):
        result = replace(result, status=Status.UNDETERMINED, reachable=True)
    if uncounted:
        result = replace(result, reason=_uncounted_reason(uncounted))
    return result


def _is_over(indicator: Indicator, window: Window, as_of: date) -> bool:
    """Whether nothing still to come can change it: the window has closed, or the one day by which it was all due."""
    deadline = indicator.asked.deadline(window)
    return as_of >= window.end or (deadline is not None and deadline < as_of)


def _decide_status(indicator: Indicator, result: Result, bounds: Bounds, pace: Fraction) -> Result:
    measured, target = result.measured, result.target
    match indicator.asked.at_zero_base(measured):
        case "not-applicable":
            return replace(result, status=Status.NOT_APPLICABLE, reason=_EARLIER_ZERO)
        case "met-if-zero" if bounds.numerator == 0:
            return replace(result, status=Status.MET if result.final else Status.ON_TRACK)
        case "undetermined":
            return replace(result, reason=_EARLIER_ZERO)
        case "met-if-zero" | "judge" | None:
            pass
        case policy:
            assert_never(policy)
    if bounds.empty:
        reason = _EARLIER_EMPTY if measured.shape == "change" else _NOTHING_TO_MEASURE
        return replace(result, status=Status.NOT_APPLICABLE, reason=reason)
    reachable = _reachable(indicator, measured, bounds, target, final=result.final)
    certain = certainly(bounds, target)
    if bounds.doubtful:
        certain = None
    if result.final:
        words = {True: Status.MET, False: Status.MISSED, None: Status.UNDETERMINED}
        return _explain(replace(result, status=words[certain], reachable=reachable))
    if not reachable:
        return replace(result, status=Status.MISSED, reachable=False)
    expected, by_now = _due_now(indicator, measured, bounds, target, pace)
    if certain is None and bounds.doubtful:
        by_now = None
    words = {True: Status.ON_TRACK, False: Status.BEHIND, None: Status.UNDETERMINED}
    return _explain(replace(result, status=words[by_now], expected=expected))


def _explain(result: Result) -> Result:
    if result.status is not Status.UNDETERMINED:
        return result
    reason = Text(
        zh=f"有 {result.unknown} 行无法判定，足以影响结论",
        en=f"{result.unknown} undecided rows can tip it either way",
    )
    if not result.unknown:
        reason = Text(
            zh="已有的数字不足以确定数值在目标的哪一边",
            en="the figures at hand do not tell on which side of the target it lies",
        )
    return replace(result, reason=reason)


def _uncounted_reason(uncounted: Sequence[Text]) -> Text:
    return Text(
        zh=f"尚有 {len(uncounted)} 个单位未计入",
        en=f"{len(uncounted)} departments are not counted yet",
    )


def _reachable(indicator: Indicator, measured: Measured, bounds: Bounds, target: Target, *, final: bool) -> bool:
    """Whether the target can still be reached without changing a row that is decided.

    In a closed window only the undecided rows can help. In an open one further rows can: a rate of events may rise
    without limit towards 100%, a roster's share no further than its settled failures allow, an amount only upwards.
    """
    if final:
        return certainly(bounds, target) is not False
    match measured.shape:
        case "share":
            if target.op not in RISING:
                return True
            if measured.grows:
                # Good rows may follow for ever: any share below 1 can still be approached, 1 itself never again.
                return measured.settled == 0 or target.value < 1
            at_least = replace(target, op="at_least" if target.op == "equals" else target.op)
            return satisfies(_best_share(measured), at_least)
        case "amount":
            if target.op in ("at_least", "above") or not indicator.asked.rises:
                return True
            low = bounds.lower if bounds.lower is not None else Fraction(0)
            return satisfies(low, replace(target, op="at_most" if target.op == "equals" else target.op))
        case "change":
            return True
        case _:
            assert_never(measured.shape)


def _best_share(measured: Measured) -> Fraction:
    """The share of a fixed population that is left when everything still open goes well."""
    counts = measured.counts
    total = counts.passed + counts.failed + counts.unknown + counts.excluded
    return 1 - Fraction(measured.settled, total) if total else Fraction(1)


def _due_now(
    indicator: Indicator, measured: Measured, bounds: Bounds, target: Target, pace: Fraction
) -> tuple[Fraction | None, bool | None]:
    """What an open window asks for by now, and whether it is there."""
    if measured.paced is not None:
        return None, certainly(share_bounds(measured.paced), target)
    if indicator.asked.rises and target.op in RISING:
        expected = target.value * pace
        return expected, certainly(bounds, Target("at_least", expected))
    return None, certainly(bounds, target)
