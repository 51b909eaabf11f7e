"""Phrases the two figures of a change."""

from fractions import Fraction
from typing import Literal

from checker.model import Language, Operator, Result, Target
from checker.text.bilingual import Text
from checker.wording.labels import value_text

Against = Literal["last-year", "last-period", "base"]

#: When the earlier figure was.
_EARLIER: dict[Against, Text] = {
    "last-year": Text("上年同期", "a year before"),
    "last-period": Text("上一期", "the period before"),
    "base": Text("基数", "in the base"),
}
_HAS_TO_BE: dict[Operator, Text] = {
    "at_least": Text("不低于", "at least"),
    "at_most": Text("不高于", "at most"),
    "above": Text("高于", "above"),
    "below": Text("低于", "below"),
    "equals": Text("等于", "exactly"),
}


def both_figures(against: Against, result: Result, limit: Target, unit: Text) -> Text:
    """Says the earlier figure, the present one, and what that has to be."""

    def show(value: Fraction | None, language: Language) -> str:
        return "" if value is None else value_text(value, unit, language, limit.value)

    earlier, before, now, word = _EARLIER[against], result.denominator, result.numerator, _HAS_TO_BE[limit.op]
    return Text(
        zh=f"{earlier.zh}为 {show(before, 'zh')}，本期为 {show(now, 'zh')}，须{word.zh} {show(limit.value, 'zh')}",
        en=f"it was {show(before, 'en')} {earlier.en}, is {show(now, 'en')} now "
        f"and has to be {word.en} {show(limit.value, 'en')}",
    )
