"""Which flags a reader asked for, by the beginning of their codes: V3, C401. Results and counts stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.model import Flag, Report


def select(report: Report, wanted: Sequence[str] = (), unwanted: Sequence[str] = ()) -> Report:
    """The report with the flags whose code begins with one of `wanted` (all, if none) and with none of `unwanted`."""
    if not wanted and not unwanted:
        return report
    departments = tuple(
        replace(department, flags=tuple(flag for flag in department.flags if _is_asked(flag, wanted, unwanted)))
        for department in report.departments
    )
    return replace(report, departments=departments)


def _is_asked(flag: Flag, wanted: Sequence[str], unwanted: Sequence[str]) -> bool:
    identity = flag.code.id
    return (not wanted or identity.startswith(tuple(wanted))) and not identity.startswith(tuple(unwanted))
