"""Targets with two sides beside the oracle: the figures, the status, the score, the flagged rows and the words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations, product
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from checker.definitions.misfits import misfits
from checker.measures.toolkit.shares import shortage
from checker.model import Between, Counts, Result, Status, Target
from checker.scoring.score import add_attainment
from checker.tables.yaml.problems import Spot
from tests.grid.cell import Cell
from tests.grid.cells import CELLS
from tests.grid.draws import Rows, nil_or_not
from tests.grid.flagging import check_flags, side_of
from tests.grid.oracle import FLOORS, Asked, earned
from tests.grid.standing import HEADER, indicator_of, of_department, of_district
from tests.grid.test_grid import told
from tests.measures.needed.world import indicator

ONE_SIDED = ("cohort", "cycles", "cycles-run", "sliding", "availability")
FAULTS = ("milestone", "milestone-own", "reported")
NAMES = (
    *("proportion", "proportion-unlimited", "proportion-due", "count", "total", "ratio", "change"),
    *("mean", "median", "percentile", "trends", "trends-zero"),
    *("change-by-ratio", "change-of-ratio", "index"),
)
GRID = list(product(NAMES, ("department", "district"), ("open", "closed"), ("proportional", "pass-fail")))
DRAWS, MANY = 4, 40


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.drawn)], ids=["few", "many"])
@pytest.mark.parametrize(("name", "level", "time", "scoring"), GRID)
def test_a_cell(name: str, level: str, time: str, scoring: str, many: bool) -> None:
    cell, as_of = CELLS[name], CELLS[name].as_of(time)
    random = Random(f"between {name} {level} {time} {scoring}")
    for _ in range(MANY if many else DRAWS):
        low, high = random.choice([pair for pair in combinations(cell.wanted, 2) if pair != (0, 1)])
        asked_by = indicator_of(cell, {"at_least": low, "at_most": high}, scoring=scoring, level=level)
        pace = Fraction(1) if time == "closed" else Fraction(1, 2)
        rows = [nil_or_not(random, cell.draw(random)) for _ in range(1 if level == "department" else 2)]
        missing = level == "district" and random.random() < 0.4
        asked = Asked("between", low, cell.is_closed(time), pace, missing, high)
        evidence = [cell.evidence(each, as_of, pace) for each in rows]
        verdict = cell.verdict(evidence, asked)
        if level == "district":
            result = of_district(cell, asked_by, rows, as_of, missing=missing)
        else:
            result = of_department(cell, asked_by, rows[0], as_of)
        result = add_attainment(asked_by, result, HEADER)
        where = f"{name} {low} {high} {level} {time} {scoring} {rows}"
        assert told(result) == (verdict.status, verdict.value, verdict.lower, verdict.upper, verdict.reachable), where
        assert result.attainment == earned(verdict, asked, scoring, (), is_change=cell.kind == "change"), where
        if level == "department":
            check_flags(cell, asked_by, result, rows[0], evidence[0], asked, as_of, where)
            check_needed(cell, result, rows[0], asked, as_of, where)


def check_needed(cell: Cell, result: Result, rows: Rows, asked: Asked, as_of: date, where: str) -> None:
    """What is said to be needed has words, names the other side, and takes the value between the two."""
    needed = result.needed
    if result.status in (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE):
        assert needed is None, where
    if needed is None:
        return
    assert needed.text.zh and needed.text.en and "{" not in needed.text.zh + needed.text.en, where
    if needed.count is None or cell is not CELLS["proportion"]:
        return
    good = side_of(result, asked).op in FLOORS
    further = {"on": date(2022, 2, 1), "inside": True, "out": False, "good": good, "hours": 0}

    def reached(count: int) -> bool:
        more = {"cases": [*rows["cases"], *[further] * count]}
        closed = Asked("between", asked.wanted, True, high=asked.high)
        return cell.verdict([cell.evidence(more, as_of, Fraction(1))], closed).status == "met"

    assert reached(int(needed.count)), where
    assert not reached(int(needed.count) - 1), where


@pytest.mark.parametrize("name", ONE_SIDED + FAULTS)
def test_where_it_is_refused(name: str) -> None:
    draft: Any = SimpleNamespace(spot=lambda *path: Spot("drawn.yaml", 1, 1))
    asked_by = indicator(CELLS[name].raw, {"at_least": "1/4", "at_most": "1/2"})
    found = [each.code.id for each in misfits(draft, "drawn.yaml", asked_by)]
    assert found == ["D172" if name in FAULTS else "D207"]


@pytest.mark.parametrize("more", [{"scoring": {"line": {"worst": "0"}}}, {"bonus": {"points": 1, "most": 1}}])
def test_scorings_that_need_one_side(more: dict[str, Any]) -> None:
    draft: Any = SimpleNamespace(spot=lambda *path: Spot("drawn.yaml", 1, 1), tables={})
    asked_by = indicator(CELLS["count"].raw, {"at_least": 1, "at_most": 4}, **more)
    assert [each.code.id for each in misfits(draft, "drawn.yaml", asked_by)] == ["D166"]


def test_every_shortage_of_a_share() -> None:
    """Beside every number of further units, and of units that turn, wherever the undecided ones end up."""
    ranges = [(Fraction(low, 6), Fraction(high, 6)) for low, high in combinations(range(1, 6), 2)]
    ops = [("at_least", "at_most"), ("above", "below")]
    for passed, failed, either in product(range(4), range(4), range(3)):
        counts = Counts(passed=passed, failed=failed, pass_or_fail=either)
        if not passed + failed:
            continue
        for (low, high), (floor, ceiling) in product(ranges, ops):
            target = Between(Target(floor, low), Target(ceiling, high))
            value = Fraction(passed, passed + failed)
            if target.is_met(value):
                continue
            found = shortage(counts, target)
            assert found.mirrored is (value >= high)
            good, bad = (failed, passed) if found.mirrored else (passed, failed)

            def well(good: int, bad: int, open_: int, target: Between = target, turned: bool = found.mirrored) -> bool:
                shares = [Fraction(good + up, good + bad + open_) for up in range(open_ + 1)]
                return all(target.is_met(1 - share if turned else share) for share in shares)

            further = next((more for more in range(60) if well(good + more, bad, either)), None)
            assert found.further == further, (counts, target)
            fixes = next((more for more in range(bad + either + 1) if _fixed(well, good, bad, either, more)), None)
            assert found.fixes == fixes, (counts, target)


def _fixed(well: Any, good: int, bad: int, open_: int, turned: int) -> bool:
    first = min(open_, turned)  # undecided ones are completed first
    return bool(well(good + turned, bad - (turned - first), open_ - first))
