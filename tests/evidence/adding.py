"""Adds up the lines behind results, and compares them with the numbers of the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from checker.model import Department, Report
from checker.model.evidence import Behind, Evidence, Line
from checker.model.records import Role
from checker.wording.evidence import flatten


def units(lines: Iterable[Line], role: Role, part: str | None = None) -> int:
    return sum(line.units for line in lines if line.role is role and part in (None, line.part))


def amounts(lines: Iterable[Line], part: str | None = None) -> Fraction:
    numbers = (line.amount for line in lines if line.role is Role.NUMERATOR and part in (None, line.part))
    return sum((number for number in numbers if number is not None), Fraction(0))


def rows(lines: Iterable[Line], role: Role) -> list[int]:
    """The rows of one role, those of several units once."""
    return sorted({line.row for line in lines if line.role is role and line.row is not None})


def miscounted(behind: Behind) -> Iterator[str]:
    """The numbers of a result that its lines do not add up to."""
    result, lines = behind.result, behind.lines
    shape, parts = result.measured.shape, result.measured.parts
    expected: dict[str, tuple[object, object]] = {}
    if shape == "share":
        passed, failed = units(lines, Role.NUMERATOR), units(lines, Role.FAILURE)
        counts = result.measured.counts
        expected["numerator"] = counts.passed, passed
        expected["denominator"] = counts.passed + counts.failed, passed + failed
        if result.numerator is not None:
            expected["shown"] = (result.numerator, result.denominator), (passed, passed + failed)
    if shape != "change":
        expected["excluded"] = result.excluded, units(lines, Role.EXCLUDED)
        expected["unknown"] = result.unknown, units(lines, Role.UNKNOWN)
    if (spread := result.measured.spread) is not None:
        values = sorted(line.amount for line in lines if line.role is Role.NUMERATOR and line.amount is not None)
        ranked = [value for value, count in spread.known for _ in range(count)]
        total = spread.total if spread.at is None else sum(ranked, Fraction(0))
        expected["values"] = (total, ranked or values), (sum(values, Fraction(0)), values)
    elif shape == "amount" and not parts and behind.noun.en != "figures":
        expected["amount"] = result.measured.amount or 0, amounts(lines)
    names = ("numerator", "denominator") if shape == "amount" else ("now", "before")
    for name, part in zip(names, parts, strict=False):
        own = [line for line in lines if line.part == name]
        if part is None or not own or all(line.role is Role.COUNTED for line in own):
            continue  # a typed or recorded figure
        if part.shape == "share":
            told = units(own, Role.NUMERATOR), units(own, Role.FAILURE)
            expected[name] = (part.counts.passed, part.counts.failed), told
        elif part.spread is not None and part.spread.at is not None:
            expected[name] = sum((value * count for value, count in part.spread.known), Fraction(0)), amounts(own)
        elif part.spread is not None:
            expected[name] = part.spread.total, amounts(own)
        elif part.shape == "amount":
            sides = part.parts or (part,)  # a ratio has the lines of both its amounts
            expected[name] = sum(each.amount or 0 for each in sides), amounts(own)
    for name, (wanted, found) in expected.items():
        if wanted != found:
            yield f"{behind.indicator}: {name} is {wanted}, and the lines add up to {found}"


def untraced(evidence: Evidence) -> Iterator[str]:
    """The lines whose row is not shown, and outcomes of questions that nobody asks."""
    shown = {(sheet.table, record.row) for sheet in evidence.sheets for record in sheet.records}
    for behind in evidence.results:
        for line, _ in flatten(behind.lines):
            if line.row is not None and (line.table, line.row) not in shown:
                yield f"{behind.indicator}: {line.table} {line.row} is not shown"
            if any(behind.asked[number].table != line.table for number, _ in line.outcomes):
                yield f"{behind.indicator}: {line.table} {line.row} answers what another table is asked"
    for sheet in evidence.sheets:
        if any(len(record.cells) != len(sheet.columns) for record in sheet.records):
            yield f"{sheet.table}: cells and columns differ in number"


def wrong_lines(department: Department) -> list[str]:
    """Everything that is wrong with the lines behind the results of a department."""
    evidence = department.evidence
    if evidence is None:
        return []
    wrong = [each for behind in evidence.results for each in miscounted(behind)] + [*untraced(evidence)]
    return [f"{department.code}: {each}" for each in wrong]


def unbalanced(report: Report) -> list[str]:
    """The same of every department, and that there is something to look at."""
    assert any(department.evidence is not None for department in report.departments)
    return [each for department in report.departments for each in wrong_lines(department)]
