"""Lists where the program's results differ from the oracle's, in words that say what stands where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from benchmarks.sheets import Laid
from checker.model import Flag, Result, Severity
from tests.oracle.oracle import TABLE_OF_UNITS, Evidence, Expected, kinds


def differences(where: str, results: Iterable[Result], expected: Mapping[str, Expected]) -> list[str]:
    """Every number and verdict that is not as expected, and every indicator that is missing or too many."""
    found = {result.indicator: result for result in results}
    wrong = [f"{where}: {name} is judged on one side only" for name in sorted(found.keys() ^ expected.keys())]
    for name in sorted(found.keys() & expected.keys()):
        result = told(found[name])
        for each in fields(Expected):
            ours, its = getattr(expected[name], each.name), result[each.name]
            if ours != its:
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
        rows = laid[TABLE_OF_UNITS[result.indicator]].rows
        expected: dict[str, list[int]] = {"pass": [], "fail": [], "left out": [], "unknown": []}
        for row, places in zip(rows, evidence[result.indicator].units, strict=True):
            several = len(kinds(places)) > 1
            outcomes = {place.outcome for place in places}
            if several or outcomes in ({"pass"}, {"fail"}, {"left out"}):
                expected["unknown" if several else outcomes.pop()].append(row)
        measured = result.measured
        found = {
            "pass": measured.numerator_rows,
            "fail": measured.failure_rows,
            "left out": measured.excluded_rows,
            "unknown": measured.unknown_rows,
        }
        for place, numbers in expected.items():
            if sorted(numbers) != sorted(found[place].numbers):
                wrong.append(
                    f"{where}: {result.indicator} has {place} rows {found[place].numbers}, expected {sorted(numbers)}"
                )
    return wrong


def unwelcome(flags: Sequence[Flag]) -> list[str]:
    """The flags that a good workbook must not have: errors and doubts that are not about a target."""
    return [
        said(flag)
        for flag in flags
        if flag.severity is Severity.ERROR or (flag.severity is Severity.AMBER and not flag.indicator)
    ]


def said(flag: Flag) -> str:
    """A flag on one line."""
    place = flag.place
    return f"{flag.code.id} {flag.severity.word} {place.sheet}!{place.cell or place.row} {place.field} {flag.indicator}"
