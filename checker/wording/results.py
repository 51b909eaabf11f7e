"""What is said of a result, once for every output: its headings, figures, bounds, needs, members and movement.

Exact in, exact out: a figure is never rounded onto a target that it does not equal.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

from checker.model import Language, Member, Result, Standing, Status, Target
from checker.text.bilingual import Text
from checker.text.exact_json import PLACES
from checker.text.normalize import decimal_text, enough_text, number_text
from checker.wording.labels import AMOUNT_PLACES, MARKS, STATUSES, value_text

#: What each part of a result is called, by its name in report.json where it has one.
HEADINGS = {
    "department": Text(zh="部门", en="Department"),
    "indicator": Text(zh="指标", en="Indicator"),
    "clause": Text(zh="条款", en="Clause"),
    "status": Text(zh="状态", en="Status"),
    "value": Text(zh="数值", en="Value"),
    "counted": Text(zh="分子/分母", en="Counted"),
    "numerator": Text(zh="分子", en="Numerator"),
    "denominator": Text(zh="分母", en="Denominator"),
    "bounds": Text(zh="可能区间", en="Possible range"),
    "lower": Text(zh="下限", en="Lower bound"),
    "upper": Text(zh="上限", en="Upper bound"),
    "target": Text(zh="目标", en="Target"),
    "expected": Text(zh="按进度应达", en="Due by now"),
    "before": Text(zh="上期", en="Before"),
    "excluded": Text(zh="剔除", en="Excluded"),
    "unknown": Text(zh="未定", en="Undecided"),
    "reachable": Text(zh="能否达到", en="Reachable"),
    "final": Text(zh="期满", en="Period over"),
    "needed": Text(zh="差距", en="Needed"),
    "by": Text(zh="最迟", en="By"),
    "reason": Text(zh="说明", en="Reason"),
    "attainment": Text(zh="完成比例", en="Attainment"),
    "weight": Text(zh="权重", en="Weight"),
}


def with_clause(text: Text) -> Text:
    """What a column is called that gives the clause in brackets behind something else."""
    clause = HEADINGS["clause"]
    return Text(f"{text.zh}（{clause.zh}）", f"{text.en} ({clause.en.lower()})")


#: Statuses of which a reader wants to know what it would take.
OPEN = (Status.MISSED, Status.BEHIND, Status.UNDETERMINED)
OUT_OF_REACH = Text(zh="本期已无法达到目标", en="The target can no longer be reached")

#: Where a value has gone since the previous report, and whether that is better.
Direction = Literal["", "up", "down", "same"]
Turn = Literal["", "better", "worse"]

#: The places of members who have not reached their goal, or not for certain.
_SHORT = ("failed", "pass_or_fail", "out_or_fail", "anything")


def figure_text(result: Result, unit: Text, language: Language) -> str:
    """The value of a result, told apart from its target; "-" when there is none."""
    return "-" if result.value is None else value_text(result.value, unit, language, result.target.value)


def fraction_text(result: Result) -> str:
    """Numerator over denominator, as "19/20"; empty for a value that is no quotient of counts."""
    if result.numerator is None or result.denominator is None or result.measured.shape == "change":
        return ""
    return f"{decimal_text(result.numerator, AMOUNT_PLACES)}/{decimal_text(result.denominator, AMOUNT_PLACES)}"


def bounds_text(result: Result, unit: Text, language: Language) -> str:
    """The least and the most that the value can turn out to be; empty where it is certain or quite open."""
    if result.lower == result.upper:
        return ""
    lower, upper = (
        "…" if bound is None else value_text(bound, unit, language, result.target.value)
        for bound in (result.lower, result.upper)
    )
    return f"[{lower} – {upper}]"


def needed_text(result: Result) -> Text | None:
    """What an open indicator needs, or that nothing helps any more; None for one that is well."""
    if result.status not in OPEN:
        return None
    if result.needed is not None:
        return result.needed.text
    return None if result.reachable else OUT_OF_REACH


def needed_by(result: Result) -> date | None:
    """The last day on which what an open indicator needs still counts."""
    return result.needed.by if result.needed is not None and result.status in OPEN else None


def standing_text(standing: Standing, target: Target, unit: Text, language: Language, *, in_words: bool = True) -> str:
    """Where an earlier report had an indicator: its mark, its status in words unless it has to be short, its value."""
    figure = "" if standing.value is None else value_text(standing.value, unit, language, target.value)
    words = (MARKS[standing.status], STATUSES[standing.status].of(language) if in_words else "", figure)
    return " ".join(word for word in words if word)


def is_same_value(then: Fraction | None, now: Fraction | None) -> bool:
    """Whether two values are the same as far as an earlier report.json tells, which rounds a third."""
    if then is None or now is None:
        return then is now
    return decimal_text(then, PLACES) == decimal_text(now, PLACES)


def movement(result: Result, then: Fraction | None) -> tuple[Direction, Turn]:
    """Where a value has gone since an earlier one, and whether that is better; empty where either is not known."""
    now = result.value
    if then is None or now is None:
        return "", ""
    if is_same_value(then, now):
        return "same", ""
    rises = now > then
    direction: Direction = "up" if rises else "down"
    better = is_higher_better(result.target)
    return direction, "" if better is None else "better" if rises == better else "worse"


def is_higher_better(target: Target) -> bool | None:
    """Whether a higher value is nearer to the target; None where it depends on the side."""
    match target.op:
        case "at_least" | "above":
            return True
        case "at_most" | "below":
            return False
        case "equals":
            return None
        case _:
            assert_never(target.op)


def short_members(result: Result) -> tuple[Member, ...]:
    """The members of a cohort that are below their goal, the nearest to it first; none where there are no members."""
    short = (member for member in result.measured.members if member.place in _SHORT and member.amount < member.goal)
    return tuple(sorted(short, key=lambda member: (member.goal - member.amount, member.key)))


def member_text(member: Member, unit: Text, language: Language) -> str:
    """How far a member has come: "0417：31/60 学时，还差 29", "0417: 31 of 60 hours, 29 to go".

    Args:
        member: of a cohort, below its goal.
        unit: the indicator's `member_unit`; empty where the pack gives none.
        language: of the words.
    """
    label, amount, goal = member.label.of(language), number_text(member.amount), enough_text(member.goal)
    short = enough_text(member.goal - member.amount)
    if language == "zh":
        return f"{label}：{amount}/{goal} {unit.zh}".rstrip() + f"，还差 {short}"
    plural = unit.en if member.goal != 1 else ""  # English units are plural
    return f"{label}: {amount} of {goal} {plural}".rstrip() + f", {short} to go"
