"""The settings of an index: the indicators that it is made of."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field, field_validator

from checker.codes.shared import BAD_FORM
from checker.frozen import dataclass
from checker.measures.toolkit.base import Measure
from checker.tables.words import WORD, Exact, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class PartOf(Strict):
    """One part of an index.

    Attributes:
        indicator: another indicator of the pack.
        weight: its weight in the index.
        take: its `value`, or its `score` of 0 to 100: the share of its weight that it earns.
    """

    indicator: str = Field(pattern=WORD)
    weight: Exact = Field(default="1", validate_default=True)
    take: Literal["value", "score"] = "value"

    @field_validator("weight")
    @classmethod
    def _positive(cls, value: Fraction) -> Fraction:
        if value <= 0:
            raise refused(refusal(BAD_FORM, needed=Text("应大于 0", "it must be above 0")))
        return value


@dataclass(frozen=True)
class Source:
    """The indicator that a part names.

    Attributes:
        unit: of its value.
        best: the highest score that it can have.
    """

    name: Text
    measure: Measure
    unit: Text
    best: Fraction
