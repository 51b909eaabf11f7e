"""Finds personal data in texts where none belongs, with the help of the names that the workbook itself contains.

A clerk may paste a cell into the wrong column, or name a sheet after a colleague. The name must not appear in a report
that leaves the department. Personal data is marked, not changed: the department's own copy shows everything.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter, is_
from typing import Any, Protocol, TypeVar, cast

from checker.codes import Code
from checker.model import Counts, Flag, Personal, Rows, Sensitive, Severity, Shown, Tally
from checker.model.evidence import EvidenceSheet, Line
from checker.model.identity import Identity
from checker.model.records import Role
from checker.model.workbook import TypedTable
from checker.privacy.many import Many, are_many, known_in, quoted_in, which_are_personal
from checker.privacy.names import Terms
from checker.privacy.neighbours import learn_beside_in_flag, learn_beside_in_sheet
from checker.privacy.personal_data import PersonalData
from checker.privacy.rows import learn_rows, mark_line, mark_sheet
from checker.text.bilingual import Text

T = TypeVar("T")

#: Headers of personal columns, including columns that no table defines.
_HEADERS: tuple[tuple[re.Pattern[str], Personal], ...] = (
    (
        re.compile(
            "身份证|护照|通行证|证件(?:编|证)?号|identity|passport|(?:travel|residen[a-z]+) permit", re.IGNORECASE
        ),
        "id",
    ),
    (
        re.compile("(?:台胞|回乡)证|(?:居留|居住|军官|警官|士官|士兵|驾驶)证(?:件?号|$)|(?:银行|储蓄|工资)卡(?:号|$)"),
        "id",
    ),
    (re.compile("车牌|微信号?$|^QQ|bank card|wechat|number plate|licen[cs]e plate", re.IGNORECASE), "id"),
    (re.compile("电话|手机|联系方式|传真|phone|mobile", re.IGNORECASE), "phone"),
    (re.compile("姓名|名字|(?<!法)人$|人员$|name$", re.IGNORECASE), "name"),
)
#: What separates the words of a file's name: 张三2022Q4.xlsx.
_NO_NAME = re.compile(r"[\d.]+")
#: Types and fields that contain only ids, figures and the program's own words.
_SAFE_TYPES = frozenset({Code, Counts, Rows, Tally, Severity, Role, Fraction, bool, int, bytes, type(None)})
_SAFE_FIELDS = frozenset(
    {"amount", "checks", "code", "column", "counts", "field", "fields", "fingerprint", "goal", "indicator", "known"}
    | {"outcomes", "part", "role", "row", "row_digest", "rows", "secret", "severity", "sha256", "table", "tracked"}
    | {"units"}
)


class _Table(Protocol):
    def personal_columns(self) -> Iterator[tuple[str, Personal]]: ...


class _Pack(Protocol):
    """What has to be known of a pack: which columns are personal, and its own words, which are nobody's name."""

    @property
    def tables(self) -> Mapping[str, _Table]: ...
    @property
    def cover(self) -> _Table: ...
    @property
    def department_names(self) -> Set[str]: ...
    def spellings(self) -> Iterator[str]: ...


def find_people(
    pack: _Pack, names: Iterable[str], cover: Mapping[str, str], typed: Mapping[str, TypedTable] | None = None
) -> PersonalData:
    """Collects the personal data in the names of files and sheets, the cover sheet, and the typed tables if any."""
    personal = PersonalData(_terms(Identity(pack)))
    departments = sorted(pack.department_names, key=len, reverse=True)
    for name in names:
        for department in departments:
            name = name.replace(department, "/")
        for piece in _NO_NAME.split(name):
            personal.suspect(piece, alone=False)
    for name, table in (typed or {}).items():
        for field, kind in pack.tables[name].personal_columns():
            personal.learn_all(map(str, table.frame[field].dropna().unique().tolist()), kind)
    for field, kind in pack.cover.personal_columns():
        personal.learn(cover.get(field, ""), kind)
    return personal


def mark_people(value: T, personal: PersonalData) -> T:
    """Marks the personal parts of every text in a dataclass of the model, or a tuple of them; see `Sensitive`.

    The value's own quoted values are learned first.
    """
    _learn(value, personal, set())
    return cast(T, _mark(value, personal, {}))


def mark_text(text: str, personal: PersonalData) -> str:
    """Marks the personal parts of a text of the workbook; nothing is learned from it."""
    found = personal.parts_of(text)
    return Sensitive(text, found) if found else text


def name_below(folder: str, file: str, pack: _Pack) -> str:
    """The name of a file below its folder; what is marked in the file's name stays marked."""
    start = mark_text(f"{folder}/", find_people(pack, folder.split("/"), {}))
    parts = start.parts if isinstance(start, Sensitive) else ()
    own = file.parts if isinstance(file, Sensitive) else ()
    moved = tuple(each._replace(start=each.start + len(start), end=each.end + len(start)) for each in own)
    return Sensitive(start + file, (*parts, *moved)) if parts or moved else start + file


def mark_sentence(text: Text, names: Iterable[str]) -> Text:
    """Marks in a sentence of the program the parts that are marked in the names it quotes, e.g. names of files."""
    personal = PersonalData()
    for name in names:
        for start, end, kind in name.parts if isinstance(name, Sensitive) else ():
            personal.learn(name[start:end], kind)
    return cast(Text, _mark(text, personal, {}))


def _learn(value: Any, personal: PersonalData, seen: set[int]) -> None:
    """Learns from quoted values; the program's own phrases are skipped because they quote the same values.

    Many flags share their parts: what was `seen` already, by its `id`, has no more to teach.
    """
    if id(value) in seen:
        return
    seen.add(id(value))
    kind = type(value)
    if kind is str:
        personal.suspect(value)
    elif kind is Shown and type(value.text) is str:
        _learn_text(value.text, value.personal, personal)
    elif kind not in (Shown, Text):
        if kind is Flag:
            _learn_record(value, personal)
        for text in quoted_in(value) if are_many(value) else ():
            personal.suspect(text)
        for part in _parts_to_learn(value, kind, personal):
            if id(part) not in seen and type(part) not in _SAFE_TYPES:
                _learn(part, personal, seen)


def _parts_to_learn(value: Any, kind: type, personal: PersonalData) -> Iterable[Any]:
    if kind is EvidenceSheet:
        learn_beside_in_sheet(value, personal)
        return learn_rows(value, personal)
    return _rest_of_many(value, personal) if are_many(value) else _parts(value, kind)


def _rest_of_many(values: Many, personal: PersonalData) -> Iterator[Any]:
    """Learns from the rows of flags; yields what else quotes values."""
    for value in values:
        if isinstance(value, Flag):
            _learn_record(value, personal)
            yield from known_in(value)
            yield from (value.answer, value.tracked)


def _learn_record(flag: Flag, personal: PersonalData) -> None:
    """Learns from the cells beside a flagged one, by their headers and by each other."""
    for header, shown in flag.record:
        _learn_text(str(shown.text), kind_of_header(header), personal)
    learn_beside_in_flag(flag, personal)


def _learn_text(text: str, kind: Personal | None, personal: PersonalData) -> None:
    if kind is None or kind == "text":
        personal.suspect(text)
    else:
        personal.learn(text, kind)


@lru_cache(maxsize=1024)
def kind_of_header(header: str) -> Personal | None:
    """The kind of personal data that a header announces; None for any other header."""
    return next((kind for pattern, kind in _HEADERS if pattern.search(header)), None)


def _mark(value: Any, personal: PersonalData, done: dict[int, Any]) -> Any:
    """The value with marked texts; the same object if it contains nothing personal.

    `done` has, by their `id`, the marked values of the parts that several flags share.
    """
    if id(value) not in done:
        done[id(value)] = mark_text(value, personal) if type(value) is str else _mark_parts(value, personal, done)
    return done[id(value)]


def _mark_parts(value: Any, personal: PersonalData, done: dict[int, Any]) -> Any:
    kind: type = type(value)
    if kind is EvidenceSheet:
        return mark_sheet(value, lambda part: _mark(part, personal, done), personal)
    if kind is Line:
        return mark_line(value, lambda part: _mark(part, personal, done))
    parts = _parts(value, kind)
    if are_many(value):
        chosen = which_are_personal(value, personal)
        marked = [_mark(part, personal, done) if found else part for part, found in zip(parts, chosen, strict=True)]
    else:
        marked = [
            part if type(part) in _SAFE_TYPES else done[id(part)] if id(part) in done else _mark(part, personal, done)
            for part in parts
        ]
    if all(map(is_, marked, parts)):
        return value
    return tuple(marked) if kind is tuple else replace(value, **dict(zip(_text_fields(kind), marked, strict=True)))


def _parts(value: Any, kind: type) -> tuple[Any, ...]:
    """The parts of a value that may contain texts of the workbook."""
    return cast(tuple[Any, ...], value) if kind is tuple else _getter(kind)(value)


@cache
def _getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Gets the values of `_text_fields`."""
    names = _text_fields(kind)
    if len(names) < 2:  # `attrgetter` of one field would not give a tuple
        return lambda value: tuple(getattr(value, name) for name in names)
    return attrgetter(*names)


@cache
def _text_fields(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that may contain texts of the workbook; empty for any other type."""
    is_open = is_dataclass(kind) and kind not in _SAFE_TYPES
    return tuple(field.name for field in fields(kind) if field.name not in _SAFE_FIELDS) if is_open else ()


@lru_cache(maxsize=16)
def _terms(pack: Identity[_Pack]) -> Terms:
    return Terms.of(pack.value.spellings())
