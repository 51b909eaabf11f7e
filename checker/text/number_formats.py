"""What a cell shows where its number format adds digits or words to a number: 417 as 00417 or 津01-0417."""

import re
from fractions import Fraction

#: The parts of a number format: a quoted or escaped text, padding, a locale, a digit's place, anything else.
_PART = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$[^\]]*\]|([0#?])|(General|G/通用格式)|(.)', re.S)
#: Characters that stand for themselves without quotes.
_THEMSELVES = set("-()+: ") | set("（）〔〕【】第号")
_MOST = 10**15


def adds_to_number(code: str) -> bool:
    """Whether a format only adds zeros or words to a whole number, in a way that is understood here."""
    parts = _parts(code)
    if parts is None:
        return False
    places = [text for text, is_place in parts if is_place]
    return bool(places) and (places.count("0") > 1 or any(not is_place and text.strip() for text, is_place in parts))


def show_number(number: float, code: str) -> str | None:
    """What a whole number shows in such a format; None if it is not whole, negative, or has lost digits."""
    parts = _parts(code)
    if parts is None or number < 0 or number >= _MOST or Fraction(number).denominator != 1:
        return None
    places = sum(is_place for _, is_place in parts)
    digits = str(int(number)) if number else ""
    spare, waiting = digits[: max(len(digits) - places, 0)], list(digits[max(len(digits) - places, 0) :])
    shown, left = "", places
    for text, is_place in parts:
        if not is_place:
            shown += text
            continue
        if text == "General":
            shown, spare, waiting = shown + (digits or "0"), "", []
        else:
            shown, spare = shown + spare, ""
            shown += waiting.pop(0) if len(waiting) == left else "0" if text == "0" else " " if text == "?" else ""
        left -= 1
    return shown.strip()


def _parts(code: str) -> list[tuple[str, bool]] | None:
    """The texts and the places of digits of a format for positive numbers; None if it has anything else."""
    found: list[tuple[str, bool]] = []
    for match in _PART.finditer(_first_section(code)):
        quoted, escaped, place, general, other = match.groups()
        if other is not None and other not in _THEMSELVES:
            return None
        if place or general:
            found.append((place or "General", True))
        else:
            found.append((quoted or escaped or other or "", False))
    if ("General", True) in found and sum(is_place for _, is_place in found) > 1:
        return None
    return found


def _first_section(code: str) -> str:
    match = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', code, re.S)
    return match[0] if match else code
