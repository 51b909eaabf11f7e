"""For which departments templates are asked for: by name, or all that submit."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from checker.definitions.packs import Pack, RosterEntry
from checker.definitions.task import Task
from checker.errors import Stop
from checker.intake.roster_names import find_entry
from checker.text.bilingual import Text


def chosen_departments(task: Task, names: Sequence[str]) -> tuple[RosterEntry, ...]:
    """The departments that are named, each once, in the roster's order; all that submit if none is.

    Raises:
        Stop: a name is not on the roster of the period, or the department (or everybody) has nothing to submit.
    """
    there = task.pack.on_roster(task.period)
    submitting = tuple(entry for entry in there if submits(task.pack, entry))
    if not submitting:
        raise Stop(
            "nobody-submits",
            Text(zh="没有需要报送的单位", en="no department submits anything"),
            context=f"{task.pack.header.id} {task.period.label}",
        )
    if not names:
        return submitting
    codes = {_named(task, name, submitting).code for name in names}
    return tuple(entry for entry in there if entry.code in codes)


def submits(pack: Pack, entry: RosterEntry) -> bool:
    """Whether a department hands in a workbook, and there is a table for it to fill in."""
    return entry.submits and bool(pack.tables_of(entry.code))


def _named(task: Task, name: str, submitting: Sequence[RosterEntry]) -> RosterEntry:
    there = task.pack.on_roster(task.period)
    entry = find_entry(there, name)
    if entry is not None and entry in submitting:
        return entry
    where = f"{task.pack.header.id} {task.period.label}"
    if entry is not None:
        who = entry.name
        raise Stop(
            "department-submits-nothing",
            Text(zh=f"“{who.zh}”不需要报送，没有模板", en=f"{who.en} submits nothing and has no template"),
            context=where,
            hint=_listed(Text("需要报送的单位：", "departments that submit: "), submitting),
        )
    other = find_entry(task.pack.roster.departments, name)
    if other is not None:
        raise Stop(
            "department-not-on-roster",
            Text(zh=f"“{name}”这一期不在名册上", en=f"{name} is not on the roster in this period"),
            context=where,
            hint=_stay(task, other),
        )
    raise Stop(
        "unknown-department",
        Text(zh=f"名册上没有“{name}”", en=f"there is no department {name} on the roster"),
        context=where,
        hint=_meant(name, there) or _listed(Text("可以写：", "choose from: "), submitting),
    )


def _stay(task: Task, entry: RosterEntry) -> Text:
    since, until = entry.since or task.pack.plan.start, entry.until or task.pack.plan.end
    return Text(
        zh=f"{entry.name.zh}在名册上的时间是 {since} 至 {until}",
        en=f"{entry.name.en} is on the roster from {since} to {until}",
    )


def _meant(name: str, there: Sequence[RosterEntry]) -> Text | None:
    """The departments whose names are like a name; None if no name is."""
    spellings = {spelling: entry for entry in there for spelling in (entry.code, *entry.name.all)}
    near = [spellings[each] for each in difflib.get_close_matches(name, spellings, n=6)]
    entries = tuple({entry.code: entry for entry in near}.values())[:3]
    return _listed(Text("是不是：", "did you mean: "), entries) if entries else None


def _listed(before: Text, entries: Sequence[RosterEntry]) -> Text:
    return Text(
        zh=before.zh + "、".join(f"{entry.name.zh}（{entry.code}）" for entry in entries),
        en=before.en + ", ".join(f"{entry.name.en} ({entry.code})" for entry in entries),
    )
