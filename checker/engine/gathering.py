"""Gathers the rows behind the results of one department, if the task asks for them."""

from collections.abc import Sequence

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
    named = [(task.pack.indicators[result.indicator], result) for result in results]
    judged = [
        JudgedIndicator(each, result, scope_of(each, submission, entry, task, task.history)) for each, result in named
    ]
    return gather_evidence(judged, submission, task.pack.tables, every_row=task.rows == "all")
