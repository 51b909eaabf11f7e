"""Figures in words: 三十, 一百零五, 叁拾, twenty-one; and words for amounts that nobody counted, such as 十几."""

import re

from checker.text.late import late

_DIGITS = dict(zip("零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖", map(int, "0001122233445566778899"), strict=True))
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ALL = "".join((*_DIGITS, *_PLACES))
_RUN = late(f"[{_ALL}]+")
#: 2022 in figures one by one, as years are written.
_YEAR = late(r"[一二][〇○零一二三四五六七八九]{3}")
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_BY_TEN = "twenty thirty forty fifty sixty"
_ENGLISH = {word: number for number, word in enumerate(f"zero {_ONES} eighteen nineteen".split())}
_TENS = {word: number * 10 for number, word in enumerate(f"{_BY_TEN} seventy eighty ninety".split(), 2)}
_WORDS = late(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<ones>{'|'.join(_ENGLISH)}))?|(?P<small>{'|'.join(_ENGLISH)}))\b", re.I
)
#: 十几, 几十, 若干, 两三人, 七八十: nobody counted.
_VAGUE = late(
    r"几|若干|数[十百千万]|许多|不少|(?<![零〇○一二两三四五六七八九十百千\d])[一二两三四五六七八九]{2}(?![零〇○一二三四五六七八九])|several|dozens?"
)


def in_figures(text: str, *, year: bool = False) -> str:
    """Replaces the only number in words that a text has with figures; of a `year`, digits one by one as well.

    What can be read in two ways stays: 一百二 may be 102 or 120, and a 一 alone is often meant as a dash.
    """
    runs = [] if text == "一" else _RUN.findall(text)
    if len(runs) == 1:
        number = (
            int("".join(str(_DIGITS[each]) for each in runs[0]))
            if year and _YEAR.fullmatch(runs[0])
            else _read(runs[0])
        )
        return text if number is None else text.replace(runs[0], str(number), 1)
    words = list(_WORDS.finditer(text))
    if not runs and len(words) == 1:
        found = words[0]
        number = _ENGLISH[found["small"].lower()] if found["small"] else _TENS[found["tens"].lower()]
        ones = _ENGLISH[found["ones"].lower()] if found["ones"] else 0
        return text if ones > 9 else text[: found.start()] + str(number + ones) + text[found.end() :]
    return text


def is_vague(text: str) -> bool:
    """Whether a text says in words that its amount is no exact one."""
    return _VAGUE.search(text) is not None


def _read(run: str) -> int | None:
    """The number below 10,000 that Chinese numerals spell in full; None if they don't."""
    total, below, gap = 0, 10_000, False
    pending: int | None = None
    for character in run:
        place = _PLACES.get(character)
        if place is None:
            digit = _DIGITS[character]
            if pending is not None or (gap and digit == 0):
                return None
            if digit == 0 and run != character:
                if below <= 10:
                    return None
                gap = True
            else:
                pending = digit
        else:
            if (pending is None and (place > 10 or total)) or place >= below or pending == 0:
                return None
            total += place * (1 if pending is None else pending)
            below, pending, gap = place, None, False
    if pending is None:
        return None if gap else total
    # After 百 and 千 a digit alone needs 零 before it.
    return None if below > 10 and total and not gap else total + pending
