"""Doubts the period itself if nearly all dates are outside it; works on the flags and counts of misdated rows."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import OUTSIDE_PERIOD
from checker.model import Flag, Place, Tally, flag
from checker.periods import Period
from checker.text.bilingual import Text

PERIOD_DOUBTFUL = Code("W248")

#: Fewer dates may all be slips; a smaller share may be left over from last year.
_ENOUGH, _NEARLY_ALL = 5, Fraction(4, 5)


def doubtful_period(
    misdated: Iterable[Flag], tallies: Iterable[Tally], period: Period, stated_at: Place
) -> tuple[Flag, ...]:
    """Flags the cover sheet's period if one wrong period explains more than many wrong dates.

    Args:
        misdated: the flags of single rows.
        tallies: the counts of dates checked.
        period: the period of the report.
        stated_at: where the cover sheet states it; an empty place if it does not.
    """
    counts = [each for each in tallies if each.code == OUTSIDE_PERIOD.id]
    outside = sum(each.invalid for each in counts)
    dated = outside + sum(each.valid for each in counts)
    if dated < _ENOUGH or outside < _NEARLY_ALL * dated:
        return ()
    years = Counter(
        str(shown.text)[:4]
        for each in misdated
        if each.code == OUTSIDE_PERIOD
        for name, shown in each.values
        if name == "date"
    )
    year = years.most_common(1)[0][0]
    expected = Text(
        zh=f"这些日期多在 {year} 年：报送期填错的，改正报送期；没有填错的，改正各行的日期",
        en=f"most of them are in {year}: correct the period if it is wrong, or the dates of the rows if it is right",
    )
    return (flag(PERIOD_DOUBTFUL, stated_at, expected=expected, count=outside, dated=dated, period=period.label),)
