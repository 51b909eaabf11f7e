"""Which flags a reader asked for, by the beginning of their codes: V3, C401. Results and counts stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.model import Flag, Report, Selection


def select(report: Report, wanted: Sequence[str] = (), unwanted: Sequence[str] = ()) -> Report:
    """The report with the flags whose code begins with one of `wanted` (all, if none) and with none of `unwanted`."""
    if not wanted and not unwanted:
        return report
    departments = tuple(
        replace(department, flags=_asked(department.flags, wanted, unwanted)) for department in report.departments
    )
    shown = replace(report, departments=departments, district_flags=_asked(report.district_flags, wanted, unwanted))
    hidden = _count(report) - _count(shown)
    return replace(shown, selection=Selection(tuple(wanted), tuple(unwanted), hidden))


def _count(report: Report) -> int:
    return len(report.district_flags) + sum(len(department.flags) for department in report.departments)


def _asked(flags: tuple[Flag, ...], wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[Flag, ...]:
    return tuple(
        flag
        for flag in flags
        if (not wanted or flag.code.id.startswith(tuple(wanted))) and not flag.code.id.startswith(tuple(unwanted))
    )
