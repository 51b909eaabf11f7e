"""Finds conditions that no row can satisfy together.

Sound but not complete: whatever it reports is a contradiction, but it takes comparisons between two columns, limits
counted from another date, parts of days and weeks, conditions on other rows, and values relative to the window
beside fixed ones, as satisfiable. It works on definitions alone and reads no rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, assert_never

from checker.frozen import dataclass
from checker.model.targets import TESTS
from checker.tables.columns import Column
from checker.tables.day_parts import DayPart
from checker.tables.logic import (
    AS_OF,
    All,
    Always,
    AnyOf,
    Compare,
    CompareMatched,
    Condition,
    Filled,
    Matches,
    Not,
    OneOf,
    OtherRows,
    SameSpan,
    Within,
    WithinBy,
)
from checker.tables.operands import Literals, OfWindow, Value
from checker.text.bilingual import Text
from checker.text.normalize import word_form
from checker.text.patterns import whole_match

#: The search stops beyond this many ways to satisfy a condition; the answer is then "satisfiable".
MAX_WAYS = 512


_Atom = Filled | OneOf | Compare | CompareMatched | Matches | SameSpan | DayPart | Within | WithinBy


@dataclass(frozen=True)
class _Demand:
    """One condition on one column, or its denial."""

    column: str
    atom: _Atom
    denied: bool


_Way = tuple[_Demand, ...]


def find_contradiction(conditions: Sequence[Condition], columns: Mapping[str, Column]) -> Text | None:
    """Says why no row can satisfy all of a table's conditions; None if some row may."""
    ways = _ways(All(tuple(conditions)), denied=False)
    if ways is None:
        return None
    clashes = [_find_clash(way, columns) for way in ways]
    if not clashes or not all(clashes):
        return None
    header = columns[clashes[0]].header
    return Text(zh=f"对“{header.zh}”的要求互相矛盾", en=f"the requirements for “{header.en}” contradict each other")


def _ways(condition: Condition, *, denied: bool) -> list[_Way] | None:
    """The alternatives that satisfy a condition (or its denial); None if there are too many to list."""
    if isinstance(condition, Always):
        return [] if denied else [()]
    if isinstance(condition, OtherRows):
        return [()]
    if isinstance(condition, Not):
        return _ways(condition.part, denied=not denied)
    if isinstance(condition, (All, AnyOf)):
        parts = []
        for part in condition.parts:
            ways = _ways(part, denied=denied)
            if ways is None:
                return None
            parts.append(ways)
        if isinstance(condition, AnyOf) != denied:
            return [way for part in parts for way in part]
        if prod(max(len(part), 1) for part in parts) > MAX_WAYS:
            return None
        return [tuple(demand for way in ways for demand in way) for ways in product(*parts)]
    return [(_Demand(condition.column, condition, denied),)]


def _find_clash(way: _Way, columns: Mapping[str, Column]) -> str:
    """The first column whose demands no value meets; empty if there is none."""
    by_column: dict[str, list[_Demand]] = {}
    for demand in way:
        if demand.column != AS_OF:
            by_column.setdefault(demand.column, []).append(demand)
    return next((name for name, demands in by_column.items() if not _is_possible(columns[name], demands)), "")


def _is_possible(column: Column, demands: Sequence[_Demand]) -> bool:
    filled = [demand.atom.present != demand.denied for demand in demands if isinstance(demand.atom, Filled)]
    others = _with_one_window([demand for demand in demands if not isinstance(demand.atom, Filled)])
    # A blank cell is unknown to every condition except present and absent, unless the table gives blanks a meaning.
    if False in filled and (True in filled or (others and column.blank_means is None)):
        return False
    return any(all(_meets(value, demand) is not False for demand in others) for value in _candidates(column, others))


def _with_one_window(demands: Sequence[_Demand]) -> list[_Demand]:
    """Takes values relative to the window for those of one window; drops them where fixed values are named too.

    Windows lie in any year and are of any length, so only values that are all relative can contradict each other, and
    days before or after the window only where all of them count from the same end of it, in one unit.
    """
    named = [value for demand in demands for value in _values(demand.atom)]
    relative = [demand for demand in demands if any(isinstance(value, OfWindow) for value in _values(demand.atom))]
    ends = {value.point for value in named if isinstance(value, OfWindow)}
    apart = {value.unit for value in named if isinstance(value, OfWindow) and value.days}
    if all(isinstance(value, OfWindow) for value in named) and (len(ends) == 1 or not apart) and len(apart) <= 1:
        return [replace(demand, atom=_fixed(demand.atom)) for demand in demands]
    return [demand for demand in demands if demand not in relative]


def _fixed(atom: _Atom) -> _Atom:
    if isinstance(atom, OneOf):
        return replace(atom, values=tuple(map(_sample, atom.values)))
    return replace(atom, value=_sample(atom.value)) if isinstance(atom, Compare) and atom.value is not None else atom


def _sample(value: Value) -> Literals:
    """The value for the window of one year; days stand for other units, as only their order matters."""
    if not isinstance(value, OfWindow):
        return value
    if isinstance(value.point, int):
        return Fraction(2000 + value.point)
    return (date(2000, 1, 1) if value.point == "start" else date(2000, 12, 31)) + timedelta(value.days)


def _candidates(column: Column, demands: Sequence[_Demand]) -> list[Any]:
    """Values of which at least one meets the demands if any value does; None means "some other text"."""
    named: list[Any] = [value for demand in demands for value in _values(demand.atom)]
    match column.kind:
        case "choice":
            return list(column.choices)
        case "boolean":
            return [True, False]
        case "text":
            return [*named, None]
        case "number" | "date":
            if len({isinstance(value, datetime) for value in named}) > 1:
                return [None]  # days and moments are compared in two ways
            points = sorted(set(named))
        case _:
            assert_never(column.kind)
    if not points:
        return [None]
    # All values in one gap between or beyond the named points give the same answers.
    between = [_Gap(low, high) for low, high in zip([None, *points], [*points, None], strict=True)]
    return [*points, *between]


@dataclass(frozen=True)
class _Gap:
    """Any value strictly between two named points; None means no bound."""

    low: Any
    high: Any


def _values(atom: _Atom) -> tuple[Value, ...]:
    if isinstance(atom, OneOf):
        return atom.values
    return (atom.value,) if isinstance(atom, Compare) and atom.value is not None else ()


def _meets(value: Any, demand: _Demand) -> bool | None:
    """Whether a candidate meets a demand; None if that can't be decided."""
    answer = _satisfies(value, demand.atom)
    return answer if answer is None else answer != demand.denied


def _satisfies(value: Any, atom: _Atom) -> bool | None:
    if isinstance(atom, OneOf):
        if isinstance(value, str):
            return word_form(value) in {word_form(str(each)) for each in atom.values}
        return value in atom.values
    if isinstance(atom, Matches):
        return None if value is None else whole_match(atom.pattern)(value)
    if not isinstance(atom, Compare) or atom.value is None or value is None:
        return None
    if isinstance(value, _Gap):
        if atom.op == "equals":
            return False
        upper_side = value.high is None or (value.low is not None and value.low >= atom.value)
        return upper_side == (atom.op in ("at_least", "above"))
    return bool(TESTS[atom.op](value, atom.value))
