"""The settings of figures by cycle in a pack: the cycle, the figure, and what is made of the figures."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, PrivateAttr, ValidationInfo, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.cohort import Cohort
from checker.measures.count import Count
from checker.measures.cycles.lengths import Every
from checker.measures.mean import Mean
from checker.measures.median import Median
from checker.measures.percentile import Percentile
from checker.measures.proportion import Proportion
from checker.measures.ratio import Ratio
from checker.measures.toolkit.base import Measure
from checker.measures.toolkit.choice import StandaloneChoice
from checker.measures.toolkit.over_table import tables_of
from checker.measures.total import Total
from checker.model import Operator, Target
from checker.tables.words import Exact, Strict
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

Take = Literal["mean", "median", "lowest", "highest", "sum", "in-a-row"]
IN_A_ROW: Take = "in-a-row"


_UNDATED = Text(
    zh="按月等分期计算需要 when：按哪个日期分",
    en="figures by month and the like need `when`: a date column, or a computed day",
)


class CycleOf(StandaloneChoice):
    """The figure of each cycle."""

    proportion: Proportion | None = None
    count: Count | None = None
    total: Total | None = None
    ratio: Ratio | None = None
    mean: Mean | None = None
    median: Median | None = None
    percentile: Percentile | None = None
    cohort: Cohort | None = None

    @model_validator(mode="after")
    def _dated(self) -> CycleOf:
        if not self.measure.dated_by():
            raise refused(refusal(BAD_COMBINATION, reason=_UNDATED))
        if self.cohort is not None and self.cohort.of_no_table:
            reason = Text("这里的成员只能是一张表的行", "here, the members are the rows of a table")
            raise refused(refusal(BAD_COMBINATION, "cohort", "members", found=self.cohort.members, reason=reason))
        return self

    @property
    def measure(self) -> Proportion | Count | Total | Ratio | Mean | Median | Percentile | Cohort:
        """The given measure."""
        amounts = self.count or self.total or self.ratio
        given = self.proportion or amounts or self.mean or self.median or self.percentile or self.cohort
        assert given is not None, "one of them is given, by the validator"
        return given

    @property
    def of_rows(self) -> bool:
        """Whether the rows themselves have to be there for the district; of a mean, the sums are enough."""
        return self.kind in ("median", "percentile")


class That(Strict):
    """What a figure has to be for its cycle to count in a run: exactly one comparison.

    Attributes:
        at_least: it is this or more.
        at_most: it is this or less.
        above: it is more than this.
        below: it is less than this.
    """

    at_least: Exact | None = None
    at_most: Exact | None = None
    above: Exact | None = None
    below: Exact | None = None

    @model_validator(mode="after")
    def _one(self) -> That:
        names = tuple(type(self).model_fields)
        if sum(getattr(self, name) is not None for name in names) != 1:
            reason = Text(zh="应写其中一项，且只写一项", en="exactly one of these is needed")
            raise refused(refusal(BAD_COMBINATION, allowed=names, reason=reason))
        return self

    @property
    def target(self) -> Target:
        """The comparison."""
        names: tuple[Operator, ...] = ("at_least", "at_most", "above", "below")
        op = next(name for name in names if getattr(self, name) is not None)
        return Target(op, getattr(self, op))


class CyclesSettings(Measure):
    """The settings and how they must agree; `Cycles` explains each."""

    every: Every
    of: CycleOf
    take: Take
    that: That | None = None
    silent: Literal["undetermined", "leave-out"] = "undetermined"
    back: int = Field(default=0, ge=0, le=400)
    before: Literal["rows", "history"] | None = None

    _calendar: WorkCalendar = PrivateAttr(default=CHINESE)

    @property
    def calendar(self) -> WorkCalendar:
        """Says which days are worked: the pack's, as its tables know it."""
        return self._calendar

    @model_validator(mode="after")
    def _follow_tables(self, info: ValidationInfo) -> CyclesSettings:
        table = tables_of(info).get(self.of.measure.tables()[0])
        if table is not None:
            self._calendar = table.calendar
        return self

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> CyclesSettings:
        wrong = list(self._disagreements())
        if wrong:
            raise refused(*(refusal(BAD_COMBINATION, at, found=at, reason=reason) for at, reason in wrong))
        return self

    def _disagreements(self) -> list[tuple[str, Text]]:
        wrong: list[tuple[str, Text]] = []
        if self.take == IN_A_ROW and self.that is None:
            wrong.append(("take", Text("in-a-row 需要 that，说明什么样的算", "`in-a-row` needs `that`: which count")))
        if self.take != IN_A_ROW and self.that is not None:
            wrong.append(("that", Text("that 只与 take: in-a-row 合用", "`that` only goes with `take: in-a-row`")))
        if self.take != IN_A_ROW and (self.back or self.before):
            only = Text("back 和 before 只与 take: in-a-row 合用", "`back` and `before` only go with `take: in-a-row`")
            wrong.append(("back" if self.back else "before", only))
        elif bool(self.back) != (self.before is not None):
            together = Text(
                "back（往前看几个）和 before（从哪里取得）要一起写",
                "`back` (how many earlier ones) and `before` (where they come from) need each other",
            )
            wrong.append(("back" if self.back else "before", together))
        if self.before == "history" and self.of.of_rows:
            reason = Text(
                "中位数和百分位数请写 before: rows：存档的数没有各行，全区无法合并",
                "a median or percentile needs `before: rows`: a recorded figure has no rows to pool",
            )
            wrong.append(("before", reason))
        if "silent" in self.model_fields_set and self.of.measure.adds_up:
            reason = Text(
                "没有行的，个数和合计都是 0，不是没有数据", "without rows, a count or a sum is 0, not missing"
            )
            wrong.append(("silent", reason))
        return wrong
