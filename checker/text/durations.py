"""Lengths of time as people write them: 90 min, 1h30m, 1:30, 1小时30分, 两个半小时."""

import re
from fractions import Fraction
from typing import Literal, get_args

from checker.text.bilingual import Text
from checker.text.late import late

#: The units in which a column may count.
TimeUnit = Literal["seconds", "minutes", "hours"]
TIME_UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)
UNIT_SECONDS: dict[str, int] = {"seconds": 1, "minutes": 60, "hours": 3600}
UNIT_WORDS: dict[str, Text] = {
    "seconds": Text(zh="秒", en="seconds"),
    "minutes": Text(zh="分钟", en="minutes"),
    "hours": Text(zh="小时", en="hours"),
}
#: How headers write them, in comparing form; the last of each are the formats of a clock.
UNIT_SPELLINGS: dict[str, tuple[str, ...]] = {
    "seconds": ("s", "sec", "secs", "second", "秒钟", "mm:ss", "分:秒"),
    "minutes": ("m", "min", "mins", "minute", "分", "h:mm", "hh:mm", "时:分"),
    "hours": ("h", "hr", "hrs", "hour", "时", "h:mm", "hh:mm", "时:分"),
}

#: The longest text that is read, so that hostile texts take no time.
_LONGEST = 60
_NUMERALS = "零〇一二两三四五六七八九十百"
_DIGITS = {"零": 0, "〇": 0, "两": 2} | {one: at for at, one in enumerate("一二三四五六七八九", 1)}
_NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?|[{_NUMERALS}]+)"
#: (seconds, how many at most behind a larger unit, words).
_PARTS = (
    (86400, None, r"天|日|days?|d"),
    (3600, 23, r"个?小时|个钟头|钟头|时|hours?|hrs?\.?|h"),
    (60, 59, r"分钟?|minutes?|mins?\.?|m"),
    (1, 59, r"秒钟?|seconds?|secs?\.?|s"),
)
_WRITTEN = late(
    " ?(?:,|and|又|零)? ?".join(rf"(?:({_NUMBER}) ?(?:{words}))?" for *_, words in _PARTS) + rf"(?: ?({_NUMBER}))?",
    re.I,
)
#: Half of a unit, by itself or on top of whole ones.
_HALF = late(rf"(?:({_NUMBER}) ?个|个|一)?半个?(小时|钟头|分钟)|({_NUMBER}) ?(?:个?小时|个?钟头|分钟?)半")
_CLOCK = late(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9])(\.[0-9]+)?)?")
_ISO = late(r"p(?=[0-9t])([0-9.]+d)?(?:t([0-9.hms]+))?", re.I)


def parse_duration(text: str, unit: TimeUnit) -> Fraction | None:
    """Reads a length of time with its units in plain characters, in seconds; None if it is none.

    Two numbers with a colon are hours and minutes; in a column of seconds, minutes and seconds.
    """
    if len(text) > _LONGEST:
        return None
    if match := _CLOCK.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if match[3] is not None:
            return first * 3600 + second * 60 + Fraction(match[3] + (match[4] or ""))
        return Fraction(first * 60 + second if unit == "seconds" else first * 3600 + second * 60)
    if match := _HALF.fullmatch(text):
        return _half(match)
    if match := _ISO.fullmatch(text):
        text = (match[1] or "") + (match[2] or "")
    match = _WRITTEN.fullmatch(text)
    return None if match is None else _add_up(match)


def _half(match: re.Match[str]) -> Fraction | None:
    whole = match[1] or match[3]
    number = Fraction(0) if whole is None else _number(whole)
    if number is None or number.denominator != 1:
        return None
    return (number + Fraction(1, 2)) * (60 if "分" in match[0] else 3600)


def _add_up(match: re.Match[str]) -> Fraction | None:
    """Adds up the parts; only the last may have decimals, and none may be as large as the unit before it."""
    *parts, bare = match.groups()
    given = [(at, text) for at, text in enumerate(parts) if text is not None]
    if bare is not None:  # 1小时30: the last number counts in the next smaller unit
        if not given or given[-1][0] not in (1, 2):
            return None
        given.append((given[-1][0] + 1, bare))
    total = Fraction(0)
    for position, (at, text) in enumerate(given):
        number, (seconds, most, _) = _number(text), _PARTS[at]
        if number is None or (position and most is not None and number >= most + 1):
            return None
        if position < len(given) - 1 and number.denominator != 1:
            return None
        total += number * seconds
    return total if given else None


def _number(text: str) -> Fraction | None:
    if text[0].isascii():
        return Fraction(text)
    if len(text) > 1 and not set(text) & set("十百"):
        return None  # figures one by one, as in a year
    total, count = 0, 0
    for one in text:
        if one in "十百":
            if not count and (one == "百" or total % 100):
                return None
            total, count = total + (count or 1) * (10 if one == "十" else 100), 0
        else:
            count = _DIGITS[one]
    return Fraction(total + count)


def duration_text(seconds: int) -> Text:
    """Writes a length of time with the units that it has: "1 小时 25 分钟", "1 hour 25 minutes"."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    amounts = [(hours, "小时", "hour"), (minutes, "分钟", "minute"), (left, "秒", "second")]
    days, hours = divmod(hours, 24)
    if days >= 2:
        amounts = [(days, "天", "day"), (hours, "小时", "hour"), *amounts[1:]]
    given = [each for each in amounts if each[0]] or amounts[-1:]
    zh = " ".join(f"{amount} {word}" for amount, word, _ in given)
    return Text(zh=zh, en=" ".join(f"{amount} {word}{'' if amount == 1 else 's'}" for amount, _, word in given))
