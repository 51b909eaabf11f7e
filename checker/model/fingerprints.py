"""A flag's fingerprint: what it is about, what was found there, and which row it is on, without a row number.

Recipe `id1`/`f1`. A change of the recipe needs new prefixes, so that old and new fingerprints are never compared.
Nothing here can be turned back into personal data: texts are masked before they are hashed.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Self

from checker.frozen import dataclass
from checker.model.flags import Flag, Known, Shown
from checker.text.bilingual import Text
from checker.text.normalize import key_form

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
        number = f"-{self.number}" if self.number > 1 else ""
        return f"{self.identity}-{self.facts}{_MARKS[self.known]}{self.row}{number}"


def add_fingerprints(pack: str, department: str, flags: tuple[Flag, ...], mask: Mask) -> tuple[Flag, ...]:
    """Sorts flags by place and code and gives each its fingerprint, which no other flag of the department has."""
    seen: Counter[Fingerprint] = Counter()
    stamped = []
    for flag in sort_flags(flags):
        first = Fingerprint(
            _digest(_identity(pack, department, flag, mask), _IDENTITY),
            _digest(_facts(flag, mask), _DIGEST),
            flag.row_digest or _digest([], _DIGEST),
            flag.known,
        )
        seen[first] += 1
        stamped.append(replace(flag, fingerprint=str(replace(first, number=seen[first]))))
    return tuple(stamped)


def digest_part(field: str, text: str) -> str:
    """What a cell adds to the digest of its row; blank cells and new blank columns add nothing."""
    return f"{len(field)}:{field}{len(text)}:{text}" if text else ""


def digest_parts(parts: Iterable[str]) -> str:
    """The digest of a row, from what its cells add, in the order of their fields."""
    return _hash("".join(parts), _DIGEST)


def digest_texts(texts: Iterable[str]) -> str:
    """The digest of texts in any order, which must not be personal: many facts in the place of one."""
    return _digest(sorted(texts), _DIGEST)


def _identity(pack: str, department: str, flag: Flag, mask: Mask) -> list[str]:
    place = flag.place
    field = place.field or key_form(mask(place.header))
    return [
        pack,
        flag.code.id,
        department,
        place.table,
        key_form(mask(place.identity or place.key)),
        field,
        flag.indicator,
    ]


def _facts(flag: Flag, mask: Mask) -> list[str]:
    """What was found: values and figures, not the program's words, which a later version may improve.

    Nor the places that these name: they change when a sheet is sorted.
    """
    values = [(name, _fact(value, mask)) for name, value in flag.values]
    observed = "" if flag.observed is None else _fact(flag.observed, mask)
    expected = "" if flag.expected is None else _figures(flag.expected, mask)
    return [observed, expected, flag.difference, *(part for pair in sorted(values) for part in pair)]


def _fact(shown: Shown, mask: Mask) -> str:
    if shown.facts is None:
        return _data(shown, mask)
    return "".join(f"{len(fact)}:{fact}" for fact in sorted(_data(each, mask) for each in shown.facts))


def _data(shown: Shown, mask: Mask) -> str:
    return _figures(shown.text, mask) if isinstance(shown.text, Text) else mask(shown)


def _figures(text: Text, mask: Mask) -> str:
    return " ".join(_DATA.findall(mask(text.en)))


def _digest(parts: Iterable[str], length: int) -> str:
    """Hashes texts, each after its length, so that no two different lists run together."""
    return _hash("".join(f"{len(part)}:{part}" for part in parts), length)


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def sort_flags(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Sorts flags by place and code, the order in which reports list them."""

    def order(flag: Flag) -> tuple[object, ...]:
        place = flag.place
        return (place.sheet, place.row or 0, len(place.column), place.column, flag.code.id, flag.indicator, place.key)

    return tuple(sorted(flags, key=order))
