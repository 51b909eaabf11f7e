"""One indicator judged over one submission, and the severity of its rows and members."""

from collections.abc import Mapping
from functools import cached_property
from typing import assert_never

from checker.codes import Code
from checker.codes.shared import (
    COUNTS_AGAINST,
    MEMBER_OVER,
    MEMBER_SHORT,
    MEMBER_UNDECIDED,
    NOT_DECIDED,
    OUTAGE,
    TOO_MUCH,
)
from checker.definitions.indicators import Indicator
from checker.flags.against import WELL, asks_most, is_within
from checker.frozen import dataclass
from checker.model import Flag, Result, Severity, Shown, Status
from checker.model.workbook import Submission
from checker.tables.rows.context import Context
from checker.tables.table import Table

_FAILING = (COUNTS_AGAINST, MEMBER_SHORT, MEMBER_OVER)
_OPEN = (NOT_DECIDED, MEMBER_UNDECIDED)
#: Each of these is too much in itself, however little of it the target allows.
_TOO_LONG = (TOO_MUCH, OUTAGE)


@dataclass(frozen=True)
class Case:
    """One indicator judged over one submission."""

    indicator: Indicator
    result: Result
    submission: Submission
    tables: Mapping[str, Table]
    context: Context

    @cached_property
    def name(self) -> Shown:
        """The name of the indicator; all its flags show this one object."""
        return Shown(self.indicator.name.text)

    def severity(self, code: Code) -> Severity:
        """Gives the severity of a row or member; at most amber if only the district is judged."""
        severity = severity_of(code, self.result)
        return severity if self.indicator.level == "department" else min(severity, Severity.AMBER)


def severity_of(code: Code, result: Result) -> Severity:
    """Gives the severity of a row or member: red if the target is missed, amber while it may be.

    A doubt is never red. Where the target lets more than half of the rows fail, a row that does is for information:
    the flag on the indicator itself is red.
    """
    if code in _FAILING and not asks_most(result):
        return Severity.INFO
    severity = severity_by_status(result.status)
    return min(severity, Severity.AMBER) if code in _OPEN else severity


def severity_by_status(status: Status) -> Severity:
    """Gives the severity of what counts against a target: red if it is missed, amber while it may be."""
    match status:
        case Status.MISSED:
            return Severity.RED
        case Status.BEHIND | Status.UNDETERMINED:
            return Severity.AMBER
        case Status.MET | Status.ON_TRACK | Status.NOT_APPLICABLE:
            return Severity.INFO
        case _:
            assert_never(status)


def set_severities(flags: tuple[Flag, ...], results: Mapping[str, Result]) -> tuple[Flag, ...]:
    """Gives the flags on rows and members the severity that follows from the district's result.

    Rows of an amount that the district keeps within its limit lose their flag: none of them is one too many. So do
    outages if the district reaches its target.

    Args:
        flags: of one department.
        results: by indicator, of those judged for the district alone.
    """
    return tuple(
        each.changed(severity=severity_of(each.code, results[each.indicator]))
        if each.indicator in results and each.code in (*_FAILING, *_OPEN, *_TOO_LONG)
        else each
        for each in flags
        if each.indicator not in results or not _is_allowed(each.code, results[each.indicator])
    )


def _is_allowed(code: Code, result: Result) -> bool:
    """Whether the district's result leaves what a flag is about without blame."""
    if code == OUTAGE:
        return result.status in WELL
    return code == COUNTS_AGAINST and is_within(result)
