"""Dates written in Chinese numerals, such as 二〇二二年二月十五日, with their figures.

Knows texts only.
"""

from __future__ import annotations

import re

_NOUGHT = "〇○◯零0"
_ONES = "一二三四五六七八九"
_YEAR = re.compile(rf"(?<![{_ONES}{_NOUGHT}\d])(?:[{_ONES}{_NOUGHT}]{{4}}|[{_ONES}{_NOUGHT}]{{2}})(?= ?年)")
_NUMBER = re.compile(
    rf"(?<![{_ONES}{_NOUGHT}十廿卅百\d])(?:(?P<tens>[二三四五]?十|廿|卅)(?P<and>[{_ONES}])?|[{_NOUGHT}]?(?P<ones>[{_ONES}]))"
    r"(?= ?[月日号时点分]|$)"
)
_DIGITS = {ord(nought): "0" for nought in _NOUGHT} | {ord(one): str(digit) for digit, one in enumerate(_ONES, 1)}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def with_figures(text: str) -> str:
    """The text with the numerals before 年, 月, 日 and the like as figures; what is no such numeral stays."""
    return _NUMBER.sub(_figures, _YEAR.sub(lambda found: found[0].translate(_DIGITS), text))


def _figures(found: re.Match[str]) -> str:
    tens, ones = found["tens"], found["and"] or found["ones"]
    count = int(ones.translate(_DIGITS)) if ones else 0
    if tens:
        count += _TENS[tens[-1]] * (int(tens[0].translate(_DIGITS)) if len(tens) > 1 else 1)
    return str(count)
