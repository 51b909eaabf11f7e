"""Sums and comparisons that every screen, page and sheet shows alike: ranking, counts, changes of score."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from checker.model import Department, Flag, Language, Rank, Report, Result, Severity, SheetCount, State, Status
from checker.model.earlier import EarlierFlag
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text
from checker.wording.labels import SCORE_PLACES, score_shown


def rank(departments: Iterable[Department]) -> tuple[Department, ...]:
    """Sorts departments group by group and by score, the best first and those without a score last."""
    return tuple(sorted(departments, key=rank_key))


def rank_key(department: Department) -> tuple[str, bool, Fraction, int, str]:
    """Returns the sort key of the ranking."""
    group = "" if department.group is None else department.group.en
    return group, department.score is None, -(department.score or Fraction(0)), department.after, department.code


def judged_text(department: Department) -> str:
    """Writes how many of its indicators a score rests on, e.g. "2/7"; empty if nothing is asked of it."""
    return f"{department.judged}/{department.asked}" if department.asked else ""


def place_text(rank: Rank | None) -> Text:
    """Writes a rank, and that it is shared: "2", "2=", 并列2; "-" without one."""
    if rank is None:
        return Text("-", "-")
    place = str(rank.place)
    return Text(f"并列{place}", f"{place}=") if rank.tied else Text(place, place)


def rank_range(rank: Rank | None) -> str:
    """Writes the ranks that are possible if chance is allowed for, e.g. "1–7"; empty if there is only one."""
    return "" if rank is None or rank.best == rank.worst else f"{rank.best}–{rank.worst}"


def rank_text(rank: Rank | None, language: Language) -> str:
    """Writes a rank and those that are possible, e.g. "3 (1–7)"; "-" without a rank."""
    place, ranks = place_text(rank).of(language), rank_range(rank)
    return f"{place} ({ranks})" if ranks else place


def all_flags(report: Report) -> tuple[Flag, ...]:
    """Returns every flag of a report, the district's own last."""
    return (*(flag for owner in report.owners for flag in owner.flags), *report.district_flags)


def submitted_flags(report: Report) -> tuple[Flag, ...]:
    """Returns the flags on what was submitted, the district's own last; what is missing is listed apart."""
    submitted = (each for each in report.owners if each.state is not State.MISSING)
    return (*(flag for department in submitted for flag in department.flags), *report.district_flags)


def in_workbook_order(department: Department) -> list[Flag]:
    """Sorts flags as their sheets follow one another in the workbook, then by row; those on no table come first."""
    tabs = {sheet.sheet: place for place, sheet in enumerate(department.sheets, 1)}
    return sorted(
        department.flags, key=lambda flag: (tabs.get(flag.place.sheet, 0), flag.place.sheet, flag.place.row or 0)
    )


def count_since(report: Report, flags: Iterable[Flag]) -> dict[str, int]:
    """Counts what became of flags since the earlier report: these are new or persisting; others fixed, or not seen."""
    states = [*(flag.since for flag in flags), *(each.state for each in report.gone)]
    return {state: states.count(state) for state in ("new", "persisting", "fixed", "not_looked_at")}


def is_followed(report: Report) -> bool:
    """Whether it is known what became of the flags of an earlier report."""
    return report.previous is not None and report.previous.flags is not None


def gone_owner(report: Report, flag: EarlierFlag) -> Text:
    """Returns the name of the department of a flag that is gone, or that of the district."""
    if not flag.department:
        return report.district_name
    names = {department.code: department.name for department in report.owners if department.code}
    return names.get(flag.department, Text(flag.department, flag.department))


def gone_place(flag: EarlierFlag, reveal: bool) -> Text:
    """Says where a flag that is gone was; the name of its sheet isn't known to be nobody's, so it is only revealed."""
    if flag.row is None:
        return Text(flag.sheet, flag.sheet) if reveal else Text("", "")
    sheet = f"{flag.sheet} " if reveal and flag.sheet else ""
    return Text(f"{sheet}第 {flag.row} 行", f"{sheet}row {flag.row}")


def own_flags(department: Department) -> tuple[Flag, ...]:
    """Returns the flags that count for a department itself.

    A flag of an indicator that is judged only for the district is in the workbook that holds the evidence, but it
    says nothing about the department that submits it.
    """
    judged = _judged(department)
    return tuple(flag for flag in department.flags if flag.indicator in judged)


def district_flags(report: Report) -> tuple[Flag, ...]:
    """Returns the flags that count for the district: its own, and those of its own indicators in any workbook."""
    submitted = (
        flag
        for department in report.departments
        for judged in [_judged(department)]
        for flag in department.flags
        if flag.indicator not in judged
    )
    return (*report.district_flags, *submitted)


def _judged(department: Department) -> set[str]:
    """Returns the indicators that a department is judged by, and "" for none."""
    return {result.indicator for result in department.results} | {""}


def count_severities(flags: Iterable[Flag]) -> dict[Severity, int]:
    """Counts flags by severity, the gravest first."""
    counts = Counter(flag.severity for flag in flags)
    return {severity: counts[severity] for severity in reversed(Severity)}


def count_statuses(results: Iterable[Result]) -> dict[Status, int]:
    """Counts results by status."""
    counts = Counter(result.status for result in results)
    return {status: counts[status] for status in Status}


def count_rows(sheets: Sequence[SheetCount]) -> tuple[int, int, int, int, int]:
    """Sums the rows of sheets: read, judged, refused, duplicates, skipped."""
    each = ((sheet.read, sheet.judged, sheet.refused, sheet.duplicates, sheet.skipped) for sheet in sheets)
    read, judged, refused, duplicates, skipped = map(sum, zip((0,) * 5, *each, strict=True))
    return read, judged, refused, duplicates, skipped


def score_change(report: Report, department: Department) -> Fraction | None:
    """Returns the change of score since the earlier report; None if either score is unknown.

    It is the difference between the scores as shown, so that a reader who subtracts them gets the same result.
    """
    before = None if report.previous is None else report.previous.scores.get(department.code)
    if department.score is None or before is None:
        return None
    return score_shown(department.score) - score_shown(before)


def is_new(report: Report, department: Department) -> bool:
    """Whether the department is missing from the earlier report."""
    previous = report.previous
    return previous is not None and bool(previous.departments) and department.code not in previous.departments


def change_text(change: Fraction) -> str:
    """Writes a change of score with its sign."""
    return f"{'+' if change > 0 else ''}{decimal_text(change, SCORE_PLACES)}"
