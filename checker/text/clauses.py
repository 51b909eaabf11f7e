"""Sorts and finds clauses of documents, whether numbered 二十七, 第二十七条, 一（二）3 or Article 27(1)."""

import re
import unicodedata

_NUMBER = re.compile(r"[0-9]+|[〇零一二三四五六七八九十百]+")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_PLACES = {"十": 10, "百": 100}


def clause_order(clause: str) -> tuple[int, ...]:
    """The numbers of a clause, outermost first, as a sort key; empty if it has none."""
    return tuple(_number(found) for found in _NUMBER.findall(unicodedata.normalize("NFKC", clause)))


def is_under(clause: str, asked: str) -> bool:
    """Whether a clause is the one asked for or a part of it, however each is written: 二十七 is Article 27.

    An article numbered continuously across chapters, as in 三（二）第27条, is also found by its own number.
    """
    numbers = clause_order(asked)
    if not numbers:
        return asked.strip() == clause
    article = clause[clause.find("第") :] if "第" in clause else clause
    return any(clause_order(whole)[: len(numbers)] == numbers for whole in (clause, article))


def _number(text: str) -> int:
    """Reads a whole number in Arabic digits, Chinese numerals (一百零三) or single Chinese digits (二〇二一)."""
    if text.isdecimal():
        return int(text)
    if not any(character in _PLACES for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, pending = 0, 0
    for character in text:
        if character in _PLACES:
            total, pending = total + (pending or 1) * _PLACES[character], 0
        else:
            pending = _DIGITS[character]
    return total + pending
