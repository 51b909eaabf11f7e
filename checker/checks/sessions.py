"""Reads the rows of a table of sessions: who took part in what, when and for how long; shared by several signals."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from checker.model.workbook import VALID, TypedTable
from checker.tables.roles import Sessions
from checker.tables.rows.keys import forms, key_forms
from checker.tables.table import Table


class Part(NamedTuple):
    """One row: a person's part in a session.

    Attributes:
        row: the number that Excel shows.
        key: the key of the row, in comparing form.
        person: identifies the person, in comparing form.
        start, end: the first and the last day as 2022-03-01; `end` is "" if the sheet doesn't say it.
        session: the first day, and what tells sessions of one day apart, in comparing form.
        hours: how long the person took part, or None if the sheet doesn't say it.
    """

    row: int
    key: str
    person: str
    start: str
    end: str
    session: tuple[str, ...]
    hours: Fraction | None


def parts_in(typed: TypedTable, table: Table, said: Sessions) -> Sequence[Part]:
    """The rows that say who took part in what and when, in the order of the sheet; the others may be anything."""
    asked = (parts_in, said.person, said.start, said.end, said.hours, *said.called)
    if asked not in typed.worked_out:
        typed.worked_out[asked] = tuple(_parts_in(typed, table, said))
    found: Sequence[Part] = typed.worked_out[asked]
    return found


def _parts_in(typed: TypedTable, table: Table, said: Sessions) -> Iterator[Part]:
    size = len(typed.frame)
    persons, starts = forms(typed, said.person), forms(typed, said.start)
    ends = [""] * size if said.end is None else forms(typed, said.end)
    called = zip(*(forms(typed, name) for name in said.called), strict=True)
    hours: list[Fraction | None] = [None] * size
    if said.hours is not None:
        known = (typed.state[said.hours] == VALID).tolist()
        hours = [value if sure else None for value, sure in zip(typed.frame[said.hours].tolist(), known, strict=True)]
    keys = key_forms(typed, table.key) if table.key else [""] * size
    rows = zip(typed.frame.index.tolist(), keys, persons, starts, ends, called, hours, strict=True)
    for row, key, person, start, end, words, length in rows:
        if person and start and all(words):
            yield Part(row, key, person, start, end, (start, *words), length)
