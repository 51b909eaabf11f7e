"""Joins a lower and an upper limit of the same thing, such as “between 85% and 92%”, into one target with two sides."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from checker.policy.drafting.measures import WHOSE
from checker.policy.drafting.named import Drafted, shortened
from checker.policy.drafting.proposals import USUAL, Proposal
from checker.text.bilingual import Language, Text

#: Kinds whose target is their number, and what decides their examples.
_KINDS = ("ratio", "count")
_DECIDED_BY = ("share", "count", "amount")
_FLOORS, _CEILINGS = ("at_least", "above"), ("at_most", "below")
#: No more than this stands before the comparison of an upper limit, and behind it with a period of its own:
#: “and no more than 30% each quarter”, 且不高于30%.
_BEFORE: dict[Language, int] = {"zh": 2, "en": 5}
_BEHIND: dict[Language, int] = {"zh": 5, "en": 14}
SAME = Text(
    "下限和上限说的是同一件事，合成一个有上下限的目标，对吗？",
    "The lower and the upper limit are taken to be about the same thing: one target with two sides. Is that right?",
)


def join_sides(drafted: Sequence[Drafted], apart: Collection[str], language: Language) -> list[Drafted]:
    """Gives the first of each such pair both limits, and makes the second one part of it.

    Args:
        drafted: the requirements in order.
        apart: the ids of those whose targets change with time.
        language: of the document.
    """
    found = list(drafted)
    for place, (one, other) in enumerate(pairwise(drafted)):
        low, high = one.proposal, other.proposal
        if low is None or high is None or {one.id, other.id} & set(apart) or found[place].part_of:
            continue
        if _are_sides(low, high) and _goes_on(one, other, language):
            found[place] = _joined(one, other, low, high)
            found[place + 1] = replace(other, part_of=one.id)
    return found


def _are_sides(low: Proposal, high: Proposal) -> bool:
    """Whether one is a lower limit, and the other an upper one above it, of the same kind of figure."""
    if low.target[0] not in _FLOORS or high.target[0] not in _CEILINGS or low.more or high.more not in ((), WHOSE):
        return False
    kind = (low.decided_by, low.unit, low.tables)
    if kind != (high.decided_by, high.unit, high.tables) or low.decided_by not in _DECIDED_BY:
        return False
    return _number(low.target[1]) < _number(high.target[1])


def _goes_on(one: Drafted, other: Drafted, language: Language) -> bool:
    """Whether the second only adds a number to what the first is about, over the same period."""
    first, second = one.requirement, other.requirement
    if first.sentence != second.sentence or first.kind != second.kind or first.kind not in _KINDS:
        return False
    if first.period_written and second.period_written and first.period != second.period:
        return False
    before, _, behind = second.phrase.partition(second.words.strip())
    if not before.strip() and second.words.strip()[:1].isdigit():
        return True  # a number alone is a ceiling only as the end of a range
    most = _BEHIND[language] if second.period_written else 0
    return len(before.strip()) <= _BEFORE[language] and len(behind.strip(" .,;。，；、")) <= most


def _joined(one: Drafted, other: Drafted, low: Proposal, high: Proposal) -> Drafted:
    first, second = one.requirement, other.requirement
    later = second.period_written and not first.period_written
    questions = (*(each for each in (*low.questions, *high.questions) if not (later and each == USUAL)), SAME)
    text = first.sentence.text
    starts = text.find(first.phrase)
    ends = text.find(second.phrase, starts + len(first.phrase))
    phrase = text[starts : ends + len(second.phrase)] if 0 <= starts < ends else first.phrase
    both = replace(
        low,
        ceiling=high.target,
        period=high.period if later else low.period,
        questions=tuple(dict.fromkeys(questions)),
        more=high.more,
    )
    requirement = replace(
        first,
        phrase=phrase,
        words=f"{first.words} … {second.words}",
        period=second.period if later else first.period,
        period_written=first.period_written or second.period_written,
    )
    return replace(one, name=shortened(phrase), requirement=requirement, proposal=both)


def _number(value: str) -> Fraction:
    return Fraction(value.rstrip("%"))
