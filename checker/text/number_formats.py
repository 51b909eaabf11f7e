"""What a cell shows where its number format adds digits or words: 417 as 00417 or 津01-0417, A7 as 津A7."""

import operator
import re
from collections.abc import Callable
from fractions import Fraction

#: The sections of a format, and the parts of a section: a text in quotes, escaped or in the brackets of a currency;
#: padding, colours and conditions, which show nothing; the place of a digit; the whole number or text; anything else.
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*', re.S)
_COLOUR = r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+|[\u4e00-\u9fff]{1,2}色?\d*"
_PART = re.compile(
    rf'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[(?:{_COLOUR}|[<>=]+[-\d.]+)\]|([0#?])|(General|G/通用格式|@)|(.)',
    re.S | re.I,
)
_CONDITION = re.compile(r"\[([<>=]{1,2})(-?[\d.]+)\]")
_TESTS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    **{"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    **{"=": operator.eq, "<>": operator.ne},
}
#: Characters that stand for themselves without quotes, besides those that aren't ASCII.
_THEMSELVES = frozenset("-()+: ^&'~{}$")
_MOST = 10**15
#: The position of the section for texts.
_FOR_TEXT = 3


def adds_to_cell(code: str) -> bool:
    """Whether a format only adds zeros or words to whole numbers or texts, in a way that is understood here."""
    return any(map(_adds, _sections(code)))


def shows_time(code: str) -> bool:
    """Whether a format shows a day with a time of day."""
    letters = {other.lower() for *_, other in _PART.findall(code) if other}
    return "h" in letters and bool(letters & {"y", "d"})


def show_number(number: float, code: str) -> str | None:
    """What a whole number shows in such a format; None if that is nothing, or it is not whole, negative or rounded."""
    if not 0 <= number < _MOST or Fraction(number).denominator != 1:
        return None
    parts = _parts(_section_of(Fraction(number), code))
    if not parts:
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
    return shown.strip() or None


def show_text(text: str, code: str) -> str | None:
    """What a text shows in a format with a section for texts, such as "津"@; None if that adds nothing."""
    sections = _sections(code)
    section = sections[_FOR_TEXT] if len(sections) > _FOR_TEXT else sections[-1]
    parts = _parts(section) if "@" in section and _adds(section) else None
    return None if parts is None else "".join(text if is_place else words for words, is_place in parts)


def _adds(section: str) -> bool:
    parts = _parts(section) or []
    places = [text for text, is_place in parts if is_place]
    words = "".join(text for text, is_place in parts if not is_place).strip()
    # A dash alone, or a currency sign, is how amounts of zero are written.
    return places.count("0") > 1 or bool(words if places else any(map(str.isalnum, words)))


def _parts(section: str | None) -> list[tuple[str, bool]] | None:
    """The texts and the places of digits of a section; None if it has anything else."""
    found: list[tuple[str, bool]] = []
    for match in _PART.finditer(section or ""):
        quoted, escaped, currency, place, whole, other = match.groups()
        if other is not None and other.isascii() and other not in _THEMSELVES:
            return None
        if place or whole:
            found.append((place or "General", True))
        else:
            found.append((quoted or escaped or currency or other or "", False))
    if ("General", True) in found and sum(is_place for _, is_place in found) > 1:
        return None
    return found


def _section_of(number: Fraction, code: str) -> str | None:
    """The section for a number that isn't negative; None if none is for it."""
    sections = _sections(code)
    conditions = [_CONDITION.search(section) for section in sections]
    if not any(conditions):
        return sections[2] if number == 0 and len(sections) > 2 else sections[0]
    for section, condition in zip(sections[:_FOR_TEXT], conditions, strict=False):
        if condition is None:
            return section
        test = _TESTS.get(condition[1])
        if test is None or test(number, Fraction(condition[2])):
            return section if test else None
    return None


def _sections(code: str) -> list[str]:
    found: list[str] = []
    at = 0
    while match := _SECTION.match(code, at):
        found.append(match[0])
        if code[match.end() : match.end() + 1] != ";":
            break
        at = match.end() + 1
    return found
