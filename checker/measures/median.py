"""The median of a number column: half of the rows are below it, and half above."""

from fractions import Fraction
from typing import ClassVar

from checker.measures.toolkit.order_statistic import OrderStatistic
from checker.model import Spread
from checker.text.bilingual import Text


class Median(OrderStatistic):
    """The middle one of the numbers in a column; of an even number of rows, the mean of the two in the middle."""

    order: ClassVar[int] = 37

    @property
    def spread(self) -> Spread:
        """Half of the way, interpolated."""
        return Spread(Fraction(1, 2), linear=True)

    @property
    def position_text(self) -> Text:
        """Says how it is found."""
        return Text(
            "中位数（从小到大排列，取居中的数；行数为偶数时，取中间两个的平均）",
            "median (the middle one in ascending order, or the mean of the two in the middle)",
        )
