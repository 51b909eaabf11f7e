"""What the building of a report asks a ledger: whether what departments submit is at odds with what was recorded."""

from collections.abc import Callable, Sequence

from checker.checks.batch import NOTHING, Found
from checker.definitions.task import Task
from checker.model import Department

#: Compares departments with what a ledger has of them.
LookBack = Callable[[Sequence[Department], Task], Found]


def nothing_recorded(departments: Sequence[Department], task: Task) -> Found:
    """Finds nothing: there is no ledger."""
    return NOTHING
