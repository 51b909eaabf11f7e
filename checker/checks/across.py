"""Finds the same record in two departments' workbooks.

It works on keys alone, collected department by department, so two workbooks are never in memory at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from hashlib import blake2b

from checker.checks.keys import add_spellings, key_header, name_copies, row_list
from checker.codes import Code
from checker.model import Flag, Personal, Place, Shown, flag
from checker.model.workbook import Submission
from checker.tables.rows.keys import key_forms
from checker.tables.rows.places import called_of, identity_of, key_privacy, key_text, place_of
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

SHARED_KEY = Code("C405")


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
    """

    anywhere: Place
    header: Text
    personal: Personal | None
    digests: tuple[bytes, ...]
    rows: tuple[int, ...]
    keys: tuple[str, ...]
    identities: tuple[str, ...]
    called: tuple[Text | None, ...]

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
        found = [
            (_digest(name, key), row, shown, "" if typed.located is None else identity_of(typed, table, row), words)
            for row, key, values in zip(rows, key_forms(typed, table.key), parts, strict=True)
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
    places: defaultdict[bytes, dict[str, list[Place]]] = defaultdict(dict)
    for department, uses in uses_by_department.items():
        for digest, use, position in _rows_with(shared, uses):
            places[digest].setdefault(department, []).append(use.place(position))
    found = {
        department: tuple(
            _flag(use, position, {code: there for code, there in places[digest].items() if code != department}, names)
            for digest, use, position in _rows_with(shared, uses)
        )
        for department, uses in uses_by_department.items()
    }
    return {department: flags for department, flags in found.items() if flags}


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


def _flag(use: KeyUses, position: int, others: Mapping[str, list[Place]], names: Mapping[str, Text]) -> Flag:
    place = use.place(position)
    spots = [(names[code], _name_rows(place, places)) for code, places in sorted(others.items())]
    value = Shown(place.key, use.personal)
    words = Text(
        zh="、".join(f"{name.zh}（{rows.zh}）" for name, rows in spots),
        en=", ".join(f"{name.en} ({rows.en})" for name, rows in spots),
    )
    spelled = [key_form(each.key) for places in others.values() for each in places]
    there = name_copies(words, len(spelled), spelled, use.personal)
    return flag(
        SHARED_KEY,
        place,
        observed=value,
        header=use.header,
        value=value,
        others=replace(there, personal=None, facts=(*(there.facts or ()), *map(Shown, sorted(others)))),
    )


def _name_rows(own: Place, places: Sequence[Place]) -> Text:
    """Names the rows of another department, and how they write the key if only its normal form is the same."""
    form = key_form(own.key)
    respelled = [(place.row or 0, Text(place.key, place.key)) for place in places if key_form(place.key) != form]
    return add_spellings(row_list([place.row or 0 for place in places]), respelled)
