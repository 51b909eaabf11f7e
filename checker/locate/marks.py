"""Recognises the words at the start of a row that isn't data: totals, notes, signatures, nothing to report."""

from collections.abc import Collection, Container
from enum import Enum, auto
from functools import cache, lru_cache

from checker.text.late import late
from checker.text.locales import Locales
from checker.text.normalize import word_form

#: Every mark starts with one of these characters, or with one that a language adds.
_FIRST = " \t\r\n\u3000*※#/\\-—–"
_FIGURE = r"[+-]?(?:[0-9]+(?:,[0-9]{3})*\.?[0-9]*|\.[0-9]+)"


class _Forms:
    """The marks in the languages of a pack."""

    def __init__(self, locales: Locales) -> None:
        pattern = locales.pattern
        amount = rf"{pattern('marks.counted')}?(?:\([^)]*\))?:?(?:[\d.,]+\D{{0,3}})?"
        self.total = late(pattern("marks.total", amount=amount))
        self.subtotal = late(rf".{{0,20}}{pattern('marks.subtotal')}{amount}")
        self.sum = late(pattern("marks.sum"))
        #: 5人, 共12.5学时, 98%: in a row with 合计, these are numbers.
        self.count = late(rf"{pattern('figures.before')}?{_FIGURE}(\D{{0,12}})")
        self.counter = late(f"%|{pattern('marks.counters')}")
        self.note = late(f"[*※#]*{pattern('marks.note')}")
        self.sealed = late(rf".{{0,30}}\({pattern('seals.inner')}\):?.{{0,30}}")
        self.nothing = late(rf"[/\\\-—–]+|{pattern('marks.nothing')}")
        #: What begins a statement that there is nothing of a kind, e.g. 本期无行政应诉案件.
        self.none_of = tuple(map(late, locales.words("marks.none_of")))
        #: Texts about the rows around them, which are never names or values.
        self.pointing = late(pattern("marks.pointing"))
        self.period = late(pattern("marks.period"))
        self._first = frozenset(_FIRST + locales.characters("marks.first"))
        self._pairs = frozenset(locales.words("marks.pairs"))
        self._inside, self._anywhere = locales.words("marks.inside"), late(pattern("marks.anywhere"))

    def may_be_marked(self, text: str) -> bool:
        first = text[:1]
        if first in self._first and not (first.isalpha() and self._is_latin_word(text)):
            return True
        if text[:2].casefold() in self._pairs:
            return True
        return self._anywhere.search(text) is not None

    def marked_among(self, texts: Collection[str]) -> list[str]:
        joined = "-".join(texts)
        if self._anywhere.search(joined):
            return list(filter(self.may_be_marked, texts))
        latin = self._is_latin_word(joined)
        likely = {
            start
            for start in {text[:2] for text in texts}
            if start.casefold() in self._pairs or (start[:1] in self._first and not (latin and start[:1].isalpha()))
        }
        return [text for text in texts if text[:2] in likely and self.may_be_marked(text)] if likely else []

    def _is_latin_word(self, text: str) -> bool:
        """Whether a text has nothing invisible and no total in it, so that its beginning says if it may be marked."""
        plain = text.isascii() and text.isprintable() and " " not in text
        return plain and not any(word in text.lower() for word in self._inside)


@cache
def _forms(locales: Locales) -> _Forms:
    return _Forms(locales)


class Mark(Enum):
    """What the text at the start of a row marks it as."""

    TOTAL = auto()
    SUBTOTAL = auto()
    NOTE = auto()
    NOTHING = auto()


def marked_among(texts: Collection[str], locales: Locales) -> list[str]:
    """Finds those of many texts that may be marked."""
    return _forms(locales).marked_among(texts)


def may_be_marked(text: str, locales: Locales) -> bool:
    """A quick test whether `mark_of` may find a mark; it misses only marks in full-width Latin letters."""
    return _forms(locales).may_be_marked(text)


@lru_cache(maxsize=8192)
def mark_of(text: str, locales: Locales) -> Mark | None:
    """The mark of a text, or None.

    A total (合计, 总计：12件, Total) is the last row of a table, and a subtotal (小计, 第一季度合计) is between its
    rows. A note or signature (注：..., 填表人, （盖章）) is below it. 无 or 零报告 means "nothing to report".
    """
    form, forms = word_form(text), _forms(locales)
    if forms.sum.search(form):
        if forms.total.fullmatch(form):
            return Mark.TOTAL
        if forms.subtotal.fullmatch(form):
            return Mark.SUBTOTAL
    if forms.note.match(form) or forms.sealed.fullmatch(form):
        return Mark.NOTE
    return Mark.NOTHING if forms.nothing.fullmatch(form) else None


@lru_cache(maxsize=8192)
def declares_nothing(
    text: str, locales: Locales, words: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()
) -> bool:
    """Whether a text says in words, not with a mere dash, that there is nothing to report.

    `words` has the table's own words for it, and `names` those of its sheet, both in comparing form: the sheet
    行政应诉案件 may say 无行政应诉案件.
    """
    form, forms = word_form(text), _forms(locales)
    if form in words or (forms.nothing.fullmatch(form) and any(map(str.isalpha, form))):
        return True
    found = (pattern.fullmatch(form) for pattern in forms.none_of)
    return any(each is not None and each["what"] in names for each in found)


def is_band(text: str, leftmost: bool, locales: Locales) -> bool:
    """Whether the only text of a row is about the rows around it: 以下为下半年培训, 名单如下：.

    A bare 第一季度 counts only at the left edge of a table, because elsewhere it can be a value.
    """
    form, forms = word_form(text), _forms(locales)
    return forms.pointing.fullmatch(form) is not None or (leftmost and forms.period.fullmatch(form) is not None)


def is_count(text: str, units: Container[str], locales: Locales) -> bool:
    """Whether a text is one number, alone, with a counter word, or with one of `units` (in comparing form)."""
    forms = _forms(locales)
    found = forms.count.fullmatch(word_form(text))
    return found is not None and (not found[1] or forms.counter.fullmatch(found[1]) is not None or found[1] in units)


def is_bare_label(text: str, locales: Locales) -> bool:
    """Whether a text is the label of a note whose value is in the next cell: 填表人, 审核人：."""
    form = word_form(text)
    return mark_of(text, locales) is Mark.NOTE and (":" not in form or form.endswith(":"))
