"""Signals that need a ledger: what was recorded of a department earlier, beside what it submits now.

A signal is worth a look and proves nothing: there are innocent causes, and no score changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from checker.checks.batch import NOTHING, Found
from checker.definitions.task import Task
from checker.history.runs import Run, latest, list_runs
from checker.history.signals import repeated, restated
from checker.history.signals.repeated import Kept, find_repeated
from checker.history.signals.restated import Base, find_restated, still_counting
from checker.model import Department, Fault, Flag, State
from checker.model.faults import fault_of

Item = Mapping[str, Any]
#: The items of one department, by table.
Items = Mapping[str, Item]
#: Gives the rows that a department submits now, as a ledger keeps them.
Rows = Callable[[Department], Sequence[Item]]

#: Four quarters.
_PERIODS = 4
_ACCEPTED = (State.ACCEPTED.value, State.ACCEPTED_WITH_ERRORS.value)


def look_back(ledger: Any, rows: Rows, departments: Sequence[Department], task: Task) -> Found:
    """Compares what departments submit with what a ledger has of them.

    Returns:
        Flags by department; a fault for each signal that crashed, which gives no flags.
    """
    pack = task.pack.header.id
    entries = [entry for entry in ledger.entries("run") if entry.payload["pack"]["id"] == pack]
    if not entries:
        return NOTHING
    runs = list_runs(entries, pack, "")
    now = _Now(departments, rows)
    flags: defaultdict[str, list[Flag]] = defaultdict(list)
    faults: list[Fault] = []
    for code, look in _SIGNALS:
        try:
            seen = list(look(ledger, runs, now, task))
        except Exception as error:  # a crash of a signal becomes a fault, and the report is still built
            faults.append(fault_of(code.slug, error))
            continue
        for department, flag in seen:
            flags[department].append(flag)
    return Found({code: tuple(theirs) for code, theirs in flags.items()}, None, tuple(faults))


class _Now:
    """The departments whose workbooks were accepted, and their rows, which are worked out when they are needed."""

    def __init__(self, departments: Sequence[Department], rows: Rows) -> None:
        self.departments = {each.code: each for each in departments if each.code and each.state.value in _ACCEPTED}
        self._rows, self._known = rows, dict[str, Items]()

    def items(self, code: str) -> Items:
        """The rows of a department by table."""
        if code not in self._known:
            self._known[code] = {item["table"]: item for item in self._rows(self.departments[code])}
        return self._known[code]


def _look_for_restated(ledger: Any, runs: Sequence[Run], now: _Now, task: Task) -> Iterator[tuple[str, Flag]]:
    """Compares each department with its newest other submission for this period, then with the period before."""
    found: defaultdict[str, list[Flag]] = defaultdict(list)
    left = set(now.departments)
    for run in reversed([each for each in runs if each.period == task.period.label]):
        others = {code for code in left if _differs(run, now.departments[code])}
        counting = still_counting(run, task)
        for code, then in _recorded(ledger, run, others):
            base = Base(run, now.departments[code], task, counting)
            differs, flags = find_restated(then, now.items(code), base)
            found[code] += flags
            if differs:
                left.discard(code)
    for run in _earlier(runs, task)[:1]:
        counting = still_counting(run, task)
        for code, then in _recorded(ledger, run, set(now.departments)):
            named = {(flag.place.table, flag.place.row, flag.place.key) for flag in found[code]}
            _, flags = find_restated(then, now.items(code), Base(run, now.departments[code], task, counting))
            found[code] += (each for each in flags if (each.place.table, each.place.row, each.place.key) not in named)
    yield from ((code, flag) for code, flags in found.items() for flag in flags)


def _look_for_repeated(ledger: Any, runs: Sequence[Run], now: _Now, task: Task) -> Iterator[tuple[str, Flag]]:
    """Compares each department with what it submitted for each of the earlier periods, the newest first."""
    kept = Kept(task)
    for run in _earlier(runs, task)[:_PERIODS]:
        for code, then in _recorded(ledger, run, set(now.departments)):
            for flag in find_repeated(then, now.items(code), run, now.departments[code], kept):
                yield code, flag


_SIGNALS = ((restated.RESTATED, _look_for_restated), (repeated.COPIED_FROM_EARLIER, _look_for_repeated))


def _earlier(runs: Sequence[Run], task: Task) -> list[Run]:
    """The latest runs of earlier periods, the newest first."""
    return [run for run in reversed(latest(runs)) if run.end < task.period.window.end]


def _differs(run: Run, department: Department) -> bool:
    party = run.parties.get(department.code)
    return party is not None and party.state in _ACCEPTED and party.sha256 != department.sha256


def _recorded(ledger: Any, run: Run, codes: set[str]) -> Iterator[tuple[str, Items]]:
    """The recorded rows of these departments."""
    if codes:
        for code, items in groupby(ledger.items(run.seq, "rows"), key=lambda item: str(item["department"])):
            if code in codes:
                yield code, {item["table"]: item for item in items}
