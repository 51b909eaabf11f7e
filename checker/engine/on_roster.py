"""What the roster says of departments: whom to ask, among whom each is ranked, and their order."""

from collections.abc import Sequence
from dataclasses import replace

from checker.definitions.task import Task
from checker.intake.contact import contact_on_roster
from checker.model import Department
from checker.text.levels import PackText

#: The departments that are in none of the groups that are ranked apart.
OTHERS = PackText(zh="其他⟨单位⟩", en="Other ⟨departments⟩")


def add_contacts(departments: Sequence[Department], task: Task) -> list[Department]:
    """Adds the roster's contacts to the departments whose cover sheet says none."""
    known = {entry.code: contact_on_roster(entry) for entry in task.pack.on_roster(task.period)}
    return [each if each.contact else replace(each, contact=known.get(each.code)) for each in departments]


def add_groups(departments: Sequence[Department], task: Task) -> list[Department]:
    """Adds to each department the group among which it is ranked, if the pack ranks groups apart."""
    apart, named = task.pack.header.ranking.apart, task.pack.roster.groups
    if not apart:
        return list(departments)
    groups = {entry.code: set(entry.groups) for entry in task.pack.roster.departments}
    return [
        replace(each, group=next((named[id].text for id in apart if id in groups.get(each.code, ())), OTHERS))
        for each in departments
    ]


def in_order(departments: Sequence[Department], task: Task) -> tuple[Department, ...]:
    """Sorts departments as the roster lists them; those that are not on it come last."""
    roster = {entry.code: place for place, entry in enumerate(task.pack.roster.departments)}
    return tuple(sorted(departments, key=lambda each: (roster.get(each.code, len(roster)), each.file, each.name.zh)))
