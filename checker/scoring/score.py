"""Computes what each indicator earns, and the score: weights times attainment."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from checker.definitions.indicators import Indicator
from checker.definitions.limits import Limit
from checker.definitions.packs import PackHeader
from checker.definitions.scoring import ScoringBy
from checker.definitions.tiers import tiers_between
from checker.measures.toolkit.bounds import satisfies, share_bounds
from checker.model import Aim, Between, Result, Status, Target

#: The score of all of the weight, and the highest one unless the pack says otherwise.
FULL = Fraction(100)


def add_attainment(indicator: Indicator, result: Result, header: PackHeader) -> Result:
    """Adds the share of its weight that a result earns, 0 to 1; None if the weight does not count.

    What is judged by each value of a column earns what the worst of those does that must reach the target. An
    undetermined result earns what its worst bound earns, or nothing, as the pack says.
    """
    if result.strata and indicator.by is not None and indicator.by.judge == "each":
        each = [add_attainment(indicator, one.result, header).attainment for one in result.strata]
        best = sorted((earned for earned in each if earned is not None), reverse=True)
        least = best[indicator.by.needed_of(len(best)) - 1] if best else Fraction(0)
        return replace(result, attainment=None if result.status is Status.NOT_APPLICABLE else least)
    match result.status:
        case Status.NOT_APPLICABLE | Status.UNDETERMINED if not result.target.given:
            return replace(result, attainment=None if result.status is Status.NOT_APPLICABLE else Fraction(0))
        case Status.NOT_APPLICABLE:
            # Nothing was measured where the duty doesn't bind yet: that is no 0/0, and the weight doesn't count.
            empty = result.measured.reason is None and not result.too_few and indicator.when_empty != "undetermined"
            return replace(result, attainment=_EMPTY[indicator.when_empty] if empty else None)
        case Status.MET | Status.ON_TRACK:
            earned = Fraction(1) if result.value is None else _earn_when_met(indicator, result.value, result)
        case Status.UNDETERMINED:
            told = header.undetermined_earns != "nothing" and result.measured.reason is None
            # What the worst possible outcome earns: all of the weight if even that reaches what is due by now.
            earned = attainable(indicator, result)[0][0] if told else Fraction(0)
        case Status.MISSED | Status.BEHIND:
            value = result.value
            if result.measured.paced is not None and not result.final:
                # While members still have time, only what is due by now counts.
                value = share_bounds(result.measured.paced, result.measured.paced_spare).value
            earned = _without_value(indicator, result) if value is None else _earn_short(indicator, value, result)
        case _:
            assert_never(result.status)
    return replace(result, attainment=earned)


_EMPTY = {"not-applicable": None, "zero": Fraction(0), "full": Fraction(1), "undetermined": Fraction(0)}


def _without_value(indicator: Indicator, result: Result) -> Fraction:
    """Computes what a miss without a value earns: something over nothing is as far from the target as can be."""
    return _least(indicator) if indicator.asked.bounds(result.measured).over_nothing else Fraction(0)


def attainable(indicator: Indicator, result: Result) -> tuple[tuple[Fraction, Fraction], bool]:
    """Computes the least and the most that an undetermined result may earn, and whether its weight may not count."""
    measure, measured, target = indicator.asked, result.measured, result.target
    bounds, most, least = measure.bounds(measured), _most(indicator, result), _least(indicator)
    if measure.at_zero_base(measured) not in (None, "judge"):
        return (least, most), False  # whether the target is reached is no question of the figures
    if measure.at_zero_base(measured, possibly=True) == "undetermined":
        return (least, most), False  # at worst, it was zero, and the result stays undetermined
    if measured.paced is not None and not result.final:
        bounds = share_bounds(measured.paced, measured.paced_spare)
    due, down, up = result.due, bounds.lower, bounds.upper
    outcomes = [least if side is None else earn(indicator, side, result, due) for side in _worst_of(due, down, up)]
    best = _best_of(due, down, up)
    highest = most if best is None else earn(indicator, best, result, due)
    empty = _EMPTY[indicator.when_empty] if bounds.doubtful else None
    others = [] if empty is None else [empty]
    if isinstance(indicator.scoring, ScoringBy) and indicator.scoring.tiers:
        # Tiers need not earn less and less away from the target.
        for side in target.limits:
            scale = side.value / result.expected if result.expected and not side.is_ceiling else Fraction(1)
            ends = (None if down is None else down * scale, None if up is None else up * scale)
            others += [tier.earns for tier in tiers_between(indicator.scoring.tiers, ends, side)]
    return (min([*outcomes, *others]), max([highest, *others])), bounds.doubtful and empty is None


def possibly_earned(indicator: Indicator, result: Result) -> tuple[Fraction, Fraction]:
    """Gives the least and the most that a result may earn of which no bounds are known."""
    return _least(indicator), _most(indicator, result)


def _least(indicator: Indicator) -> Fraction:
    """Computes the least that any value earns."""
    rule = indicator.scoring
    return rule.least(indicator.weight) if isinstance(rule, ScoringBy) else Fraction(0)


def _most(indicator: Indicator, result: Result) -> Fraction:
    """Computes the most that any value earns."""
    if indicator.bonus is None or not indicator.weight or not result.final:
        return Fraction(1)
    return 1 + indicator.bonus.most / indicator.weight


def _worst_of(due: Aim, down: Fraction | None, up: Fraction | None) -> tuple[Fraction | None, ...]:
    """Gives the ends of the possible values at which the least may be earned; None: no end."""
    if due.floor is None:
        return (up,)
    return (down,) if due.floor is due and not due.floor.is_exact else (down, up)


def _best_of(due: Aim, down: Fraction | None, up: Fraction | None) -> Fraction | None:
    """Gives the possible value that earns most; None: the higher, or the lower, the better."""
    if isinstance(due, Between):
        inside = [_nearest(each.value, down, up) for each in due.limits]
        return next((each for each in ((inside[0] + inside[1]) / 2, *inside) if due.is_met(each)), inside[0])
    if due.is_exact:
        return _nearest(due.value, down, up)
    return down if due.is_ceiling else up


def _nearest(wanted: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Gives the value between two bounds that is nearest to a wanted one."""
    if low is not None and wanted < low:
        return low
    return high if high is not None and wanted > high else wanted


def earn(indicator: Indicator, value: Fraction, result: Result, due: Aim) -> Fraction:
    """Computes what a value earns, as a share of the weight: 1 if it is what is due, more only by a bonus."""
    return (_earn_when_met if satisfies(value, due) else _earn_short)(indicator, value, result)


def _earn_when_met(indicator: Indicator, value: Fraction, result: Result) -> Fraction:
    """Computes what a value earns that meets the target; while the window is open, all of the weight."""
    earned, target = Fraction(1), result.target.at(value).value
    if not result.final:
        return earned
    if isinstance(indicator.scoring, ScoringBy) and indicator.scoring.line is not None:
        earned = indicator.scoring.line.earns(value, target)
    if indicator.bonus is not None:
        earned += indicator.bonus.adds(value, target, indicator.weight)
    return earned


def _earn_short(indicator: Indicator, value: Fraction, result: Result) -> Fraction:
    """Computes what a value short of the target earns: nothing, its band, or its proportion of the target by now."""
    match indicator.scoring:
        case ScoringBy():
            return _earn_by_figures(indicator, indicator.scoring, value, result)
        case "pass-fail":
            return Fraction(0)
        case "bands":
            return max((band.earns for band in indicator.bands if band.holds(value)), default=Fraction(0))
        case "proportional":
            return _in_proportion(value, result)
        case _:
            assert_never(indicator.scoring)


def _earn_by_figures(indicator: Indicator, rule: ScoringBy, value: Fraction, result: Result) -> Fraction:
    """Computes what the line or the tier earns, or what the deduction leaves.

    An amount that grows is projected: half of it after half of the window is as good as all of it at the end.
    """
    side = result.target.at(value)
    if result.expected and not side.is_ceiling:
        value = value * side.value / result.expected
    return rule.earns(value, side.value, indicator.weight)


def _in_proportion(value: Fraction, result: Result) -> Fraction:
    match result.measured.shape:
        case "change":
            return _share_of_change(value, result.target.at(value))
        case "share" | "amount":
            side = result.due.at(value)
            return _proportion(value, Target(result.target.at(value).op, side.value))
        case _:
            assert_never(result.measured.shape)


def _proportion(value: Fraction, target: Target) -> Fraction:
    match target.op:
        case "at_least" | "above":
            ratio = value / target.value if target.value > 0 else Fraction(0)
        case "at_most" | "below":
            ratio = target.value / value if value > 0 else Fraction(0)
        case "equals":
            larger = max(value, target.value)
            ratio = min(value, target.value) / larger if larger > 0 else Fraction(0)
        case _:
            assert_never(target.op)
    return min(max(ratio, Fraction(0)), Fraction(1))


def _share_of_change(value: Fraction, target: Target) -> Fraction:
    """Computes how much of the change that was asked for has happened.

    Half of a fall of 20% is a fall of 10%. If the change must not exceed a limit, twice the limit earns half. A change
    in the other direction earns nothing, as does any miss of a target of 0: no change is no measure for another.
    """
    if value * target.value <= 0:
        return Fraction(0)
    share = value / target.value
    return share if share <= 1 else 1 / share


def total(results: Sequence[Result], limits: Sequence[Limit] = (), most: Fraction = FULL) -> Fraction | None:
    """Computes the score, 0 to `most`: the share earned of the weights that count; None if none counts.

    A bonus makes up for what is lost elsewhere, and never raises the score above `most`; nothing lowers it below 0.
    """
    points = uncapped(results, limits)
    return None if points is None else max(min(points, most), Fraction(0))


def uncapped(results: Sequence[Result], limits: Sequence[Limit] = ()) -> Fraction | None:
    """Computes the same as if nothing capped it."""
    counted = _counted(results)
    weights = sum((result.weight for result in counted), Fraction(0))
    if not weights:
        return None
    points = sum((result.weight * (result.attainment or 0) for result in counted), Fraction(0))
    for limit in limits:
        lost, gained = limit.beyond(*lost_and_gained(limit, counted))
        points += lost - gained
    return 100 * points / weights


def lost_and_gained(limit: Limit, results: Sequence[Result]) -> tuple[Fraction, Fraction]:
    """Adds up the points that the indicators of a limit lose of their weights, and those that their bonuses add."""
    mine = [each for each in _counted(results) if each.indicator in limit.indicators]
    more = [each.weight * ((each.attainment or Fraction(0)) - 1) for each in mine]
    return sum((-each for each in more if each < 0), Fraction(0)), sum((each for each in more if each > 0), Fraction(0))


def _counted(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if result.attainment is not None and result.weight > 0]


def count_judged(results: Sequence[Result]) -> tuple[int, int]:
    """Counts the indicators that a score rests on: those judged, of those that carry weight.

    What is undetermined or not applicable is not judged, whatever the pack lets it earn.
    """
    weighty = [result for result in results if result.weight > 0]
    judged = (Status.MET, Status.ON_TRACK, Status.BEHIND, Status.MISSED)
    return sum(result.status in judged for result in weighty), len(weighty)
