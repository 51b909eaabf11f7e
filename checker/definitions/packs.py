"""A pack: the indicators of one jurisdiction and plan, with its roster, grades and source document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from checker.definitions.indicators import Indicator
from checker.definitions.register import Further, RegisterEntry
from checker.periods import Period, Window
from checker.tables.table import Table
from checker.tables.whom import Whom
from checker.tables.words import WORD, Day, Exact, Labels, Strict, TrueFalse, Words
from checker.text.normalize import key_form


def version_form(version: str) -> str:
    """The form in which two spellings of one version are equal: a spreadsheet makes 1 of 1.0, and people write V1.0."""
    return re.sub(r"(?:\.0+)+$", "", key_form(version).removeprefix("v"))


class Document(Strict):
    """The published document that the indicators come from."""

    title: Words
    issuer: Words
    dated: Day


class Grade(Strict):
    """A band of scores, 0 to 100."""

    name: Words
    at_least: Exact


class TemplateVersion(Strict):
    """One version of the workbooks that departments fill in.

    Attributes:
        version: what their cover sheets say.
        dated: the day from which it was handed out.
        changed: what differs from the version before it, for whoever fills it in.
    """

    version: str = Field(min_length=1)
    dated: Day
    changed: Words


class PackHeader(Strict):
    """`pack.yaml`.

    Attributes:
        id: the folder's name.
        jurisdiction: the district itself, as reports name it.
        starts, ends: the plan's own years; the window of a term or a one-off indicator.
        cover: the table that is the cover sheet.
        tables: those that departments submit.
        grades: best first; the last is for everything below.
        undetermined_earns: what an undetermined indicator earns of its weight: what its lower bound earns, or nothing.
        parameters: values that indicators may name as `{parameter: name}`.
        templates: the versions of the workbooks to fill in, the newest first; without any, the pack's own version
            is theirs.
    """

    id: str = Field(pattern=WORD)
    version: str
    title: Words
    jurisdiction: Words
    document: Document
    starts: Day
    ends: Day
    cover: str
    tables: tuple[str, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = Field(min_length=1)
    undetermined_earns: Literal["lower-bound", "nothing"] = "lower-bound"
    parameters: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Any] = Field(default_factory=dict)
    templates: tuple[TemplateVersion, ...] = Field(default=(), min_length=1)

    @property
    def template_version(self) -> str:
        """The version that a workbook made today carries."""
        return self.templates[0].version if self.templates else self.version


class RosterEntry(Strict):
    """One department.

    Attributes:
        code: short and stable; names files and fingerprints.
        groups: the collectives that it belongs to.
        since, until: when it is on the roster, where that is not the whole plan.
        submits: whether it hands in a workbook each period.
    """

    code: str = Field(pattern=WORD)
    name: Labels
    groups: tuple[str, ...] = ()
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    submits: TrueFalse = True


class Roster(Strict):
    """`departments.yaml`."""

    groups: dict[Annotated[str, Field(pattern=WORD)], Words] = Field(default_factory=dict)
    departments: tuple[RosterEntry, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Pack:
    """A pack as loaded: everything checked, nothing left to look up.

    Attributes:
        indicators: in clause order as the files sort, by id.
        sha256: over the names and bytes of every file that it was made of.
        files: those files, by name within the pack.
        register: every requirement of the document, as the file lists them; empty without a `register.yaml`.
        further: indicators that answer to none of them.
    """

    header: PackHeader
    roster: Roster
    tables: dict[str, Table]
    indicators: dict[str, Indicator]
    sha256: str
    files: dict[str, Path] = field(default_factory=dict, compare=False, repr=False)
    register: tuple[RegisterEntry, ...] = ()
    further: tuple[Further, ...] = ()

    @property
    def cover(self) -> Table:
        """The table that is the cover sheet."""
        return self.tables[self.header.cover]

    @property
    def department_names(self) -> frozenset[str]:
        """Every name and alias of a department."""
        return frozenset(name for entry in self.roster.departments for name in entry.name.all)

    def spellings(self) -> Iterator[str]:
        """What the pack calls its things: departments, indicators, sheets, columns, choices, units."""
        yield from self.department_names
        yield from (entry.code for entry in self.roster.departments)
        for indicator in self.indicators.values():
            yield from (indicator.name.zh, indicator.name.en, indicator.unit_text.zh, indicator.unit_text.en)
        for table in self.tables.values():
            yield from table.sheet.all
            for column in table.columns.values():
                yield from column.header.all
                yield from (spelling for choice in column.choices.values() for spelling in choice.all)
                if column.unit is not None:
                    yield from (column.unit.zh, column.unit.en)

    @property
    def plan(self) -> Window:
        """The years of the plan."""
        return Window(self.header.starts, self.header.ends)

    def on_roster(self, period: Period) -> tuple[RosterEntry, ...]:
        """The departments on the roster at the end of a period."""
        day = period.window.end
        return tuple(
            entry
            for entry in self.roster.departments
            if (entry.since is None or entry.since <= day) and (entry.until is None or day <= entry.until)
        )

    def judged(self, indicator: Indicator) -> frozenset[str]:
        """The codes of the departments that an indicator judges, or whose rows are its evidence at district level."""
        who = indicator.applies_to
        if indicator.level == "district" and not (who.groups or who.departments):
            who = Whom(departments=indicator.owner, excluding=who.excluding)
        return self.chosen(who)

    def chosen(self, who: Whom) -> frozenset[str]:
        """The codes of the departments that groups and names stand for."""
        by_name = {
            spelling: entry.code for entry in self.roster.departments for spelling in (entry.code, *entry.name.all)
        }
        chosen = {by_name[name] for name in who.departments if name in by_name}
        chosen |= {e.code for e in self.roster.departments if set(e.groups) & set(who.groups)}
        if not who.groups and not who.departments:
            chosen = {entry.code for entry in self.roster.departments}
        return frozenset(chosen - {by_name[name] for name in who.excluding if name in by_name})

    def indicators_of(self, department: str) -> tuple[Indicator, ...]:
        """The indicators whose evidence a department submits."""
        return tuple(each for each in self.indicators.values() if department in self.judged(each))

    def tables_of(self, department: str) -> tuple[str, ...]:
        """The tables that a department must submit, in the pack's order."""
        needed = {table for indicator in self.indicators_of(department) for table in indicator.asked.tables()}
        needed |= {
            reference.partition(".")[0] for table in needed for reference in self.tables[table].references.values()
        }
        return tuple(table for table in self.header.tables if table in needed)
