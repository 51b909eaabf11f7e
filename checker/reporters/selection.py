"""Filters the flags of a report by the beginning of their codes, e.g. V3 or C401. Results don't change."""

from collections.abc import Sequence
from dataclasses import replace

from checker.model import Flag, Report, Selection
from checker.reporters.aggregates import all_flags


def select(report: Report, wanted: Sequence[str] = (), unwanted: Sequence[str] = ()) -> Report:
    """Keeps the flags whose code begins with one of `wanted` (any code if empty) and none of `unwanted`."""
    if not wanted and not unwanted:
        return report

    def keep(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
        kept = (flag for flag in flags if not wanted or flag.code.id.startswith(tuple(wanted)))
        return tuple(flag for flag in kept if not flag.code.id.startswith(tuple(unwanted)))

    departments, unplaced = (
        tuple(replace(each, flags=keep(each.flags)) for each in owners)
        for owners in (report.departments, report.unplaced)
    )
    shown = replace(report, departments=departments, unplaced=unplaced, district_flags=keep(report.district_flags))
    hidden = len(all_flags(report)) - len(all_flags(shown))
    return replace(shown, selection=Selection(tuple(wanted), tuple(unwanted), hidden))


def without_rows(report: Report) -> Report:
    """Leaves out the rows behind the numbers."""
    return replace(report, departments=tuple(replace(each, evidence=None) for each in report.departments))
