"""Compares the departments' rates with the district's: which differ by more than chance explains.

It is a description, and no flag is made of it: honest departments differ too, so in simulation the limits are exceeded
by 2% of the honest departments with 60 rows, and by 10% of those with 200 (`benchmarks/signals.py`).
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.model import FEWEST_UNITS, Department, Funnel, FunnelPoint, Operator, Result, Target
from checker.scoring.tails import least_by_chance, most_by_chance

#: Exact 99.8% limits: chance exceeds each of them once in a thousand times.
RISK = Fraction(1, 1000)
#: With fewer departments, or only such with a few units, there is nothing to compare.
_FEWEST = 3


def make_funnels(departments: Sequence[Department], indicators: Iterable[Indicator]) -> tuple[Funnel, ...]:
    """Makes a funnel for each indicator by which several departments are judged and that counts rows or members."""
    results: dict[str, list[tuple[Department, Result]]] = {}
    for department in departments:
        for result in department.results:
            results.setdefault(result.indicator, []).append((department, result))
    made = (_make(each, results.get(each.id, ())) for each in indicators if each.level == "department")
    return tuple(funnel for funnel in made if funnel is not None)


def count_units(result: Result) -> tuple[int, int] | None:
    """The numerator and denominator of a result whose value is a share of rows or members; None for any other."""
    counts, below = result.measured.counts, result.denominator
    if result.measured.shape != "share" or not below or below != counts.passed + counts.failed:
        return None
    return counts.passed, counts.passed + counts.failed


def _make(indicator: Indicator, results: Iterable[tuple[Department, Result]]) -> Funnel | None:
    counted = [(each, units) for each, result in results if (units := count_units(result)) is not None]
    passed, judged = (sum(units[place] for _, units in counted) for place in (0, 1))
    large = any(all_mine >= FEWEST_UNITS for _, (_, all_mine) in counted)
    if len(counted) < _FEWEST or passed in (0, judged) or not large:
        return None
    rate = Fraction(passed, judged)
    points = sorted((_place(each, rate, *units) for each, units in counted), key=lambda each: (each.judged, each.code))
    target = indicator.target[-1].target
    better = _BETTER.get(target.op) if isinstance(target, Target) else None
    return Funnel(indicator.id, passed, judged, tuple(points), better)


def _place(department: Department, rate: Fraction, passed: int, judged: int) -> FunnelPoint:
    least, most = least_by_chance(judged, rate, RISK), most_by_chance(judged, rate, RISK)
    return FunnelPoint(department.code, department.name, passed, judged, least, most)


_BETTER: dict[Operator, bool] = {"at_least": True, "above": True, "at_most": False, "below": False}
