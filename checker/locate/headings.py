"""When a header cell names a column of a table: by its header, by an alias, or by either without what is in brackets.

Knows table definitions and spelling; no sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from checker.tables.table import Column, Labels, Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

#: How well a header cell names a column.
EXACT, ALIAS, BARE = 0, 1, 2

_OPEN, _CLOSE = r"(\[{【〔〖《〈「", r")\]}】〕〗》〉」"
_BRACKETED = re.compile(rf"[{_OPEN}]([^{_CLOSE}]*)[{_CLOSE}]?")
_DROPPED = re.compile(rf"[{_OPEN}{_CLOSE}*★☆※:.,、。_\-\"'“”]")
_STAR = "*＊★☆※"
#: Signs by which a header says whether its column must be filled in; none is part of the name.
_REQUIRED_MARK = re.compile(
    rf"^[\s{_STAR}]+|[\s{_STAR}]+$|[(（\[【]\s*(?:[{_STAR}]+|[必选]填项?|可选|required|optional)\s*[)）\]】]", re.I
)
_SERIAL = frozenset({"序号", "序", "行号", "no", "#", "s/n", "sn", "serial", "serialno", "serialnumber", "rowno"})
#: What stands in brackets after a header without being a unit.
_REMARKS = re.compile(r"必填|选填|可选|填|保留|位小数|required|optional|decimal")


@lru_cache(maxsize=4096)
def forms(text: str) -> tuple[str, str]:
    """The forms in which headers are compared: with what is in brackets, and without it."""
    key = key_form(text)
    return _DROPPED.sub("", key), _DROPPED.sub("", _BRACKETED.sub("", key))


def without_marks(text: str) -> str:
    """A header as people are told it: without stars and "required" in brackets, its unit kept."""
    plain, before = _REQUIRED_MARK.sub("", text), text
    while plain != before:
        plain, before = _REQUIRED_MARK.sub("", plain), plain
    return plain or text


def is_serial(text: str) -> bool:
    """Whether a header says that its column only numbers the rows."""
    return forms(text)[1] in _SERIAL


@dataclass(frozen=True)
class Headings:
    """How the columns of one table may be headed.

    Attributes:
        whole: by the form of a header with its brackets, how well it names which fields.
        bare: by the form without brackets, which fields it may name.
    """

    whole: dict[str, tuple[int, tuple[str, ...]]]
    bare: dict[str, tuple[str, ...]]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every form that names something."""
        return frozenset(self.whole) | frozenset(self.bare)

    def match(self, text: str) -> tuple[int, tuple[str, ...]] | None:
        """How well a header names which fields; more than one field if it cannot be told. None if it names none."""
        whole, bare = forms(text)
        if whole in self.whole:
            return self.whole[whole]
        return (BARE, self.bare[bare]) if bare in self.bare else None


def headings(table: Table) -> Headings:
    """Gathers every way in which the table's columns may be headed."""
    whole: dict[str, tuple[int, tuple[str, ...]]] = {}
    bare: dict[str, tuple[str, ...]] = {}
    for field, column in table.columns.items():
        for rank, label in _ranked(column.header):
            full, short = forms(label)
            known = whole.get(full)
            if known is None or rank < known[0]:
                whole[full] = (rank, (field,))
            elif rank == known[0] and field not in known[1]:
                whole[full] = (rank, (*known[1], field))
            if short and field not in bare.get(short, ()):
                bare[short] = (*bare.get(short, ()), field)
    return Headings(whole, bare)


def _ranked(labels: Labels) -> Iterator[tuple[int, str]]:
    yield from ((EXACT, label) for label in (labels.zh, labels.en))
    yield from ((ALIAS, label) for label in labels.aliases)


def denied_unit(text: str, column: Column) -> Text | None:
    """The column's unit, if the header has something in brackets that may be another one."""
    if column.unit is None:
        return None
    inside = {_DROPPED.sub("", each) for each in _BRACKETED.findall(key_form(text))}
    known = {key_form(column.unit.zh), key_form(column.unit.en)}
    for label in column.header.all:
        known |= {_DROPPED.sub("", each) for each in _BRACKETED.findall(key_form(label))}
    denied = any(each and not _REMARKS.search(each) for each in inside - known)
    return column.unit.text if denied else None


def nearest(text: str, table: Table, fields: list[str]) -> str | None:
    """Which of `fields` the header may be a slip of the pen for: few characters differ, or one contains the other."""
    found = forms(text)[1]
    best: tuple[int, str] | None = None
    for field in fields:
        for label in table.columns[field].header.all:
            for form in {*forms(label)}:
                gap = _gap(found, form)
                if gap is not None and (best is None or gap < best[0]):
                    best = (gap, field)
    return best[1] if best else None


def _gap(one: str, two: str) -> int | None:
    """How many characters differ, None if too many for a slip."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < 2:
        return None
    if shorter in longer:
        return len(longer) - len(shorter)
    allowed = 1 if 3 <= len(longer) < 6 else 2 if 6 <= len(longer) < 12 else 3 if len(longer) >= 12 else 0
    distance = _distance(shorter, longer) if len(longer) - len(shorter) <= allowed else allowed + 1
    return distance if distance <= allowed else None


def _distance(one: str, two: str) -> int:
    """Insertions, deletions and substitutions that lead from one text to the other."""
    above = list(range(len(two) + 1))
    for down, letter in enumerate(one, 1):
        line = [down]
        for right, other in enumerate(two, 1):
            line.append(min(above[right] + 1, line[-1] + 1, above[right - 1] + (letter != other)))
        above = line
    return above[-1]
