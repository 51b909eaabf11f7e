"""Personal data that stands where none belongs: found by what the workbook itself tells of its people.

A clerk who pastes into the wrong column, or names a sheet after a colleague, must not have the name quoted in a report
that leaves the department. What is found is marked, not changed: the department's own copy shows everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar, cast

from checker.definitions.packs import Pack
from checker.definitions.tables import Column, Table
from checker.model import Code, Counts, Flag, Personal, Rows, Sensitive, Severity, Shown, Tally
from checker.model.workbook import TypedTable
from checker.privacy.likeness import Terms
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text

__all__ = ["PersonalData", "find_people", "mark_like", "mark_people"]

T = TypeVar("T")

#: By what a table's own columns are told, and columns that no table defines.
_HEADERS: tuple[tuple[re.Pattern[str], Personal], ...] = (
    (re.compile("身份证|护照|通行证|证件号|identity|passport", re.IGNORECASE), "id"),
    (re.compile("电话|手机|联系方式|传真|phone|mobile", re.IGNORECASE), "phone"),
    (re.compile("姓名|名字|(?<!法)人$|人员$|name$", re.IGNORECASE), "name"),
)
#: What parts the words of a file's name: 张三2022Q4.xlsx.
_NO_NAME = re.compile(r"[\d.]+")
#: They hold ids, figures and words of ours only.
_SILENT = frozenset({Code, Counts, Rows, Tally, Severity, Fraction, int, type(None)})
_SILENT_FIELDS = frozenset(
    {"code", "column", "counts", "field", "fingerprint", "indicator", "row", "rows", "severity", "sha256", "table"}
)


def find_people(
    pack: Pack, names: Iterable[str], cover: Mapping[str, str], typed: Mapping[str, TypedTable] | None = None
) -> PersonalData:
    """What a workbook tells of its people.

    Args:
        pack: its tables say which columns are personal; its words are nobody's name.
        names: what files and sheets are called.
        cover: what the cover sheet says, by field.
        typed: the tables as read, if they could be.
    """
    secrets = PersonalData(_terms(_Known(pack)))
    called = sorted({each for entry in pack.roster.departments for each in entry.name.all}, key=len, reverse=True)
    for name in names:
        for each in called:
            name = name.replace(each, "/")
        for piece in _NO_NAME.split(name):
            secrets.suspect(piece, alone=False)
    for name, table in (typed or {}).items():
        for field, kind in _personal(pack.tables[name]):
            for value in table.frame[field].dropna().unique().tolist():
                secrets.learn(str(value), kind)
    for field, kind in _personal(pack.tables[pack.header.cover]):
        secrets.learn(cover.get(field, ""), kind)
    return secrets


def mark_people(said: T, secrets: PersonalData) -> T:
    """Marks every text of a value, however deep, in which something personal stands; see `Sensitive`.

    Args:
        said: a dataclass of the model, or a tuple of such; what its own values tell of people is learnt first.
        secrets: what the workbook tells of them.
    """
    _listen(said, secrets)
    return cast(T, _marked(said, secrets))


def mark_like(said: Text, names: Iterable[str]) -> Text:
    """Marks in a sentence of ours what is marked in the names that it may quote, e.g. of files."""
    secrets = PersonalData()
    for name in names:
        for start, end, kind in name.parts if isinstance(name, Sensitive) else ():
            secrets.learn(name[start:end], kind)
    return cast(Text, _marked(said, secrets))


def _personal(table: Table) -> Iterator[tuple[str, Personal]]:
    return (
        (name, column.personal)
        for name, column in table.columns.items()
        if column.personal is not None and column.personal != "text"
    )


def _listen(said: Any, secrets: PersonalData) -> None:
    """Learns from the values that are quoted; phrases of ours are passed over, for they quote the same values."""
    kind = type(said)
    if kind is str:
        secrets.suspect(said)
    elif kind is Shown:
        if type(said.text) is str:
            _hear(said.text, said.personal, secrets)
    elif kind is not Text:
        if kind is Flag:
            for header, shown in said.record:
                _hear(str(shown.text), _kind_of(header), secrets)
        for part in _parts(said, kind):
            if type(part) not in _SILENT:
                _listen(part, secrets)


def _hear(text: str, kind: Personal | None, secrets: PersonalData) -> None:
    if kind is None or kind == "text":
        secrets.suspect(text)
    else:
        secrets.learn(text, kind)


@lru_cache(maxsize=1024)
def _kind_of(header: str) -> Personal | None:
    return next((kind for pattern, kind in _HEADERS if pattern.search(header)), None)


def _marked(said: Any, secrets: PersonalData) -> Any:
    """The same value, the very same object where nothing personal stands in it."""
    kind = type(said)
    if kind is str:
        found = secrets.parts_of(said)
        return Sensitive(said, found) if found else said
    parts = _parts(said, kind)
    if not parts:
        return said
    marked = [part if type(part) in _SILENT else _marked(part, secrets) for part in parts]
    if all(map(is_, marked, parts)):
        return said
    return tuple(marked) if kind is tuple else replace(said, **dict(zip(_TELLING[kind], marked, strict=True)))


def _parts(said: Any, kind: type) -> tuple[Any, ...]:
    """What a value is made of, as far as it may tell something."""
    if kind is tuple:
        return cast(tuple[Any, ...], said)
    return tuple([getattr(said, name) for name in _TELLING[kind]])


class _Telling(dict[type, tuple[str, ...]]):
    """By dataclass, its fields in which a text of the workbook may stand; none by any other type."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        is_open = is_dataclass(kind) and kind not in _SILENT
        self[kind] = tuple(field.name for field in fields(kind) if field.name not in _SILENT_FIELDS) if is_open else ()
        return self[kind]


_TELLING = _Telling()


class _Known:
    """A pack as a cache's key: known by identity, because a definition holds dicts and has no hash."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.pack is other.pack

    def __hash__(self) -> int:
        return id(self.pack)


@lru_cache(maxsize=16)
def _terms(known: _Known) -> Terms:
    return Terms.of(_spellings(known.pack))


def _spellings(pack: Pack) -> Iterator[str]:
    """What the pack calls its things: departments, indicators, sheets, columns, choices, units."""
    yield from (spelling for entry in pack.roster.departments for spelling in (entry.code, *entry.name.all))
    for indicator in pack.indicators.values():
        yield from (indicator.name.zh, indicator.name.en, indicator.unit_text.zh, indicator.unit_text.en)
    for table in pack.tables.values():
        yield from table.sheet.all
        for column in table.columns.values():
            yield from _words_of(column)


def _words_of(column: Column) -> Iterator[str]:
    yield from column.header.all
    yield from (spelling for choice in column.choices.values() for spelling in choice.all)
    if column.unit is not None:
        yield from (column.unit.zh, column.unit.en)
