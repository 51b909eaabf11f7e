"""The nested measure of a change."""

from __future__ import annotations

from pydantic import model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.count import Count
from checker.measures.proportion import Proportion
from checker.measures.toolkit.choice import StandaloneChoice
from checker.measures.total import Total
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class ChangeOf(StandaloneChoice):
    """The measure that is compared with its earlier figure."""

    count: Count | None = None
    total: Total | None = None
    proportion: Proportion | None = None

    @model_validator(mode="after")
    def _dated(self) -> ChangeOf:
        if self.measure.when is None:
            reason = Text(zh="与以往相比需要 when，即按哪个日期分期", en="a comparison with the past needs `when`")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        return self

    @property
    def measure(self) -> Count | Total | Proportion:
        """The given measure."""
        given = self.count or self.total or self.proportion
        assert given is not None, "one of the three is given, by the validator"
        return given
