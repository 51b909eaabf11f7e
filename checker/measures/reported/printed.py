"""Reads printed figures as the interval of values that they can mean.

"24%" means anything that rounds to it, "14万余" means 140,000 up to 150,000, "98%以上" means 98% and more, and "近2万"
means just below 20,000.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_FIGURE = re.compile(
    r"(?P<before>约|大约|近|将近|超|超过|逾|不足|不到|至少|不少于|不低于)?"
    r"(?P<sign>[+\-])?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?P<some>余|多)?(?P<scale>万|亿)?(?P<after>余|多|以上|以下|左右|上下)?"
    r"(?P<percent>%)?(?P<last>余|多|以上|以下|左右|上下)?"
    r"(?P<points>个?百分点|percentage points?)?"
)


@dataclass(frozen=True)
class Printed:
    """What a printed figure says.

    Attributes:
        low, high: the interval of its values, both ends included; shares of 1 for rates. None: no bound.
        stated: the number itself.
        step: one unit of its last digit.
        rate: it is printed as a percentage.
        points: it is printed in percentage points.
        exact: no word such as 余 or 以上 makes it a bound.
    """

    low: Fraction | None
    high: Fraction | None
    stated: Fraction
    step: Fraction
    rate: bool
    points: bool
    exact: bool

    def admits(self, low: Fraction | None, high: Fraction | None) -> bool:
        """Whether the figure can mean some value of an interval."""
        return not (
            (self.high is not None and low is not None and low > self.high)
            or (self.low is not None and high is not None and high < self.low)
        )

    def whole(self) -> bool:
        """Whether it is a plain whole count."""
        return self.exact and not self.rate and self.stated.denominator == 1


def read_printed(text: str, unit: str = "") -> Printed | None:
    """Reads a printed figure with the unit from its own column; None if it isn't a figure."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(
        r"(?<=[\d万亿%余多])(?:人|件|次|个|家|起|场|项|份|天|户|元|条|名|批|批次|宗|部|处)(?=$|以上|以下|左右|余)",
        "",
        plain,
    )
    match = _FIGURE.fullmatch(plain.replace("percentagepoints", "百分点").replace("percentagepoint", "百分点"))
    if match is None:
        return None
    unit = re.sub(r"\s+", "", unicodedata.normalize("NFKC", unit)).casefold()
    points = bool(match["points"]) or unit in ("个百分点", "百分点", "percentagepoints", "percentagepoint")
    rate = bool(match["percent"]) or points or unit in ("%", "百分比", "percent")
    scale = Fraction(_SCALES[match["scale"] or ""]) / (100 if rate else 1)
    decimals = match["decimals"] or ""
    stated = Fraction(f"{match['sign'] or ''}{match['digits'].replace(',', '')}.{decimals or 0}") * scale
    step = scale / 10 ** len(decimals)
    word = match["before"] or match["some"] or match["after"] or match["last"] or ""
    # A count without a scale or decimals is exact; anything else was rounded to its last digit.
    half = Fraction(0) if not rate and not decimals and not match["scale"] else step / 2
    low, high = _interval(word, stated, step, half)
    return Printed(low, high, stated, step, rate, points, not word)


def _interval(word: str, stated: Fraction, step: Fraction, half: Fraction) -> tuple[Fraction | None, Fraction | None]:
    if word in ("余", "多"):
        return stated, stated + _last_place(stated, step)
    if word in ("以上", "超", "超过", "逾", "至少", "不少于", "不低于"):
        return stated, None
    if word in ("以下", "不足", "不到"):
        return None, stated
    if word in ("近", "将近"):
        return stated - _last_place(stated, step), stated
    if word:
        return stated - _last_place(stated, step), stated + _last_place(stated, step)
    return stated - half, stated + half


def _last_place(stated: Fraction, step: Fraction) -> Fraction:
    """Gives one unit of the last non-zero digit: 360余 is below 370, 5000余 below 6000."""
    place = step
    while stated and (stated / place) % 10 == 0:
        place *= 10
    return place


def whole_numerators(printed: Printed, denominator: int) -> range:
    """Gives the whole counts of `denominator` that result in the printed rate; empty if the rate is impossible.

    This is the GRIM test (Brown and Heathers, 2017): a rate of N things must be a whole number divided by N.
    """
    low = Fraction(0) if printed.low is None else max(Fraction(0), printed.low)
    high = Fraction(1) if printed.high is None else min(Fraction(1), printed.high)
    return range(ceil(low * denominator), floor(high * denominator) + 1)


@dataclass(frozen=True)
class Figure:
    """One row of the figures sheet that an indicator looks at."""

    id: str
    row: int
    text: str
    printed: Printed | None
    numerator: Printed | None
    denominator: Printed | None

    @property
    def interval(self) -> tuple[Fraction | None, Fraction | None]:
        """The interval of its value: the quotient of its counts if both are whole, or else what the print can mean.

        A count printed with its total ("15 of 40") gives their share, which can be compared with rates.
        """
        if self.numerator and self.denominator and self.numerator.whole() and self.denominator.whole():
            quotient = self.numerator.stated / self.denominator.stated if self.denominator.stated else None
            return quotient, quotient
        return (self.printed.low, self.printed.high) if self.printed else (None, None)
