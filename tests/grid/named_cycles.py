"""Which quarters the flags of a cell name: those against the target, and those that leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.grid.cell import Cell
from tests.grid.cycles import HIGHEST, MEAN, RUN, Figures, figures_of_units
from tests.grid.evidence import Evidence
from tests.grid.oracle import CEILINGS, Asked

_TAKES = {"highest": HIGHEST, "in-a-row": RUN}


def expected(cell: Cell, found: Evidence, asked: Asked, status: str) -> dict[str, list[int]]:
    """By code, the numbers of the quarters; nothing is said of what is reached."""
    if cell.word != "cycles":
        return {}
    take = cell.raw["cycles"]["take"]
    figures = figures_of_units(found.quarters, _TAKES.get(take, MEAN))
    possible = [set(ends) for ends, _ in figures]
    named: dict[str, list[int]] = {}
    if take == "in-a-row":
        against, open_ = _in_a_row(figures, asked)
    elif take == "sum":
        against, open_ = [], [place for place, each in enumerate(found.amounts) if each.low != each.high]
    else:
        against = [place for place, ends in enumerate(possible) if _is_wrong(ends, asked)]
        open_ = [place for place, ends in enumerate(possible) if len(ends) > 1]
    if against and (status in ("missed", "behind") or (status == "undetermined" and take != "in-a-row")):
        named["M560"] = against
    if open_ and status == "undetermined":
        named["M561"] = open_
    return named


def _is_wrong(ends: set[Fraction | None], asked: Asked) -> bool:
    values = [value for value in ends if value is not None]
    return len(values) == len(ends) and asked.certain(min(values), max(values)) is False


def _in_a_row(figures: Figures, asked: Asked) -> tuple[list[int], list[int]]:
    """The longest certain run, or what is in none under a floor; and the quarters that may be in one or not."""
    below = [{None if value is None else value < Fraction(1, 2) for value in ends} for ends, _ in figures]
    open_ = [place for place, each in enumerate(below) if len(each) > 1]
    if asked.op not in CEILINGS:
        return [place for place, each in enumerate(below) if each == {False}], open_
    runs: list[list[int]] = [[]]
    for place, each in enumerate(below):
        if each == {True}:
            runs.append([*runs[-1], place])
        elif not each <= {None, True}:
            runs.append([])
    return max(runs, key=len), open_


def numbers(text: str, every: Sequence[str]) -> list[int]:
    """The quarters that a text names."""
    return [place for place, label in enumerate(every) if label in text]
