"""What an indicator is for each department and day, where parameters give their own values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from checker.definitions.indicators import Indicator
from checker.definitions.parameter_tables import Given, Lacking, ParameterTable, ValuesFrom
from checker.definitions.roster import RosterEntry
from checker.frozen import dataclass
from checker.tables.logic import quote
from checker.text.bilingual import Text, join_texts
from checker.text.levels import PackText

#: The district among the codes of departments.
DISTRICT = ""
EVERYBODY = PackText(zh="各⟨单位⟩", en="all ⟨departments⟩")

#: A value as written, and whom it is for; None if it only says how the rows of departments are counted.
Value = tuple[Any, Text | None]
#: For each parameter its value; None if there is none.
Values = tuple[Value | None, ...]


@dataclass(frozen=True)
class Variants:
    """An indicator for each department and day.

    Attributes:
        days: the first day of each stretch of days in which nothing changes.
        own: for each stretch, the indicator by department, and by `DISTRICT`.
    """

    days: tuple[date, ...]
    own: tuple[Mapping[str, Indicator], ...]

    def of(self, code: str, day: date) -> Indicator | None:
        """The indicator for a department on a day; None if it doesn't judge it."""
        return self.on(day).get(code)

    def on(self, day: date) -> Mapping[str, Indicator]:
        """The indicator on a day, by department and `DISTRICT`."""
        return self.own[bisect_right(self.days, day) - 1]

    def every(self) -> Iterator[tuple[date, Indicator, tuple[str, ...]]]:
        """Every form of the indicator, from when it applies, and to whom; those of the first days come first."""
        for day, own in zip(self.days, self.own, strict=True):
            codes: dict[int, list[str]] = {}
            for code, indicator in own.items():
                codes.setdefault(id(indicator), []).append(code)
            yield from ((day, own[each[0]], tuple(each)) for each in codes.values())


def first_days(tables: Iterable[ParameterTable]) -> tuple[date, ...]:
    """The days on which a value may change, the first one for all days before."""
    days = {date.min}
    for each in (values for table in tables for values in table.values):
        days |= {each.since} if each.since is not None else set()
        days |= {each.until + timedelta(days=1)} if each.until is not None and each.until < date.max else set()
    return tuple(sorted(days))


def value_for(
    entry: RosterEntry | None, values: ValuesFrom | None, groups: Mapping[str, Text]
) -> tuple[Any, Text | None] | None:
    """The value for a department, or for the district if there is no entry, and whom it is for; None without one."""
    if values is None:
        return None
    if entry is None:
        return None if values.district is None else (values.district, PackText("⟨全区⟩", "the ⟨district⟩"))
    named = next((each for each in (entry.code, *entry.name.all) if each in values.departments), None)
    if named is not None:
        return values.departments[named], entry.name.text
    group = next((each for each in entry.groups if each in values.groups), None)
    if group is not None:
        return values.groups[group], groups.get(group, Text(group, group))
    return None if values.all is None else (values.all, EVERYBODY)


def clashing_groups(entry: RosterEntry, values: ValuesFrom) -> tuple[str, ...]:
    """The groups of a department that have different values, if it has none of its own."""
    if any(each in values.departments for each in (entry.code, *entry.name.all)):
        return ()
    found = [each for each in entry.groups if each in values.groups]
    return tuple(found) if len({quote(values.groups[each]) for each in found}) > 1 else ()


def title_of(name: str, table: ParameterTable) -> Text:
    """A parameter with its clause."""
    title = Text(name, name) if table.name is None else table.name.text
    return Text(f"{title.zh}（{table.clause}）", f"{title.en} ({table.clause})")


def lacking_of(missing: Sequence[tuple[str, ParameterTable]]) -> Lacking:
    """Says which parameters have no value; what the pack says of the first decides what the indicator is."""
    listed = join_texts([title_of(name, table) for name, table in missing], "、", ", ")
    reason = PackText(
        f"指标包没有给出本⟨单位⟩的{listed.zh}", f"the pack has no value for this ⟨department⟩: {listed.en}"
    )
    excused = all(table.without == "not-applicable" for _, table in missing)
    return Lacking(reason, "not_applicable" if excused else "undetermined")


def given_of(tables: Mapping[str, ParameterTable], values: Values) -> tuple[Given, ...]:
    """Says where each value comes from."""
    return tuple(
        Given(name, table.clause, each[0], each[1], table.name.text if table.name else Text(name, name))
        for (name, table), each in zip(tables.items(), values, strict=True)
        if each is not None and each[1] is not None
    )


#: Why the district has no target of its own.
APART = Lacking(
    PackText(
        zh="各⟨单位⟩的标准不同，指标包没有给出合在一起的标准",
        en="the ⟨departments⟩ have values of their own, and the pack has none for all of them together",
    ),
    "undetermined",
)
