"""An indicator: a measure, a target, a period, whom it judges, and the clause it comes from."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from checker.definitions.measures import AnyMeasure
from checker.definitions.tables import WORD, Exact, Strict, Words
from checker.model import Status, Target
from checker.periods import Cycle


class TargetFrom(Strict):
    """A target, and the day from which it is in force."""

    since: date | None = Field(default=None, alias="from")
    at_least: Exact | None = None
    at_most: Exact | None = None
    above: Exact | None = None
    below: Exact | None = None
    equals: Exact | None = None

    @model_validator(mode="after")
    def _one(self) -> TargetFrom:
        if len(self._given()) != 1:
            allowed = ("at_least", "at_most", "above", "below", "equals")
            raise PydanticCustomError("one_target", "exactly one target is needed", {"allowed": allowed})
        return self

    def _given(self) -> list[Target]:
        pairs = ((op, getattr(self, op)) for op in ("at_least", "at_most", "above", "below", "equals"))
        return [Target(op, value) for op, value in pairs if value is not None]  # type: ignore[arg-type]  # op is one of the five

    @property
    def target(self) -> Target:
        """The operator and its value."""
        return self._given()[0]


def _several(value: object) -> object:
    if isinstance(value, dict) or not isinstance(value, (list, tuple)):
        return (value,)
    for item in value[1:]:
        if isinstance(item, dict) and "from" not in item:
            raise PydanticCustomError("from", "a dated target needs `from`", {"found": str(item)})
    return value


class AppliesTo(Strict):
    """Whom an indicator judges: whole groups and single departments of the roster, less some."""

    groups: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()


class Band(Strict):
    """A value from which a share of the weight is earned."""

    at_least: Exact
    earns: Exact


class PaceBy(Strict):
    """The share of the target asked for by the end of each quarter of the window."""

    by_quarter: tuple[Exact, ...] = Field(min_length=1)


class Expectation(Strict):
    """What a worked example must give; only what is written is compared.

    `flagged` lists the rows that fail, counted from 1 in the example's (first) table; `undecided` likewise.
    """

    numerator: Exact | None = None
    denominator: Exact | None = None
    value: Exact | None = None
    lower: Exact | None = None
    upper: Exact | None = None
    excluded: int | None = None
    unknown: int | None = None
    status: Status | None = None
    needed: Exact | None = None
    reachable: bool | None = None
    flagged: tuple[int, ...] | None = None
    undecided: tuple[int, ...] | None = None


class Example(Strict):
    """A few rows, and what the indicator must make of them.

    Attributes:
        name: what it shows.
        rows: by table, rows as {column: value}; a missing column is a blank cell, `invalid` an unreadable one.
        period: the reporting period; the last quarter of the pack's second year if not given.
        as_of: the day judged on; the period's last day if not given.
        expect: the outcome.
    """

    name: Words | None = None
    rows: dict[str, tuple[dict[str, Any], ...]]
    period: str | None = None
    as_of: date | None = None
    expect: Expectation


class Indicator(Strict):
    """One indicator.

    Attributes:
        id: the file's stem.
        clause: of the pack's source document.
        basis: what the clause asks, in our own words.
        owner: who answers for the data; also whose workbooks are the evidence of a district indicator that says
            nothing under `applies_to`.
        applies_to: whom it judges; the whole roster if not given.
        level: `district` indicators are judged only for the district, from the departments' counts.
        unit: what the value counts; "%" for shares.
        target: one, or a dated list.
        period: over which window.
        pace: how an open window is judged: evenly, only at its end, or by quarter.
        near: the amber band below a target, in the unit of the value.
        scoring: how a value short of the target earns weight.
        veto: missed means the lowest grade.
        when_empty: what 0/0 does to the weight: it drops out, earns nothing, or earns all.
        assumptions: where the document is silent, what was chosen, and on what ground.
        conflicts: which other document sets the same thing differently.
    """

    id: str = Field(pattern=WORD)
    name: Words
    clause: str = Field(min_length=1)
    basis: Words
    owner: tuple[str, ...] = ()
    applies_to: AppliesTo = AppliesTo()
    level: Literal["department", "district"] = "department"
    unit: Words | None = None
    measure: AnyMeasure
    target: Annotated[tuple[TargetFrom, ...], BeforeValidator(_several)] = Field(min_length=1)
    period: Cycle
    pace: Literal["even", "end"] | PaceBy = "even"
    near: Exact = Field(default="0", validate_default=True)
    weight: Exact
    scoring: Literal["proportional", "pass-fail", "bands"] = "proportional"
    bands: tuple[Band, ...] = ()
    veto: bool = False
    when_empty: Literal["not-applicable", "zero", "full"] = "not-applicable"
    assumptions: tuple[Words, ...] = ()
    conflicts: tuple[Words, ...] = ()
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _bands_go_with_bands(self) -> Indicator:
        if (self.scoring == "bands") != bool(self.bands):
            raise PydanticCustomError("bands", "`bands` go with `scoring: bands`", {"found": self.scoring})
        if self.weight < 0:
            raise PydanticCustomError("weight", "a weight is not negative", {"found": str(self.weight)})
        return self

    @property
    def is_share(self) -> bool:
        """Whether the value is a share of 1, printed as a percentage."""
        if self.measure.reported is not None:
            return self.measure.reported.judge == "consistency"
        return self.measure.kind in ("proportion", "cohort", "milestone")

    def target_on(self, day: date) -> Target:
        """The target in force on a day: the last that began on or before it, else the first."""
        due = [target for target in self.target if target.since is None or target.since <= day]
        return (due[-1] if due else self.target[0]).target
