"""A flag's fingerprint: what it is about, what was found there, and which row it is on, without a row number.

Recipe `id1`/`f1`. A change of the recipe needs new prefixes, so that old and new fingerprints are never compared.
Nothing here can be turned back into personal data: texts are masked before they are hashed.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Self

from checker.frozen import dataclass
from checker.model.flags import Flag, Known, Personal, Shown
from checker.text.bilingual import Text
from checker.text.normalize import key_form
from checker.text.once import Once

#: Masks a text of the workbook, or a value of a known kind.
Mask = Callable[[str | Shown], str]

_IDENTITY, _DIGEST = 16, 8
_MARKS = {Known.BY_KEY: "-", Known.BY_ROW: "~", Known.BY_PERSON: "^", Known.NOT: "!"}
_REFERENCE = re.compile(
    rf"(?P<identity>[0-9a-f]{{{_IDENTITY}}})-(?P<facts>[0-9a-f]{{{_DIGEST}}})"
    rf"(?P<mark>[-~^!])(?P<row>[0-9a-f]{{{_DIGEST}}})(?:-(?P<number>\d+))?"
)
#: Figures, dates and quoted words: what a sentence of the program says of the data, whatever its other words are.
_DATA = re.compile(r"\d[\d.,:/%-]*|[“\"][^”\"]*[”\"]")


@dataclass(frozen=True)
class Fingerprint:
    """The parts of a flag's fingerprint.

    Attributes:
        identity: digest of pack, code, department, table, masked key, field and indicator: 16 hex digits.
        facts: digest of what was found and what would be accepted: 8 hex digits.
        row: digest of the row's other cells that are not personal: 8 hex digits.
        known: how the row can be told from the sheet's other rows.
        number: 1, or more for flags that are equal in everything else.
    """

    identity: str
    facts: str
    row: str
    known: Known = Known.BY_KEY
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Reads a fingerprint as `str` writes it; None if the text is none."""
        found = _REFERENCE.fullmatch(text)
        if found is None:
            return None
        known = next(known for known, mark in _MARKS.items() if mark == found["mark"])
        return cls(found["identity"], found["facts"], found["row"], known, int(found["number"] or 1))

    def __str__(self) -> str:
        """Writes the fingerprint as people and programs quote it."""
        return _written(self.identity, self.facts, self.known, self.row) + _number(self.number)


def _written(identity: str, facts: str, known: Known, row: str) -> str:
    return f"{identity}-{facts}{_MARKS[known]}{row}"


def _number(number: int) -> str:
    return f"-{number}" if number > 1 else ""


def add_fingerprints(pack: str, department: str, flags: tuple[Flag, ...], mask: Mask) -> tuple[Flag, ...]:
    """Sorts flags by place and code and gives each its fingerprint, which no other flag of the department has."""
    seen: Counter[str] = Counter()
    stamped = []
    texts = _Texts(mask)
    for flag in sort_flags(flags):
        identity = _digest(_identity(pack, department, flag, texts), _IDENTITY)
        facts = _digest(_facts(flag, texts), _DIGEST)
        first = _written(identity, facts, flag.known, flag.row_digest or _NO_ROW)
        seen[first] += 1
        stamped.append(flag.changed(fingerprint=first + _number(seen[first])))
    return tuple(stamped)


class _Texts:
    """Masks texts and values for digests; the many flags of one kind share what is not their own."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._keys: dict[str, str] = {}
        self._values: dict[tuple[str, Personal | None], str] = {}
        self.figures = Once(self._figures)
        self.fact = Once(self._fact)

    def key(self, text: str) -> str:
        """The comparing form of a masked text."""
        if type(text) is not str:  # what is personal in it is marked, and equal texts may not be
            return key_form(self._mask(text))
        if text not in self._keys:
            self._keys[text] = key_form(self._mask(text))
        return self._keys[text]

    def _fact(self, shown: Shown) -> str:
        if shown.facts is None:
            return self._data(shown)
        return "".join(f"{len(fact)}:{fact}" for fact in sorted(map(self._data, shown.facts)))

    def _data(self, shown: Shown) -> str:
        if isinstance(shown.text, Text):
            return self.figures(shown.text)
        if type(shown.text) is not str:  # as for keys
            return self._mask(shown)
        value = shown.text, shown.personal
        if value not in self._values:
            self._values[value] = self._mask(shown)
        return self._values[value]

    def _figures(self, text: Text) -> str:
        return " ".join(_DATA.findall(self._mask(text.en)))


def digest_part(field: str, text: str) -> str:
    """What a cell adds to the digest of its row; blank cells and new blank columns add nothing."""
    return f"{len(field)}:{field}{len(text)}:{text}" if text else ""


def digest_parts(parts: Iterable[str]) -> str:
    """The digest of a row, from what its cells add, in the order of their fields."""
    return _hash("".join(parts), _DIGEST)


def digest_texts(texts: Iterable[str]) -> str:
    """The digest of texts in any order, which must not be personal: many facts in the place of one."""
    return _digest(sorted(texts), _DIGEST)


def _identity(pack: str, department: str, flag: Flag, texts: _Texts) -> list[str]:
    place = flag.place
    field = place.field or texts.key(place.header)
    return [pack, flag.code.id, department, place.table, texts.key(place.identity or place.key), field, flag.indicator]


def _facts(flag: Flag, texts: _Texts) -> list[str]:
    """What was found: values and figures, not the program's words, which a later version may improve.

    Nor the places that these name: they change when a sheet is sorted.
    """
    values = [(name, texts.fact(value)) for name, value in flag.values]
    observed = "" if flag.observed is None else texts.fact(flag.observed)
    expected = "" if flag.expected is None else texts.figures(flag.expected)
    return [observed, expected, flag.difference, *(part for pair in sorted(values) for part in pair)]


def _digest(parts: Iterable[str], length: int) -> str:
    """Hashes texts, each after its length, so that no two different lists run together."""
    return _hash("".join(f"{len(part)}:{part}" for part in parts), length)


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


#: The digest of no cells: that of a flag without a row.
_NO_ROW = _digest([], _DIGEST)


def sort_flags(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Sorts flags by place and code, the order in which reports list them."""

    def order(flag: Flag) -> tuple[object, ...]:
        place = flag.place
        return (place.sheet, place.row or 0, len(place.column), place.column, flag.code.id, flag.indicator, place.key)

    return tuple(sorted(flags, key=order))
