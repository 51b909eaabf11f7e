"""Reads printed figures as the interval of values that they can mean.

"24%" means anything that rounds to it, "14万余" means 140,000 up to 150,000, "98%以上" means 98% and more, and "近2万"
means just below 20,000.
"""

import re
import unicodedata
from fractions import Fraction
from math import ceil, floor

from checker.frozen import dataclass
from checker.measures.toolkit.bounds import Interval
from checker.text.late import late

_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_FIGURE = late(
    r"(?P<before>约|大约|近|将近|超|超过|逾|不足|不到|至少|不少于|不低于)?"
    r"(?P<sign>[+\-])?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?P<some>余|多)?(?P<scale>万|亿)?(?P<after>余|多|以上|以下|左右|上下)?"
    r"(?P<percent>%)?(?P<last>余|多|以上|以下|左右|上下)?"
    r"(?P<points>个?百分点|percentage points?)?"
)


_POINTS = ("个百分点", "百分点", "percentagepoints", "percentagepoint")

UNBOUNDED: Interval = (None, None)


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
        scaled: it is given in 万 or 亿, so its last digits are rounded away.
        signed: it is printed with + or -, so it is a change and not a share.
    """

    low: Fraction | None
    high: Fraction | None
    stated: Fraction
    step: Fraction
    rate: bool
    points: bool
    exact: bool
    scaled: bool = False
    signed: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it can be a share of a whole: a percentage from 0 to 100% that is not a change."""
        return self.rate and not self.points and not self.signed and 0 <= self.stated <= 1

    def admits(self, low: Fraction | None, high: Fraction | None) -> bool:
        """Whether the figure can mean some value of an interval."""
        return not (
            (self.high is not None and low is not None and low > self.high)
            or (self.low is not None and high is not None and high < self.low)
        )

    @property
    def as_count(self) -> Interval | None:
        """The whole counts that it can mean; None if it isn't a count, like 60.5 or 95%."""
        if self.rate or self.signed or self.stated < 0 or self.stated.denominator != 1:
            return None
        return (self.stated, self.stated) if self.exact and not self.scaled else (self.low, self.high)


def read_printed(text: str, unit: str = "") -> Printed | None:
    """Reads a printed figure with the unit from its own column; None if it isn't a figure."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(
        r"(?<=[\d万亿%余多])(?:人|件|次|个|家|起|场|项|份|天|户|元|条|名|批|批次|宗|部|处)(?=$|以上|以下|左右|余)",
        "",
        plain,
    )
    unit = re.sub(r"\s+", "", unicodedata.normalize("NFKC", unit)).casefold()
    if unit and unit[0] not in (*_SCALES, "%") and unit not in _POINTS and plain.casefold().endswith(unit):
        plain = plain[: -len(unit)]
    match = _FIGURE.fullmatch(plain.replace("percentagepoints", "百分点").replace("percentagepoint", "百分点"))
    if match is None:
        return None
    points = bool(match["points"]) or unit in _POINTS
    rate = bool(match["percent"]) or points or unit in ("%", "百分比", "percent")
    scale = Fraction(_SCALES[match["scale"] or ""]) / (100 if rate else 1)
    decimals = match["decimals"] or ""
    stated = Fraction(f"{match['sign'] or ''}{match['digits'].replace(',', '')}.{decimals or 0}") * scale
    step = scale / 10 ** len(decimals)
    word = match["before"] or match["some"] or match["after"] or match["last"] or ""
    # A count without a scale or decimals is exact; anything else was rounded to its last digit.
    half = Fraction(0) if not rate and not decimals and not match["scale"] else step / 2
    low, high = _interval(word, stated, step, half)
    return Printed(low, high, stated, step, rate, points, not word, bool(match["scale"]), bool(match["sign"]))


def _interval(word: str, stated: Fraction, step: Fraction, half: Fraction) -> Interval:
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


def is_possible_share(printed: Printed, of: Interval) -> bool:
    """Whether a printed rate can be a share of a whole number of things that lies between two bounds."""
    least, most = of
    if least is None or most is None:
        return True
    totals = range(max(1, ceil(least)), floor(most) + 1)
    # Of that many things, some whole number gives any rate with these digits.
    return len(totals) > _MANY or any(whole_numerators(printed, total) for total in totals)


_MANY = 10_000
