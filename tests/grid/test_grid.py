"""Every cell of the grid beside the oracle: the figures, the status, the score, the flagged rows and the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from checker.definitions.indicators import Indicator
from checker.definitions.misfits import misfits
from checker.measures import measures
from checker.model import Result, Status
from checker.scoring.score import add_attainment
from checker.tables.yaml.problems import Spot
from tests.grid.cell import Cell
from tests.grid.cells import CELLS
from tests.grid.draws import Rows, nil_or_not
from tests.grid.flagging import check_flags, wants_more
from tests.grid.oracle import CEILINGS, FLOORS, TESTS, Asked, earned
from tests.grid.standing import HEADER, indicator_of, of_department, of_district
from tests.measures.needed.world import TABLES

SCORINGS = ("proportional", "pass-fail", "bands")
LEVELS = ("department", "district")
DRAWS, MANY = 3, 30
#: What a value short of the target earns: limits on its way to the target.
BANDS = {
    "share": {"floor": ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 4), Fraction(1, 5)))},
    "amount": {"floor": ((Fraction(2), Fraction(1, 2)), (Fraction(1), Fraction(1, 5)))},
}


def is_refused(cell: str, op: str) -> bool:
    """Whether the definitions refuse the cell: nobody is to be late, or to publish what disagrees."""
    return cell in ("milestone", "milestone-own", "reported") and op in CEILINGS


GRID = [
    each
    for each in product(CELLS, TESTS, LEVELS, ("open", "closed"), SCORINGS)
    if (each[4] != "bands" or each[1] != "equals") and not is_refused(*each[:2])
]


def bands_of(cell: Cell, op: str) -> tuple[tuple[Fraction, Fraction], ...]:
    is_share = cell.is_share
    floor = BANDS["share" if is_share else "amount"]["floor"]
    if op in FLOORS:
        return floor
    return tuple((1 - limit / 2 if is_share else limit * 3, share) for limit, share in floor)


def asked_for(cell: Cell, op: str, wanted: Fraction, scoring: str, level: str) -> Indicator:
    more: dict[str, Any] = {"scoring": scoring, "level": level}
    if scoring == "bands":
        side = "at_least" if op in FLOORS else "at_most"
        more["bands"] = [{side: str(limit), "earns": str(share)} for limit, share in bands_of(cell, op)]
    return indicator_of(cell, {op: wanted}, **more)


def can_be_asked(cell: Cell, op: str, wanted: Fraction) -> bool:
    """Whether some value reaches the target, and some doesn't."""
    return (op, wanted) not in (("above", 1), ("below", 0)) or (cell.kind == "change" and op == "below")


def draws(name: str, many: bool) -> int:
    return MANY if many else DRAWS


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.drawn)], ids=["few", "many"])
@pytest.mark.parametrize(("name", "op", "level", "time", "scoring"), GRID)
def test_a_cell(name: str, op: str, level: str, time: str, scoring: str, many: bool) -> None:
    cell, as_of = CELLS[name], CELLS[name].as_of(time)
    random = Random(f"{name} {op} {level} {time} {scoring}")
    for _ in range(draws(name, many)):
        wanted = random.choice([each for each in cell.wanted if can_be_asked(cell, op, each)])
        indicator_ = asked_for(cell, op, wanted, scoring, level)
        pace = Fraction(1) if time == "closed" else Fraction(1, 2)
        rows = [nil_or_not(random, cell.draw(random)) for _ in range(1 if level == "department" else 2)]
        missing = level == "district" and random.random() < 0.4
        asked = Asked(op, wanted, cell.is_closed(time), pace, missing)
        evidence = [cell.evidence(each, as_of, pace) for each in rows]
        verdict = cell.verdict(evidence, asked)
        if level == "district":
            result = of_district(cell, indicator_, rows, as_of, missing=missing)
        else:
            result = of_department(cell, indicator_, rows[0], as_of)
        result = add_attainment(indicator_, result, HEADER)
        where = f"{name} {op} {wanted} {level} {time} {scoring} {rows}"
        assert told(result) == (verdict.status, verdict.value, verdict.lower, verdict.upper, verdict.reachable), where
        is_change = cell.kind == "change"
        assert result.attainment == earned(verdict, asked, scoring, bands_of(cell, op), is_change=is_change), where
        if level == "department":
            check_flags(cell, indicator_, result, rows[0], evidence[0], asked, as_of, where)
            check_needed(cell, result, rows[0], asked, pace, as_of, where)


@pytest.mark.parametrize(("name", "op", "level", "time", "scoring"), GRID)
def test_a_silent_sheet(name: str, op: str, level: str, time: str, scoring: str) -> None:
    """It settles nothing in its department, and counts as a missing department in the district."""
    cell, as_of = CELLS[name], CELLS[name].as_of(time)
    random = Random(f"silent {name} {op} {level} {time} {scoring}")
    asked_ = asked_for(cell, op, cell.wanted[1], scoring, level)
    rows = cell.draw(random)
    silent = random.choice(list(rows))
    result = of_department(cell, asked_, {**rows, silent: ()}, as_of, silent=(silent,))
    sheet = TABLES[silent].sheet
    assert told(result) == ("undetermined", None, None, None, True)
    assert result.needed is None and result.reason is not None
    assert sheet.zh in result.reason.zh and sheet.en in result.reason.en
    assert add_attainment(asked_, result, HEADER).attainment == 0


def told(result: Result) -> tuple[Any, ...]:
    return result.status.value, result.value, result.lower, result.upper, result.reachable


def check_needed(cell: Cell, result: Result, rows: Rows, asked: Asked, pace: Fraction, as_of: date, where: str) -> None:
    """What is said to be needed has words, and is the least that is enough however the open rows turn out."""
    needed = result.needed
    if result.status in (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE):
        assert needed is None, where
    if needed is None:
        return
    assert needed.text.zh and needed.text.en and "{" not in needed.text.zh + needed.text.en, where
    if needed.count is None or cell not in (*map(CELLS.get, ("proportion", "count", "median", "percentile")),):
        return
    good = asked.op in FLOORS or (asked.op == "equals" and wants_more(result, asked) is not False)
    hours = asked.wanted + {"above": 1, "below": -1}.get(asked.op, 0)
    further = {"on": date(2022, 2, 1), "inside": True, "out": False, "good": good, "hours": int(hours)}

    def reached(count: int) -> bool:
        more = {"cases": [*rows["cases"], *[further] * count]}
        found = cell.verdict([cell.evidence(more, as_of, pace)], replace(asked, closed=True, pace=Fraction(1)))
        return found.status == "met"

    if cell is CELLS["count"] and asked.op not in (*FLOORS, "equals"):
        return
    assert reached(int(needed.count)), where
    if cell.word == "median" and asked.op in ("above", "below"):
        return  # what lies between two numbers may be within the limit before both of them are
    assert not reached(int(needed.count) - 1), where


def test_the_grid_has_every_measure() -> None:
    assert {cell.word for cell in CELLS.values()} == set(measures())
    refused = 3 * 2 * (2 * 2 * 3)  # three measures under two ceilings
    assert len(GRID) == len(CELLS) * 2 * 2 * (5 * 3 - 1) - refused


@pytest.mark.parametrize("name", CELLS)
def test_what_the_grid_leaves_out_is_refused(name: str) -> None:
    cell: Cell = CELLS[name]
    draft: Any = SimpleNamespace(spot=lambda *path: Spot("drawn.yaml", 1, 1))
    bands = [{"at_least": "10%", "earns": "50%"}]
    exact = indicator_of(cell, {"equals": Fraction(1)}, scoring="bands", bands=bands)
    assert "D166" in {each.code.id for each in misfits(draft, "drawn.yaml", exact)}
    under = indicator_of(cell, {"at_most": Fraction(0)}, scoring="bands", bands=bands)
    assert "D166" in {each.code.id for each in misfits(draft, "drawn.yaml", under)}
    paced = indicator_of(cell, {"at_most": Fraction(0)}, pace="even")
    has_pace = cell is CELLS["cohort"]
    assert ("D167" in {each.code.id for each in misfits(draft, "drawn.yaml", paced)}) is not has_pace
    empty = indicator_of(cell, {"at_most": Fraction(0)}, when_empty="zero")
    never = cell.kind == "amount" or cell is CELLS["index-of-all"]
    assert ("D168" in {each.code.id for each in misfits(draft, "drawn.yaml", empty)}) is never
