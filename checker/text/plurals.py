"""English nouns that agree with a number."""

import re
from fractions import Fraction

#: Where the noun of a unit ends: minutes per call, days of training, hours a year, points (net), files/day.
_AFTER_NOUN = re.compile(r" (?:per|of|an?|in|for|over|from|to|by)\b.*| ?[(/,;].*")
#: Words that end in s and have no other form.
_NOT_PLURAL = re.compile(r"(?:ss|us|is|\bas|gas|series|species|news|means)$")
_OTHERS = {"people": "person", "children": "child", "women": "woman", "men": "man", "analyses": "analysis"}
_ENDINGS = ((re.compile(r"(?<=[a-z]{2})ies$"), "y"), (re.compile(r"(?<=ss|sh|ch)es$|(?<=x)es$|s$"), ""))


def counted(number: int, one: str, many: str = "") -> str:
    """Writes a number with its noun: 1 row, 2 rows, 1 entry, 2 entries."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def unit_of(number: Fraction | int, unit: str) -> str:
    """The form of an English unit that stands after a number."""
    return one_of(unit) if number == 1 else unit


def one_of(unit: str) -> str:
    """The form of an English unit that stands after 1: minute for minutes, per 1,000 h as it is."""
    after = _AFTER_NOUN.search(f" {unit}")
    cut = len(unit) if after is None else max(after.start() - 1, 0)
    noun, rest = unit[:cut], unit[cut:]
    for plural, single in _OTHERS.items():
        if noun == plural or noun.endswith(f" {plural}"):
            return f"{noun.removesuffix(plural)}{single}{rest}"
    if _NOT_PLURAL.search(noun) or not re.search(r"[A-Za-z]{2}s$", noun):
        return unit
    for ending, instead in _ENDINGS:
        if ending.search(noun):
            return f"{ending.sub(instead, noun, count=1)}{rest}"
    return unit
