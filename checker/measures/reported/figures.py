"""One row of a sheet of figures: what is printed, the counts beside it, and the values that follow."""

import re
import unicodedata
from fractions import Fraction

from checker.frozen import dataclass
from checker.measures.reported.printed import UNBOUNDED, Printed, read_printed
from checker.measures.toolkit.bounds import Interval, quotient
from checker.text.normalize import decimal_text

#: In a unit, these show that values of several departments don't add up: ranks, means, and amounts per something.
_NO_SUM = re.compile(r"名次|位次|排名|排位|平均|均值|人均|[/／每]|\b(rank|mean|average|per)\b", re.IGNORECASE)

_DIGIT = re.compile(r"[0-9]")
_DATE = re.compile(r"[0-9]{4}\s*[-./年]")


@dataclass(frozen=True)
class Tally:
    """A count that is printed beside a figure: the cell's text, and the counts that it can mean."""

    text: str = ""
    interval: Interval | None = None

    @property
    def bad(self) -> bool:
        """Whether the cell is filled and doesn't contain a count."""
        return bool(self.text) and self.interval is None

    @property
    def exact(self) -> int | None:
        """The count if it is a single number."""
        low, high = self.interval or UNBOUNDED
        return int(low) if low is not None and low == high else None


def read_tally(text: str, *, divides: bool = False) -> Tally:
    """Reads a count; one that divides, a denominator, can't be 0."""
    printed = read_printed(text)
    interval = printed.as_count if printed else None
    return Tally(text.strip(), None if divides and interval is not None and interval[1] == 0 else interval)


@dataclass(frozen=True)
class Figure:
    """One row of the figures sheet that an indicator looks at; `key` is that of the row, in comparing form."""

    id: str
    row: int
    text: str
    unit: str
    printed: Printed | None
    above: Tally = Tally()
    below: Tally = Tally()
    key: tuple[str, ...] = ()

    @property
    def in_words(self) -> bool:
        """Whether something is stated that isn't a figure: words without digits, or a date."""
        plain = unicodedata.normalize("NFKC", self.text).strip()
        return self.printed is None and bool(plain) and (not _DIGIT.search(plain) or bool(_DATE.match(plain)))

    @property
    def from_counts(self) -> Interval | None:
        """The quotient of its counts; None if it doesn't have both."""
        if self.above.interval is None or self.below.interval is None:
            return None
        return quotient(self.above.interval, self.below.interval)

    @property
    def as_printed(self) -> Interval:
        """What the print can mean."""
        return (self.printed.low, self.printed.high) if self.printed else UNBOUNDED

    @property
    def is_rate(self) -> bool:
        """Whether its value is a quotient: it is printed as a rate, or as something else than its numerator."""
        if self.printed is None or self.printed.rate:
            return self.printed is not None
        return self.from_counts is not None and not self.printed.admits(*(self.above.interval or UNBOUNDED))

    @property
    def adds_up(self) -> bool:
        """Whether values of several departments can be added: not a rate, a rank or a mean."""
        return not self.is_rate and not _NO_SUM.search(self.unit)

    @property
    def as_rate(self) -> Interval | None:
        """Its rate, from its counts or as printed; None if it has none.

        A count printed with its total ("15 of 40") gives their share, which can be compared with rates.
        """
        if self.from_counts is not None:
            return self.from_counts
        return self.as_printed if self.printed is not None and self.printed.rate else None

    @property
    def rate_text(self) -> str:
        """Its rate as a percentage, as printed or else from its counts; empty if it has none."""
        if self.printed is not None and self.printed.rate:
            return self.text if "%" in self.text or "％" in self.text else f"{self.text}%"
        low, _ = self.as_rate or UNBOUNDED
        return "" if low is None else percentage(low)

    @property
    def value(self) -> Interval:
        """What its value can be: for a rate, the quotient of its counts if both are given, or else what is printed."""
        if self.above.bad or self.below.bad:
            return UNBOUNDED
        low, high = self.from_counts if self.is_rate and self.from_counts is not None else self.as_printed
        return clip_share(low, high) if self.printed is not None and self.printed.is_share else (low, high)


def percentage(value: Fraction) -> str:
    """Writes a share as a percentage with at most two decimals, for messages."""
    return f"{decimal_text(value * 100, 2)}%"


def clip_share(low: Fraction | None, high: Fraction | None) -> Interval:
    """Cuts the interval of a share where the share ends, unless it lies beyond: 100% printed is 99.5% to 100%."""
    if (low is not None and low > 1) or (high is not None and high < 0):
        return low, high
    return max(low or Fraction(0), Fraction(0)), Fraction(1) if high is None else min(high, Fraction(1))
