"""Gathers the rows behind the results of one department, if the task asks for them."""

from collections.abc import Sequence

from checker.definitions.indicator_names import find_indicator
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.engine.indicator import scope_of
from checker.evidence import JudgedIndicator, gather_evidence
from checker.model import Result
from checker.model.evidence import Evidence
from checker.model.workbook import Submission


def gather_rows(results: Sequence[Result], submission: Submission, entry: RosterEntry, task: Task) -> Evidence | None:
    """Gathers the rows; None if the task asks for none."""
    if task.rows == "none":
        return None
    only = find_indicator(task.pack, task.explained) if task.explained else None
    chosen = [result for result in results if not task.explained or result.indicator == only]
    named = [(task.own(result.indicator, entry.code), result) for result in chosen]
    judged = [
        JudgedIndicator(each, result, scope_of(each, submission, entry, task, task.history)) for each, result in named
    ]
    every = task.rows == "all"
    whole = every and not task.explained  # a cell that is asked for can be in any sheet
    return gather_evidence(judged, submission, task.pack.tables, every_row=every, whole_sheets=whole)
