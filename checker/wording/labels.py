"""The words and the figures that people read: statuses, severities, states; values, bounds, targets.

Exact in, exact out: a figure is never rounded onto a target that it does not equal. Knows the model and spelling only.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count

from checker.model import Disposition, Language, Selection, Severity, State, Status, Target
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text

STATUSES = {
    Status.MET: Text(zh="达标", en="met"),
    Status.ON_TRACK: Text(zh="进度正常", en="on track"),
    Status.BEHIND: Text(zh="进度滞后", en="behind"),
    Status.MISSED: Text(zh="未达标", en="missed"),
    Status.NOT_APPLICABLE: Text(zh="不适用", en="not applicable"),
    Status.UNDETERMINED: Text(zh="待定", en="undetermined"),
}

#: One column wide in every font, so that a status is told without colour and without room.
MARKS = {
    Status.MET: "✓",
    Status.ON_TRACK: ">",
    Status.BEHIND: "!",
    Status.MISSED: "✗",
    Status.NOT_APPLICABLE: "-",
    Status.UNDETERMINED: "?",
}

SEVERITIES = {
    Severity.ERROR: Text(zh="错误", en="error"),
    Severity.RED: Text(zh="红旗", en="red"),
    Severity.AMBER: Text(zh="黄旗", en="amber"),
    Severity.INFO: Text(zh="提示", en="info"),
}

#: What a severity asks of its reader.
DEMANDS = {
    Severity.ERROR: Text(zh="须改正", en="must be fixed"),
    Severity.RED: Text(zh="未达标", en="misses a target"),
    Severity.AMBER: Text(zh="请核对或改正", en="fix or confirm"),
    Severity.INFO: Text(zh="供参考", en="to note"),
}

STATES = {
    State.ACCEPTED: Text(zh="已接收", en="accepted"),
    State.ACCEPTED_WITH_ERRORS: Text(zh="有错误", en="with errors"),
    State.REJECTED: Text(zh="退回", en="rejected"),
    State.MISSING: Text(zh="未报送", en="missing"),
}

DISPOSITIONS = {
    Disposition.CORRECTED: Text(zh="已改正", en="corrected"),
    Disposition.CONFIRMED: Text(zh="确认无误", en="confirmed"),
    Disposition.WAIVER: Text(zh="申请豁免", en="waiver requested"),
}

OPERATORS = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "equals": "="}

#: The English words of the units in which a share of 1 is told as a hundred.
SHARE, POINTS = "%", "percentage points"

SHARE_PLACES, AMOUNT_PLACES, SCORE_PLACES = 2, 6, 2


def score_shown(score: Fraction) -> Fraction:
    """A score to two decimals, cut rather than rounded: 89.996 must not look like the 90 of the next grade."""
    return Fraction(int(score * 10**SCORE_PLACES), 10**SCORE_PLACES)


def score_text(score: Fraction | None) -> str:
    """A score as `score_shown` has it; "-" when there is none."""
    return "-" if score is None else decimal_text(score_shown(score), SCORE_PLACES)


def value_text(value: Fraction, unit: Text, language: Language, apart_from: Fraction | None = None) -> str:
    """A value with its unit: a share of 1 as a percentage, an amount as a number.

    Args:
        value: exact; a share of 1 where the unit is "%" or percentage points.
        unit: "%" or a unit's words.
        language: of the unit.
        apart_from: usually the target; decimals are added until the text tells the value from it.
    """
    factor, least = (100, SHARE_PLACES) if unit.en in (SHARE, POINTS) else (1, AMOUNT_PLACES)
    texts = (decimal_text(value * factor, places) for places in count(least))
    text = next(text for text in texts if apart_from in (None, value) or Fraction(text) != apart_from * factor)
    return f"{text}%" if unit.en == SHARE else f"{text} {unit.of(language)}".rstrip()


def selection_text(selection: Selection) -> Text:
    """That a report shows a part of the findings, so that nobody takes it for a clean one."""
    only, none = selection.wanted, selection.unwanted
    zh = [f"只列 {'、'.join(only)}"] if only else []
    zh += [f"不列 {'、'.join(none)}"] if none else []
    en = [f"only {', '.join(only)}"] if only else []
    en += [f"without {', '.join(none)}"] if none else []
    return Text(
        zh=f"按要求{'、'.join(zh)}：另有 {selection.hidden} 处问题没有列出，也不在计数之内",
        en=f"As asked, {' and '.join(en)}: {selection.hidden} more findings are neither listed nor counted",
    )


def target_text(target: Target, unit: Text, language: Language) -> str:
    """A target as "≥ 95%"."""
    return f"{OPERATORS[target.op]} {value_text(target.value, unit, language)}"
