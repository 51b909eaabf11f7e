"""What the whole contract comes to, and which building has submitted nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from samples.facilities import leisure, library, museum, town_hall
from samples.truth import Quarter, summed

#: While the Highways Depot is missing, a share can still turn. One emergency that was not made safe and one late
#: inspection can't be undone, whatever the Depot adds, and neither can complaints that are already too many.
_MISSED = ("made-safe", "statutory-inspections", "complaints-upheld")
#: What a rate is multiplied by.
_FACTORS = {"injury-rate": 200_000, "lost-time-rate": 1_000_000}


def quarter() -> Quarter:
    """April to June 2023, the first quarter of the contract year 2023/24."""
    samples = [maker.sample() for maker in (town_hall, library, leisure, museum)]
    outcomes = summed(samples, lambda indicator, *_: "missed" if indicator in _MISSED else "undetermined")
    for indicator, factor in _FACTORS.items():
        found = outcomes[indicator]
        rate = Fraction(factor * int(found.numerator or 0), int(found.denominator or 1))
        outcomes[indicator] = replace(found, change=str(rate))
    return Quarter("facilities", "2023Q1", date(2023, 6, 30), samples, {"depot": "Highways Depot"}, outcomes)
