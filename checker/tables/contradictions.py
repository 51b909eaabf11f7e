"""Whether any row at all can satisfy conditions together.

Sound but not complete: what is called a contradiction is one; two columns compared with each other, and limits
counted from another date, are taken as satisfiable. Pure logic over definitions; touches no rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, assert_never

from checker.tables.columns import Column
from checker.tables.logic import (
    AS_OF,
    TESTS,
    All,
    Always,
    AnyOf,
    Compare,
    Condition,
    Filled,
    Literals,
    Matches,
    Not,
    OneOf,
    Within,
)
from checker.text.bilingual import Text
from checker.text.normalize import key_form

#: Beyond so many ways to satisfy a condition the search is given up, and the answer is "satisfiable".
MAX_WAYS = 512


@dataclass(frozen=True)
class _Ask:
    """One condition on one column, as it stands or denied."""

    column: str
    atom: Filled | OneOf | Compare | Matches | Within
    denied: bool


_Way = tuple[_Ask, ...]


def contradiction(conditions: Sequence[Condition], columns: Mapping[str, Column]) -> Text | None:
    """Why no row can satisfy all of the conditions; None if one may.

    Args:
        conditions: compiled against `columns`.
        columns: of the table that they speak of.
    """
    ways = _ways(All(tuple(conditions)), denied=False)
    if ways is None:
        return None
    clashes = [_clash(way, columns) for way in ways]
    if not clashes or not all(clashes):
        return None
    header = columns[str(clashes[0])].header
    return Text(zh=f"对“{header.zh}”的要求互相矛盾", en=f"what is asked of “{header.en}” contradicts itself")


def _ways(condition: Condition, *, denied: bool) -> list[_Way] | None:
    """The alternatives that satisfy a condition (or its denial); None when there are too many to list."""
    if isinstance(condition, Always):
        return [] if denied else [()]
    if isinstance(condition, Not):
        return _ways(condition.part, denied=not denied)
    if isinstance(condition, (All, AnyOf)):
        parts = [_ways(part, denied=denied) for part in condition.parts]
        if any(part is None for part in parts):
            return None
        listed = [part for part in parts if part is not None]
        if isinstance(condition, AnyOf) != denied:
            return [way for part in listed for way in part]
        size = 1
        for part in listed:
            size *= max(len(part), 1)
        return None if size > MAX_WAYS else [tuple(ask for way in ways for ask in way) for ways in product(*listed)]
    return [(_Ask(condition.column, condition, denied),)]


def _clash(way: _Way, columns: Mapping[str, Column]) -> str:
    """The first column of which a way asks the impossible; empty if there is none."""
    by_column: dict[str, list[_Ask]] = {}
    for ask in way:
        if ask.column != AS_OF:
            by_column.setdefault(ask.column, []).append(ask)
    return next((name for name, asks in by_column.items() if not _possible(columns[name], asks)), "")


def _possible(column: Column, asks: Sequence[_Ask]) -> bool:
    fillings = [ask.atom.present != ask.denied for ask in asks if isinstance(ask.atom, Filled)]
    others = [ask for ask in asks if not isinstance(ask.atom, Filled)]
    # A blank cell answers unknown to everything but present and absent, unless the table gives blanks a meaning.
    if False in fillings and (True in fillings or (others and column.blank_means is None)):
        return False
    return any(_holds(value, others) for value in _candidates(column, others))


def _candidates(column: Column, asks: Sequence[_Ask]) -> list[Any]:
    """Values of which at least one satisfies the asks if any value at all does; [None] stands for "some other text"."""
    named: list[Any] = [value for ask in asks for value in _named(ask.atom)]
    match column.kind:
        case "choice":
            return list(column.choices)
        case "boolean":
            return [True, False]
        case "text":
            return [*named, None]
        case "number" | "date":
            points = sorted(set(named))
        case _:
            assert_never(column.kind)
    if not points:
        return [None]
    # Between and beyond the named points every value answers alike.
    between = [_Gap(low, high) for low, high in zip([None, *points], [*points, None], strict=True)]
    return [*points, *between]


@dataclass(frozen=True)
class _Gap:
    """Any value strictly between two named points; None is without bound."""

    low: Any
    high: Any


def _named(atom: Filled | OneOf | Compare | Matches | Within) -> tuple[Literals, ...]:
    if isinstance(atom, OneOf):
        return atom.values
    return (atom.value,) if isinstance(atom, Compare) and atom.value is not None else ()


def _holds(value: Any, asks: Sequence[_Ask]) -> bool:
    return all(_answer(value, ask) is not False for ask in asks)


def _answer(value: Any, ask: _Ask) -> bool | None:
    """What a candidate answers; None where that cannot be told."""
    answer = _plain_answer(value, ask.atom)
    return answer if answer is None else answer != ask.denied


def _plain_answer(value: Any, atom: Filled | OneOf | Compare | Matches | Within) -> bool | None:
    if isinstance(atom, OneOf):
        if isinstance(value, str):
            return key_form(value) in {key_form(str(each)) for each in atom.values}
        return value in atom.values
    if isinstance(atom, Matches):
        return None if value is None else re.fullmatch(atom.pattern, value) is not None
    if not isinstance(atom, Compare) or atom.value is None or value is None:
        return None
    if isinstance(value, _Gap):
        if atom.op == "equals":
            return False
        upper_side = value.high is None or (value.low is not None and value.low >= atom.value)
        return upper_side == (atom.op in ("at_least", "above"))
    return bool(TESTS[atom.op](value, atom.value))
