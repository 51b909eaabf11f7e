"""Judges the status of an indicator by its target, its pace and what was measured.

Comparisons use exact fractions; nothing is rounded before it is judged. An indicator is never met in an open window: it
is on track, behind, or missed once the target can no longer be reached.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import assert_never

from checker.definitions.indicators import Indicator
from checker.definitions.pace import PaceBy
from checker.measures.toolkit.bounds import Bounds, certainly, share_bounds
from checker.model import Aim, Between, Measured, Result, Status, Target
from checker.periods import Window
from checker.scoring.reach import is_reachable, rises, stays_missed
from checker.text.bilingual import Text, join_texts
from checker.text.levels import EN, ZH

_NOTHING_TO_MEASURE = Text(zh="没有应纳入统计的记录（分母为零）", en="no row is in the denominator (0/0)")
_NO_PART = Text(zh="没有一项适用", en="none of its parts is applicable")
_EARLIER_ZERO = Text(zh="上一期为零，无法再下降", en="the earlier figure is zero and can't fall")
_EARLIER_EMPTY = Text(zh="本期或上一期没有可比的记录", en="one of the two periods has nothing to compare")


def pace_share(indicator: Indicator, window: Window, as_of: date) -> Fraction:
    """Gives the share of a goal that is due by the end of `as_of`: 1 once the window has closed."""
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
        uncounted: names of departments whose rows are not in `measured`. With any, the result is undetermined unless
            the target can no longer be reached.
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
        given=tuple(each.text for each in indicator.given),
    )
    if (unbound := indicator.why_not_bound(window, as_of)) is not None:
        return replace(result, status=Status.NOT_APPLICABLE, reason=unbound)
    if (lacks := indicator.lacks) is not None:
        aim = replace(target, given=False)
        return replace(result, status=Status(lacks.status), target=aim, reason=lacks.reason)
    if bounds is None:
        return result
    result = _decide_status(indicator, result, bounds, pace_share(indicator, window, as_of))
    if result.status is Status.UNDETERMINED and result.value is None:
        result = replace(result, reason=indicator.asked.why_no_value(measured) or result.reason)
    if uncounted and not (result.status is Status.MISSED and stays_missed(indicator, result, bounds)):
        result = replace(result, status=Status.UNDETERMINED, reachable=True)
    result = _with_joint_bound(result)
    if uncounted:
        count = len(uncounted)
        en = f"{count} {f'{EN.department} is' if count == 1 else f'{EN.departments} are'} not counted yet"
        result = replace(result, reason=Text(f"尚有 {count} 个{ZH.单位}未计入", en))
    return result


def _is_over(indicator: Indicator, window: Window, as_of: date) -> bool:
    """Whether nothing can change it any more: the window has closed, or everything was due earlier."""
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
        reason = _EARLIER_EMPTY if measured.shape == "change" else _nothing(len(measured.pending_rows.numbers))
        reason = _NO_PART if measured.composed else reason
        silent = indicator.when_empty == "undetermined"
        return replace(result, status=Status.UNDETERMINED if silent else Status.NOT_APPLICABLE, reason=reason)
    reachable = is_reachable(indicator, measured, bounds, target, final=result.final)
    certain = None if bounds.doubtful else certainly(bounds, target)
    if result.final:
        words = {True: Status.MET, False: Status.MISSED, None: Status.UNDETERMINED}
        return _explain(indicator, replace(result, status=words[certain], reachable=reachable))
    if not reachable:
        return replace(result, status=Status.MISSED, reachable=False)
    expected, by_now = _due_now(indicator, measured, bounds, target, pace)
    words = {True: Status.ON_TRACK, False: Status.BEHIND, None: Status.UNDETERMINED}
    status = words[None if bounds.doubtful else by_now]
    return _explain(indicator, replace(result, status=status, expected=expected))


def _nothing(pending: int) -> Text:
    if not pending:
        return _NOTHING_TO_MEASURE
    en = "1 row is not due yet" if pending == 1 else f"{pending} rows are not due yet"
    return Text(f"{_NOTHING_TO_MEASURE.zh}，另有 {pending} 行尚未到期", f"{_NOTHING_TO_MEASURE.en}; {en}")


def _explain(indicator: Indicator, result: Result) -> Result:
    if result.status is not Status.UNDETERMINED:
        return result
    reason = Text("已有的数字不足以确定是否达到目标", "the figures don't show whether the target is met")
    if result.measured.composed:
        named = [part.name for part in result.measured.composed if part.low != part.high or part.place == "in_or_out"]
        names = join_texts([Text(f"“{name.zh}”", f"“{name.en}”") for name in named], "、", ", ")
        reason = Text(f"{names.zh}尚未确定，足以影响结论", f"{names.en}, still undecided, can change the outcome")
    elif result.measured.missing:
        count = result.measured.missing
        zh, en = (
            f"少列 {count} 个，足以影响结论",
            f"{count} that {'is' if count == 1 else 'are'} not listed can change the outcome",
        )
        reason = Text(zh, en)
    elif result.unknown:
        noun = indicator.asked.undecided_noun(result.unknown)
        zh = f"有 {result.unknown} {noun.zh}无法判定，足以影响结论"
        reason = Text(zh, f"{result.unknown} undecided {noun.en} can change the outcome")
    return replace(result, reason=reason)


def _with_joint_bound(result: Result) -> Result:
    """Says how many undecided members can reach their goal together, if these are not all: a row is one member's only.

    Without it, nobody sees why members in doubt don't leave the result open.
    """
    measured = result.measured
    counts, spare = measured.counts, measured.spare
    if not result.final and measured.paced is not None:
        counts, spare = measured.paced, measured.paced_spare
    if not spare or result.status not in (Status.MISSED, Status.BEHIND, Status.UNDETERMINED):
        return result
    doubtful = counts.pass_or_fail
    most, by_now = doubtful - spare, Text("", "") if result.final else Text("目前", " by now")
    of = f"of {doubtful} undecided {'member' if doubtful == 1 else 'members'}"
    joint = Text(
        zh=f"{doubtful} 个无法判定的成员中，{by_now.zh}至多 {most} 个能达到：不知属于谁的行不够",
        en=f"{of}, at most {most} can reach the goal{by_now.en}: too few rows may be theirs",
    )
    reasons = [each for each in (result.reason, joint) if each is not None]
    return replace(result, reason=join_texts(reasons, "；", "; "))


def _due_now(
    indicator: Indicator, measured: Measured, bounds: Bounds, target: Aim, pace: Fraction
) -> tuple[Fraction | None, bool | None]:
    """Gives what is due by now in an open window, and whether it is reached."""
    if measured.paced is not None:
        return None, certainly(share_bounds(measured.paced, measured.paced_spare), target)
    if rises(indicator, measured) and target.floor is not None:
        expected = target.floor.value * pace
        floor = Target("at_least", expected)
        return expected, certainly(bounds, replace(target, low=floor) if isinstance(target, Between) else floor)
    return None, certainly(bounds, target)
