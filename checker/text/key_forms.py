"""The normal forms in which tables compare the numbers of their records: two spellings of one number have one form."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

from checker.text.normalize import key_form, plain_form

#: What `key_form` of a table may say of a column.
KeyForm = Literal["plain", "case_number"]

#: Characters that are in comparing form already, whatever stands beside them.
_IN_FORM = re.compile("[\x00!-@\\[-~\u241f\u4e00-\u9fff]*")
_OTHER_BRACKETS = "[{〔【〖〈《「『]}〕】〗〉》」』"
_BRACKETS = str.maketrans(_OTHER_BRACKETS, "(((((((((" + ")))))))))")
_HAS_BRACKETS = re.compile(f"[{re.escape(_OTHER_BRACKETS)}]").search
_DASHES = re.compile("[-‐‑‒–—―−─－]+")
_ORDINAL = re.compile(r"第(?=\d)")
_NUMBER_SIGN = re.compile(r"(?<=\d)[号號](?!\d)")
_LOOSE_DASH = re.compile(r"(?<!\d)-|-(?!\d)")
_ZEROS_BEFORE = re.compile(r"(?<!\d)0+(?=\d)")
_DIGITS = {**dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True)), "○": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile("[〇○零一二三四五六七八九十百千]+")
_WITH_PLACES = re.compile(
    "(?:[一二三四五六七八九]?千零?)?(?:[一二三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?"
)


@lru_cache(maxsize=65536)
def case_number_form(text: str) -> str:
    """The form of a case or document number in which （2022）津0101行初第015号 is [2022]津101行初15.

    Besides what never makes a difference (`key_form`), all brackets are alike, 第 before a number and 号 after it may
    be left out, Chinese numerals are numbers, zeros before a number don't count, and dashes count only between digits.
    """
    return _case_number_form(text)


def _case_number_form(text: str) -> str:
    form = plain_form(text)
    form = _NUMERAL.sub(_in_digits, form.translate(_BRACKETS) if _HAS_BRACKETS(form) else form)
    if "第" in form:
        form = _ORDINAL.sub("", form)
    if "号" in form or "號" in form:
        form = _NUMBER_SIGN.sub("", form)
    if _DASHES.search(form):
        form = _LOOSE_DASH.sub("", _DASHES.sub("-", form))
    return _ZEROS_BEFORE.sub("", form) if "0" in form else form


def _in_digits(match: re.Match[str]) -> str:
    """Writes a Chinese numeral in digits, place by place (二〇二二) or with 十, 百 and 千; leaves what is no number."""
    text = match[0]
    if not set(text) & set(_PLACES):
        return "".join(str(_DIGITS[each]) for each in text)
    if not _WITH_PLACES.fullmatch(text):
        return text
    total = digit = 0
    for each in text:
        if each in _PLACES:
            total, digit = total + max(digit, 1) * _PLACES[each], 0
        else:
            digit = _DIGITS[each]
    return str(total + digit)


FORMS: Mapping[KeyForm, Callable[[str], str]] = {"plain": key_form, "case_number": case_number_form}


def _plain_form(text: str) -> str:
    return text if _IN_FORM.fullmatch(text) else plain_form(text)


#: The same without remembering a text, for many texts in one: none of them looks across a character without meaning.
FORMS_AT_ONCE: Mapping[Callable[[str], str], Callable[[str], str]] = {
    key_form: _plain_form,
    case_number_form: _case_number_form,
}
