"""The time that a drawn workbook tells of, and chance: what every table's drawing starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from samples.library.people import drawn_name, drawn_phone

Item = TypeVar("Item")


@dataclass(frozen=True)
class Season:
    """What is drawn for.

    Attributes:
        department: its code, which stands in every key that may belong to one department only.
        start: the first day of the year.
        as_of: the last day that is told of.
        chance: of this one table; the same for the same seed.
        goodness: the share of rows that are good in the sense of the targets.
        lean: leave optional columns blank that no indicator looks at.
    """

    department: str
    start: date
    as_of: date
    chance: Random
    goodness: float
    lean: bool = False

    def day(self, first: date | None = None, last: date | None = None) -> date:
        """Any day from `first` (the start) to `last` (the day told up to)."""
        low, high = (first or self.start).toordinal(), (last or self.as_of).toordinal()
        return date.fromordinal(low + int(self.chance.random() * (high - low + 1)))

    def day_before(self, most: int) -> date:
        """Any of the last days of the year before: of what was still open then, or not."""
        return self.day(self.start - timedelta(days=most), self.start - timedelta(days=1))

    def later(self, day: date, least: int, most: int) -> date | None:
        """A day so many days later; None where that lies beyond the day told up to."""
        found = day + timedelta(days=least + int(self.chance.random() * (most - least + 1)))
        return found if found <= self.as_of else None

    def one_in(self, number: int) -> bool:
        """True once in so many times."""
        return self.chance.random() * number < 1

    def good(self) -> bool:
        """True as often as rows are good."""
        return self.chance.random() < self.goodness

    def one_of(self, several: Sequence[Item]) -> Item:
        """Any of several."""
        return several[int(self.chance.random() * len(several))]

    def person(self) -> str:
        """A name."""
        return drawn_name(self.chance)

    def phone(self) -> str:
        """A telephone number that nobody has."""
        return drawn_phone(self.chance)

    def rows(self, count: int) -> range:
        """The numbers of the rows to draw, from 1."""
        return range(1, count + 1)
