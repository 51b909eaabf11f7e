"""The nested measure of a change."""

from __future__ import annotations

from pydantic import model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.count import Count
from checker.measures.mean import Mean
from checker.measures.median import Median
from checker.measures.percentile import Percentile
from checker.measures.proportion import Proportion
from checker.measures.ratio import Ratio
from checker.measures.toolkit.choice import StandaloneChoice
from checker.measures.total import Total
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class ChangeOf(StandaloneChoice):
    """The measure that is compared with its earlier figure."""

    count: Count | None = None
    total: Total | None = None
    proportion: Proportion | None = None
    ratio: Ratio | None = None
    mean: Mean | None = None
    median: Median | None = None
    percentile: Percentile | None = None

    @model_validator(mode="after")
    def _dated(self) -> ChangeOf:
        if not self.measure.dated_by():
            reason = Text(zh="与以往相比需要 when，即按哪个日期分期", en="a comparison with the past needs `when`")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        return self

    @property
    def measure(self) -> Count | Total | Proportion | Ratio | Mean | Median | Percentile:
        """The given measure."""
        given = self.count or self.total or self.proportion or self.pooled
        assert given is not None, "one of them is given, by the validator"
        return given

    @property
    def of_rows(self) -> Mean | Median | Percentile | None:
        """The given measure if it is taken of the numbers of rows, which have to be there for the district."""
        return self.mean or self.median or self.percentile

    @property
    def pooled(self) -> Ratio | Mean | Median | Percentile | None:
        """The given measure if the district's figure isn't the sum of the departments' counts or amounts."""
        return self.ratio or self.of_rows
