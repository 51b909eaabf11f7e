"""What is personal in one workbook, and where it stands in any text that is said of it.

Two kinds of knowledge: what stands in a column of names, ids or telephone numbers is certain, and found inside longer
texts too; what only looks like a name is found where it stands alone between blanks, commas or quotation marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from checker.model import Part, Personal
from checker.privacy.likeness import NO_TERMS, Terms, looks_like_a_name, names_in

#: A number of fewer letters and digits is like many others, and is looked for nowhere else.
SHORTEST_NUMBER = 7
#: Nor is a day that somebody typed where a number belongs.
_DAY = re.compile("(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]")
SHORTEST_NAME, SHORTEST_LATIN, LONGEST_NAME = 2, 3, 40
#: What stands between the characters of one name or number, besides blanks and dashes.
_WITHIN = frozenset("·•・‧.()（）〔〕")
_BETWEEN_NAMES = re.compile(r"[、，,;；:：/／|（）()\[\]【】《》<>\n]+")
#: No text without two letters together holds a name.
_LETTERS = re.compile(r"[^\W\d_][ .·\u3000]?[^\W\d_]")


class _Secret(NamedTuple):
    form: str
    kind: Personal
    certain: bool


class PersonalData:
    """What is known of one workbook; it is told first, and asked afterwards.

    Args:
        terms: words that are nobody's name.
    """

    def __init__(self, terms: Terms = NO_TERMS) -> None:
        self._terms = terms
        self._by_form: dict[str, list[_Secret]] = {}
        # By the first two characters, how long what begins with them is, the longest first.
        self._lengths: dict[str, list[int]] = {}
        self._initials: set[str] = set()
        self._heard: set[str] = set()
        self._parts: dict[str, tuple[Part, ...]] = {}

    def learn(self, text: str, kind: Personal) -> None:
        """Takes a cell of a column that holds names, ids or telephone numbers for what the column says."""
        if kind != "name":
            form, _ = _folded(text)
            if len(form) >= SHORTEST_NUMBER and any(map(str.isdigit, form)) and not _DAY.fullmatch(form):
                self._add(_Secret(form, kind, certain=True))
            return
        for piece in _persons(text):
            form, _ = _folded(piece)
            least = SHORTEST_LATIN if form.isascii() else SHORTEST_NAME
            if least <= len(form) <= LONGEST_NAME and form.isalpha() and form not in self._terms.whole:
                self._add(_Secret(form, kind, certain=True))

    def suspect(self, text: str, *, alone: bool = True) -> None:
        """Takes whatever looks like a name, in a text of which nothing is known, for one.

        Args:
            text: of the workbook.
            alone: the name is one only where it stands alone; a word of two characters always is.
        """
        if text in self._heard:
            return
        self._heard.add(text)
        if _LETTERS.search(text):
            for name in names_in(text, self._terms):
                form, _ = _folded(name)
                self._add(_Secret(form, "name", certain=not alone and len(form) > SHORTEST_NAME))

    def parts_of(self, text: str) -> tuple[Part, ...]:
        """The personal parts of a text, in order."""
        found = self._parts.get(text)
        if found is None:
            found = self._parts[text] = tuple(self._found(text))
        return found

    def _add(self, secret: _Secret) -> None:
        known = self._by_form.setdefault(secret.form, [])
        if secret in known:
            return
        known.append(secret)
        known.sort(key=lambda each: not each.certain)
        lengths = self._lengths.setdefault(secret.form[:2], [])
        if len(secret.form) not in lengths:
            lengths.append(len(secret.form))
            lengths.sort(reverse=True)
        self._initials.add(secret.form[0])
        self._parts.clear()

    def _found(self, text: str) -> Iterator[Part]:
        if self._initials.isdisjoint(unicodedata.normalize("NFKC", text).casefold()):
            return
        form, places = _folded(text)
        at = 0
        while at < len(form) - 1:
            secret = self._at(text, form, places, at)
            if secret is None:
                at += 1
            else:
                end = at + len(secret.form)
                yield Part(places[at], places[end - 1] + 1, secret.kind)
                at = end

    def _at(self, text: str, form: str, places: list[int], at: int) -> _Secret | None:
        """The longest secret that stands at one place of a text's comparing form."""
        for length in self._lengths.get(form[at : at + 2], ()):
            if at + length > len(form):
                continue
            for secret in self._by_form.get(form[at : at + length], ()):
                if _stands(text, places[at], places[at + length - 1] + 1, secret):
                    return secret
        return None


def _persons(text: str) -> Iterator[str]:
    """The names of a cell that lists several, or one with a post in brackets."""
    for piece in _BETWEEN_NAMES.split(text):
        yield piece
        words = piece.split()
        if len(words) > 1 and all(looks_like_a_name(word) for word in words):
            yield from words


def _stands(text: str, start: int, end: int, secret: _Secret) -> bool:
    """Whether the characters from `start` to before `end` are the secret, and not a piece of other words."""
    if not all(_folds(each) or each in _WITHIN or _is_gap(each) for each in text[start:end]):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if not secret.certain:
        return not (before.isalpha() or after.isalpha())
    first, last = secret.form[0], secret.form[-1]
    return not (first.isascii() and _is_latin(before)) and not (last.isascii() and _is_latin(after))


def _is_latin(neighbour: str) -> bool:
    form = _folds(neighbour) if neighbour else ""
    return form.isascii() and form.isalnum()


def _is_gap(character: str) -> bool:
    return unicodedata.category(character) in ("Zs", "Cc", "Cf", "Pd")


def _folded(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text in comparing form, and of each the place in the text."""
    forms = [_folds(character) for character in text]
    return "".join(forms), [place for place, form in enumerate(forms) for _ in form]


@lru_cache(maxsize=16384)
def _folds(character: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", character).casefold()))
