"""Ranks departments by their scores, with the ranks that are possible if chance is allowed for.

The rate of each result may lie anywhere in its own 95% interval (Clopper-Pearson), and the score follows from the
rates. A department can rank before another one if the highest score that is possible for it is at least the lowest one
of the other. So intervals of ranks are wide rather than narrow. Results that count no rows or members are taken as
they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.definitions.limits import Limit
from checker.definitions.roster import Ranking
from checker.model import FEWEST_UNITS, Between, Department, Rank, Result, Status
from checker.scoring.funnel import count_units
from checker.scoring.score import FULL, earn, uncapped
from checker.scoring.tails import interval
from checker.scoring.vetoes import applying
from checker.text.bilingual import Text

RISK = Fraction(5, 100)


#: All ranked together, and ties left as they are.
AS_THEY_ARE = Ranking()
#: The score of a department, the lowest and the highest that are possible, its units, and its place in a tie.
_Ranges = Mapping[int, tuple[Fraction, Fraction, Fraction, int, int]]
#: Gives an indicator as it judges a department.
_Own = Callable[[str, str], Indicator]


def add_ranks(
    departments: Sequence[Department],
    own: _Own,
    rule: Ranking = AS_THEY_ARE,
    limits: Sequence[Limit] = (),
    most: Fraction = FULL,
) -> tuple[Department, ...]:
    """Adds its rank, within its group, to each department that has a score with enough behind it.

    Enough is at least ten units behind its rates, and at least the share of its indicators judged that the pack asks
    for. Of equal scores, the one with the better values of the pack's tie-breakers ranks first; one without a value
    ranks last.

    Args:
        departments: of a whole report.
        own: gives an indicator as it judges a department.
        rule: who is ranked, and what breaks ties.
        limits: on points.
        most: the highest score.
    """
    departments = _settle_ties(departments, rule.ties)
    groups: dict[Text | None, dict[int, tuple[Fraction, Fraction, Fraction, int, int]]] = {}
    for place, each in enumerate(departments):
        units = sum(count[1] for result in _counted(each) if (count := count_units(result)) is not None)
        if each.score is not None and units >= FEWEST_UNITS and each.judged >= rule.least_judged * each.asked:
            low, high = (min(end, most) for end in _range(each, own, limits))
            groups.setdefault(each.group, {})[place] = (each.score, low, high, units, each.after)
    ranks = {place: _rank(place, ranges) for ranges in groups.values() for place in ranges}
    return tuple(replace(each, rank=ranks.get(place)) for place, each in enumerate(departments))


def _settle_ties(departments: Sequence[Department], ties: Sequence[str]) -> Sequence[Department]:
    """Counts for each department those with the same score that come before it, if something breaks ties."""
    if not ties:
        return departments
    keys = [tuple(_value(each, name) for name in ties) for each in departments]
    pairs = list(zip(departments, keys, strict=True))
    return [
        replace(
            each, after=sum(two.group == each.group and two.score == each.score and other < key for two, other in pairs)
        )
        for each, key in pairs
    ]


def _value(department: Department, name: str) -> tuple[bool, Fraction]:
    """What the value of an indicator sorts a department by, the best first and none last."""
    result = next((each for each in department.results if each.indicator == name), None)
    if result is None or result.value is None or result.status is Status.NOT_APPLICABLE:
        return True, Fraction(0)
    if isinstance(result.target, Between):
        return False, result.target.distance(result.value)
    return False, result.value if result.target.is_ceiling else -result.value


def _rank(place: int, ranges: _Ranges) -> Rank:
    score, low, high, units, after = ranges[place]
    above = sum((-other, behind) < (-score, after) for other, _, _, _, behind in ranges.values())
    tied = sum((other, behind) == (score, after) for other, _, _, _, behind in ranges.values()) - 1
    surely_above = sum(other > high for _, other, *_ in ranges.values())
    surely_below = sum(other < low for _, _, other, *_ in ranges.values())
    return Rank(above + 1, surely_above + 1, len(ranges) - surely_below, units, tied, len(ranges))


def _counted(department: Department) -> list[Result]:
    return [each for each in department.results if each.attainment is not None and each.weight > 0]


def _range(department: Department, own: _Own, limits: Sequence[Limit]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest score that the intervals of its rates allow; a veto that applies stays."""
    ends = [_earned(each, own(each.indicator, department.code)) for each in _counted(department)]
    scores = (
        uncapped(
            [replace(each, attainment=pair[side]) for each, pair in zip(_counted(department), ends, strict=True)],
            limits,
        )
        for side in (0, 1)
    )
    rules = applying([(own(each.indicator, department.code), each) for each in department.results])
    caps = [rule.score for _, rule in rules if rule.score is not None]
    low, high = (min([max(score or Fraction(0), Fraction(0)), *caps]) for score in scores)
    return low, high


def _earned(result: Result, indicator: Indicator) -> tuple[Fraction, Fraction]:
    """The least and the most that a result earns anywhere in the interval of its rate."""
    earned, units = result.attainment or Fraction(0), count_units(result)
    each = indicator.by is not None and indicator.by.judge == "each"
    if units is None or each or result.status in (Status.UNDETERMINED, Status.NOT_APPLICABLE):
        return earned, earned
    paced = result.measured.paced
    if paced is not None and not result.final:  # while members still have time, only what is due by now counts
        units = paced.passed, paced.passed + paced.failed
    if not units[1]:
        return earned, earned
    outcomes = [earned]
    for value in interval(*units, RISK):
        outcomes.append(earn(indicator, value, result, result.due))
    return min(outcomes), max(outcomes)
