"""How departments stand to one another and to before, the same on every screen, page and sheet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.model import Department, Flag, Report
from checker.text.normalize import decimal_text
from checker.wording.labels import SCORE_PLACES, score_shown


def ranked(departments: Sequence[Department]) -> tuple[Department, ...]:
    """Departments, the best score first; those without one last."""
    return tuple(sorted(departments, key=by_score))


def by_score(department: Department) -> tuple[object, ...]:
    """What departments are sorted by."""
    return department.score is None, -(department.score or 0), department.code


def own_flags(department: Department) -> tuple[Flag, ...]:
    """The flags that count for a department itself.

    Those of indicators that are judged for the district only stand in the workbook that holds the evidence; they say
    nothing of whoever files it.
    """
    return _split(department)[0]


def district_flags(report: Report) -> tuple[Flag, ...]:
    """The flags that count for the district itself: its own, and those of its indicators in any workbook."""
    filed = (flag for each in report.departments for flag in _split(each)[1])
    return (*report.district_flags, *filed)


def _split(department: Department) -> tuple[tuple[Flag, ...], tuple[Flag, ...]]:
    """The flags of a department: those that count for it, and those that count for the district."""
    judged = {result.indicator for result in department.results} | {""}
    own = tuple(flag for flag in department.flags if flag.indicator in judged)
    return own, tuple(flag for flag in department.flags if flag.indicator not in judged)


def score_change(report: Report, department: Department) -> Fraction | None:
    """How the score changed since the earlier report, or None where one of the two is not known.

    It is the difference of the scores as they are shown, so that a reader who subtracts them finds the same.
    """
    before = None if report.previous is None else report.previous.scores.get(department.code)
    if department.score is None or before is None:
        return None
    return score_shown(department.score) - score_shown(before)


def is_new(report: Report, department: Department) -> bool:
    """Whether the earlier report does not know the department at all."""
    previous = report.previous
    return previous is not None and bool(previous.departments) and department.code not in previous.departments


def change_text(change: Fraction) -> str:
    """A change of score with its sign."""
    return f"{'+' if change > 0 else ''}{decimal_text(change, SCORE_PLACES)}"
