"""What is expected of a column, and a quick look at whether its values keep to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from checker.frozen import dataclass
from checker.text.patterns import whole_match

#: The rows that break a rule, by rule and column of the table.
Broken = Mapping[tuple[str, str], pd.Index]


@dataclass(frozen=True)
class Expected:
    """What is expected of a column of the frame that is judged.

    Attributes:
        name: of the column in the frame.
        dtype: of its values.
        blank: the rule that a blank breaks, and the column of the table that it is about.
        may_be_blank: whether no blank breaks it.
        pattern, minimum, maximum: of every value; None if anything will do.
    """

    name: str
    dtype: str
    blank: tuple[str, str]
    may_be_blank: bool
    pattern: str | None = None
    minimum: Fraction | None = None
    maximum: Fraction | None = None

    @property
    def limits(self) -> tuple[str, ...]:
        """The rules for its values."""
        return tuple(rule for rule in ("pattern", "minimum", "maximum") if getattr(self, rule) is not None)

    def may_be_broken_in(self, values: pd.Series[Any]) -> bool:
        """Whether any of these values, or their type, may not be as expected."""
        if values.dtype != self.dtype:
            return True
        blank = values.isna().to_numpy()
        if not self.may_be_blank and blank.any():
            return True
        if not self.limits:
            return False
        filled = values.to_numpy()[~blank].tolist()
        each_once = dict(zip(map(id, filled), filled, strict=True)).values()  # equal cells were read as one object
        try:
            return not all(self._keeps_to(rule, each_once) for rule in self.limits)
        except (TypeError, ValueError):  # what is wrong, the judge says
            return True

    def _keeps_to(self, rule: str, filled: Collection[Any]) -> bool:
        if rule == "pattern":
            return self.pattern is None or all(map(whole_match(self.pattern), filled))
        if rule == "minimum":
            return all(value >= self.minimum for value in filled)
        return all(value <= self.maximum for value in filled)
