"""An earlier figure that the pack itself gives, such as that of a base year."""

from __future__ import annotations

from fractions import Fraction

from pydantic import model_validator

from checker.codes.shared import BAD_FORM
from checker.measures.toolkit.values import amount_or_percent
from checker.model import Measured
from checker.tables.words import Exact, Strict, Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class GivenBefore(Strict):
    """The base with which the figure is compared.

    Attributes:
        given: the number; of a share, 80% or 0.8.
        named: what it is, such as the year that it is of.
    """

    given: Exact
    named: Words | None = None

    @model_validator(mode="after")
    def _not_below_zero(self) -> GivenBefore:
        if self.given < 0:
            needed = Text(zh="不能是负数", en="it can't be negative")
            raise refused(refusal(BAD_FORM, "given", needed=needed))
        return self

    def measured(self, *, rate: bool) -> Measured:
        """The figure as a measure; a rate has no counts that could be added up."""
        return Measured("amount", amount=self.given, low=self.given, high=self.given, pools="counts" if rate else "sum")

    def describe(self, *, rate: bool) -> Text:
        """Says what the base is."""
        figure = amount_or_percent(Fraction(self.given), None, percent=rate)
        named = Text("", "") if self.named is None else Text(f"（{self.named.zh}）", f" ({self.named.en})")
        return Text(zh=f"基数为 {figure.zh}{named.zh}。", en=f"The base is {figure.en}{named.en}.")
