"""Replaces the Chinese numerals of dates and times with figures."""

import re

from checker.text.late import late

#: Chinese numerals before 年, and before 月, 日 and the like.
_ZERO = "〇○◯零0"
ONES = "一二三四五六七八九"
_YEAR_NUMERALS = late(rf"(?<![{ONES}{_ZERO}\d])(?:[{ONES}{_ZERO}]{{4}}|[{ONES}{_ZERO}]{{2}})(?= ?年)")
_NUMERALS = late(
    rf"(?<![{ONES}{_ZERO}十廿卅百\d])(?:(?P<tens>[二三四五]?十|廿|卅)(?P<and>[{ONES}])?|[{_ZERO}]?(?P<ones>[{ONES}]))"
    r"(?= ?[月日号时点分]|$)"
)
_DIGITS = {ord(zero): "0" for zero in _ZERO} | {ord(one): str(digit) for digit, one in enumerate(ONES, 1)}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def replace_numerals(text: str) -> str:
    """Replaces the numerals before 年, 月, 日 and the like with figures; everything else stays."""
    return _NUMERALS.sub(_figures, _YEAR_NUMERALS.sub(lambda found: found[0].translate(_DIGITS), text))


def _figures(found: re.Match[str]) -> str:
    tens, ones = found["tens"], found["and"] or found["ones"]
    count = int(ones.translate(_DIGITS)) if ones else 0
    if tens:
        count += _TENS[tens[-1]] * (int(tens[0].translate(_DIGITS)) if len(tens) > 1 else 1)
    return str(count)
