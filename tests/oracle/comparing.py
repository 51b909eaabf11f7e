"""Lists where the program's results differ from the oracle's, in words that say what stands where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields

from checker.codes.shared import OUTSIDE_PERIOD
from checker.model import Department, Flag, Result, Severity
from checker.model.records import Role
from samples.drawn.heping.layout import Laid
from tests.oracle.members import Place
from tests.oracle.oracle import TABLE_OF_UNITS, Evidence, Expected, kinds

#: What depends on the departments that are not counted yet.
WAITING = ("status", "reachable", "needed", "lower", "upper")


def differences(
    where: str, results: Iterable[Result], expected: Mapping[str, Expected], waiting: Collection[str] = ()
) -> list[str]:
    """Every number and verdict that is not as expected, and every indicator that is missing or too many.

    Of the indicators that are `waiting` for departments, only the numbers are compared.
    """
    found = {result.indicator: result for result in results}
    wrong = [f"{where}: {name} is judged on one side only" for name in sorted(found.keys() ^ expected.keys())]
    for name in sorted(found.keys() & expected.keys()):
        result = told(found[name])
        for each in fields(Expected):
            ours, its = getattr(expected[name], each.name), result[each.name]
            if ours != its and not (name in waiting and each.name in WAITING):
                wrong.append(f"{where}: {name} has {each.name} {its}, expected {ours}")
    return wrong


def told(result: Result) -> dict[str, object]:
    """A result under the names of `Expected`."""
    return {
        **{name: getattr(result, name) for name in ("numerator", "denominator", "excluded", "unknown", "value")},
        **{name: getattr(result, name) for name in ("lower", "upper", "reachable")},
        "status": result.status.value,
        "needed": result.needed.count if result.needed else None,
    }


def misplaced_rows(
    where: str, results: Iterable[Result], evidence: Mapping[str, Evidence], laid: Mapping[str, Laid]
) -> list[str]:
    """Every result whose rows are not those that the oracle has in each place."""
    wrong = []
    for result in results:
        if result.indicator not in TABLE_OF_UNITS:
            continue
        measured = result.measured
        found = {
            "pass": measured.numerator_rows.numbers,
            "fail": measured.failure_rows.numbers,
            "left out": measured.excluded_rows.numbers,
            "unknown": measured.unknown_rows.numbers,
        }
        wrong += _misplaced(f"{where}: {result.indicator}", found, _places(result.indicator, evidence, laid))
    return wrong


def misplaced_lines(department: Department, evidence: Mapping[str, Evidence], laid: Mapping[str, Laid]) -> list[str]:
    """Every result behind which other rows are listed than those that the oracle has in each place."""
    assert department.evidence is not None
    wrong = []
    for behind in department.evidence.results:
        name = behind.indicator
        if name in evidence and name in TABLE_OF_UNITS:
            lines = [line for line in behind.lines if line.table == TABLE_OF_UNITS[name] and line.row is not None]
            found = {place: [line.row for line in lines if line.role is role] for place, role in _ROLES.items()}
            wrong += _misplaced(f"{department.code}: lines of {name}", found, _places(name, evidence, laid))
    return wrong


_ROLES = {"pass": Role.NUMERATOR, "fail": Role.FAILURE, "left out": Role.EXCLUDED, "unknown": Role.UNKNOWN}


def _places(indicator: str, evidence: Mapping[str, Evidence], laid: Mapping[str, Laid]) -> dict[str, list[int]]:
    """The rows that the oracle has in each place."""
    rows = () if evidence[indicator].silent else laid[TABLE_OF_UNITS[indicator]].rows
    expected: dict[str, list[int]] = {"pass": [], "fail": [], "left out": [], "unknown": []}
    for row, places in zip(rows, evidence[indicator].units, strict=True):
        several = len(kinds(places)) > 1
        outcomes = {place.outcome for place in places}
        if several or outcomes in ({"pass"}, {"fail"}, {"left out"}):
            expected["unknown" if several else outcomes.pop()].append(row)
    return expected


def _misplaced(where: str, found: Mapping[str, Sequence[int]], expected: Mapping[str, Sequence[int]]) -> list[str]:
    return [
        f"{where} has {place} rows {found[place]}, expected {sorted(numbers)}"
        for place, numbers in expected.items()
        if sorted(numbers) != sorted(found[place])
    ]


def unwelcome(flags: Sequence[Flag]) -> list[str]:
    """The flags that a good workbook must not have: errors and doubts that are not about a target."""
    return [
        said(flag)
        for flag in flags
        if flag.severity is Severity.ERROR or (flag.severity is Severity.AMBER and not flag.indicator)
        # Rows of last year are drawn, also some that were done last year.
        if not (flag.code == OUTSIDE_PERIOD and flag.place.field in ("received_on", "assigned_on"))
    ]


def said(flag: Flag) -> str:
    """A flag on one line."""
    place = flag.place
    return f"{flag.code.id} {flag.severity.word} {place.sheet}!{place.cell or place.row} {place.field} {flag.indicator}"


def misflagged(
    where: str, department: Department, evidence: Mapping[str, Evidence], laid: Mapping[str, Laid]
) -> list[str]:
    """Verdicts, failures and open rows for which there is no flag, and flags for which there is nothing."""
    wrong = []
    for result in department.results:
        flags = [flag for flag in department.flags if flag.indicator == result.indicator]
        told_of = {flag.code.id for flag in flags if flag.code.id.startswith("T6")}
        if told_of != _VERDICTS.get((result.status.value, result.final), set()):
            wrong.append(f"{where}: {result.indicator} is {result.status.value}, and {told_of} says so")
        if result.indicator not in TABLE_OF_UNITS:
            continue
        rows = () if evidence[result.indicator].silent else laid[TABLE_OF_UNITS[result.indicator]].rows
        if result.indicator in LEAVING_OUT:
            listed = {flag.place.row for flag in flags if flag.code.id == "M524"}
            units_ = zip(rows, evidence[result.indicator].units, strict=True)
            left_out = {row for row, places in units_ if {place.outcome for place in places} == {"left out"}}
            if listed != left_out:
                wrong.append(f"{where}: {result.indicator} lists {listed} as left out, expected {left_out}")
        units = dict(zip(rows, evidence[result.indicator].units, strict=True))
        open_rows = {row for row, places in units.items() if len(kinds(places)) > 1}
        bad_rows = {row for row, places in units.items() if len(places) == 1 and _is_worth_a_word(next(iter(places)))}
        unsure = {row for row, places in units.items() if len(places) > 1 and kinds(places) == {"fail"}}
        for codes, expected in ((("M502", "M504"), open_rows), (("M501", "M503"), bad_rows)):
            found = {flag.place.row for flag in flags if flag.code.id in codes} - unsure
            if found != expected:
                wrong.append(f"{where}: {result.indicator} has {codes} in rows {found}, expected {expected}")
    return wrong


#: Those that leave rows out by a condition.
LEAVING_OUT = ("court-appearance", "disclosure-replies", "proposal-satisfaction")
#: What is said of an indicator as a whole, by its status and whether its time is over.
_VERDICTS = {
    ("missed", True): {"T601"},
    ("missed", False): {"T602"},
    ("behind", False): {"T603"},
    ("undetermined", True): {"T604"},
    ("undetermined", False): {"T604"},
}


def _is_worth_a_word(place: Place) -> bool:
    """A failure that cannot be made good any more, or that is behind what is asked by now."""
    return place.outcome == "fail" and (place.settled or place.paced == "fail")
