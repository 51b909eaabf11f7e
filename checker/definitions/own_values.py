"""Reads an indicator once for each set of values that its parameters have for some department or day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader
from checker.definitions.parameter_tables import Lacking, ParameterTable
from checker.definitions.parameters import fill_parameters, named_parameters
from checker.definitions.roster import Roster, RosterEntry
from checker.definitions.variants import (
    APART,
    DISTRICT,
    EVERYBODY,
    Values,
    Variants,
    first_days,
    given_of,
    lacking_of,
    value_for,
)
from checker.frozen import dataclass
from checker.periods import Window
from checker.tables.logic import quote
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem
from checker.tables.yaml.validation import validate_definition
from checker.text.bilingual import Text

#: Numbers of a measure by which figures of departments are added up, so that they must be the same.
JOINING = ("factor", "at")


@dataclass(frozen=True)
class Asking:
    """What an indicator is read with: who is on the roster, when the plan is, and the words that it may name."""

    departments: tuple[RosterEntry, ...]
    groups: Mapping[str, Text]
    plan: Window
    context: Mapping[str, Any]

    @classmethod
    def of(cls, roster: Roster, header: PackHeader, context: Mapping[str, Any]) -> Asking:
        """What the files of a pack say."""
        groups = {name: words.text for name, words in roster.groups.items()}
        return cls(roster.departments, groups, Window(header.starts, header.ends), context)


class OwnValues:
    """One indicator that names parameters with values of their own.

    Attributes:
        indicator: as it is with the first values given; None if it can't be read.
        problems: those of every form.
        lacking: for each parameter that must have a value, the departments without one, and since when.
    """

    def __init__(self, definition: Definition, tables: Mapping[str, ParameterTable], asking: Asking) -> None:
        self._definition, self._tables, self._asking = definition, tables, asking
        paths = list(named_parameters(definition.root, tables))
        self._weight = next((name for name, path in paths if path == ("weight",)), "")
        self._joins = {name for name, path in paths if path[0] != "measure" or path[-1] in JOINING}
        self._read: dict[tuple[str, ...], Indicator | None] = {}
        self._forms: dict[object, Indicator] = {}
        self.problems: list[Problem] = []
        self.lacking: dict[str, dict[str, date]] = {}
        self._first = tuple(_first_value(table) for table in tables.values())
        self.indicator = self._read_with(self._first)
        self._alone = self.indicator is not None and self.indicator.level == "district"

    def variants(self, judged: frozenset[str]) -> Variants:
        """The indicator for each department that it judges, and for the district, from each day on."""
        days = first_days(self._tables.values())
        ends = [day - timedelta(days=1) for day in days[1:]] + [date.max]
        own = [self._of_days(day, end, judged) for day, end in zip(days, ends, strict=True)]
        return Variants(days, tuple(own))

    def forms(self) -> tuple[Indicator, ...]:
        """The indicator with each set of values."""
        return tuple(each for each in self._read.values() if each is not None)

    def _of_days(self, first: date, last: date, judged: frozenset[str]) -> dict[str, Indicator]:
        values = [table.on(first) for table in self._tables.values()]
        groups, own = self._asking.groups, dict[str, Indicator]()
        seen: list[dict[str, Any]] = [{} for _ in self._tables]
        for entry in self._asking.departments:
            if entry.code not in judged:
                continue
            found: Values = tuple(value_for(entry, each, groups) for each in values)
            own[entry.code] = self._form(found)
            day = self._day(entry, first, last)
            if day is not None:
                for place, each in enumerate(found):
                    seen[place].setdefault(quote(each and each[0]), each and each[0])
                self._note(entry.code, day, found)
        of_all = tuple(
            value_for(None, each, groups) or self._of_departments(place, seen[place])
            for place, each in enumerate(values)
        )
        if self._alone and (day := self._day(None, first, last)) is not None:
            self._note(DISTRICT, day, of_all)
        own[DISTRICT] = self._form(of_all, district=True)
        return own

    def _of_departments(self, place: int, seen: Mapping[str, Any]) -> tuple[Any, Text | None] | None:
        """The value of all departments for the district: the one that they share, or any, if it only counts rows."""
        found = [each for each in seen.values() if each is not None]
        if len(seen) == 1 and found:
            return found[0], EVERYBODY
        counts_rows = list(self._tables)[place] not in self._joins
        return (found[0] if found else self._first[place], None) if counts_rows else None

    def _note(self, code: str, day: date, values: Values) -> None:
        """Notes which values are lacking from a day on that must not be."""
        for (name, table), each in zip(self._tables.items(), values, strict=True):
            ours = not self._alone or code == DISTRICT or name not in self._joins
            if each is None and ours and table.without is None:
                self.lacking.setdefault(name, {}).setdefault(code, day)

    def _day(self, entry: RosterEntry | None, first: date, last: date) -> date | None:
        """The first of these days on which a department is judged; None if there is none."""
        plan = self._asking.plan
        since, until = max(first, plan.start), min(last, plan.end)
        if entry is not None:
            since, until = max(since, entry.since or since), min(until, entry.until or until)
        binds = None if self.indicator is None else self.indicator.binds_from
        return since if since <= until and (binds is None or binds <= until) else None

    def _form(self, values: Values, *, district: bool = False) -> Indicator:
        """The indicator with these values; without some of them, one that says so."""
        key = (district, tuple(None if each is None else (quote(each[0]), each[1]) for each in values))
        if key not in self._forms:
            filled = tuple(first if each is None else each[0] for each, first in zip(values, self._first, strict=True))
            read, lacks = self._read_with(filled) or self.indicator, self._lacks(values, district=district)
            assert read is not None, "the first form could be read"
            update: dict[str, Any] = {"weight": Fraction(0)} if lacks and self._lacks_weight(values) else {}
            self._forms[key] = read.as_given(given_of(self._tables, values), lacks, update)
        return self._forms[key]

    def _lacks(self, values: Values, *, district: bool) -> Lacking | None:
        missing = [pair for pair, each in zip(self._tables.items(), values, strict=True) if each is None]
        if not missing:
            return None
        return APART if district else lacking_of(missing)

    def _lacks_weight(self, values: Values) -> bool:
        return any(name == self._weight for name, each in zip(self._tables, values, strict=True) if each is None)

    def _read_with(self, filled: Sequence[Any]) -> Indicator | None:
        key = tuple(map(quote, filled))
        if key not in self._read:
            given = dict(zip(self._tables, filled, strict=True))
            root = fill_parameters(self._definition.root, given, self._definition.file, [])
            read, problems = validate_definition(
                Indicator, Definition(self._definition.file, root), self._asking.context
            )
            self._read[key] = read
            self.problems += problems
        return self._read[key]


def _first_value(table: ParameterTable) -> Any:
    values = table.values[0]
    listed = (values.all, values.district, *values.groups.values(), *values.departments.values())
    return next(each for each in listed if each is not None)
