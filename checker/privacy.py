"""Names that stand where no names belong: known from the workbook's own columns of names, and marked as such.

A clerk who pastes into the wrong column must not have colleagues' names quoted in a report that leaves the department.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.definitions.tables import Table
from checker.model import Flag, Shown
from checker.spelling import key_form
from checker.submission import TypedTable


def with_names_marked(
    flags: tuple[Flag, ...], typed: Mapping[str, TypedTable], tables: Mapping[str, Table]
) -> tuple[Flag, ...]:
    """Marks every quoted value, and every part of a key, that is a name of somebody in the same workbook."""
    names = _names(typed, tables)
    return tuple(_marked(each, names) for each in flags) if names else flags


def _names(typed: Mapping[str, TypedTable], tables: Mapping[str, Table]) -> frozenset[str]:
    columns = [
        table.frame[field].tolist()
        for name, table in typed.items()
        for field, column in tables[name].columns.items()
        if column.personal == "name"
    ]
    return frozenset(key_form(str(value)) for values in columns for value in values if value is not None)


def _marked(flag: Flag, names: frozenset[str]) -> Flag:
    place = flag.place
    if any(key_form(part) in names for part in place.key.split(" / ")):
        place = replace(place, key_personal="name")
    return replace(
        flag,
        place=place,
        values=tuple((name, _shown(value, names)) for name, value in flag.values),
        observed=None if flag.observed is None else _shown(flag.observed, names),
        record=tuple((header, _shown(value, names)) for header, value in flag.record),
    )


def _shown(shown: Shown, names: frozenset[str]) -> Shown:
    if shown.personal in (None, "text") and isinstance(shown.text, str) and key_form(shown.text) in names:
        return replace(shown, personal="name")
    return shown
