"""What follows in money from a department's score, grade, missed targets or failures, and the figures behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from checker.definitions.consequences import ConsequenceRule
from checker.definitions.document import Grade
from checker.definitions.veto import find_grade
from checker.frozen import dataclass
from checker.model import Result, Status
from checker.model.consequences import Charge, Consequence
from checker.scoring.failures import Taken, taken_by_failures
from checker.text.bilingual import Text, join_texts
from checker.text.money_words import sum_text
from checker.text.normalize import number_text
from checker.wording.labels import score_text

_NAMED = 5


@dataclass(frozen=True)
class Base:
    """The sum of which shares are taken; None if it is unknown, or known between bounds only."""

    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    why: Text | None = None


@dataclass(frozen=True)
class Judged:
    """What the consequences of a department follow from.

    Attributes:
        results: those that earn points.
        names: of indicators.
        open: how many of its indicators aren't judged, or may still change.
        asked: how many there are.
        charges: what rows and members against targets take, if the rule is about them.
    """

    score: Fraction | None
    grade: Text | None
    results: Sequence[Result]
    names: Mapping[str, Text]
    grades: Sequence[Grade]
    open: int
    asked: int
    charges: tuple[Charge, ...] = ()


def find_consequence(rule: ConsequenceRule, judged: Judged, base: Base | None) -> Consequence:
    """Computes one consequence; `base` is the sum of which shares are taken, None if amounts are taken as such."""
    name, clause = rule.name.text, rule.clause or ""
    if rule.is_named:  # earlier periods decide
        empty = Text("", "")
        return Consequence(name, clause, None, None, None, None, None, empty, True, name, applies="unknown")
    scored = rule.missed is None and rule.failures is None
    if scored and judged.score is None:
        why = Text("没有得分，无法计算", "there is no score to compute it from")
        return _made(rule, name, clause, None, Base(None, why=why), why, True)
    taken = _capped(_taken(rule, judged, shares=base is not None), rule, shares=base is not None)
    provisional = judged.open > 0 or taken.moving or taken.exactly is None or (base is not None and base.value is None)
    why = taken.why
    if judged.open:
        zh = f"暂定：{judged.asked} 项指标中有 {judged.open} 项尚未最后判定"
        en = f"provisional: {judged.open} of {judged.asked} indicators aren't final yet"
        why = join_texts((why, Text(zh, en)), "；", "; ")
    return _made(rule, name, clause, taken, base, why, provisional)


def _capped(taken: Taken, rule: ConsequenceRule, *, shares: bool) -> Taken:
    most = rule.at_most
    if most is None or (taken.high is not None and taken.high <= most):
        return taken
    shown, why = _taken_text(most, rule, shares=shares), taken.why
    said = Text(f"{why.zh}，按上限计 {shown.zh}", f"{why.en}, but {shown.en} at most")
    return replace(taken, low=min(taken.low, most), high=most, why=said)


def _made(
    rule: ConsequenceRule, name: Text, clause: str, taken: Taken | None, base: Base | None, why: Text, provisional: bool
) -> Consequence:
    """Makes it from what is taken, of a base if there is one."""
    unit = rule.unit_text
    least, most, exactly = (None, None, None) if taken is None else (taken.low, taken.high, taken.exactly)
    if base is None:
        amount, low, high = exactly, least, most
    else:
        amount, low, high = _times(exactly, base.value), _times(least, base.low), _times(most, base.high)
    title = Text(f"{name.zh}（{clause}）", f"{name.en} ({clause})") if clause else name
    shown = _amount_text(amount, low, high, base, rule)
    text = Text(f"{title.zh}：{shown.zh}（{why.zh}）", f"{title.en}: {shown.en} ({why.en})")
    share = exactly if base is not None else None
    whole = None if base is None else base.value
    charges = () if taken is None else taken.charges
    return Consequence(name, clause, share, whole, amount, low, high, unit, provisional, text, charges)


def _times(taken: Fraction | None, value: Fraction | None) -> Fraction | None:
    """A share of a sum; nothing of an unknown sum is nothing."""
    if taken == 0:
        return Fraction(0)
    return None if taken is None or value is None else taken * value


def _amount_text(
    amount: Fraction | None, low: Fraction | None, high: Fraction | None, base: Base | None, rule: ConsequenceRule
) -> Text:
    unit = rule.unit_text
    if amount is not None:
        shown = sum_text(amount, unit)
        if base is None or base.value is None:
            return shown
        of = sum_text(base.value, unit)
        return Text(f"{shown.zh}，基数 {of.zh}", f"{shown.en} of {of.en}")
    if low is not None and high is not None:
        least, most = sum_text(low, unit), sum_text(high, unit)
        return Text(f"{least.zh}至{most.zh}", f"between {least.en} and {most.en}")
    if low:
        least = sum_text(low, unit)
        return Text(f"至少 {least.zh}", f"at least {least.en}")
    unknown = Text("金额未知", "amount unknown")
    return unknown if base is None or base.why is None else join_texts((unknown, base.why), "，", ": ")


def _taken_text(value: Fraction, rule: ConsequenceRule, *, shares: bool) -> Text:
    if not shares:
        return sum_text(value, rule.unit_text)
    number = f"{number_text(value * 100)}%"
    return Text(number, number)


def _taken(rule: ConsequenceRule, judged: Judged, *, shares: bool) -> Taken:
    """What the rule takes, without the cap, and why."""
    if rule.failures is not None:
        shown = partial(_taken_text, rule=rule, shares=shares)
        return taken_by_failures(rule.failures, judged.charges, judged.names, shown)
    found, why = _for_missed(rule, judged, shares=shares) if rule.missed else _for_score(rule, judged, shares=shares)
    return Taken(found, found, why)


def _for_score(rule: ConsequenceRule, judged: Judged, *, shares: bool) -> tuple[Fraction, Text]:
    assert judged.score is not None, "these rules have a score"
    points = score_text(judged.score)
    if rule.points is not None:
        short, steps = rule.points.of(judged.score)
        limit, each = number_text(rule.points.below), _taken_text(rule.points.takes, rule, shares=shares)
        if not short:
            return Fraction(0), Text(f"得分 {points}，不低于 {limit}", f"the score {points} isn't below {limit}")
        taken, per = steps * rule.points.takes, number_text(rule.points.per)
        total = _taken_text(taken, rule, shares=shares)
        far = score_text(short)
        return taken, Text(
            f"得分 {points}，比 {limit} 低 {far} 分，每 {per} 分扣 {each.zh}，共 {total.zh}",
            f"the score {points} is {far} below {limit}; {each.en} for each {per}: {total.en}",
        )
    if rule.tiers:
        found = [tier for tier in rule.tiers if judged.score < tier.below]
        if not found:
            limit = number_text(rule.tiers[0].below)
            return Fraction(0), Text(f"得分 {points}，不低于 {limit}", f"the score {points} isn't below {limit}")
        limit, each = number_text(found[-1].below), _taken_text(found[-1].takes, rule, shares=shares)
        return found[-1].takes, Text(
            f"得分 {points}，低于 {limit}，扣 {each.zh}", f"the score {points} is below {limit}: {each.en}"
        )
    return _for_grade(rule, judged, shares=shares)


def _for_grade(rule: ConsequenceRule, judged: Judged, *, shares: bool) -> tuple[Fraction, Text]:
    grade = judged.grade or Text("", "")
    place = find_grade(grade.zh, judged.grades)
    takes = next((each.takes for each in rule.grades if find_grade(each.grade, judged.grades) == place), Fraction(0))
    shown = _taken_text(takes, rule, shares=shares)
    if not takes:
        return takes, Text(f"等次“{grade.zh}”不扣", f"nothing for the grade “{grade.en}”")
    return takes, Text(f"等次“{grade.zh}”扣 {shown.zh}", f"{shown.en} for the grade “{grade.en}”")


def _for_missed(rule: ConsequenceRule, judged: Judged, *, shares: bool) -> tuple[Fraction, Text]:
    assert rule.missed is not None, "only asked of this rule"
    wanted = rule.missed.indicators
    missed = [
        judged.names[each.indicator]
        for each in judged.results
        if each.status is Status.MISSED and (not wanted or each.indicator in wanted)
    ]
    if not missed:
        return Fraction(0), Text("没有未达标的指标", "no target is missed")
    taken = len(missed) * rule.missed.takes
    each, total = (_taken_text(value, rule, shares=shares) for value in (rule.missed.takes, taken))
    named = join_texts(missed[:_NAMED], "、", ", ")
    more = len(missed) - _NAMED
    listed = named if more <= 0 else Text(f"{named.zh}等", f"{named.en} and {more} more")
    return taken, Text(
        f"{len(missed)} 项未达标（{listed.zh}），每项扣 {each.zh}，共 {total.zh}",
        f"{len(missed)} missed ({listed.en}), {each.en} each: {total.en}",
    )
