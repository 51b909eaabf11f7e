"""An indicator: a measure, a target, a period, the departments it judges, and the clause it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM, MISSING_KEY, WRONG_ORDER
from checker.definitions.bands import Band
from checker.definitions.by_column import By
from checker.definitions.pace import Pace, PaceBy
from checker.definitions.parameter_tables import Given, Lacking
from checker.definitions.scoring import Bonus, Scoring
from checker.definitions.targets import TargetFrom
from checker.definitions.veto import Veto
from checker.definitions.worked import Example
from checker.measures import AnyMeasure, Measure, MemberMeasure
from checker.measures.toolkit.values import ValueUnit
from checker.model import Aim
from checker.periods import Cycle, Period, Window, window_of
from checker.tables.table import Table
from checker.tables.whom import Whom
from checker.tables.words import WORD, Day, Exact, Strict, Whole, Words
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text


def _several(value: object) -> object:
    return value if isinstance(value, (list, tuple)) else (value,)


class Indicator(Strict):
    """One indicator.

    Attributes:
        id: the file's stem.
        extends: the indicator of an underlying pack whose keys it takes over where it has none of its own.
        name: what people call it.
        measure: what is computed: exactly one of the measures.
        weight: its part of the score; those of a pack add up to 100.
        bands: with `scoring: bands`, what values short of the target earn.
        examples: worked examples, which `indicators test` runs.
        clause: the clause of the pack's source document.
        basis: the requirement of the clause, in our own words.
        owner: the departments responsible for the data; a district indicator without `applies_to` takes its
            evidence from their workbooks.
        applies_to: the departments that it judges; the whole roster if not given.
        level: `district` indicators are judged only for the district, from the departments' counts.
        for_each: whether each `department` must reach the target, or the `district` with the total of all.
        unit: the unit of the value; "%" for shares. In % or percentage points, the value is a share of 1.
        target: one target, or a list of dated targets.
        period: the window that it is judged over.
        earlier_periods: of a year to date, where the periods before this one are: `rows` of the same sheets, or what
            earlier runs recorded (`history`), if sheets have the rows of their own period only.
        binds_from: the first day of the duty; what comes before it is not judged.
        pace: how an open window is judged: evenly, only at its end, or by quarter.
        near: the amber band below a target, in the unit of the value.
        scoring: how a value short of the target earns weight.
        bonus: points beside the weight for a value better than the target.
        by: the column whose values are measured apart; each must reach the target unless it says otherwise.
        judged_from: of so many rows or members (of a ratio, with such a denominator) or more it is judged.
        veto: if missed, the grade is the lowest, or whatever else it says.
        when_empty: what 0/0 means: the weight doesn't count, earns nothing, or earns all; or it is undetermined.
        assumptions: choices made where the document is silent, with their grounds.
        conflicts: other documents that set a different rule.
    """

    id: str = Field(pattern=WORD)
    extends: str | None = None
    name: Words
    clause: str = Field(min_length=1)
    basis: Words
    owner: tuple[str, ...] = ()
    applies_to: Whom = Whom()
    level: Literal["department", "district"] = "department"
    for_each: Literal["department", "district"] | None = None
    unit: ValueUnit | None = None
    measure: AnyMeasure
    target: Annotated[tuple[TargetFrom, ...], BeforeValidator(_several)] = Field(min_length=1)
    period: Cycle
    earlier_periods: Literal["rows", "history"] = "rows"
    binds_from: Day | None = None
    pace: Pace = "even"
    near: Exact = Field(default="0", validate_default=True)
    weight: Exact
    scoring: Scoring = "proportional"
    bands: tuple[Band, ...] = ()
    bonus: Bonus | None = None
    by: By | None = None
    judged_from: Annotated[Whole, Field(ge=2)] | None = None
    veto: Veto = False
    when_empty: Literal["not-applicable", "zero", "full", "undetermined"] = "not-applicable"
    assumptions: tuple[Words, ...] = ()
    conflicts: tuple[Words, ...] = ()
    examples: tuple[Example, ...] = ()
    _given: tuple[Given, ...] = PrivateAttr(default=())
    _lacks: Lacking | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Indicator:
        negative = Text(zh="不能是负数", en="it can't be negative")
        wrong = [*self._bad_bands(), *self._bad_dates(), *self._bad_pace(), *self._bad_earlier()]
        wrong += [refusal(BAD_FORM, name, needed=negative) for name in ("weight", "near") if getattr(self, name) < 0]
        if wrong:
            raise refused(*wrong)
        return self

    def _bad_bands(self) -> list[Refusal]:
        if (self.scoring == "bands") != bool(self.bands):
            reason = Text(zh="bands 与 scoring: bands 要同时写", en="write `bands` and `scoring: bands` together")
            return [refusal(BAD_COMBINATION, "bands" if self.bands else "scoring", reason=reason)]
        needed = Text(zh="earns 应在 0 至 100% 之间", en="`earns` must be from 0 to 100%")
        return [
            refusal(BAD_FORM, "bands", index, "earns", needed=needed)
            for index, band in enumerate(self.bands)
            if not 0 <= band.earns <= 1
        ]

    def _bad_dates(self) -> list[Refusal]:
        wrong = []
        for index, (one, other) in enumerate(pairwise(self.target), start=1):
            if other.since is None:
                wrong.append(refusal(MISSING_KEY, "target", index, key="from"))
            elif one.since is not None and other.since <= one.since:
                reason = Text(zh="各目标的 from 应由早到晚", en="list dated targets from the earliest to the latest")
                wrong.append(refusal(WRONG_ORDER, "target", index, "from", reason=reason))
        return wrong

    def _bad_pace(self) -> list[Refusal]:
        if not isinstance(self.pace, PaceBy):
            return []
        shares = self.pace.by_quarter
        if list(shares) != sorted(shares) or shares[0] < 0 or shares[-1] != 1:
            reason = Text(zh="各季度应逐步上升，最后为 100%", en="the shares must rise by quarter and end at 100%")
            return [refusal(WRONG_ORDER, "pace", "by_quarter", reason=reason)]
        return []

    def _bad_earlier(self) -> list[Refusal]:
        if self.earlier_periods == "rows":
            return []
        reason = self.asked.why_not_continued()
        if self.by is not None:
            reason = Text("有 by 的，没有各个值以前的数", "with `by`, no earlier figures of its values are recorded")
        if self.period != "year-to-date":
            reason = Text("earlier_periods 只用于 period: year-to-date", "it goes with `period: year-to-date` only")
        return [] if reason is None else [refusal(BAD_COMBINATION, "earlier_periods", reason=reason)]

    def as_given(self, given: tuple[Given, ...], lacks: Lacking | None, update: Mapping[str, Any]) -> Indicator:
        """The same indicator, with where its values come from, and which it lacks."""
        own = self.model_copy(update=update)
        own._given, own._lacks = given, lacks
        return own

    @property
    def given(self) -> tuple[Given, ...]:
        """The values of parameters that it has for one department."""
        return self._given

    @property
    def lacks(self) -> Lacking | None:
        """Why it can't judge a department, if a parameter has no value for it."""
        return self._lacks

    @property
    def judging(self) -> Whom:
        """Whom it judges, or whose rows are its evidence at district level."""
        who = self.applies_to
        if self.level == "district" and not (who.groups or who.departments):
            return Whom(departments=self.owner, excluding=who.excluding)
        return who

    @property
    def asked(self) -> Measure:
        """The indicator's measure."""
        return self.measure.measure

    @property
    def unit_text(self) -> Text:
        """The unit of the value, for people; the measure's own if the indicator names none."""
        return self.asked.unit_text(self.unit)

    def columns_read(self, tables: Mapping[str, Table]) -> dict[str, tuple[str, ...]]:
        """The columns that decide its value, by table, and the one by which rows are measured apart."""
        read = self.asked.columns_read(tables)
        if self.by is not None:
            name = self.asked.tables()[0]
            wanted = {*read.get(name, ()), self.by.column}
            read[name] = tuple(column for column in tables[name].columns if column in wanted)
        return read

    @property
    def member_unit(self) -> Text:
        """The unit in which members are measured; empty if there are no members, or no unit."""
        return self.asked.member_unit if isinstance(self.asked, MemberMeasure) else Text("", "")

    def member_noun(self, tables: Mapping[str, Table]) -> Text:
        """The headers of the columns that name a member, if members are rows."""
        return self.asked.member_noun(tables) if isinstance(self.asked, MemberMeasure) else Text("", "")

    @property
    def is_share(self) -> bool:
        """Whether the value is a share of 1, printed as a percentage."""
        return self.asked.in_percent

    def value_text(self, value: Fraction) -> Text:
        """Writes a value with its unit for a sentence."""
        return self.asked.value_text(value, self.unit)

    def window(self, period: Period, plan: Window) -> Window:
        """The window over which it is judged in a report for a period; it doesn't start before the duty binds."""
        return window_of(self.period, period, plan).since(self.binds_from)

    def window_of_rows(self, period: Period, plan: Window) -> Window:
        """The part of its window whose rows the sheets have."""
        window = self.window(period, plan)
        whole = self.earlier_periods == "rows"
        return window if whole else replace(window, start=max(window.start, period.window.start))

    def why_not_bound(self, window: Window, as_of: date) -> Text | None:
        """Why a window is not judged: it ends, or everything in it was due, before the duty binds."""
        first, due = self.binds_from, self.asked.deadline(window)
        if first is None or (first <= min(window.end, as_of) and (due is None or first <= due)):
            return None
        return Text(zh=f"自 {first} 起才有此项要求", en=f"the duty binds only from {first}")

    def target_on(self, day: Day) -> Aim:
        """The target that applies on a day: the latest that began on or before it, else the first."""
        due = [target for target in self.target if target.since is None or target.since <= day]
        return (due[-1] if due else self.target[0]).target
