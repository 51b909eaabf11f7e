"""Finds the same record in two departments' workbooks.

It works on keys alone, collected department by department, so two workbooks are never in memory at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import pandas as pd

from checker.checks.keys import add_spellings, key_header, name_copies, row_list
from checker.codes import Code
from checker.model import Flag, Personal, Place, Shown, flag
from checker.model.workbook import Submission, TypedTable
from checker.tables.rows.keys import key_forms
from checker.tables.rows.places import called_of, identity_of, key_privacy, key_text, place_of
from checker.tables.table import Stay, Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

SHARED_KEY = Code("C405")
#: The stay of a record that nobody says anything of.
_ALWAYS = (0, date.max.toordinal())


@dataclass(frozen=True, slots=True)
class KeyUses:
    """The keys of one table's rows, small enough to send from one process to another.

    Attributes:
        anywhere: the table in its own department's workbook: the place of any row, without what is the row's own.
        header: the headers of the key's columns in the sheet.
        personal: the kind of personal data in the key.
        digests: by row, the hash of the table and the comparable key; equal for the same record.
        rows: the numbers of the rows.
        keys: their keys, as displayed.
        identities: the same in normal form, as in `Place`.
        called: the same for people, as in `Place`.
        stays: their first and last day here, as ordinals, if a record may move; empty if not.
    """

    anywhere: Place
    header: Text
    personal: Personal | None
    digests: tuple[bytes, ...]
    rows: tuple[int, ...]
    keys: tuple[str, ...]
    identities: tuple[str, ...]
    called: tuple[Text | None, ...]
    stays: tuple[tuple[int, int], ...] = ()

    def stay(self, position: int) -> tuple[int, int]:
        """The first and last day of one of the rows."""
        return self.stays[position] if self.stays else _ALWAYS

    def place(self, position: int) -> Place:
        """The place of one of the rows."""
        return replace(
            self.anywhere,
            row=self.rows[position],
            key=self.keys[position],
            identity=self.identities[position],
            called=self.called[position],
        )


def keys_of(submission: Submission, tables: Mapping[str, Table]) -> tuple[KeyUses, ...]:
    """The complete keys of a department's rows in every table whose key must be unique across departments."""
    uses: list[KeyUses] = []
    for name, typed in submission.tables.items():
        table = tables[name]
        if not (table.unique_across and table.key) or typed.frame.empty:
            continue
        header, personal = key_header(typed, table), key_privacy(table)
        rows = typed.frame.index.tolist()
        anywhere = replace(place_of(typed, table, rows[0], table.key[0]), row=None, key="", identity="", called=None)
        # Only choices and yes or no are said in other words than they are kept.
        is_worded = any(table.columns[name].type in ("choice", "boolean") for name in table.key)
        parts = zip(*(typed.frame[column].tolist() for column in table.key), strict=True)
        stays = _stays_of(typed, table)
        found = [
            (
                _digest(name, key),
                row,
                shown,
                "" if typed.located is None else identity_of(typed, table, row),
                words,
                stay,
            )
            for row, key, values, stay in zip(rows, key_forms(typed, table.key), parts, stays, strict=True)
            if key
            for shown in [key_text(values)]
            for words in [called_of(typed, table, row, shown) if is_worded else None]
        ]
        if found:
            uses.append(KeyUses(anywhere, header, personal, *zip(*found, strict=True)))
    return tuple(uses)


def flag_shared_keys(
    uses_by_department: Mapping[str, tuple[KeyUses, ...]], names: Mapping[str, Text]
) -> dict[str, tuple[Flag, ...]]:
    """Flags the records that appear in more than one department.

    Args:
        uses_by_department: the result of `keys_of` for each department, by code.
        names: the names of the departments, by code.

    Returns:
        Flags by department, in the order of its rows; only for departments that have any.
    """
    shared = _in_several(uses_by_department)
    places: defaultdict[bytes, dict[str, list[tuple[KeyUses, int]]]] = defaultdict(dict)
    for department, uses in uses_by_department.items():
        for digest, use, position in _rows_with(shared, uses):
            places[digest].setdefault(department, []).append((use, position))
    # Thousands of rows may have one key: those of a department that stay as long have the same rows elsewhere.
    elsewhere = cache(lambda digest, department, stay: _at_once(stay, department, places[digest]))
    told = cache(lambda digest, department, stay, form: _tell(elsewhere(digest, department, stay), form, names))
    found = {
        department: tuple(
            _flag(use, position, told(digest, department, stay, key_form(use.keys[position])))
            for digest, use, position in _rows_with(shared, uses)
            for stay in [use.stay(position)]
            if elsewhere(digest, department, stay)
        )
        for department, uses in uses_by_department.items()
    }
    return {department: flags for department, flags in found.items() if flags}


def _at_once(
    stay: tuple[int, int], department: str, places: Mapping[str, Sequence[tuple[KeyUses, int]]]
) -> dict[str, list[Place]]:
    """The places of a record in other departments on days of this stay; on the day of a move, it may be in both."""
    (first, last), found = stay, {}
    for code, rows in places.items():
        there = [
            use.place(position)
            for use, position in rows
            if code != department and max(first, use.stay(position)[0]) < min(last, use.stay(position)[1])
        ]
        if there:
            found[code] = there
    return found


def _stays_of(typed: TypedTable, table: Table) -> list[tuple[int, int]]:
    """The first and last day of each row; a day that is blank, or can't be read, is open."""
    stay = table.unique_across
    if not isinstance(stay, Stay):
        return [_ALWAYS] * len(typed.frame)
    firsts, lasts = (typed.frame[name].tolist() for name in (stay.first, stay.last))
    return [
        (_ALWAYS[0] if pd.isna(first) else first.toordinal(), _ALWAYS[1] if pd.isna(last) else last.toordinal())
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _in_several(uses_by_department: Mapping[str, tuple[KeyUses, ...]]) -> set[bytes]:
    """The digests that several departments have."""
    first: dict[bytes, str] = {}
    return {
        digest
        for department, uses in uses_by_department.items()
        for use in uses
        for digest in use.digests
        if first.setdefault(digest, department) != department
    }


def _rows_with(digests: Set[bytes], uses: Iterable[KeyUses]) -> Iterator[tuple[bytes, KeyUses, int]]:
    """The rows that have one of these digests: that digest, the table's keys and the position among them."""
    for use in uses if digests else ():
        for position, digest in enumerate(use.digests):
            if digest in digests:
                yield digest, use, position


def _digest(table: str, key: str) -> bytes:
    return blake2b(f"{table}\0{key}".encode(errors="surrogatepass"), digest_size=16).digest()


class _Told(NamedTuple):
    """How the rows of a record in other departments are named: words, how many there are, spellings, departments."""

    words: Text
    rows: int
    spelled: list[str]
    departments: list[str]


def _tell(others: Mapping[str, Sequence[Place]], form: str, names: Mapping[str, Text]) -> _Told:
    """Names the rows of other departments for a row whose key has this form."""
    spots = [(names[code], _name_rows(form, places)) for code, places in sorted(others.items())]
    words = Text(
        zh="、".join(f"{name.zh}（{rows.zh}）" for name, rows in spots),
        en=", ".join(f"{name.en} ({rows.en})" for name, rows in spots),
    )
    spelled = sorted({key_form(each.key) for places in others.values() for each in places})
    return _Told(words, sum(map(len, others.values())), spelled, sorted(others))


def _flag(use: KeyUses, position: int, told: _Told) -> Flag:
    place = use.place(position)
    value = Shown(place.key, use.personal)
    there = name_copies(told.words, told.rows, told.spelled, use.personal)
    return flag(
        SHARED_KEY,
        place,
        observed=value,
        header=use.header,
        value=value,
        others=replace(there, personal=None, facts=(*(there.facts or ()), *map(Shown, told.departments))),
    )


def _name_rows(form: str, places: Sequence[Place]) -> Text:
    """Names the rows of another department, and how they write the key if only its normal form is the same."""
    respelled = [(place.row or 0, Text(place.key, place.key)) for place in places if key_form(place.key) != form]
    return add_spellings(row_list([place.row or 0 for place in places]), respelled)
