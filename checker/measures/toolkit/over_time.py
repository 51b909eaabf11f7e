"""What a measure says of open windows, and of earlier ones."""

from abc import abstractmethod
from dataclasses import replace
from datetime import date
from typing import ClassVar

from checker.measures.toolkit.values import RISING
from checker.model import Measured, Operator, Shape
from checker.periods import Window
from checker.tables.words import Strict
from checker.text.bilingual import Text


class OverTime(Strict):
    """What a measure says of open windows, and of earlier ones.

    Attributes:
        adds_up: whether the value is a sum over rows, which grows as rows come in and is 0 without rows.
    """

    adds_up: ClassVar[bool]

    @property
    @abstractmethod
    def shape(self) -> Shape:
        """The kind of value that it gives."""

    def has_pace(self, op: Operator) -> bool:
        """Whether part of the target is due while the window is open."""
        return self.adds_up and op in RISING

    @property
    def rises(self) -> bool:
        """Whether it is an amount that only rises while a window is open."""
        return self.shape == "amount"

    def undecided_noun(self, count: int) -> Text:
        """Names what is undecided, in a sentence with its number."""
        return Text("行", "row" if count == 1 else "rows")

    def is_final(self, op: Operator) -> bool:
        """Whether what certainly misses such a target while a window is open can't turn any more."""
        return False

    def deadline(self, window: Window) -> date | None:
        """Gives the day after which nothing changes, as everything was due by then; None if it is the window's end."""
        return None

    def earlier(self, so_far: Window) -> Window | None:
        """Gives the earlier window to compare `so_far` with; None if the measure compares nothing."""
        return None

    def recorded_window(self, window: Window, as_of: date) -> Window | None:
        """Gives the window whose recorded figure it needs, if any; `window` is the whole one that is judged."""
        return self.earlier(replace(window, end=min(window.end, as_of)))

    def recorded(self, measured: Measured) -> Measured | None:
        """Gives what a ledger has to record for a later window; None if nothing is needed."""
        return None

    def earlier_rows(self, so_far: Window) -> Window | None:
        """Gives the earlier window whose rows the sheets must also contain, if any."""
        return None
