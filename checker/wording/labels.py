"""The words for statuses, severities and states, and the text of scores, values and targets.

Figures are exact. Rounding never makes a value look like a target that it does not equal.
"""

from fractions import Fraction
from itertools import count

from checker.model import Aim, Department, Disposition, Language, Report, Selection, Severity, State, Status
from checker.text.amounts import ABOUT, is_short, short_text
from checker.text.bilingual import Text
from checker.text.levels import PackText
from checker.text.money_words import money_text
from checker.text.normalize import decimal_text
from checker.text.plurals import one_of
from checker.wording.headings import WORDS

STATUSES = {status: WORDS["statuses"][status.value] for status in Status}

#: Each mark is one column wide in every font, and shows a status without colour.
MARKS = dict(zip(Status, "✓>!✗-?", strict=True))

SEVERITIES = {severity: WORDS["severities"][severity.word] for severity in reversed(Severity)}
#: What a severity asks the reader to do.
DEMANDS = {severity: WORDS["demands"][severity.word] for severity in reversed(Severity)}
STATES = {state: WORDS["states"][state.value] for state in State}
DISPOSITIONS = {disposition: WORDS["dispositions"][disposition.value] for disposition in Disposition}
OPERATORS = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "equals": "="}

#: The English units in which a share of 1 is written as 100.
SHARE, POINTS = "%", "percentage points"

SHARE_PLACES, SCORE_PLACES = 2, 2


def score_shown(score: Fraction) -> Fraction:
    """Cuts a score to two decimals. Rounding would make 89.996 look like the 90 of the next grade."""
    return Fraction(int(score * 10**SCORE_PLACES), 10**SCORE_PLACES)


def score_text(score: Fraction | None) -> str:
    """Writes a score to two decimals; "-" when there is no score."""
    return "-" if score is None else decimal_text(score_shown(score), SCORE_PLACES)


def value_text(value: Fraction, unit: Text, language: Language, apart_from: Fraction | None = None) -> str:
    """Writes a value with its unit: a share of 1 as a percentage, an amount as a number.

    The value is a share of 1 if the unit is "%" or percentage points. An amount with many decimals is rounded, and said
    to be: "about 1.94 hours". Decimals are added until the text differs from
    `apart_from`, usually the target.
    """
    if (money := money_text(value, unit, apart_from)) is not None:
        return money.of(language)
    text = figure_number(value, unit, apart_from)
    if unit.en == SHARE:
        return f"{text}%"
    about = "" if unit.en == POINTS or is_short(value) else ABOUT.of(language)
    return f"{about}{text} {_agreeing(unit, text).of(language)}".rstrip()


def _agreeing(unit: Text, number: str) -> Text:
    """The unit with its number: English units are plural, so that 1 has another form."""
    return Text(unit.zh, one_of(unit.en)) if number == "1" else unit


def figure_number(value: Fraction, unit: Text, apart_from: Fraction | None = None) -> str:
    """Writes the number of a value without its unit, for an axis or a cell: of a share of 1, its percentage."""
    if unit.en not in (SHARE, POINTS):
        return short_text(value, apart_from)
    texts = (decimal_text(value * 100, places) for places in count(SHARE_PLACES))
    return next(text for text in texts if apart_from in (None, value) or Fraction(text) != apart_from * 100)


def selection_text(selection: Selection) -> Text:
    """Says that a report shows only some of the flags, so that nobody takes it for a clean report."""
    choices = ((selection.wanted, "只列", "only"), (selection.unwanted, "不列", "without"))
    zh = "，".join(f"{lead} {'、'.join(codes)}" for codes, lead, _ in choices if codes)
    en = ", ".join(f"{lead} {', '.join(codes)}" for codes, _, lead in choices if codes)
    return Text(
        zh=f"已筛选（{zh}）：另有 {selection.hidden} 处问题未列出，也未计数",
        en=f"Filtered ({en}): flags neither listed nor counted: {selection.hidden}",
    )


def settled_text(department: Department) -> Text:
    """Says what a department's score would be without dismissed and waived rows."""
    score, left_out = score_text(department.score_settled), department.settled
    return Text(
        zh=f"不计已排除和已豁免的 {left_out} 行，得分为 {score}",
        en=f"score without dismissed and waived rows ({left_out}): {score}",
    )


def recorded_text(report: Report) -> Text | None:
    """Says where a ledger recorded the report, and the head that proves it; None if it is not recorded."""
    if report.run is None or report.head is None:
        return None
    head = "  ".join(report.head.splitlines())
    return Text(zh=f"台账记录 {report.run}，台账头：{head}", en=f"Ledger entry {report.run}, head: {head}")


#: Instead of one target for all.
BY_DEPARTMENT = PackText(zh="因⟨单位⟩而异", en="by ⟨department⟩")


def target_text(target: Aim, unit: Text, language: Language) -> str:
    """Writes a target, e.g. "≥ 95%", or "≥ 85% and ≤ 92%"."""
    if not target.given:
        return "未规定" if language == "zh" else "none given"
    sides = [f"{OPERATORS[each.op]} {value_text(each.value, unit, language)}" for each in target.limits]
    return Text(" 且 ", " and ").of(language).join(sides)
