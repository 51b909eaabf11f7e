"""What cells are compared with: values of packs, and values that depend on the window."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from checker.frozen import dataclass
from checker.model import Operator
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.text.bilingual import Text

Literals = str | bool | Fraction | date
Point = int | Literal["start", "end"]
PointUnit = Literal["days", "workdays", "months"]
#: How far from the window a day may be.
FARTHEST: dict[PointUnit, int] = {"days": 3660, "workdays": 2600, "months": 120}
OPERATORS: tuple[Operator, ...] = ("at_least", "at_most", "above", "below", "equals")


@dataclass(frozen=True)
class OfWindow:
    """A value that depends on the window over which the indicator is judged.

    Attributes:
        point: the window's first or last day; or a number of years after the pack's year in which it starts.
        days: how many days after that day; before it, if negative.
        unit: what `days` counts: days, working days or months.
        calendar: which days are working days.
    """

    point: Point
    days: int = 0
    unit: PointUnit = "days"
    calendar: WorkCalendar = CHINESE


@dataclass(frozen=True)
class Scale:
    """A number is multiplied by `times`, and `plus` is added."""

    times: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)

    def of(self, number: Fraction) -> Fraction:
        """What it makes of a number."""
        return number * self.times + self.plus


#: What a cell may be compared with.
Value = Literals | OfWindow


@dataclass(frozen=True)
class MatchedWords:
    """What people call the other table, its column, the key, and the rows that are matched at all (or nothing)."""

    sheet: Text
    column: Text
    key: Text
    where: Text | None = None
