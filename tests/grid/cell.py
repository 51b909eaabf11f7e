"""A cell of the grid: a measure with drawn rows, its targets, and what the oracle says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from checker.periods import Window
from tests.grid.draws import Rows
from tests.grid.evidence import Evidence
from tests.grid.oracle import Asked, Verdict
from tests.grid.units import END, JUNE
from tests.measures.needed.world import YEAR


@dataclass(frozen=True)
class Cell:
    """A measure in the grid.

    Attributes:
        raw: as a pack writes it.
        kind: "events", "population" or "moves" (shares), "amount", "ratio", "middle", "change", "cycles", "runs",
            "sum", "most", "available" or "index".
        draw: rows of one department.
        evidence: what they come to on a day, with the part of an amount that is due by then.
        wanted: the values that targets ask for.
        says: what a result over some departments must say.
        deadline: a day after which nothing changes.
        window: over which it is judged, and `early`, a day in it on which it is open.
        parts: the cells of the indicators that an index is made of, each with its target.
    """

    raw: Mapping[str, Any]
    kind: str
    draw: Callable[[Random], Rows]
    evidence: Callable[[Rows, date, Fraction], Evidence]
    wanted: Sequence[Fraction]
    says: Callable[[Sequence[Evidence], Asked], Verdict]
    deadline: date | None = None
    window: Window = YEAR
    early: date = JUNE
    parts: Mapping[str, tuple[Cell, tuple[str, Fraction]]] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The measure's key."""
        return next(iter(self.raw))

    @property
    def is_share(self) -> bool:
        """Whether its values are between 0 and 1."""
        return self.kind in ("events", "population", "moves", "cycles", "available", "index")

    def as_of(self, time: str) -> date:
        """The day on which it is judged."""
        return END if time == "closed" else self.early

    def is_closed(self, time: str) -> bool:
        """Whether nothing can change any more on that day."""
        return time == "closed" or (self.deadline is not None and self.deadline < self.early)

    def verdict(self, found: Sequence[Evidence], asked: Asked) -> Verdict:
        """What a result over some departments must say."""
        return self.says(found, asked)
