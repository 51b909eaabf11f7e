"""One indicator judged over one submission, and the severity of its rows and members."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from checker.codes import Code
from checker.codes.shared import COUNTS_AGAINST, MEMBER_SHORT, MEMBER_UNDECIDED, NOT_DECIDED
from checker.definitions.indicators import Indicator
from checker.model import Flag, Result, Severity, Status
from checker.model.workbook import Submission
from checker.tables.table import Table

_FAILING = (COUNTS_AGAINST, MEMBER_SHORT)
_OPEN = (NOT_DECIDED, MEMBER_UNDECIDED)


@dataclass(frozen=True)
class Case:
    """One indicator judged over one submission."""

    indicator: Indicator
    result: Result
    submission: Submission
    tables: Mapping[str, Table]

    def severity(self, code: Code) -> Severity:
        """Gives the severity of a row or member; at most amber if only the district is judged."""
        severity = severity_of(code, self.result.status)
        return severity if self.indicator.level == "department" else min(severity, Severity.AMBER)


def severity_of(code: Code, status: Status) -> Severity:
    """Gives the severity of a row or member: red if the target is missed, amber while it may be.

    A doubt is never red.
    """
    match status:
        case Status.MISSED:
            severity = Severity.RED
        case Status.BEHIND | Status.UNDETERMINED:
            severity = Severity.AMBER
        case Status.MET | Status.ON_TRACK | Status.NOT_APPLICABLE:
            severity = Severity.INFO
        case _:
            assert_never(status)
    return severity if code in _FAILING else min(severity, Severity.AMBER)


def set_severities(flags: tuple[Flag, ...], statuses: Mapping[str, Status]) -> tuple[Flag, ...]:
    """Gives the flags on rows and members the severity that follows from the district's status.

    Args:
        flags: of one department.
        statuses: by indicator, of those judged for the district alone.
    """
    return tuple(
        replace(each, severity=severity_of(each.code, statuses[each.indicator]))
        if each.indicator in statuses and each.code in (*_FAILING, *_OPEN)
        else each
        for each in flags
    )
