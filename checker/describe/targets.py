"""Targets and values of an indicator, as people say them."""

from __future__ import annotations

from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.describe.phrases import amount_text, day_text
from checker.describe.rows import BEFORE
from checker.model import Target
from checker.text.bilingual import Text
from checker.text.normalize import number_text

_WORDS = {
    "at_least": Text(zh="不低于", en="at least"),
    "at_most": Text(zh="不高于", en="at most"),
    "above": Text(zh="高于", en="more than"),
    "below": Text(zh="低于", en="less than"),
    "equals": Text(zh="等于", en="exactly"),
}
_COUNTED = {
    "at_least": "不少于",
    "at_most": "不超过",
    "above": "超过",
    "below": "少于",
    "equals": "等于",
}
#: Of a change that is held against 0.
_DIRECTIONS = {
    "at_least": Text(zh="比{}不下降", en="no fall against {}"),
    "at_most": Text(zh="比{}不上升", en="no rise against {}"),
    "above": Text(zh="比{}上升", en="a rise against {}"),
    "below": Text(zh="比{}下降", en="a fall against {}"),
    "equals": Text(zh="与{}持平", en="no change against {}"),
}


def value_text(value: Fraction, indicator: Indicator) -> Text:
    """A value of the indicator with its unit; shares and relative changes as percentages."""
    change = indicator.measure.change
    points = change is not None and (change.by == "ratio" or change.of.proportion is not None)
    if indicator.unit_text.en == "%" or points:
        percent = number_text(value * 100)
        if points and change is not None and change.by == "difference":
            return Text(zh=f"{percent} 个百分点", en=f"{percent} percentage points")
        return Text(zh=f"{percent}%", en=f"{percent}%")
    return amount_text(value, indicator.unit)


def _target(target: Target, indicator: Indicator) -> Text:
    words, amount = _WORDS[target.op], value_text(target.value, indicator)
    if indicator.is_share and target.op == "at_least" and target.value == 1:
        return Text(zh=f"达到 {amount.zh}", en=amount.en)
    change = indicator.measure.change
    if change is not None and target.value == 0:
        direction, before = _DIRECTIONS[target.op], BEFORE[change.against]
        return Text(zh=direction.zh.format(before.zh), en=direction.en.format(before.en))
    zh = _COUNTED[target.op] if indicator.measure.kind in ("count", "total") else words.zh
    return Text(zh=f"{zh} {amount.zh}", en=f"{words.en} {amount.en}")


def targets_text(indicator: Indicator) -> Text:
    """Every target of an indicator, with the day from which it is in force."""
    told = []
    for dated in indicator.target:
        asked = _target(dated.target, indicator)
        if dated.since is not None:
            since = day_text(dated.since)
            asked = Text(zh=f"{since.zh}起{asked.zh}", en=f"from {since.en} {asked.en}")
        told.append(asked)
    return Text(
        zh=f"目标：{'；'.join(each.zh for each in told)}。", en=f"The target: {'; '.join(each.en for each in told)}."
    )
