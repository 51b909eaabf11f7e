"""Running totals: a period's own number is the difference from the one before, and none of them falls."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from checker.codes import Code
from checker.measures.change.figures import Against
from checker.measures.change.nested import ChangeOf
from checker.model import Measured, Note, Shown
from checker.periods import Window
from checker.text.amounts import amount_words
from checker.text.bilingual import Text

FALLS = Code("M564")
_ZERO = Fraction(0)
#: The total before the first period of a year.
NOTHING_YET = Measured("amount", amount=_ZERO, low=_ZERO, high=_ZERO)
RUNNING = (
    Text(
        "表中的数是从年初起的累计数：一年的第一期，以前的数为 0。",
        "The numbers are running totals since the beginning of the year: before the first period of a year, 0.",
    ),
    Text("累计数比上一期小的，列出。", "A running total that has fallen is flagged."),
)


def starts_year(window: Window) -> bool:
    """Whether running totals start again with a window."""
    return (window.start.month, window.start.day) == (window.year_month, 1)


def fall_notes(now: Measured, before: Measured) -> tuple[Note, ...]:
    """Notes that a running total certainly has fallen."""
    if now.high is None or before.low is None or now.high >= before.low:
        return ()
    values = (("before", Shown(amount_words(before.low))), ("now", Shown(amount_words(now.high))))
    return (Note(FALLS, None, "", values, now.numerator_rows.table),)


def why_not_running(
    of: ChangeOf, against: Against, by: Literal["difference", "ratio"], *, zero_base: bool
) -> Text | None:
    """Says why figures can't be running totals; None if they can."""
    if of.total is None:
        return Text(
            "cumulative 只用于 total：累计数是填在列中的数",
            "`cumulative` needs a `total`: a column has the running totals",
        )
    if against != "last-period" or by != "difference":
        return Text(
            "cumulative 请写 against: last-period 和 by: difference",
            "`cumulative` needs `against: last-period` and `by: difference`",
        )
    if zero_base:
        return Text("累计数可以是 0，不写 zero_base", "a running total may be 0: leave `zero_base` out")
    return None
