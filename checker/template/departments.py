"""Chooses the departments that templates are made for: the named ones, or all that submit."""

import difflib
from collections.abc import Sequence

from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.errors import Stop
from checker.intake.roster_names import find_entry
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH, in_own_words


@in_own_words
def choose_departments(task: Task, names: Sequence[str]) -> tuple[RosterEntry, ...]:
    """Returns the named departments, each once, in the roster's order; all that submit if none is named.

    Raises:
        Stop: a name isn't on the roster of the period, or there is nothing to submit.
    """
    roster = task.pack.on_roster(task.period)
    submitting = tuple(entry for entry in roster if entry.submits and task.pack.tables_of(entry.code))
    if not submitting:
        nobody = Text(f"没有需要报送的{ZH.单位}", f"no {EN.department} has anything to submit")
        raise Stop("nobody-submits", nobody, context=f"{task.pack.header.id} {task.period.label}")
    if not names:
        return submitting
    codes = {_find(task, name, submitting).code for name in names}
    return tuple(entry for entry in roster if entry.code in codes)


def _find(task: Task, name: str, submitting: Sequence[RosterEntry]) -> RosterEntry:
    roster = task.pack.on_roster(task.period)
    entry = find_entry(roster, name)
    if entry is not None and (entry in submitting or task.pack.asked_tables(entry.code)):
        return entry
    where = f"{task.pack.header.id} {task.period.label}"
    if entry is not None:
        who = entry.name
        nothing = Text(f"“{who.zh}”不需要报送，没有模板", f"{who.en} has nothing to submit, so it has no template")
        hint = _list(Text(f"需要报送的{ZH.单位}：", f"{EN.departments} that submit: "), submitting)
        raise Stop("department-submits-nothing", nothing, context=where, hint=hint)
    other = find_entry(task.pack.roster.departments, name)
    if other is not None:
        since, until = other.since or task.pack.plan.start, other.until or task.pack.plan.end
        absent = Text(f"“{name}”这一期不在名册上", f"{name} isn't on the roster in this period")
        hint = Text(
            f"{other.name.zh}在名册上的时间是 {since} 至 {until}",
            f"{other.name.en} is on the roster from {since} to {until}",
        )
        raise Stop("department-not-on-roster", absent, context=where, hint=hint)
    unknown = Text(f"名册上没有“{name}”", f"the roster has no {EN.department} {name}")
    hint = _similar(name, roster) or _list(Text("可以写：", "choose from: "), submitting)
    raise Stop("unknown-department", unknown, context=where, hint=hint)


def _similar(name: str, roster: Sequence[RosterEntry]) -> Text | None:
    spellings = {spelling: entry for entry in roster for spelling in (entry.code, *entry.name.all)}
    near = [spellings[each] for each in difflib.get_close_matches(name, spellings, n=6)]
    entries = tuple({entry.code: entry for entry in near}.values())[:3]
    return _list(Text("是不是：", "did you mean: "), entries) if entries else None


def _list(before: Text, entries: Sequence[RosterEntry]) -> Text:
    return Text(
        zh=before.zh + "、".join(f"{entry.name.zh}（{entry.code}）" for entry in entries),
        en=before.en + ", ".join(f"{entry.name.en} ({entry.code})" for entry in entries),
    )
