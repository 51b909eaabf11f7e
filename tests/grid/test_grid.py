"""Every cell of the grid beside the oracle: the figures, the status, the score, the flagged rows and the words."""

from __future__ import annotations

from collections.abc import Sequence
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
from checker.flags import make_flags
from checker.measures import measures
from checker.model import Flag, Result, Severity, Status
from checker.privacy.masking import flag_message
from checker.scoring.score import add_attainment
from checker.scoring.status import judge
from checker.tables.rows.context import Context
from checker.tables.yaml.problems import Spot
from checker.text.bilingual import Text
from tests.grid.cells import CELLS, Cell, Evidence
from tests.grid.draws import Rows, nil_or_not
from tests.grid.oracle import CEILINGS, FLOORS, TESTS, Asked, earned, hangs_on
from tests.grid.units import END
from tests.measures.needed.world import TABLES, YEAR, indicator, of_the_district, stand
from tests.typed_rows import submitted

JUNE = date(2022, 6, 30)
SCORINGS = ("proportional", "pass-fail", "bands")
LEVELS = ("department", "district")
DRAWS, MANY = 3, 30
#: What a value short of the target earns: limits on its way to the target.
BANDS = {
    "share": {"floor": ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 4), Fraction(1, 5)))},
    "amount": {"floor": ((Fraction(2), Fraction(1, 2)), (Fraction(1), Fraction(1, 5)))},
}
HEADER: Any = SimpleNamespace(undetermined_earns="lower-bound")


def is_refused(cell: str, op: str) -> bool:
    """Whether the definitions refuse the cell: nobody is to be late, or to publish what disagrees."""
    return cell in ("milestone", "milestone-own", "reported") and op in CEILINGS


GRID = [
    each
    for each in product(CELLS, TESTS, LEVELS, ("open", "closed"), SCORINGS)
    if (each[4] != "bands" or each[1] != "equals") and not is_refused(*each[:2])
]


def bands_of(cell: Cell, op: str) -> tuple[tuple[Fraction, Fraction], ...]:
    is_share = cell.kind in ("events", "population", "moves")
    floor = BANDS["share" if is_share else "amount"]["floor"]
    if op in FLOORS:
        return floor
    return tuple((1 - limit / 2 if is_share else limit * 3, share) for limit, share in floor)


def asked_for(cell: Cell, op: str, wanted: Fraction, scoring: str, level: str) -> Indicator:
    more: dict[str, Any] = {"scoring": scoring, "level": level}
    if scoring == "bands":
        side = "at_least" if op in FLOORS else "at_most"
        more["bands"] = [{side: str(limit), "earns": str(share)} for limit, share in bands_of(cell, op)]
    return indicator(cell.raw, {op: wanted}, **more)


def draws(name: str, many: bool) -> int:
    return MANY if many else DRAWS


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.drawn)], ids=["few", "many"])
@pytest.mark.parametrize(("name", "op", "level", "time", "scoring"), GRID)
def test_a_cell(name: str, op: str, level: str, time: str, scoring: str, many: bool) -> None:
    cell, as_of = CELLS[name], END if time == "closed" else JUNE
    random = Random(f"{name} {op} {level} {time} {scoring}")
    for _ in range(draws(name, many)):
        wanted = random.choice([each for each in cell.wanted if (op, each) not in (("above", 1), ("below", 0))])
        indicator_ = asked_for(cell, op, wanted, scoring, level)
        pace = Fraction(1) if time == "closed" else Fraction(1, 2)
        closed = time == "closed" or (cell.deadline is not None and cell.deadline < as_of)
        rows = [nil_or_not(random, cell.draw(random)) for _ in range(1 if level == "department" else 2)]
        missing = level == "district" and random.random() < 0.4
        asked = Asked(op, wanted, closed, pace, missing)
        evidence = [cell.evidence(each, as_of, pace) for each in rows]
        verdict = cell.verdict(evidence, asked, level == "district")
        parts = [stand(indicator_, each, as_of) for each in rows]
        result = parts[0]
        if level == "district":
            result = of_the_district(indicator_, [part.measured for part in parts], as_of)
        if missing:
            lacking = [Text("丙局", "Bureau C")]
            measured = indicator_.asked.combine([part.measured for part in parts])
            result = judge(indicator_, measured, YEAR, as_of, uncounted=lacking)
        result = add_attainment(indicator_, result, HEADER)
        where = f"{name} {op} {wanted} {level} {time} {scoring} {rows}"
        assert told(result) == (verdict.status, verdict.value, verdict.lower, verdict.upper, verdict.reachable), where
        is_change = cell.kind == "change"
        assert result.attainment == earned(verdict, asked, scoring, bands_of(cell, op), is_change=is_change), where
        if level == "department":
            check_flags(cell, indicator_, result, rows[0], evidence[0], asked, where)
            check_needed(cell, result, rows[0], asked, pace, as_of, where)


@pytest.mark.parametrize(("name", "op", "level", "time", "scoring"), GRID)
def test_a_silent_sheet(name: str, op: str, level: str, time: str, scoring: str) -> None:
    """It settles nothing in its department, and counts as a missing department in the district."""
    cell, as_of = CELLS[name], END if time == "closed" else JUNE
    random = Random(f"silent {name} {op} {level} {time} {scoring}")
    asked_ = asked_for(cell, op, cell.wanted[1], scoring, level)
    rows = cell.draw(random)
    silent = random.choice(list(rows))
    result = stand(asked_, {**rows, silent: ()}, as_of, silent=(silent,))
    sheet = TABLES[silent].sheet
    assert told(result) == ("undetermined", None, None, None, True)
    assert result.needed is None and result.reason is not None
    assert sheet.zh in result.reason.zh and sheet.en in result.reason.en
    assert add_attainment(asked_, result, HEADER).attainment == 0


def told(result: Result) -> tuple[Any, ...]:
    return result.status.value, result.value, result.lower, result.upper, result.reachable


def check_flags(
    cell: Cell, asked_by: Indicator, result: Result, rows: Rows, found: Evidence, asked: Asked, where: str
) -> None:
    """The flagged rows and their severity; and that every flag has its words."""
    tables = {name: TABLES[name] for name in asked_by.asked.tables()}
    submission = submitted(tables, {name: rows.get(name, ()) for name in tables})
    flags = make_flags(asked_by, result, submission, TABLES, Context(asked_day(result, asked), YEAR))
    for flag in flags:
        for language in ("zh", "en"):
            words = flag_message(flag, language)
            assert words and "{" not in words, where
            if flag.code.id.startswith("T6"):
                assert ("指标" if language == "zh" else "Drawn") in words, where
    rows_of = {code: {flag.place.row for flag in flags if flag.code.id == code} for code in ("M501", "M502", "M504")}
    verdicts = {flag.code.id for flag in flags if flag.code.id.startswith("T6")}
    assert verdicts == VERDICTS.get((result.status, result.final), set()), where
    undecided = {unit.row for unit in found.units if len(unit.ends) > 1 and unit.row is not None} | set(found.now.open)
    if cell.kind in ("events", "amount"):
        assert rows_of["M501"] == against(result, found, asked), where
        for flag in flags:
            if flag.code.id == "M501":
                assert flag.severity is severity(result, asked), where
    pending = {flag.place.row for flag in flags if flag.code.id in ("M520", "M521")}
    assert pending == set(found.pending) == set(result.measured.pending_rows.numbers), where
    check_left_out(flags, cell, found, asked, where)
    if cell is CELLS["cohort"]:
        assert rows_of["M504"] == undecided, where
    elif cell.kind != "population":
        every = [found.before or found.now, *(amounts for side in found.sides for amounts in side)]
        assert rows_of["M502"] == undecided.union(*(amounts.open for amounts in every)), where
    for flag in flags:
        if flag.code.id in ("M502", "M504"):
            assert flag.severity is min(severity_by_status(result.status), Severity.AMBER), where


def check_left_out(flags: Sequence[Flag], cell: Cell, found: Evidence, asked: Asked, where: str) -> None:
    """Each row that is left out is listed: in amber if there are more than the pack allows.

    Where it sets no limit, in amber if the answer hangs on them.
    """
    listed = {flag.place.row: flag.severity for flag in flags if flag.code.id == "M524"}
    counted = [unit for unit in found.units if unit.ends != {"out"} or unit.row in found.left_out]
    many = bool(counted) and Fraction(len(found.left_out), len(counted)) > Fraction(1, 5)
    doubt = many if cell is CELLS["proportion"] else hangs_on(found.units, found.left_out, asked)
    severity_ = Severity.AMBER if doubt else Severity.INFO
    assert listed == dict.fromkeys(found.left_out, severity_), where
    assert any(flag.code.id == "M526" for flag in flags) is doubt, where


VERDICTS = {
    (Status.MISSED, True): {"T601"},
    (Status.MISSED, False): {"T602"},
    (Status.BEHIND, False): {"T603"},
    (Status.UNDETERMINED, True): {"T604"},
    (Status.UNDETERMINED, False): {"T604"},
}


def asked_day(result: Result, asked: Asked) -> date:
    return END if asked.closed and result.final else JUNE


def wants_more(result: Result, asked: Asked) -> bool | None:
    """Whether more is wanted in the numerator; an exact value wants what brings it nearer."""
    if asked.op in FLOORS or asked.op in CEILINGS:
        return asked.op in FLOORS
    return None if result.value in (None, asked.wanted) else result.value < asked.wanted


def against(result: Result, found: Evidence, asked: Asked) -> set[int | None]:
    """The rows that count against the target."""
    more = wants_more(result, asked)
    if more is None:
        return set()
    if found.units:
        wrong = {"fail"} if more else {"pass"}
        return {unit.row for unit in found.units if unit.ends == wrong}
    over = not more and not (found.now.low < asked.wanted if asked.op == "below" else found.now.low <= asked.wanted)
    return set(found.now.sure) if over else set()


def severity_by_status(status: Status) -> Severity:
    return {Status.MISSED: Severity.RED, Status.BEHIND: Severity.AMBER, Status.UNDETERMINED: Severity.AMBER}.get(
        status, Severity.INFO
    )


def severity(result: Result, asked: Asked) -> Severity:
    """Of a row against the target: for information where the target lets most rows be so."""
    half, more = Fraction(1, 2), wants_more(result, asked)
    most = asked.wanted >= half if more else asked.wanted <= half
    if result.denominator is None:
        most = result.value is not None and result.value >= 2 * asked.wanted
    return severity_by_status(result.status) if most else Severity.INFO


def check_needed(cell: Cell, result: Result, rows: Rows, asked: Asked, pace: Fraction, as_of: date, where: str) -> None:
    """What is said to be needed has words, and is the least that is enough however the open rows turn out."""
    needed = result.needed
    if result.status in (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE):
        assert needed is None, where
    if needed is None:
        return
    assert needed.text.zh and needed.text.en and "{" not in needed.text.zh + needed.text.en, where
    if needed.count is None or cell not in (CELLS["proportion"], CELLS["count"]):
        return
    good = asked.op in FLOORS or (asked.op == "equals" and wants_more(result, asked) is not False)
    further = {"on": date(2022, 2, 1), "inside": True, "out": False, "good": good}

    def reached(count: int) -> bool:
        more = {"cases": [*rows["cases"], *[further] * count]}
        found = cell.verdict([cell.evidence(more, as_of, pace)], replace(asked, closed=True, pace=Fraction(1)), False)
        return found.status == "met"

    if cell is CELLS["count"] and asked.op not in (*FLOORS, "equals"):
        return
    assert reached(int(needed.count)), where
    assert not reached(int(needed.count) - 1), where


def test_the_grid_has_every_measure() -> None:
    assert {next(iter(cell.raw)) for cell in CELLS.values()} == set(measures())
    assert len(GRID) == len(CELLS) * 2 * 2 * (5 * 3 - 1)


@pytest.mark.parametrize("name", CELLS)
def test_what_the_grid_leaves_out_is_refused(name: str) -> None:
    cell: Cell = CELLS[name]
    draft: Any = SimpleNamespace(spot=lambda *path: Spot("drawn.yaml", 1, 1))
    bands = [{"at_least": "10%", "earns": "50%"}]
    exact = indicator(cell.raw, {"equals": 1}, scoring="bands", bands=bands)
    assert "D166" in {each.code.id for each in misfits(draft, "drawn.yaml", exact)}
    under = indicator(cell.raw, {"at_most": 0}, scoring="bands", bands=bands)
    assert "D166" in {each.code.id for each in misfits(draft, "drawn.yaml", under)}
    paced = indicator(cell.raw, {"at_most": 0}, pace="even")
    has_pace = cell is CELLS["cohort"]
    assert ("D167" in {each.code.id for each in misfits(draft, "drawn.yaml", paced)}) is not has_pace
    empty = indicator(cell.raw, {"at_most": 0}, when_empty="zero")
    assert ("D168" in {each.code.id for each in misfits(draft, "drawn.yaml", empty)}) is (cell.kind == "amount")
