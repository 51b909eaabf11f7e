"""Clauses of documents in their own order, whether they are numbered 二十七, 第二十七条, 一（二）3 or Article 27(1).

Knows texts only.
"""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"[0-9]+|[〇零一二三四五六七八九十百]+")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_PLACES = {"十": 10, "百": 100}


def clause_order(clause: str) -> tuple[int, ...]:
    """The numbers of a clause from the outermost in, by which clauses sort; empty for one without a number."""
    return tuple(_number(found) for found in _NUMBER.findall(unicodedata.normalize("NFKC", clause)))


def is_under(clause: str, asked: str) -> bool:
    """Whether a clause is the one asked for or a part of it, however either is written: 二十七 is Article 27.

    Articles that are counted through, as in 三（二）第27条, are found by their own number too.
    """
    numbers = clause_order(asked)
    if not numbers:
        return asked.strip() == clause
    article = clause[clause.find("第") :] if "第" in clause else clause
    return any(clause_order(whole)[: len(numbers)] == numbers for whole in (clause, article))


def _number(text: str) -> int:
    """A whole number in Arabic digits, in Chinese ones (一百零三) or in Chinese digits read out (二〇二一)."""
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
