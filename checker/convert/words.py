"""Reads yes or no, choices, free text, and identifiers such as 18-digit identity numbers."""

import re
from functools import cache, lru_cache
from math import inf

from checker.codes import Code
from checker.codes.shared import SEVERAL_VALUES
from checker.convert.cells import SIXTEEN_DIGITS, Cell, Outcome, Reader, Refusal, accepted, blank_words, narrow, spell
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.late import late
from checker.text.locales import Locales
from checker.text.normalize import display_form, key_form, likely, word_form
from checker.text.seals import strip_seal
from checker.text.traditional import in_simplified

ROUNDED = Code("V303")
NOT_YES_OR_NO = Code("V312")
UNKNOWN_CHOICE = Code("V313")
NOT_AN_ID = Code("V321")
DITTO = Code("V337")

_YES, _NO = ["√", "✓", "✔", "☑", "✅", "1"], ["×", "✗", "✘", "✕", "✖", "❌", "☐", "x", "0"]
#: Requests the coloured form of a sign such as ✔; it has no meaning of its own.
_EMOJI_STYLE = "\ufe0f"

#: What people write instead of repeating the cell above, besides words.
_DITTO_MARKS = '〃 〃〃 " "" \'\' “ ” “” ″ ″″ ↑'
#: Before a number, these say that it is a text.
_TEXT_MARKS = frozenset("'＇‘’`´")
_DIGITS = re.compile("[0-9０-９]+")
#: Shorter parts are parts of one number.
_SHORTEST = 3
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{1,3}")
_WITH_CHECK_LETTER = re.compile(r"[0-9]{17}x")

_LETTER = "0-9A-Za-zÀ-ÖØ-öø-ÿ一-龥"
#: Texts of which a text column takes every character, as nearly all are: in NFC, without blanks at their ends, a seal
#: behind them or a mark that divides several values, except words between blanks.
_PLAIN_TEXT = re.compile(rf"[(（〔《]?[{_LETTER}](?:[-{_LETTER} .·()（）〔〕《》]*[{_LETTER}〕》])?").fullmatch
_PLAIN_ID = re.compile("[0-9]+X?").fullmatch


class _Forms:
    """The words and marks of the languages of a pack."""

    def __init__(self, locales: Locales) -> None:
        yes, no = (*_YES, *locales.words("answers.yes")), (*_NO, *locales.words("answers.no"))
        self.answers = {word_form(word): word in yes for word in (*yes, *no)}
        #: What people write instead of repeating the cell above, in comparing form.
        self.ditto = frozenset(map(key_form, (*_DITTO_MARKS.split(" "), *locales.words("ditto.words"))))
        self.ditto_initials = frozenset(mark[0] for mark in self.ditto)

    def may_be_ditto(self, first: str) -> bool:
        """Whether a text that begins with this character can be one of the marks."""
        form = key_form(first)
        return not form or form[0] in self.ditto_initials


class _Lists:
    """How the languages of a pack number and divide what a cell has."""

    def __init__(self, locales: Locales) -> None:
        numerals = locales.characters("lists.numerals")
        number = rf"(?:\d{{1,2}}|[A-Za-zＡ-Ｚ]{f'|[{numerals}]{{1,3}}' if numerals else ''})"
        self.enumeration = late(rf"^\s*(?:[①-⑳]|[⑴-⒇⒈-⒛]|[(（]{number}[)）]|{number}[.．、:：)）])")
        #: What people write between several values in one cell; a comma in figures may be part of a number.
        self.dividers = late(
            rf"[、;；，\n\r]|,(?=\s*\D)|(?<=\D),|[,，/](?=\d{{4,}})|\s(?:{locales.pattern('lists.and')}|&)\s"
        )


@cache
def _forms(locales: Locales) -> _Forms:
    return _Forms(locales)


@cache
def _lists(locales: Locales) -> _Lists:
    return _Lists(locales)


def boolean_reader(column: Column, header: str) -> Reader:
    """Reads a yes-or-no column; only whole words match."""
    expected = Text(
        zh="是 或 否（也可填 √ 或 ×、有 或 无、Y 或 N、1 或 0）",
        en="yes or no (or √ and ×, Y and N, true and false, 1 and 0)",
    )
    answers, blank = _forms(column.locales).answers, blank_words(column.locales).anywhere

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, (int, float)) and raw in (0, 1):
            return raw == 1
        if isinstance(raw, str):
            word = word_form(raw).replace(_EMOJI_STYLE, "")
            if word in answers:
                return answers[word]
            if word in blank:
                return None
        return Refusal(NOT_YES_OR_NO, expected)

    return Reader(expected, read)


def choice_reader(column: Column, header: str) -> Reader:
    """Reads a choice by its id, label or alias, with or without a leading number such as (1); values are ids."""
    choices = {word_form(identifier): identifier for identifier in column.choices}
    for identifier, labels in column.choices.items():
        for label in labels.all:
            choices.setdefault(word_form(label), identifier)
    spellings = {label: choices[word_form(label)] for labels in column.choices.values() for label in labels.all}
    lists, blank = _lists(column.locales), blank_words(column.locales).anywhere
    # A longer text is not similar to any label, and comparing takes time.
    comparable = 3 * max(map(len, choices))
    expected = Text(
        zh="可选：" + "、".join(labels.zh for labels in column.choices.values()),
        en="one of: " + ", ".join(labels.en for labels in column.choices.values()),
    )

    def read(raw: Cell) -> Outcome:
        text = strip_seal(spell(raw), column.locales)
        for spelling in (text, lists.enumeration.sub("", text, count=1)):
            if (word := word_form(spelling)) in choices:
                return choices[word]
        if word in blank:
            return None
        parts = [word_form(part) for part in lists.dividers.split(text)]
        if len(parts) > 1 and all(part in choices for part in parts):
            return Refusal(SEVERAL_VALUES, expected)
        near = likely(in_simplified(text), spellings) if len(word) <= comparable else ""
        return Refusal(UNKNOWN_CHOICE, suggest(spellings[near]) if near else expected)

    def suggest(identifier: str) -> Text:
        nearest = column.choices[identifier]
        return Text(zh=f"最接近的是“{nearest.zh}”；{expected.zh}", en=f"the nearest is “{nearest.en}”; {expected.en}")

    return Reader(expected, read)


def text_reader(column: Column, header: str) -> Reader:
    """Reads a text column; numbers and dates become the text that people see."""
    expected = accepted(column, Text(zh="以文本格式填写的内容", en="the content typed as text"))

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str):
            return strip_seal(display_form(raw), column.locales) or None
        if isinstance(raw, (int, float)) and SIXTEEN_DIGITS <= abs(raw) < inf:
            return Refusal(ROUNDED, expected)
        return spell(raw)

    return Reader(expected, read, _PLAIN_TEXT)


def id_reader(column: Column, header: str) -> Reader:
    """Reads an id column; values are texts without blanks, with the check letter X in upper case.

    An id is refused if digits are already lost.
    """
    expected = accepted(column, Text(zh="以文本格式填写的号码", en="the number typed as text"))
    blank = blank_words(column.locales).not_zero

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str):
            text = narrow(raw).replace(" ", "").removeprefix("'")
            if not text or word_form(text) in blank:
                return None
            if _SCIENTIFIC.fullmatch(text):
                return Refusal(ROUNDED, expected)
            return text.upper() if _WITH_CHECK_LETTER.fullmatch(text) else text
        if isinstance(raw, bool) or not isinstance(raw, (int, float)):
            return Refusal(NOT_AN_ID, expected)
        if SIXTEEN_DIGITS <= abs(raw) < inf:
            return Refusal(ROUNDED, expected)
        if raw < 0 or raw % 1:
            return Refusal(NOT_AN_ID, expected)
        return spell(raw)

    return Reader(expected, read, _PLAIN_ID)


def refuse_ditto(reader: Reader, locales: Locales) -> Reader:
    """Refuses 同上, 〃 and the like in a column that identifies records: what is above changes when rows are sorted."""
    forms = _forms(locales)
    may_be_ditto = lru_cache(maxsize=4096)(forms.may_be_ditto)

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str) and may_be_ditto(raw[:1]) and key_form(raw) in forms.ditto:
            return Refusal(DITTO, reader.expected)
        return reader.read(raw)

    return Reader(reader.expected, read, lambda text: not may_be_ditto(text[:1]) and reader.keeps(text))


def without_text_mark(reader: Reader) -> Reader:
    """Reads '0417 as 0417: other programs write out the mark with which a spreadsheet takes a number for a text."""

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str) and (bare := raw.lstrip())[:1] in _TEXT_MARKS and bare[1:].strip():
            raw = bare[1:] if _TEXT_MARKS.isdisjoint(bare[1:]) else raw
        return reader(raw)

    return Reader(reader.expected, read, reader.keeps)


def refuse_several(reader: Reader, locales: Locales) -> Reader:
    """Refuses several numbers or names of one form in a cell that identifies its record: each record has a row."""
    dividers = _lists(locales).dividers

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str) and dividers.search(raw):
            parts = [part.strip() for part in dividers.split(raw) if part.strip()]
            shapes = {_DIGITS.sub("9", part) for part in parts}
            if (
                len(parts) > 1
                and len(shapes) == 1
                and all(len(part) >= _SHORTEST for part in parts)
                and _DIGITS.search(raw)
            ):
                return Refusal(SEVERAL_VALUES, reader.expected)
        return reader.read(raw)

    return Reader(reader.expected, read, lambda text: " " not in text and reader.keeps(text))
