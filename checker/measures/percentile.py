"""A percentile of a number column, such as the waiting time that 90% of patients do not exceed."""

from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import field_validator

from checker.codes.shared import BAD_FORM
from checker.measures.toolkit.order_statistic import OrderStatistic
from checker.model import Spread
from checker.tables.words import Exact
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text
from checker.text.normalize import number_text

_METHODS = {
    "nearest-rank": Text(
        "最近秩法：从小到大排列，至少有这一比例的行不超过的第一个数",
        "nearest rank: in ascending order, the first number that at least this part of the rows do not exceed",
    ),
    "linear": Text(
        "线性插值法，即 Excel 的 PERCENTILE.INC：落在两个数之间的，按比例取值",
        "linear: between two numbers, in proportion, as PERCENTILE.INC of Excel does",
    ),
}


class Percentile(OrderStatistic):
    """The number that a part of the rows do not exceed.

    Attributes:
        at: that part, from above 0 to 100%.
        method: what it is if it lies between two numbers: the greater one, or a number between them in proportion.
    """

    order: ClassVar[int] = 38

    at: Exact
    method: Literal["nearest-rank", "linear"] = "nearest-rank"

    @field_validator("at")
    @classmethod
    def _part(cls, value: Fraction) -> Fraction:
        if not 0 < value <= 1:
            needed = Text("应大于 0、不超过 100%，如 90%", "it must be above 0 and at most 100%, such as 90%")
            raise refused(refusal(BAD_FORM, needed=needed))
        return value

    @property
    def spread(self) -> Spread:
        """At its part of the rows, by its method."""
        return Spread(self.at, linear=self.method == "linear")

    @property
    def position_text(self) -> Text:
        """Names the percentile and its method."""
        number, method = number_text(self.at * 100), _METHODS[self.method]
        return Text(f"第 {number} 百分位数（{method.zh}）", f"{_ordinal(number)} percentile ({method.en})")


def _ordinal(number: str) -> str:
    ends = {"1": "st", "2": "nd", "3": "rd"}
    irregular = "." not in number and number[-2:] not in ("11", "12", "13")
    return number + (ends.get(number[-1], "th") if irregular else "th")
