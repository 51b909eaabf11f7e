"""What a measure says of open windows, and of earlier ones."""

from abc import abstractmethod
from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal

from checker.measures.toolkit.values import RISING
from checker.model import Measured, Operator, Shape
from checker.periods import Window
from checker.tables.words import Strict
from checker.text.bilingual import Text

#: Why figures in which values count once can't be added up over time.
CONTINUED_ONCE = Text(
    "有 distinct 的，不能与以前各期的数相加：同一个值可能再次出现",
    "with `distinct`, figures of earlier periods can't be added: a value may come again",
)


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

    @property
    def worst_decides(self) -> Literal["greatest", "least"] | None:
        """Which of the departments' values is the district's, if it is the worst one; None if it is made of all."""
        return None

    def deadline(self, window: Window) -> date | None:
        """Gives the day after which nothing changes, as everything was due by then; None if it is the window's end."""
        return None

    def earlier(self, so_far: Window) -> Window | None:
        """Gives the earlier window to compare `so_far` with; None if the measure compares nothing."""
        return None

    def compared_window(self, window: Window, as_of: date) -> Window | None:
        """Gives the earlier window to compare with; `window` is the whole one that is judged."""
        return self.earlier(replace(window, end=min(window.end, as_of)))

    def recorded_window(self, window: Window, as_of: date) -> Window | None:
        """Gives the window whose recorded figure it needs, if any; `window` is the whole one that is judged."""
        return self.compared_window(window, as_of)

    def recorded(self, measured: Measured) -> Measured | None:
        """Gives what a ledger has to record for a later window; None if nothing is needed."""
        return None

    def why_not_continued(self) -> Text | None:
        """Says why the figures of two stretches of time don't make that of both; None if they do."""
        return Text(
            "earlier_periods: history 只用于 count、total、proportion、ratio、mean：其余的要用全年的行计算",
            "`earlier_periods: history` is for `count`, `total`, `proportion`, `ratio` and `mean`: others need the "
            "rows of the whole year",
        )

    def earlier_rows(self, so_far: Window) -> Window | None:
        """Gives the earlier window whose rows the sheets must also contain, if any."""
        return None
