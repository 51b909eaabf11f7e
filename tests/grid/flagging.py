"""The flags of one result beside the oracle: which rows, how severe, and that each has its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.flags import make_flags
from checker.model import Flag, Result, Severity, Status
from checker.privacy.masking import flag_message
from checker.tables.rows.context import Context
from tests.grid.available import against as outages_against
from tests.grid.cell import Cell
from tests.grid.cells import CELLS
from tests.grid.draws import Rows
from tests.grid.evidence import Evidence
from tests.grid.middles import FIGURES, beyond, decides
from tests.grid.named_cycles import expected, numbers
from tests.grid.oracle import CEILINGS, FLOORS, Asked, hangs_on
from tests.measures.needed.world import TABLES
from tests.typed_rows import submitted


def check_flags(
    cell: Cell, asked_by: Indicator, result: Result, rows: Rows, found: Evidence, asked: Asked, as_of: date, where: str
) -> None:
    """The flagged rows and their severity; and that every flag has its words."""
    tables = {name: TABLES[name] for name in asked_by.asked.tables()}
    submission = submitted(tables, {name: rows.get(name, ()) for name in tables})
    flags = make_flags(asked_by, result, submission, TABLES, Context(as_of, cell.window))
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
    if cell.kind == "middle":
        well = result.status in (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE) or cell.word == "mean"
        aim = side_of(result, asked)
        assert rows_of["M501"] == (set() if well else beyond(found.numbers, aim)), where
        high = aim.op in FLOORS and cell.word == "percentile"  # four in five may be below a floor
        severity_ = Severity.INFO if high else severity_by_status(result.status)
        assert all(flag.severity is severity_ for flag in flags if flag.code.id == "M501"), where
    if cell.kind in ("events", "amount"):
        assert rows_of["M501"] == against(result, found, side_of(result, asked)), where
        for flag in flags:
            if flag.code.id == "M501":
                assert flag.severity is severity(result, side_of(result, asked)), where
    pending = {flag.place.row for flag in flags if flag.code.id in ("M520", "M521")}
    assert pending == set(found.pending) == set(result.measured.pending_rows.numbers), where
    check_left_out(flags, cell, rows, found, asked, where)
    notes = {(flag.code.id, flag.place.row, flag.severity) for flag in flags if flag.code.id in NOTES}
    assert notes == noted(cell, rows, found), where
    if cell is CELLS["cohort"]:
        assert rows_of["M504"] == undecided, where
        listed = {flag.place.row: flag.severity for flag in flags if flag.code.id in ("M503", "M523")}
        assert listed == dict.fromkeys(members_against(result, found, asked), severity(result, asked)), where
    elif cell.kind != "population":
        every = [found.now, *([found.before] if found.before else ())]
        every += [amounts for side in found.sides for amounts in side]
        assert rows_of["M502"] == undecided.union(*(amounts.open for amounts in every)), where
    check_outages(flags, result, found, asked, where)
    check_stretches(flags, result, found, asked, where)
    named = {
        flag.code.id: numbers(flag_message(flag, "en"), QUARTERS) for flag in flags if flag.code.id in ("M560", "M561")
    }
    assert named == expected(cell, found, asked, result.status.value), where
    fallen = cell is CELLS["change-running"] and found.before is not None and found.comparable
    falls = fallen and found.before is not None and found.now.high < found.before.low
    assert [flag.code.id for flag in flags if flag.code.id == "M564"] == (["M564"] if falls else []), where
    for flag in flags:
        if flag.code.id in ("M502", "M504"):
            assert flag.severity is min(severity_by_status(result.status), Severity.AMBER), where


def check_outages(flags: Sequence[Flag], result: Result, found: Evidence, asked: Asked, where: str) -> None:
    """The outages of what is less available than asked, if more is asked for."""
    listed = {flag.place.row: flag.severity for flag in flags if flag.code.id == "M563"}
    guilty = found.down is not None and wants_more(result, asked) and result.status in (Status.MISSED, Status.BEHIND)
    rows = outages_against(found.down, asked) if guilty and found.down is not None else ()
    assert listed == dict.fromkeys(rows, severity_by_status(result.status)), where


def check_stretches(flags: Sequence[Flag], result: Result, found: Evidence, asked: Asked, where: str) -> None:
    """One stretch of each group that comes to more than a ceiling allows, whatever is in doubt."""
    listed = [flag.severity for flag in flags if flag.code.id == "M562"]
    over = [amount for amount in found.stretches.values() if asked.op in CEILINGS and not asked.holds(amount)]
    assert listed == [severity_by_status(result.status)] * len(over), where


def noted(cell: Cell, rows: Rows, found: Evidence) -> set[tuple[str, int | None, Severity]]:
    """What a milestone or a check of printed figures says of its rows, and of those that are not there."""
    red, amber = Severity.RED, Severity.AMBER
    failed = {unit.row for unit in found.units if unit.ends == {"fail"}}
    if "milestone" in cell.raw:
        blank = {number for number, row in enumerate(rows["tasks"], start=2) if row["done"] is None}
        return {("M507" if row is None else "M506" if row in blank else "M505", row, red) for row in failed}
    if "reported" not in cell.raw:
        return set()
    open_ = {unit.row for unit in found.units if unit.ends == {"pass", "fail"}}
    missing = {("M516" if row is None else "M515", row, amber) for row in open_}
    return missing | {("M511", row, red) for row in failed}


QUARTERS = [f"2022Q{number}" for number in range(1, 5)]
#: The codes of what `noted` expects.
NOTES = ("M505", "M506", "M507", "M511", "M515", "M516")


def check_left_out(flags: Sequence[Flag], cell: Cell, rows: Rows, found: Evidence, asked: Asked, where: str) -> None:
    """Each row that is left out is listed: in amber if there are more than the pack allows.

    Where it sets no limit, in amber if the answer hangs on them.
    """
    listed = {flag.place.row: flag.severity for flag in flags if flag.code.id == "M524"}
    if cell.kind == "middle":
        doubt = decides(found.numbers, rows["cases"], found.left_out, FIGURES[cell.word], asked)
    else:
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


def side_of(result: Result, asked: Asked) -> Asked:
    """Of what is asked, the side that the value misses; all of it if it misses neither."""
    if asked.op != "between" or result.value is None or asked.holds(result.value):
        return asked
    low = result.value < asked.wanted
    return replace(asked, op="at_least" if low else "at_most", wanted=asked.wanted if low else asked.high)


def wants_more(result: Result, asked: Asked) -> bool | None:
    """Whether more is wanted in the numerator; an exact value wants what brings it nearer."""
    if asked.op in FLOORS or asked.op in CEILINGS:
        return asked.op in FLOORS
    if asked.op == "between":
        return None  # it misses neither side
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


def members_against(result: Result, found: Evidence, asked: Asked) -> set[int | None]:
    """The members who count against the target; while there is time, not those who have what is due by now."""
    behind = {unit.row for unit in found.units if "fail" in unit.by_now}
    rows = against(result, found, asked)
    return rows & behind if wants_more(result, asked) and not asked.closed else rows


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
