"""Compares header cells with a table's headers and aliases, with or without the text in brackets."""

import re
from functools import cache, cached_property, lru_cache

from checker.frozen import dataclass
from checker.tables.table import Column, Table
from checker.text.bilingual import Text
from checker.text.durations import header_spellings
from checker.text.late import late
from checker.text.locales import Locales
from checker.text.normalize import word_form
from checker.text.opposites import not_opposed

#: How well a header cell matches a field.
EXACT, ALIAS, BARE = 0, 1, 2

_OPEN, _CLOSE = r"(\[{【〔〖《〈「", r")\]}】〕〗》〉」"
_BRACKETED = re.compile(rf"[{_OPEN}]([^{_CLOSE}]*)[{_CLOSE}]?")
_DROPPED = re.compile(rf"[{_OPEN}{_CLOSE}*★☆※:.,、。_\-\"'“”]")
_STAR = "*＊★☆※"


class _Words:
    """What the languages of a pack add to headers."""

    def __init__(self, locales: Locales) -> None:
        #: Marks for required and optional columns, which are not part of the header.
        self.required_mark = late(
            rf"^[\s{_STAR}]+|[\s{_STAR}]+$"
            rf"|[(（\[【]\s*(?:[{_STAR}]+|{locales.pattern('headers.required')})\s*[)）\]】]",
            re.I,
        )
        self.serial = frozenset({"#", *locales.words("headers.serial")})
        #: Remarks in brackets that are not units.
        self.remarks = late(locales.pattern("headers.remarks"))


@cache
def _words(locales: Locales) -> _Words:
    return _Words(locales)


@lru_cache(maxsize=4096)
def forms(text: str) -> tuple[str, str]:
    """The comparing forms of a header: with the text in brackets, and without it."""
    key = word_form(text)
    return _DROPPED.sub("", key), _DROPPED.sub("", _BRACKETED.sub("", key))


def bare_form(text: str) -> str:
    """The text without what people add to headers; quick enough for all texts of a column at once."""
    for added in " \u3000*＊:：":
        text = text.replace(added, "")
    return text


def strip_marks(text: str, locales: Locales) -> str:
    """The header for messages: without stars and "required" in brackets, but with its unit."""
    mark = _words(locales).required_mark
    plain, before = mark.sub("", text), text
    while plain != before:
        plain, before = mark.sub("", plain), plain
    return plain or text


def is_serial(text: str, locales: Locales) -> bool:
    """Whether a header says that its column only numbers the rows."""
    return forms(text)[1] in _words(locales).serial


@dataclass(frozen=True)
class Headings:
    """The accepted headers of one table."""

    whole: dict[str, tuple[int, tuple[str, ...]]]  # by form with brackets, how well a header matches, and which fields
    bare: dict[str, tuple[str, ...]]  # by form without brackets, the fields that a header may name
    locales: Locales  # the languages in which they are written

    @cached_property
    def known(self) -> frozenset[str]:
        """All forms that name a field."""
        return frozenset(self.whole) | frozenset(self.bare)

    def match(self, text: str) -> tuple[int, tuple[str, ...]] | None:
        """How well a header matches, and the fields it names: several if it is ambiguous; None if it names none."""
        whole, bare = forms(text)
        if whole in self.whole:
            return self.whole[whole]
        return (BARE, self.bare[bare]) if bare in self.bare else None


def gather_headings(table: Table) -> Headings:
    """Gathers the accepted headers of a table."""
    whole: dict[str, tuple[int, tuple[str, ...]]] = {}
    bare: dict[str, tuple[str, ...]] = {}
    for field, column in table.columns.items():
        labels = column.header
        ranked = [(EXACT, labels.zh), (EXACT, labels.en), *((ALIAS, alias) for alias in labels.aliases)]
        for rank, label in ranked:
            full, short = forms(label)
            known = whole.get(full)
            if known is None or rank < known[0]:
                whole[full] = (rank, (field,))
            elif rank == known[0] and field not in known[1]:
                whole[full] = (rank, (*known[1], field))
            if short and field not in bare.get(short, ()):
                bare[short] = (*bare.get(short, ()), field)
    return Headings(whole, bare, table.locales)


def find_other_unit(text: str, column: Column) -> Text | None:
    """The column's unit, if the brackets of the header may contain another one."""
    if column.unit is None:
        return None
    own = header_spellings(column.time_unit, column.locales) if column.type == "duration" else ()
    known = {word_form(column.unit.zh), word_form(column.unit.en), *own}.union(*map(_in_brackets, column.header.all))
    remarks = _words(column.locales).remarks
    differs = any(each and not remarks.search(each) for each in _in_brackets(text) - known)
    return column.unit.text if differs else None


def _in_brackets(text: str) -> set[str]:
    return {_DROPPED.sub("", each) for each in _BRACKETED.findall(word_form(text))}


def find_nearest(text: str, table: Table, fields: list[str]) -> str | None:
    """Which of `fields` a misspelled header probably means: few characters differ, or one contains the other.

    A header never means its opposite: 未出庭人数 isn't 出庭人数.
    """
    found = forms(text)[1]
    gaps = (
        (gap, position)
        for position, field in enumerate(fields)
        for label in not_opposed(text, table.columns[field].header.all)
        for form in forms(label)
        if (gap := _gap(found, form)) is not None
    )
    best = min(gaps, default=None)
    return fields[best[1]] if best else None


def _gap(one: str, two: str) -> int | None:
    """How many characters differ; None if too many for a misspelling."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < 2:
        return None
    if shorter in longer:
        return len(longer) - len(shorter)
    allowed = 1 if 3 <= len(longer) < 6 else 2 if 6 <= len(longer) < 12 else 3 if len(longer) >= 12 else 0
    distance = _distance(shorter, longer) if len(longer) - len(shorter) <= allowed else allowed + 1
    return distance if distance <= allowed else None


def _distance(one: str, two: str) -> int:
    """The number of insertions, deletions and substitutions between two texts."""
    above = list(range(len(two) + 1))
    for down, letter in enumerate(one, 1):
        line = [down]
        for right, other in enumerate(two, 1):
            line.append(min(above[right] + 1, line[-1] + 1, above[right - 1] + (letter != other)))
        above = line
    return above[-1]
