"""Reported figures, recomputed if their counts were printed too, and compared with each other.

It loads without numpy: `compute`, which reads rows, is imported when needed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from checker.codes.shared import FIGURE_MISSING
from checker.measures.reported.needed import figures_needed
from checker.measures.reported.pooling import figure_bounds, pool, why_not_pooled
from checker.measures.reported.sentences import describe_reported
from checker.measures.reported.settings import ReportedSettings
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import Bounds
from checker.measures.toolkit.parts import ZERO_TO_ONE, Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Look, Trace, Unit, units_of_rows
from checker.model import Measured, Needed, Result, Shape
from checker.model.records import Role
from checker.tables.due_day import columns_of_when
from checker.tables.sheets import Telling
from checker.tables.words import Words
from checker.text.bilingual import Text

_UNCHECKED = Text("没有可供核对的分子分母或其他数字", "nothing that is printed can check it")
_NOT_GIVEN = Text("表中没有这个数字", "the sheet doesn't give this figure")


class Reported(ReportedSettings):
    """Figures as printed, with the counts behind them if those were printed too.

    Attributes:
        figure: the column that names a figure; one figure may appear in several rows (sections).
        printed: the text column with the figure as printed.
        unit: the text column with its unit.
        numerator, denominator: text columns with the counts as printed.
        figures: which figures this indicator looks at, or `all` of the sheet.
        judge: `consistency` (consistent figures divided by checked figures) or `figure` (the first figure's value).
        relations: figures that must agree with each other.
        pooled: how the district's figure follows from the departments': by what the figure is (counts and amounts add
            up, rates are divided from their summed counts), or never.
    """

    order: ClassVar[int] = 70
    adds_up: ClassVar[bool] = False

    @property
    def shape(self) -> Shape:
        """A share of figures, or the amount of one figure."""
        return "share" if self.judge == "consistency" else "amount"

    def possible(self, tables: Tables) -> Range:
        """A share from 0 to 1; a single figure can have any value."""
        return ZERO_TO_ONE if self.judge == "consistency" else Range()

    def reads(self) -> Iterable[Read]:
        """All columns with printed figures."""
        own = (self.figure, self.printed, self.unit, self.numerator, self.denominator)
        return ((self.table, (*columns_of_when(self.when), *own)),)

    def conditions(self) -> tuple[Part, ...]:
        """None: figures are picked by name."""
        return ()

    def decisive_columns(self) -> tuple[str, ...]:
        """Only the date; notes report faults of a figure."""
        return columns_of_when(self.when)

    @property
    def faults_count_against(self) -> bool:
        """Whether it is the share of consistent figures: the others are flagged."""
        return self.judge == "consistency"

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes which figures are checked, with what, and what the value is."""
        return describe_reported(self, tables)

    def compute(self, scope: Scope) -> Measured:
        """Checks each figure that the indicator names, or takes the value of the first."""
        from checker.measures.reported.compute import compute

        return compute(self, scope)

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the figures by what was found, and those that no row gives."""
        names = scope.submission.tables[self.table].frame[self.figure].to_dict()
        rows = [
            replace(
                unit,
                label=Text(*[str(names.get(unit.row))] * 2),
                reason=_UNCHECKED if unit.role is Role.EXCLUDED else None,
            )
            for unit in units_of_rows(measured)
        ]
        missing = [
            Unit(Role.UNKNOWN, label=Text(*[str(value.text)] * 2), reason=_NOT_GIVEN)
            for note in measured.notes
            for _, value in note.values
            if note.code == FIGURE_MISSING
        ]
        look = Look(self.table, self.when, scope.window, (), ((self.printed, True),))
        return Trace((*rows, *missing), (look,), Text("个数字", "figures"))

    def why_not_pooled(self, parts: Sequence[tuple[Text, Measured]]) -> Text | None:
        """A rate without counts, a rank and an unknown figure have no sum."""
        return why_not_pooled(parts) if self.judge == "figure" else None

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Adds up counts; divides summed counts for a rate."""
        return pool(parts) if self.judge == "figure" else super().combine(parts)

    def bounds(self, measured: Measured) -> Bounds:
        """The figure with its counts, or the share of consistent figures."""
        return figure_bounds(measured) if self.judge == "figure" else super().bounds(measured)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says which figures to correct or submit, or what the figure has to be."""
        return figures_needed(self, result, basis, by, unit)
