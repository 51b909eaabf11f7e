"""The personal data of one workbook, and where it occurs in a text.

Values from columns of names, ids or telephone numbers are certain and are found inside longer texts too. A text that
only looks like a name is found only by itself, between blanks, commas or quotation marks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from checker.model import Part, Personal
from checker.privacy.interpuncts import INTERPUNCTS
from checker.privacy.names import NO_TERMS, Terms, looks_like_a_name, names_in
from checker.text.characters import Characters

#: A number with fewer letters and digits is not unique enough to search for.
SHORTEST_NUMBER = 7
#: Neither is a date in a column of numbers.
_DAY = re.compile("(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]")
SHORTEST_NAME, SHORTEST_LATIN, LONGEST_NAME = 2, 3, 40
#: Characters inside a name or number, besides blanks and dashes.
_WITHIN = frozenset(f"{INTERPUNCTS}()（）〔〕")
_BETWEEN_NAMES = re.compile(r"[、，,;；:：/／|（）()\[\]【】《》<>\n]+")
_MAY_BE_SEVERAL = re.compile(r"[、，,;；:：/／|（）()\[\]【】《》<>\s]")
_DIGITS = re.compile(r"\d+")
#: A text without two adjacent letters contains no name.
_LETTERS = re.compile(rf"[^\W\d_][ \u3000{INTERPUNCTS}]?[^\W\d_]")


class _Known(NamedTuple):
    """A name or number in comparing form."""

    form: str
    kind: Personal
    certain: bool


class PersonalData:
    """Learns the personal data of one workbook, then finds it in texts; `terms` are nobody's name."""

    def __init__(self, terms: Terms = NO_TERMS) -> None:
        self._terms = terms
        self._by_form: dict[str, list[_Known]] = {}
        # The lengths of the forms that start with two characters, longest first.
        self._lengths: dict[str, list[int]] = {}
        # Finds those two characters; None until it is needed.
        self._starts: re.Pattern[str] | None = None
        self._suspected: set[str] = set()
        self._alike: set[tuple[str, bool]] = set()
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def copy(self) -> "PersonalData":
        """What is known now, to which nothing is added that is learned later."""
        same = PersonalData(self._terms)
        same._by_form = {form: list(known) for form, known in self._by_form.items()}
        same._lengths = {start: list(lengths) for start, lengths in self._lengths.items()}
        same._suspected, same._alike = set(self._suspected), set(self._alike)
        return same

    def names_in(self, text: str) -> tuple[str, ...]:
        """What looks like a name in a text by itself; nothing is learned from it."""
        alike = _DIGITS.sub("0", text)
        if alike not in self._names:
            self._names[alike] = tuple(names_in(alike, self._terms)) if _LETTERS.search(alike) else ()
        return self._names[alike]

    def learn(self, text: str, kind: Personal) -> None:
        """Learns a cell of a column of names, ids or telephone numbers."""
        for piece in _persons(text) if kind == "name" else (text,):
            self._learn_form(piece.translate(_FOLDED), kind)

    def learn_all(self, texts: Iterable[str], kind: Personal) -> None:
        """Learns many cells of such a column. Those that hold one name or number are folded as one text."""
        single, others = list[str](), list[str]()
        for text in texts:
            (others if _MAY_BE_SEVERAL.search(text) else single).append(text)
        for form in "\n".join(single).translate(_FOLDED_LINES).split("\n"):
            self._learn_form(form, kind)
        for text in others:
            self.learn(text, kind)

    def _learn_form(self, form: str, kind: Personal) -> None:
        if kind == "name":
            least = SHORTEST_LATIN if form.isascii() else SHORTEST_NAME
            if least <= len(form) <= LONGEST_NAME and form.isalpha() and form not in self._terms.whole:
                self._add(_Known(form, kind, certain=True))
        elif len(form) >= SHORTEST_NUMBER and any(map(str.isdigit, form)) and not _DAY.fullmatch(form):
            self._add(_Known(form, kind, certain=True))

    def suspect(self, text: str, *, alone: bool = True) -> None:
        """Learns whatever looks like a name in a text of unknown kind.

        The name is then found only by itself, unless it has more than two characters and is not `alone`.
        """
        if text in self._suspected:
            return
        self._suspected.add(text)
        # No name has a digit in it, so the numbers of thousands of records, which differ only in theirs, say the same.
        alike = _DIGITS.sub("0", text), alone
        if alike in self._alike:
            return
        self._alike.add(alike)
        if _LETTERS.search(text):
            for name in names_in(text, self._terms):
                form = name.translate(_FOLDED)
                self._add(_Known(form, "name", certain=not alone and len(form) > SHORTEST_NAME))

    def suspect_all(self, texts: Iterable[str]) -> None:
        """Does the same with many texts, most of which differ in their numbers only."""
        lines, others = _lines_of(texts)
        for text in (*dict.fromkeys(_DIGITS.sub("0", "\n".join(lines)).split("\n")), *others):
            self.suspect(text)

    def parts_of(self, text: str) -> tuple[Part, ...]:
        """The personal parts of a text, in order."""
        if text not in self._parts:
            self._parts[text] = tuple(self._find(text))
        return self._parts[text]

    def found_in(self, texts: Iterable[str]) -> set[str]:
        """Those of many texts that have a personal part. They are searched as one, which takes a tenth of the time."""
        lines, others = _lines_of(texts)
        form = "\n".join(lines).translate(_FOLDED_LINES)
        ends = list(accumulate(len(each) + 1 for each in form.split("\n")))
        begun = {bisect_right(ends, start.start()) for start in self._find_starts().finditer(form)}
        return {text for text in (*map(lines.__getitem__, begun), *others) if self.parts_of(text)}

    def _find_starts(self) -> re.Pattern[str]:
        if self._starts is None:
            self._starts = _any_of(self._lengths)
        return self._starts

    def _add(self, known: _Known) -> None:
        alike = self._by_form.get(known.form)
        if alike is None:
            self._by_form[known.form] = [known]
        elif known in alike:
            return
        else:
            alike.append(known)
            alike.sort(key=lambda each: not each.certain)
        lengths = self._lengths.setdefault(known.form[:2], [])
        if len(known.form) not in lengths:
            lengths.append(len(known.form))
            lengths.sort(reverse=True)
        self._starts = None
        self._parts.clear()

    def _find(self, text: str) -> Iterator[Part]:
        form = text.translate(_FOLDED)
        if form == text and form in self._by_form:  # a cell with a name or number, and nothing else
            yield Part(0, len(text), self._by_form[form][0].kind)
            return
        starts = self._find_starts()
        places: list[int] = []
        start = starts.search(form)
        while start:
            at = start.start()
            end = at + 1
            for known in self._known_at(form, at):
                places = places or _places(text)
                first, last = places[at], places[at + len(known.form) - 1]
                if _is_whole(text, first, last + 1, known):
                    yield Part(first, last + 1, known.kind)
                    end = at + len(known.form)
                    break
            start = starts.search(form, end)

    def _known_at(self, form: str, at: int) -> Iterator[_Known]:
        """The names and numbers at one position of a text's comparing form, the longest first."""
        for length in self._lengths[form[at : at + 2]]:
            yield from self._by_form.get(form[at : at + length], ()) if at + length <= len(form) else ()


def _lines_of(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Texts that can be joined by line breaks, and those that can't because they have one of their own."""
    lines, others = list[str](), list[str]()
    for text in texts:
        (others if "\n" in text else lines).append(text)
    return lines, others


def _persons(text: str) -> Iterator[str]:
    """Yields the names in a cell that lists several, or one with a position in brackets."""
    for piece in _BETWEEN_NAMES.split(text):
        yield piece
        words = piece.split()
        if len(words) > 1 and all(looks_like_a_name(word) for word in words):
            yield from words


def _is_whole(text: str, start: int, end: int, known: _Known) -> bool:
    """Whether the characters from `start` to before `end` are a whole name or number, not a part of other words."""
    if not all(each.translate(_FOLDED) or each in _WITHIN or _is_gap(each) for each in text[start:end]):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if not known.certain:
        return not (before.isalpha() or after.isalpha())
    first, last = known.form[0], known.form[-1]
    return not (first.isascii() and _is_latin(before)) and not (last.isascii() and _is_latin(after))


def _is_latin(neighbour: str) -> bool:
    form = neighbour.translate(_FOLDED)
    return form.isascii() and form.isalnum()


def _is_gap(character: str) -> bool:
    return unicodedata.category(character) in ("Zs", "Cc", "Cf", "Pd")


def _any_of(starts: Iterable[str]) -> re.Pattern[str]:
    """Finds where texts of two characters begin: 王小, 王大 and 李明 as 王(?=[小大])|李(?=[明])."""
    followers: defaultdict[str, str] = defaultdict(str)
    for start in starts:
        followers[start[0]] += start[1:]
    return re.compile("|".join(f"{first}(?=[{seconds}])" for first, seconds in followers.items() if seconds) or "(?!)")


def _places(text: str) -> list[int]:
    """The position in a text of each character of its comparing form."""
    return [place for place, character in enumerate(text) for _ in character.translate(_FOLDED)]


def _fold(character: str) -> str:
    """A letter or digit in comparing form; nothing for any other character."""
    if character in INTERPUNCTS:  # Unicode takes one of them for a letter
        return ""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", character).casefold()))


#: Gives the letters and digits of a text in comparing form.
_FOLDED = Characters(_fold)
#: The same of every line of a text.
_FOLDED_LINES = Characters(lambda character: character if character == "\n" else _fold(character))
