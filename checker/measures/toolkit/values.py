"""Phrases values and targets of a measure."""

import re
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator

from checker.model import Operator, Target
from checker.tables.amount_words import amount_text
from checker.tables.words import Words
from checker.text.amounts import amount_words
from checker.text.bilingual import Text
from checker.text.late import late

#: The units of a share of 1, which is shown as 100 of them.
PERCENT, POINTS = Text("%", "%"), Text("个百分点", "percentage points")
#: The operators that ask for more rather than for less.
RISING: tuple[Operator, ...] = ("at_least", "above", "equals")

_WORDS: dict[Operator, Text] = {
    "at_least": Text(zh="不低于", en="at least"),
    "at_most": Text(zh="不高于", en="at most"),
    "above": Text(zh="高于", en="more than"),
    "below": Text(zh="低于", en="less than"),
    "equals": Text(zh="等于", en="exactly"),
}
_COUNTED: dict[Operator, str] = {
    "at_least": "不少于",
    "at_most": "不超过",
    "above": "超过",
    "below": "少于",
    "equals": "等于",
}


_SPELLINGS = {
    PERCENT.en: late("%|％|per ?cent", re.I),
    POINTS.en: late("(percentage|per ?cent|%)[ -]?points?|p\\.?p\\.?", re.I),
}


def amount_or_percent(value: Fraction, unit: Words | None, *, percent: bool) -> Text:
    """Formats a value as a percentage, or as an amount with its unit."""
    if not percent:
        return amount_text(value, unit)
    number = amount_words(value * 100)
    return Text(zh=f"{number.zh}%", en=f"{number.en}%")


def share_unit(unit: Words) -> Words:
    """Gives the unit as it is, or % and percentage points in the one spelling in which a share of 1 is shown."""
    for own in (PERCENT, POINTS):
        if unit.zh == own.zh or _SPELLINGS[own.en].fullmatch(unit.en.strip()):
            return Words(zh=own.zh, en=own.en)
    return unit


#: The unit of the value of an indicator.
ValueUnit = Annotated[Words, AfterValidator(share_unit)]


def amount_in(value: Fraction, unit: Text) -> Text:
    """Formats a value with its unit: a share of 1 as a percentage or as percentage points."""
    if unit.en == PERCENT.en:
        return amount_or_percent(value, None, percent=True)
    if unit.en == POINTS.en:
        number, one = amount_words(value * 100), "s" if value * 100 == 1 else ""
        return Text(f"{number.zh} {POINTS.zh}", f"{number.en} {POINTS.en.removesuffix(one)}")
    return amount_text(value, Words(zh=unit.zh, en=unit.en) if unit.zh else None)


def phrase_target(target: Target, amount: Text, *, counted: bool, share: bool) -> Text:
    """Phrases a target.

    Args:
        target: whose operator is phrased.
        amount: its value with the unit.
        counted: whether it is an amount of things, for which Chinese has its own words.
        share: whether it is a share.
    """
    if share and target.op == "at_least" and target.value == 1:
        return Text(zh=f"达到 {amount.zh}", en=amount.en)
    words = _WORDS[target.op]
    return Text(zh=f"{_COUNTED[target.op] if counted else words.zh} {amount.zh}", en=f"{words.en} {amount.en}")
