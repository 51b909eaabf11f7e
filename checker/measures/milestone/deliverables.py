"""Counts the deliverables of a milestone: each row is one, each value of a column, or each unit of several rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from checker.frozen import dataclass
from checker.measures.milestone.settings import MilestoneSettings, Number
from checker.measures.toolkit.answers import Answer, place_unit
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Placing, Rows
from checker.model.workbook import INVALID, VALID, TypedTable
from checker.tables.logic import All, OneOf
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.time_limits import Mask

_MAY_PASS = {"passed", "pass_or_fail", "out_or_pass", "anything"}
_MAY_FAIL = {"failed", "pass_or_fail", "out_or_fail", "anything"}


@dataclass(frozen=True)
class Named:
    """One deliverable that the pack names by the values of columns, and where it is; it may not count yet."""

    values: tuple[tuple[str, Any], ...]
    place: Placing
    counts: bool
    rows: Mask


@dataclass(frozen=True)
class Deliverables:
    """What was counted.

    Attributes:
        counts: of deliverables.
        missing: how many have no row, not even an undecided one.
        blamed: where a row is that failed.
        to_come: how many that are not due yet have no row.
        passed, unknown: one row of each deliverable that is done or undecided; None if these are the rows themselves.
        named: the deliverables that the pack names.
        strays: where a row is that may be any of those, and `filled`, for how many of them such rows may stand.
    """

    counts: Counts
    missing: int
    blamed: Mask
    passed: Rows | None = None
    unknown: Rows | None = None
    to_come: int = 0
    named: tuple[Named, ...] = ()
    strays: Mask | None = None
    filled: int = 0


def how_many_expected(spec: MilestoneSettings, typed: TypedTable, scope: Scope) -> int | None:
    """Gives how many deliverables there must be; None if the rows that say so can't be read.

    Of several numbers the largest counts. Without any row to say it, there must be one.
    """
    if not isinstance(spec.expected, Number):
        return spec.required
    of = spec.where if spec.expected.where is None else spec.expected.where
    saying = evaluate(of, typed, scope.context)
    state = typed.state[spec.expected.column]
    if ((state == INVALID) & ~saying.no).any() or ((state == VALID) & saying.unknown).any():
        return None
    numbers = typed.frame[spec.expected.column][(state == VALID) & saying.yes].tolist()
    if numbers:
        return max(1, *map(int, numbers))
    return 1 if saying.no.all() else None


def so_many(expected: int, found: Counts, there: Counts | None = None) -> tuple[Counts, int]:
    """Takes as many deliverables as were found, with `expected` of them required by now.

    A gap left by the certain ones fails, unless an undecided one may fill it in time.

    Args:
        expected: how many must be there.
        found: all of them.
        there: those that certainly belong, due or not; if not given, those that are decided.

    Returns:
        The counts, and how many have no row (not even an undecided one).
    """
    if there is None:
        there = Counts(found.passed, found.failed, pass_or_fail=found.pass_or_fail)
    gaps = max(0, expected - there.passed - there.failed - there.excluded - there.unknown)
    # Those that may be in time fill gaps first, and among them those that may also be late.
    anything = min(gaps, found.anything - there.anything)
    passing = min(gaps - anything, found.out_or_pass - there.out_or_pass)
    late = min(gaps - anything, found.out_or_fail - there.out_or_fail)
    counts = replace(
        found,
        failed=found.failed + gaps - anything - passing,
        pass_or_fail=found.pass_or_fail + anything + passing,
        anything=found.anything - anything,
        out_or_pass=found.out_or_pass - passing,
        out_or_fail=found.out_or_fail - late,
    )
    may_belong = found.unknown - found.pass_or_fail - there.unknown + there.pass_or_fail
    return counts, max(0, gaps - may_belong)


def per_value(
    spec: MilestoneSettings,
    typed: TypedTable,
    masks: Mapping[str, Mask],
    perhaps_open: Mask,
    overdue: bool,
    scope: Scope,
) -> Deliverables:
    """Counts one deliverable per value, done when one of its rows is, or all of them are.

    Args:
        spec: the milestone.
        typed: the rows.
        masks: the outcome of each row; see `sort_units`.
        perhaps_open: where a row may belong and may still be open.
        overdue: whether the common deadline has passed.
        scope: the window and the day.
    """
    places: Counter[str] = Counter()
    values: list[Named] = []
    missing = 0
    blamed = nameless = np.zeros(len(typed.frame), dtype=bool)
    for names in spec.names():
        named = evaluate(All(tuple(OneOf(column, (value,)) for column, value in names)), typed, scope.context)
        nameless = nameless | named.unknown
        own = {name for name, mask in masks.items() if (mask & named.yes).any()}
        others = {name for name, mask in masks.items() if (mask & named.unknown).any()}
        if (perhaps_open & ~named.no).any():
            others.add("excluded")
        passes = _all_pass(own, others) if spec.rows == "all" else _one_passes(own)
        place = place_unit(Answer.YES, Answer.NO, passes, Answer.YES if overdue else Answer.NO)
        missing += not own
        places[place] += bool(own) or overdue
        mine = np.any([mask & named.yes for mask in masks.values()], axis=0)
        values.append(Named(names, place, bool(own) or overdue, mine))
        if place == "failed":
            blamed = blamed | (masks["failed"] & named.yes)
    counts = Counts(**places)
    may_be_any = (masks["out_or_pass"] | masks["anything"]) & nameless
    strays = int(may_be_any.sum())
    if overdue:
        # A row is one deliverable only, so these rows can fill no more gaps than there are rows.
        filled = min(strays, missing if spec.rows == "all" else counts.failed)
        counts = replace(counts, failed=counts.failed - filled, pass_or_fail=counts.pass_or_fail + filled)
        late_strays = int((masks["out_or_fail"] & nameless).sum())
        blameless = filled and spec.rows != "all"
        missing = max(0, missing - strays - late_strays)
        blamed = np.zeros_like(blamed) if blameless else blamed
        return Deliverables(counts, missing, blamed, named=tuple(values), strays=may_be_any, filled=filled)
    filled = min(strays, missing + counts.excluded)
    open_ = min(counts.excluded, missing + counts.excluded - filled)
    counts = replace(counts, excluded=open_, out_or_pass=counts.out_or_pass + filled)
    return Deliverables(counts, 0, blamed, named=tuple(values), strays=may_be_any, filled=filled)


def _one_passes(own: set[str]) -> Answer:
    return Answer.of("passed" in own, bool(own & _MAY_PASS))


def _all_pass(own: set[str], others: set[str]) -> Answer:
    """Answers whether every row is done in time; `others` may be rows of this value too."""
    if own & {"failed", "excluded"}:
        return Answer.NO
    doubtful = {*_MAY_FAIL, "excluded"}
    return Answer.of("passed" in own and not (own | others) & doubtful, bool(own & _MAY_PASS))
