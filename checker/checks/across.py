"""Finds the same record in two departments' workbooks.

It works on keys alone, collected department by department, so two workbooks are never in memory at once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from checker.checks.keys import add_spellings, key_header, name_copies, row_list
from checker.codes import Code
from checker.model import Flag, Personal, Place, Shown, flag
from checker.model.workbook import Submission
from checker.tables.rows.keys import key_forms
from checker.tables.rows.places import key_privacy, key_text, place_of
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

SHARED_KEY = Code("C405")


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One row's key, small enough to send from one process to another.

    Attributes:
        digest: the hash of the table and the comparable key; equal for the same record.
        place: the row, in its own department's workbook.
        header: the headers of the key's columns in the sheet.
        personal: the kind of personal data in the key.
    """

    digest: bytes
    place: Place
    header: Text
    personal: Personal | None = None


def keys_of(submission: Submission, tables: Mapping[str, Table]) -> tuple[KeyUse, ...]:
    """The complete keys of a department's rows in every table whose key must be unique across departments."""
    uses: list[KeyUse] = []
    for name, typed in submission.tables.items():
        table = tables[name]
        if not (table.unique_across and table.key) or typed.frame.empty:
            continue
        header, personal = key_header(typed, table), key_privacy(table)
        rows = typed.frame.index.tolist()
        anywhere = place_of(typed, table, rows[0], table.key[0])
        parts = zip(*(typed.frame[column].tolist() for column in table.key), strict=True)
        uses += [
            KeyUse(_digest(name, key), replace(anywhere, row=row, key=key_text(values)), header, personal)
            for row, key, values in zip(rows, key_forms(typed, table.key), parts, strict=True)
            if key
        ]
    return tuple(uses)


def flag_shared_keys(
    uses_by_department: Mapping[str, tuple[KeyUse, ...]], names: Mapping[str, Text]
) -> dict[str, tuple[Flag, ...]]:
    """Flags the records that appear in more than one department.

    Args:
        uses_by_department: the result of `keys_of` for each department, by code.
        names: the names of the departments, by code.

    Returns:
        Flags by department, in the order of its rows; only for departments that have any.
    """
    places: defaultdict[bytes, dict[str, list[Place]]] = defaultdict(dict)
    for department, uses in uses_by_department.items():
        for use in uses:
            places[use.digest].setdefault(department, []).append(use.place)
    found = {
        department: tuple(
            _flag(use, {code: those for code, those in places[use.digest].items() if code != department}, names)
            for use in uses
            if len(places[use.digest]) > 1
        )
        for department, uses in uses_by_department.items()
    }
    return {department: flags for department, flags in found.items() if flags}


def _digest(table: str, key: str) -> bytes:
    return blake2b(f"{table}\0{key}".encode(errors="surrogatepass"), digest_size=16).digest()


def _flag(use: KeyUse, others: Mapping[str, list[Place]], names: Mapping[str, Text]) -> Flag:
    spots = [(names[code], _name_rows(use, places)) for code, places in sorted(others.items())]
    value = Shown(use.place.key, use.personal)
    words = Text(
        zh="、".join(f"{name.zh}（{rows.zh}）" for name, rows in spots),
        en=", ".join(f"{name.en} ({rows.en})" for name, rows in spots),
    )
    spelled = [key_form(place.key) for places in others.values() for place in places]
    there = name_copies(words, len(spelled), spelled, use.personal)
    return flag(
        SHARED_KEY,
        use.place,
        observed=value,
        header=use.header,
        value=value,
        others=replace(there, personal=None, facts=(*(there.facts or ()), *map(Shown, sorted(others)))),
    )


def _name_rows(use: KeyUse, places: Sequence[Place]) -> Text:
    """Names the rows of another department, and how they write the key if only its normal form is the same."""
    own = key_form(use.place.key)
    respelled = [(place.row or 0, Text(place.key, place.key)) for place in places if key_form(place.key) != own]
    return add_spellings(row_list([place.row or 0 for place in places]), respelled)
