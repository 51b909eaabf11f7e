"""The words for statuses, severities and states, and the text of scores, values and targets.

Figures are exact. Rounding never makes a value look like a target that it does not equal.
"""

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

#: Each mark is one column wide in every font, and shows a status without colour.
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

#: What a severity asks the reader to do.
DEMANDS = {
    Severity.ERROR: Text(zh="须改正", en="must be fixed"),
    Severity.RED: Text(zh="未达标", en="misses a target"),
    Severity.AMBER: Text(zh="请核对或改正", en="fix or confirm"),
    Severity.INFO: Text(zh="供参考", en="for reference"),
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

#: The English units in which a share of 1 is written as 100.
SHARE, POINTS = "%", "percentage points"

SHARE_PLACES, AMOUNT_PLACES, SCORE_PLACES = 2, 6, 2


def score_shown(score: Fraction) -> Fraction:
    """Cuts a score to two decimals. Rounding would make 89.996 look like the 90 of the next grade."""
    return Fraction(int(score * 10**SCORE_PLACES), 10**SCORE_PLACES)


def score_text(score: Fraction | None) -> str:
    """Writes a score to two decimals; "-" when there is no score."""
    return "-" if score is None else decimal_text(score_shown(score), SCORE_PLACES)


def value_text(value: Fraction, unit: Text, language: Language, apart_from: Fraction | None = None) -> str:
    """Writes a value with its unit: a share of 1 as a percentage, an amount as a number.

    Args:
        value: the exact value; a share of 1 if the unit is "%" or percentage points.
        unit: "%" or the words of a unit.
        language: the language of the unit.
        apart_from: usually the target. Decimals are added until the text differs from this value.
    """
    factor, least = (100, SHARE_PLACES) if unit.en in (SHARE, POINTS) else (1, AMOUNT_PLACES)
    texts = (decimal_text(value * factor, places) for places in count(least))
    text = next(text for text in texts if apart_from in (None, value) or Fraction(text) != apart_from * factor)
    return f"{text}%" if unit.en == SHARE else f"{text} {unit.of(language)}".rstrip()


def selection_text(selection: Selection) -> Text:
    """Says that a report shows only some of the flags, so that nobody takes it for a clean report."""
    choices = ((selection.wanted, "只列", "only"), (selection.unwanted, "不列", "without"))
    zh = "，".join(f"{lead} {'、'.join(codes)}" for codes, lead, _ in choices if codes)
    en = ", ".join(f"{lead} {', '.join(codes)}" for codes, _, lead in choices if codes)
    return Text(
        zh=f"已筛选（{zh}）：另有 {selection.hidden} 处问题未列出，也未计数",
        en=f"Filtered ({en}): {selection.hidden} more flags are neither listed nor counted",
    )


def target_text(target: Target, unit: Text, language: Language) -> str:
    """Writes a target, e.g. "≥ 95%"."""
    return f"{OPERATORS[target.op]} {value_text(target.value, unit, language)}"
