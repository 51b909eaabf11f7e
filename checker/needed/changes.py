"""What a change needs: how far the present figure has to fall, or to rise, against the earlier one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.definitions.measures import Change, Proportion
from checker.model import Language, Needed, Result, Target
from checker.needed.amounts import amount_to
from checker.needed.ground import Ground, joined
from checker.needed.rows import decide_first, rows_needed
from checker.scoring.bounds import Bounds, bounds_of
from checker.text.bilingual import Text
from checker.wording.labels import value_text

_SHARE = Text("%", "%")


#: As people say it of a figure.
_HAS_TO_BE = {
    "at_least": Text("不低于", "at least"),
    "at_most": Text("不高于", "at most"),
    "above": Text("高于", "above"),
    "below": Text("低于", "below"),
    "equals": Text("等于", "exactly"),
}
_EARLIER = {"last-year": Text("上年同期", "a year before"), "last-period": Text("上一期", "the period before")}


def change_needed(
    indicator: Indicator, asked: Change, result: Result, ground: Ground, by: date | None
) -> Needed | None:
    """Both figures, what the present one has to be, and what brings it there."""
    if len(result.measured.parts) < 2 or result.numerator is None:
        return None
    now, before = result.measured.parts
    earlier, nested = bounds_of(before), asked.of.measure
    if earlier.lower != earlier.upper and (result.target.op == "equals" or not _is_base(asked, earlier)):
        return decide_first(before.unknown_rows, before.counts.unknown, ground, nested.table)
    limit = _limit(asked, result.target, earlier)
    if limit is None:
        return None
    unit = _SHARE if isinstance(nested, Proportion) else indicator.unit_text
    if isinstance(nested, Proportion):
        found = rows_needed(nested, now, limit, ground, by)
    else:
        found = amount_to(nested, unit, now, limit, ground, by)
    if found is None:
        return None
    figures = _figures(_EARLIER[asked.against], result, limit, unit)
    return Needed(found.count, found.rows, joined((figures, found.text)), by)


def _is_base(asked: Change, earlier: Bounds) -> bool:
    """Whether the earlier figure can be compared with, however it turns out: nothing is a multiple of nought."""
    return asked.by == "difference" or (earlier.lower is not None and earlier.lower > 0 and bool(earlier.value))


def _limit(asked: Change, target: Target, earlier: Bounds) -> Target | None:
    """What the target asks of the present figure, however the earlier one turns out; None where that is nothing."""
    base = earlier.lower if target.op in ("at_most", "below") else earlier.upper
    if base is None:
        return None
    if asked.by == "difference":
        return Target(target.op, base + target.value)
    return Target(target.op, base * (1 + target.value)) if _is_base(asked, earlier) else None


def _figures(earlier: Text, result: Result, limit: Target, unit: Text) -> Text:
    def told(value: Fraction | None, language: Language) -> str:
        return "" if value is None else value_text(value, unit, language, limit.value)

    before, now, word = result.denominator, result.numerator, _HAS_TO_BE[limit.op]
    return Text(
        zh=f"{earlier.zh}为 {told(before, 'zh')}，本期为 {told(now, 'zh')}，须{word.zh} {told(limit.value, 'zh')}",
        en=f"it was {told(before, 'en')} {earlier.en}, is {told(now, 'en')} now "
        f"and has to be {word.en} {told(limit.value, 'en')}",
    )
