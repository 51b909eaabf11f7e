"""An index of other indicators: the weighted mean or sum of their values or of their scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field, PrivateAttr, model_validator

from checker.codes.shared import SHARED_NAME
from checker.measures.index.sentences import describe_index, say_needed, why_none
from checker.measures.index.settings import PartOf, Source
from checker.measures.toolkit.base import Measure, Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import Bounds
from checker.measures.toolkit.parts import Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace, Unit
from checker.measures.toolkit.weighted import Combining, weighted_bounds
from checker.model import Measured, Needed, Result, Shape
from checker.model.composed import IndexPart
from checker.model.records import Role
from checker.tables.sheets import Telling
from checker.tables.words import Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text
from checker.wording.composed import part_text

#: The unit of a score, which is 100 where all of the weight is earned.
POINTS = Text("分", "points")
_ZERO = Fraction(0)
_PARTS = Text("项", "parts")


class Index(Measure):
    """The weighted mean or sum of other indicators' values or scores.

    Attributes:
        of: the indicators, each with its weight and what is taken of it.
        by: whether it is their weighted mean, or the sum of their weighted values.
        missing: what an indicator does that is not applicable: the index is undetermined, or is made of the others.
    """

    order: ClassVar[int] = 80
    adds_up: ClassVar[bool] = False

    of: tuple[PartOf, ...] = Field(min_length=2)
    by: Combining = "mean"
    missing: Literal["undetermined", "leave-out"] = "undetermined"

    _sources: dict[str, Source] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _each_once(self) -> Index:
        names = [part.indicator for part in self.of]
        for index, name in enumerate(names):
            if (first := names.index(name)) != index:
                one, other = f"of[{first}]", f"of[{index}]"
                raise refused(refusal(SHARED_NAME, "of", index, "indicator", found=name, one=one, other=other))
        return self

    def __eq__(self, other: object) -> bool:
        """Whether it is written alike, whatever the indicators that it names."""
        return isinstance(other, Index) and (self.of, self.by, self.missing) == (other.of, other.by, other.missing)

    def __hash__(self) -> int:
        """A hash of what is written."""
        return hash((self.of, self.by, self.missing))

    def follow(self, sources: Mapping[str, Source]) -> None:
        """Takes over the indicators that its parts name, once the pack has read them."""
        self._sources.update(sources)

    def unit_of(self, part: PartOf) -> Text:
        """The unit of what is taken of a part."""
        return POINTS if part.take == "score" else self._sources[part.indicator].unit

    @property
    def named(self) -> tuple[tuple[PartOf, Source], ...]:
        """Its parts with their indicators; none before the pack has read them."""
        return tuple((part, self._sources[part.indicator]) for part in self.of if part.indicator in self._sources)

    @property
    def shape(self) -> Shape:
        """An amount."""
        return "amount"

    @property
    def rises(self) -> bool:
        """Its parts can fall."""
        return False

    def possible(self, tables: Tables) -> Range:
        """What follows from the values that its parts can have."""
        if len(self.named) < len(self.of):
            return Range()  # a part that can't be read
        lows: list[tuple[Fraction, Fraction | None]] = []
        highs: list[tuple[Fraction, Fraction | None]] = []
        for part, source in self.named:
            span = Range(_ZERO, source.best) if part.take == "score" else source.measure.possible(tables)
            lows.append((part.weight, span.low))
            highs.append((part.weight, span.high))
        if self.missing == "leave-out":  # each of them may be left out, and all but one
            if self.by == "mean":
                return Range(_extreme(lows, least=True), _extreme(highs, least=False))
            lows = [(weight, None if low is None else min(low, _ZERO)) for weight, low in lows]
            highs = [(weight, None if high is None else max(high, _ZERO)) for weight, high in highs]
        divisor = sum((part.weight for part in self.of), _ZERO) if self.by == "mean" else Fraction(1)
        return Range(_total(lows, divisor), _total(highs, divisor))

    def reads(self) -> Iterable[Read]:
        """Nothing of its own: its parts read the sheets."""
        return ()

    def row_sets(self) -> tuple[RowSet, ...]:
        """None of its own."""
        return ()

    def conditions(self) -> tuple[Part, ...]:
        """None of its own."""
        return ()

    def decisive_columns(self) -> tuple[str, ...]:
        """No cell: what is undecided is a part."""
        return ()

    def tables(self) -> tuple[str, ...]:
        """Those that its parts read."""
        return tuple(dict.fromkeys(table for _, source in self.named for table in source.measure.tables()))

    def columns_read(self, tables: Tables) -> dict[str, tuple[str, ...]]:
        """Those that decide its parts."""
        asked: dict[str, set[str]] = {}
        for _, source in self.named:
            for table, columns in source.measure.columns_read(tables).items():
                asked.setdefault(table, set()).update(columns)
        return {
            table: tuple(column for column in tables[table].columns if column in asked[table])
            for table in self.tables()
        }

    def depends_on_day(self) -> bool:
        """Whether one of its parts does."""
        return any(source.measure.depends_on_day() for _, source in self.named)

    @property
    def default_unit(self) -> Text:
        """The unit of its parts."""
        return self.unit_of(self.named[0][0]) if self.named else Text("", "")

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Names the parts with their weights, and says how they are combined and what happens without one of them."""
        named = [(part, source.name) for part, source in self.named]
        return describe_index(named, self.by, self.missing)

    def measure(self, scope: Scope) -> Measured:
        """Computes it from its parts; which sheets are silent is a question of theirs."""
        return self.compute(scope)

    def compute(self, scope: Scope) -> Measured:
        """Combines its parts."""
        return self.combine_parts(scope.parts)

    def combine_parts(self, parts: tuple[IndexPart, ...]) -> Measured:
        """Combines parts, with bounds; gives only a reason if one has no value that must have one."""
        strict = self.missing == "undetermined"
        lacking = [each for each in parts if each.place == "unknown" or (strict and each.place != "in")]
        if lacking:
            return Measured("amount", composed=parts, reason=why_none(lacking))
        bounds = weighted_bounds(parts, self.by)
        return Measured("amount", amount=bounds.value, low=bounds.lower, high=bounds.upper, composed=parts)

    def bounds(self, measured: Measured) -> Bounds:
        """Those of the weighted mean or sum; there is nothing to measure if every part is left out."""
        return weighted_bounds(measured.composed, self.by)

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the parts, each with its figure and its weight."""
        units = (Unit(_ROLES[part.place], label=part.name, reason=part_text(part)) for part in measured.composed)
        return Trace(tuple(units), noun=_PARTS)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says how much is lacking, and which parts are farthest behind; or which ones are undecided."""
        return say_needed(result, self.bounds(result.measured), by, unit)


_ROLES = {"in": Role.NUMERATOR, "out": Role.EXCLUDED, "in_or_out": Role.UNKNOWN, "unknown": Role.UNKNOWN}


def _extreme(bounds: Iterable[tuple[Fraction, Fraction | None]], *, least: bool) -> Fraction | None:
    known = [bound for _, bound in bounds]
    found = [bound for bound in known if bound is not None]
    if len(found) < len(known):
        return None
    return min(found) if least else max(found)


def _total(bounds: Sequence[tuple[Fraction, Fraction | None]], divisor: Fraction) -> Fraction | None:
    found = [weight * bound for weight, bound in bounds if bound is not None]
    return sum(found, _ZERO) / divisor if len(found) == len(bounds) else None
