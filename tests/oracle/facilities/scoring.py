"""What each clause's points come to, and the score of a building of which everything can be read."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.facilities import rules
from tests.oracle.facilities.rules import Tables, rate, satisfaction, share, trained

#: The weights of the pack, which are its own.
WEIGHTS = {
    **{"made-safe": 10, "urgent-attended": 9, "routine-attended": 6, "minor-attended": 4, "faults-fixed": 10},
    **{"repeat-faults": 6, "planned-in-month": 8, "statutory-inspections": 9, "injury-rate": 8, "lost-time-rate": 5},
    **{"safety-training": 6, "satisfaction": 6, "complaints-upheld": 4, "complaints-answered": 4, "invoices-right": 5},
}


def _between(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    return min(max((value - worst) / (best - worst), Fraction(0)), Fraction(1))


def _of_rate(value: Fraction) -> Fraction:
    return next(
        (
            earned
            for most, earned in (
                (Fraction(3, 2), Fraction(1)),
                (Fraction(5, 2), Fraction(1, 2)),
                (Fraction(4), Fraction(1, 4)),
            )
            if value <= most
        ),
        Fraction(0),
    )


def points(tables: Tables) -> dict[str, Fraction]:
    """By indicator, the points of its weight; without those of which there is nothing to judge."""
    earned: dict[str, Fraction] = {}
    for name in rules.RULES:
        good, judged, _ = share(name, tables)
        if name == "made-safe":
            earned[name] = 1 - Fraction(min(2 * (judged - good), 10), 10)
        elif name == "complaints-upheld":
            earned[name] = 1 - Fraction(min(max(good - 2, 0), 4), 4)
        elif judged:
            earned[name] = _of_share(name, Fraction(good, judged))
    injuries, hours = rate(tables, "injuries", 200_000)
    earned["injury-rate"] = _of_rate(injuries / hours)
    lost, hours = rate(tables, "lost_time_injuries", 1_000_000)
    earned["lost-time-rate"] = _between(lost / hours, Fraction(12), Fraction(4))
    _, paced, asked = trained(tables)
    earned["safety-training"] = Fraction(paced, asked)
    given, replies = satisfaction(tables)
    if replies:
        mean = given / replies
        extra = min(max((mean - 4) * 10 // 1, 0), 3)
        earned["satisfaction"] = _between(mean, Fraction(3), Fraction(4)) + Fraction(extra, WEIGHTS["satisfaction"])
    return {name: each * WEIGHTS[name] for name, each in earned.items()}


def _of_share(name: str, value: Fraction) -> Fraction:
    match name:
        case "faults-fixed":
            return next(
                (
                    earned
                    for least, earned in (
                        (Fraction(90), Fraction(1)),
                        (Fraction(85), Fraction(3, 4)),
                        (Fraction(80), Fraction(1, 2)),
                    )
                    if value * 100 >= least
                ),
                Fraction(0),
            )
        case "repeat-faults":
            return _between(value, Fraction(15, 100), Fraction(5, 100))
        case "planned-in-month":
            return _between(value, Fraction(80, 100), Fraction(97, 100))
        case "statutory-inspections":
            return Fraction(value == 1)
        case "invoices-right":
            short = max(Fraction(98, 100) - value, Fraction(0)) * 100
            return 1 - Fraction(min(-(-short // 1), 5), 5)
        case _:
            return min(value / Fraction(95, 100), Fraction(1))


def score(tables: Tables) -> Fraction:
    """Of 100, and never more."""
    earned = points(tables)
    return min(100 * sum(earned.values(), Fraction(0)) / sum(WEIGHTS[name] for name in earned), Fraction(100))
