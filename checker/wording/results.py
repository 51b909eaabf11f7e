"""Turns a result into words for every output: its value, bounds, need, members and movement."""

from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

from checker.model import Aim, Between, IndicatorLabel, Language, Member, Result, Standing, Status, Target
from checker.text.amounts import amount_words, enough_text, short_text
from checker.text.bilingual import Text
from checker.text.exact_json import PLACES
from checker.text.normalize import decimal_text
from checker.text.plurals import unit_of
from checker.wording.labels import MARKS, STATUSES, value_text

#: The statuses for which a report says what is needed.
OPEN = (Status.MISSED, Status.BEHIND, Status.UNDETERMINED)
_WHOLE = Text(zh="全部", en="in full")
OUT_OF_REACH = Text(zh="本期已无法达到目标", en="The target can no longer be reached")

#: How a value has moved since the previous report, and whether that is an improvement.
Direction = Literal["", "up", "down", "same"]
Turn = Literal["", "better", "worse"]

#: The places of members who have not, or not certainly, reached their goal.
_SHORT = ("failed", "pass_or_fail", "out_or_fail", "anything")


def figure_text(result: Result, unit: Text, language: Language) -> str:
    """Writes the value of a result with enough decimals to differ from its target; "-" when there is no value."""
    return (
        "-" if result.value is None else value_text(result.value, unit, language, result.target.at(result.value).value)
    )


def fraction_text(result: Result) -> str:
    """Writes numerator over denominator, e.g. "19/20"; empty for a value that isn't such a quotient."""
    if result.numerator is None or result.denominator is None or result.measured.shape == "change":
        return ""
    return f"{short_text(result.numerator)}/{short_text(result.denominator)}"


def counted_text(result: Result, language: Language, label: IndicatorLabel | None = None) -> str:
    """Writes numerator over denominator, and how much was left out of it, e.g. "1/1, 9 excluded".

    While its window is open, what counts is the pace, so that comes first: "on pace 9/10 · year 0/10".
    """
    fraction, paced = fraction_text(result), _paced_text(result)
    pace = None if paced == fraction else pace_text(result, language, label)
    if pace is not None:
        whole = _WHOLE if label is None or not label.window.en else label.window
        fraction = f"{pace} · {whole.of(language)} {fraction}" if fraction else pace
    if not fraction or not result.excluded:
        return fraction
    return Text(f"{fraction}，剔除 {result.excluded}", f"{fraction}, {result.excluded} excluded").of(language)


def pace_text(result: Result, language: Language, label: IndicatorLabel | None = None) -> str | None:
    """Writes how many members are on pace, or what an amount should have reached by now; None if neither is known."""
    if result.final or result.status is Status.NOT_APPLICABLE:
        return None
    if result.expected is not None:
        unit = Text(result.unit, result.unit) if label is None else label.unit
        due = value_text(result.expected, unit, language)
        return Text(f"目前应达 {due}", f"{due} due by now").of(language)
    paced = _paced_text(result)
    return None if paced is None else Text("按进度", "on pace").of(language) + f" {paced}"


def _paced_text(result: Result) -> str | None:
    paced = result.measured.paced
    total = 0 if paced is None else paced.passed + paced.failed
    return None if paced is None or not total else f"{paced.passed}/{total}"


def bounds_text(result: Result, unit: Text, language: Language) -> str:
    """Writes the lowest and highest possible value, e.g. "[80% – 95%]"; empty if they are equal or both unknown."""
    if result.lower == result.upper:
        return ""
    lower, upper = (
        "…" if bound is None else value_text(bound, unit, language, result.target.at(bound).value)
        for bound in (result.lower, result.upper)
    )
    return f"[{lower} – {upper}]"


def needed_text(result: Result) -> Text | None:
    """Says what an open indicator needs, or that its target is out of reach; None if nothing is needed."""
    if result.status not in OPEN:
        return None
    if result.needed is not None:
        return result.needed.text
    return None if result.reachable else OUT_OF_REACH


def needed_by(result: Result) -> date | None:
    """Returns the last day on which what an open indicator needs still counts."""
    return result.needed.by if result.needed is not None and result.status in OPEN else None


def standing_text(standing: Standing, target: Aim, unit: Text, language: Language, *, in_words: bool = True) -> str:
    """Writes an indicator's earlier mark, status and value; `in_words=False` leaves the status to the mark."""
    value = standing.value
    figure = "" if value is None else value_text(value, unit, language, target.at(value).value)
    parts = (MARKS[standing.status], STATUSES[standing.status].of(language) if in_words else "", figure)
    return " ".join(part for part in parts if part)


def is_same_value(then: Fraction | None, now: Fraction | None) -> bool:
    """Whether two values are equal at the precision of report.json, which rounds 1/3."""
    if then is None or now is None:
        return then is now
    return decimal_text(then, PLACES) == decimal_text(now, PLACES)


def movement(result: Result, then: Fraction | None) -> tuple[Direction, Turn]:
    """Returns how a value has moved since an earlier one, and whether that is better; empty if either is unknown."""
    now = result.value
    if then is None or now is None:
        return "", ""
    if is_same_value(then, now):
        return "same", ""
    direction: Direction = "up" if now > then else "down"
    if isinstance(result.target, Between):
        off = result.target.distance(then) - result.target.distance(now)
        return direction, "better" if off > 0 else "worse" if off < 0 else ""
    better = is_higher_better(result.target)
    return direction, "" if better is None else "better" if (now > then) == better else "worse"


def is_higher_better(target: Target) -> bool | None:
    """Whether a higher value is better; None for a target of an exact value."""
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
    """Returns the members of a cohort that are below their goal, nearest to it first."""
    short = (member for member in result.measured.members if member.place in _SHORT and member.amount < member.goal)
    return tuple(sorted(short, key=lambda member: (member.goal - member.amount, member.key)))


def member_text(member: Member, unit: Text, language: Language) -> str:
    """Says how far a member is: "0417：31/60 学时，还差 29", "0417: 31 of 60 hours, 29 to go".

    `unit` is the indicator's `member_unit`, empty if the pack gives none.
    """
    label, goal, short = member.name.of(language), enough_text(member.goal), enough_text(member.goal - member.amount)
    amount = amount_words(member.amount, member.goal).of(language)
    if language == "zh":
        return f"{label}：{amount}/{goal} {unit.zh}".rstrip() + f"，还差 {short}"
    return f"{label}: {amount} of {goal} {unit_of(member.goal, unit.en)}".rstrip() + f", {short} to go"
