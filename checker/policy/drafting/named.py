"""Gives the requirements of a document their ids, names, tables and measures."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.frozen import dataclass
from checker.policy.drafting.deductions import find_scoring, propose_deduction
from checker.policy.drafting.kinds import Table, find_tables, find_usual_period
from checker.policy.drafting.limits import SECONDS
from checker.policy.drafting.measures import propose
from checker.policy.drafting.proposals import Place, Proposal
from checker.policy.model import Requirement
from checker.text.clauses import clause_order

#: Names of indicators are no longer than this.
LONGEST_NAME = 48


@dataclass(frozen=True)
class Drafted:
    """One requirement with its place in the draft.

    Attributes:
        id: of the requirement.
        name: for people.
        requirement: the requirement.
        table: in which it is counted.
        proposal: the measure, if there is one.
        part_of: the id of the indicator that has its target too; empty if it has one of its own.
    """

    id: str
    name: str
    requirement: Requirement
    table: Table
    proposal: Proposal | None
    part_of: str = ""

    @property
    def indicator(self) -> str | None:
        """The indicator that checks it; None if none does."""
        return None if self.proposal is None else self.part_of or self.id


def shortened(name: str) -> str:
    """The name, cut behind a whole word if it is too long."""
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[:LONGEST_NAME]
    words = cut.rpartition(" ")[0] if " " in cut and not name[LONGEST_NAME].isspace() else cut
    return f"{words.rstrip(' ,;:，；：、')}…"


def find_durations(requirements: Sequence[Requirement], tables: Sequence[Table]) -> Mapping[str, str]:
    """The unit of the durations of each table: the smallest in which one of its requirements has a time."""
    found: dict[str, str] = {}
    for each, table in zip(requirements, tables, strict=True):
        units = [each.unit, each.within.partition(" ")[2].partition(";")[0]]
        for unit in set(units) & set(SECONDS):
            found[table.id] = min(found.get(table.id, unit), unit, key=lambda name: SECONDS[name])
    return found


def place_all(requirements: Sequence[Requirement]) -> list[Drafted]:
    """Gives each requirement its id, its name, its table and its measure."""
    tables, usual = find_tables(requirements), find_usual_period(requirements)
    durations = find_durations(requirements, tables)
    found: list[Drafted] = []
    for each, table, (id, name) in zip(requirements, tables, _name_all(requirements), strict=True):
        place = Place(id, table.id, durations.get(table.id, "minutes"), usual)
        made = propose_deduction(each, place) if each.kind == "deduction" else propose(each, place)
        if made and not made.more:
            made = replace(made, more=find_scoring(each))
        found.append(Drafted(id, name, each, table, made))
    return found


def _name_all(requirements: Sequence[Requirement]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    used: dict[str, int] = {}
    names: dict[str, int] = {}
    for each in requirements:
        numbers = "-".join(map(str, clause_order(each.sentence.clause))) or "0"
        letter = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", each.sentence.clause[-3:]).lower())
        clause = f"c{numbers}" + (f"-{letter}" if letter and not letter.isdigit() else "")
        used[clause] = used.get(clause, 0) + 1
        id = f"{clause}-no{used[clause]}"
        name = shortened(re.sub(r"\s+", " ", each.phrase).strip()) or id
        key = name.casefold()
        names[key] = names.get(key, 0) + 1
        if names[key] > 1:
            name = f"{name} ({id})"
        found.append((id, name))
    return found
