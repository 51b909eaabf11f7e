"""An approval is of a whole request, and a closing of a whole plan, wherever somebody takes it."""

from __future__ import annotations

from typing import Any

import pytest

from checker.errors import Stop
from checker.model.decisions import Kind, Reason
from checker.review.decisions import Decision, Member
from checker.review.drafts import Draft, Drafts
from checker.review.flags import Review, ReviewedFlag
from checker.review.form import Stamp
from checker.review.importing import read_wishes
from checker.review.taking import Wish, take
from checker.text.bilingual import Text
from tests.review.test_decisions import DAY, FLAG, decided, decision

COUNT = 3
MEMBERS = tuple(Member(f"f{n}", f"f1:{n}", f"ref-{n}", "a") for n in range(COUNT))
WAIVER = decision(Kind.WAIVE, members=MEMBERS, reason=Reason.OTHER, text="说明", begins=DAY, ends=DAY)
PLAN = decision(Kind.PLAN, members=MEMBERS, text="补课", person="王芳", due=DAY)
CASES = [(WAIVER, Kind.APPROVE, {}), (PLAN, Kind.CLOSE, {"evidence": "照片"})]


def review(*taken: Decision, gone: int | None = None) -> Review:
    decisions = decided(*taken)
    flags = [
        {**FLAG, "finding": each.finding, "facts": each.facts, "ref": each.ref, **({"gone": "x"} if n == gone else {})}
        for n, each in enumerate(MEMBERS)
    ]
    found = tuple(ReviewedFlag(each, Text("", ""), Text("", ""), "", decisions.verdict(each, DAY)) for each in flags)
    return Review("p", "2026Q1", "2-x", DAY, found, decisions, 12)


def file(kind: Kind, numbers: tuple[int, ...], by: dict[int, str] | None = None, **words: str) -> Drafts:
    drafts = [
        Draft(f"ref-{n}", {"decision": kind.value, "by": (by or {}).get(n, "赵六"), **words}, f"line {n}")
        for n in numbers
    ]
    return Drafts(Stamp("p", "2026Q1", "2-x"), "workbook", tuple(drafts))


@pytest.mark.parametrize(("first", "kind", "words"), CASES)
def test_some_flags_of_a_decision_are_refused_and_all_are_taken(first: Decision, kind: Kind, words: Any) -> None:
    now = review(first)
    for numbers in ((), (0,), (1, 2)):
        with pytest.raises(Stop) as refused:
            take(now, Wish(kind, "赵六", of=1, **words), [now.flags[n] for n in numbers])
        assert f"{COUNT - len(numbers)} are not chosen" in refused.value.message.en
    assert take(now, Wish(kind, "赵六", of=1, **words), now.flags).of == 1


@pytest.mark.parametrize(("first", "kind", "words"), CASES)
def test_a_file_with_some_of_the_flags_is_refused(first: Decision, kind: Kind, words: Any) -> None:
    now = review(first)
    with pytest.raises(Stop) as refused:
        read_wishes(now, file(kind, (0, 2), **words), "", "")
    assert "line 0" in refused.value.message.en
    assert "1 are not chosen" in refused.value.message.en
    ((wish, flags),), repeated = read_wishes(now, file(kind, (0, 1, 2), **words), "", "")
    assert (wish.of, len(flags), repeated) == (1, COUNT, 0)


def test_two_people_cannot_approve_a_half_each() -> None:
    with pytest.raises(Stop):
        read_wishes(review(WAIVER), file(Kind.APPROVE, (0, 1, 2), {2: "孙七"}), "", "")


@pytest.mark.parametrize(("first", "kind", "words"), CASES)
def test_what_is_gone_or_was_decided_otherwise_since_is_not_asked_for(first: Decision, kind: Kind, words: Any) -> None:
    dismissed = decision(Kind.DISMISS, members=MEMBERS[1:2], reason=Reason.FALSE_ALARM)
    now = review(first, dismissed, gone=2)
    ((wish, flags),), _ = read_wishes(now, file(kind, (0,), **words), "", "")
    assert take(now, wish, flags).of == 1


def test_taking_back_needs_no_flags() -> None:
    assert take(review(WAIVER), Wish(Kind.UNDO, "赵六", of=1), ()).of == 1
