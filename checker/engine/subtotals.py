"""Judges the departments of each group, and of each unit above them, together: from their rows, never their rates."""

from collections.abc import Iterator, Mapping, Sequence

from checker.definitions.indicators import Indicator
from checker.definitions.own_values import JOINING
from checker.definitions.roster import RosterEntry
from checker.definitions.task import Task
from checker.definitions.variants import APART
from checker.engine.district import judge_together
from checker.model import Department, Result
from checker.model.reports import Subtotal

#: The departments of a unit, and of those below it.
_Below = Mapping[str, Sequence[RosterEntry]]


def make_subtotals(departments: Mapping[str, Department], task: Task) -> tuple[Subtotal, ...]:
    """Adds up the departments of the groups that the pack names, then those of each unit, from the top down."""
    roster, entries, found = task.pack.roster, task.pack.on_roster(task.period), []
    for group in task.pack.header.subtotals:
        among = [entry for entry in entries if group in entry.groups]
        results = _judge(among, departments, task)
        found.append(Subtotal(group, roster.groups[group].text, "group", 0, None, *_count(among, departments), results))
    above = roster.parents()
    below = departments_below(entries, above)
    names = {entry.code: entry.name.text for entry in roster.departments}
    for id, depth in from_the_top(below, above):
        name = roster.units[id].name.text if id in roster.units else names[id]
        results = _judge(below[id], departments, task)
        found.append(Subtotal(id, name, "unit", depth, above.get(id), *_count(below[id], departments), results))
    return tuple(each for each in found if each.departments)


def departments_below(entries: Sequence[RosterEntry], above: Mapping[str, str | None]) -> dict[str, list[RosterEntry]]:
    """The departments of each unit that is a parent, its own and those of the units below it, in the roster's order.

    Each department is passed once for each unit above it, however many others there are.
    """
    parents = {parent for parent in above.values() if parent is not None}
    below: dict[str, list[RosterEntry]] = {id: [] for id in above if id in parents}
    for entry in entries:
        at: str | None = entry.code
        while at is not None:
            if at in below:
                below[at].append(entry)
            at = above.get(at)
    return below


def from_the_top(below: _Below, above: Mapping[str, str | None]) -> Iterator[tuple[str, int]]:
    """Yields each unit after the one that it belongs to, with how many are above it, in the order of the roster."""
    children: dict[str | None, list[str]] = {}
    for id in below:
        children.setdefault(above.get(id), []).append(id)
    waiting = [(id, 0) for id in reversed(children.get(None, []))]
    while waiting:
        id, depth = waiting.pop()
        yield id, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(id, []))]


def _count(entries: Sequence[RosterEntry], departments: Mapping[str, Department]) -> tuple[int, int]:
    """How many departments there are, and how many of them have results."""
    return len(entries), sum(entry.code in departments for entry in entries)


def _binding(form: Indicator) -> tuple[object, ...]:
    """What must be the same for departments to be judged together; how each counts its own rows need not be."""
    joining = tuple(getattr(form.asked, name, None) for name in JOINING)
    rule = (form.target, form.near, form.pace, form.scoring, form.bands, form.bonus, form.weight)
    return *rule, form.lacks, *joining


def _judge(entries: Sequence[RosterEntry], departments: Mapping[str, Department], task: Task) -> tuple[Result, ...]:
    """Judges departments together by the indicators that judge some of them."""
    pack, codes = task.pack, {entry.code for entry in entries}
    indicators = {name: each for name, each in pack.indicators.items() if each.level == "department"}

    def own(id: str) -> Indicator:
        """The indicator as it is for all of them; one that says so if their values differ."""
        judged = codes & pack.judged(indicators[id]) if id in pack.variants else frozenset()
        found = [task.own(id, code) for code in sorted(judged)]
        forms = {_binding(form): form for form in found if form.lacks is None or form.lacks.status == "undetermined"}
        if len(forms) > 1:
            return indicators[id].as_given((), APART, {})
        return next(iter((*forms.values(), *found)), indicators[id])

    results = judge_together(indicators, entries, departments, {}, own, task)
    return tuple(results[name] for name, each in indicators.items() if not codes.isdisjoint(pack.judged(each)))
