"""Takes rows with the same values in some columns as one unit of a share; loads numpy.

A unit is in the denominator if one of its rows is, and good if one of these is good. So it is left out only if none of
its rows is in, and whatever an undecided row turns out to be can only raise its unit from left out to bad to good.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from checker.frozen import dataclass
from checker.measures.toolkit.answers import Answer, place_unit
from checker.measures.toolkit.rows import keys_of
from checker.model import Counts, Placing, Rows
from checker.model.workbook import TypedTable

_MAY_PASS = ("passed", "pass_or_fail", "out_or_pass", "anything")
_MAY_FAIL = ("failed", "pass_or_fail", "out_or_fail", "anything")
_SURELY_IN = ("passed", "failed", "pass_or_fail")
#: The order in which undecided units are listed; see `undecided_rows`.
_ORDER: tuple[Placing, ...] = ("pass_or_fail", "anything", "out_or_fail", "out_or_pass")


@dataclass(frozen=True)
class Grouped:
    """One unit: where it is, the first row that puts it there, and all its rows that are not outside."""

    place: Placing
    first: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Units:
    """The counts of units, and one row of each: the first that puts it where it is.

    Attributes:
        grouped: every unit with its rows.
        rescued: how many of the units that failed a row that names no unit may turn good.
    """

    counts: Counts
    numerator: Rows
    failures: Rows
    excluded: Rows
    unknown: Rows
    grouped: tuple[Grouped, ...] = ()
    rescued: int = 0


def units_of(typed: TypedTable, masks: Mapping[str, np.ndarray], distinct: Sequence[str]) -> Units:
    """Sorts units by their possible outcomes.

    Args:
        typed: the rows.
        masks: the outcome of each row; see `sort_units`.
        distinct: the columns whose values name a unit.
    """
    places = _places(len(typed.frame), masks)
    keys, known = keys_of(typed, distinct)
    numbers: list[int] = typed.frame.index.tolist()
    by_key: dict[object, list[tuple[Placing, int]]] = {}
    loose: list[Grouped] = []
    for key, is_known, place, number in zip(keys, known.tolist(), places, numbers, strict=True):
        if place and is_known:
            by_key.setdefault(key, []).append((place, number))
        elif place:
            loose.append(Grouped(place, number, (number,)))
    units = [_unit(rows) for rows in by_key.values()]
    return _listed(typed.id, *_with_loose(units, loose))


def _places(size: int, masks: Mapping[str, np.ndarray]) -> list[Placing]:
    places: list[Placing] = [""] * size
    for name, mask in masks.items():
        for index in np.flatnonzero(mask).tolist():
            places[index] = name  # type: ignore[call-overload]  # the masks are named after the places
    return places


def _unit(rows: Sequence[tuple[Placing, int]]) -> Grouped:
    """Places a unit by its rows, and gives the first of them that is placed alike or else is undecided."""
    found = {place for place, _ in rows}
    may_pass = bool(found.intersection(_MAY_PASS))
    may_fail = "passed" not in found and bool(found.intersection(_MAY_FAIL))
    inside = Answer.of(bool(found.intersection(_SURELY_IN)), may_pass or may_fail)
    place: Placing = "excluded"  # rows that are never in are not among these, so one of them was left out
    if inside is not Answer.NO:
        place = place_unit(inside, Answer.NO, Answer.of(may_pass and not may_fail, may_pass), None)
    alike = [number for each, number in rows if each == place]
    first = next(iter(alike or [number for each, number in rows if each in _ORDER]))
    return Grouped(place, first, tuple(number for _, number in rows))


def _with_loose(units: list[Grouped], loose: Iterable[Grouped]) -> tuple[list[Grouped], int]:
    """Adds the rows that name no unit: each may be a unit of its own or a further row of any other.

    Returns:
        The units, and how many of those listed as failed such a row may turn good.
    """
    rows = sorted(loose, key=lambda row: row.place not in _MAY_PASS)
    found = [*units]
    if not any(unit.place not in ("", "excluded") for unit in units):
        # There is no other unit, so the row that is surely in is one.
        first = next((row for kind in ("passed", "pass_or_fail", "failed") for row in rows if row.place == kind), None)
        if first is not None:
            rows.remove(first)
            found.append(first)
    rescued = 0
    failed = sum(unit.place == "failed" for unit in found)
    for row in rows:
        if row.place in _MAY_PASS and rescued < failed:
            rescued += 1
            found.append(replace(row, place="pass_or_fail"))
            if row.place in _MAY_FAIL:
                found.append(replace(row, place="out_or_fail"))
        else:
            found.append(replace(row, place=_OF_ITS_OWN.get(row.place, row.place)))
    return found, rescued


#: The outcomes of a row that may also be a further row of another unit, where it changes nothing.
_OF_ITS_OWN: dict[Placing, Placing] = {"passed": "out_or_pass", "failed": "out_or_fail", "pass_or_fail": "anything"}


def _listed(table: str, units: list[Grouped], rescued: int) -> Units:
    by_place: dict[Placing, list[int]] = {}
    for unit in units:
        by_place.setdefault(unit.place, []).append(unit.first)
    sizes = {name: len(numbers) for name, numbers in by_place.items()}
    sizes["failed"] = sizes.get("failed", 0) - rescued
    # A rescue may be of any failed unit, so then none of them can be blamed.
    failures = () if rescued else sorted(by_place.get("failed", ()))
    unknown = dict.fromkeys(number for place in _ORDER for number in sorted(by_place.get(place, ())))
    return Units(
        Counts(**sizes),
        Rows(table, tuple(sorted(by_place.get("passed", ())))),
        Rows(table, tuple(failures)),
        Rows(table, tuple(sorted(by_place.get("excluded", ())))),
        Rows(table, tuple(unknown)),
        tuple(units),
        rescued,
    )
