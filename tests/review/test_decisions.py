"""What holds of a flag: every kind of decision, both sides of every day, and what may not be recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from checker.errors import Stop
from checker.model.decisions import Holds, Kind, Reason
from checker.review.decisions import Decision, Member, read_decision
from checker.review.filters import read_filter
from checker.review.flags import Review, ReviewedFlag
from checker.review.holding import Decisions
from checker.review.taking import Wish, read_reason, take
from checker.review.words import REASONS
from checker.text.bilingual import Text

DAY = date(2026, 3, 2)
FLAG: dict[str, Any] = {
    **{"finding": "f1", "facts": "f1:1", "ref": "abc-1", "department": "a", "state": "new", "severity": "red"},
    **{"code": "M503", "sheet": "训练", "cell": "D7", "key": "7", "indicator": "hours", "table": "training"},
    **{"message": {"zh": "甲", "en": "a"}, "first": "2025Q4"},
}
MEMBER = Member("f1", "f1:1", "abc-1", "a")


def decided(*decisions: Decision) -> Decisions:
    return Decisions(replace(each, seq=seq) for seq, each in enumerate(decisions, 1))


def decision(kind: Kind, **more: Any) -> Decision:
    return Decision(0, kind, "李明", DAY, **{"members": (MEMBER,), **more})


def review(decisions: Decisions | None = None, **more: Any) -> Review:
    decisions = decisions or Decisions(())
    flag = {**FLAG, **more}
    found = ReviewedFlag(flag, Text("甲局", "A"), Text("学时", "Hours"), "§1", decisions.verdict(flag, DAY))
    return Review("p", "2026Q1", "2-x", DAY, (found,), decisions, 12)


def holds(decisions: Decisions, day: date = DAY, **more: Any) -> Holds:
    return decisions.verdict({**FLAG, **more}, day).holds


def test_what_is_said_of_the_facts_holds_only_while_they_are_the_same():
    for kind, word in ((Kind.CONFIRM, Holds.CONFIRMED), (Kind.DISMISS, Holds.DISMISSED)):
        assert holds(decided(decision(kind))) is word
        assert holds(decided(decision(kind)), facts="f1:2") is Holds.OUTDATED
    assert holds(decided(decision(Kind.DISMISS)), finding="f2") is Holds.OPEN


def test_a_waiver_needs_an_approval_and_ends_with_its_last_day():
    waiver = decision(Kind.WAIVE, begins=DAY, ends=DAY + timedelta(days=9))
    approval = decision(Kind.APPROVE, of=1, members=())
    assert holds(decided(waiver)) is Holds.REQUESTED
    approved = decided(waiver, approval)
    days = {-1: Holds.OPEN, 0: Holds.WAIVED, 9: Holds.WAIVED, 10: Holds.EXPIRED}
    assert {n: holds(approved, DAY + timedelta(days=n)) for n in days} == days
    assert holds(approved, facts="f1:2") is Holds.WAIVED  # it is about the record, whatever its facts


def test_waivers_are_listed_before_and_after_they_end():
    def listed(ends: date) -> tuple[int, int]:
        found = decided(decision(Kind.WAIVE, begins=DAY, ends=ends), decision(Kind.APPROVE, of=1, members=()))
        return len(found.expiring(DAY)), len(found.expired(DAY))

    assert [listed(DAY + timedelta(days=n)) for n in (-1, 0, 30, 31)] == [(0, 1), (1, 0), (1, 0), (0, 0)]


def test_a_plan_is_overdue_after_its_due_day_until_it_is_closed():
    plan = decision(Kind.PLAN, due=DAY, person="王芳", text="补课")
    closed = decision(Kind.CLOSE, of=1, members=())
    assert holds(decided(plan)) is Holds.PLANNED
    assert holds(decided(plan), DAY + timedelta(days=1)) is Holds.OVERDUE
    assert holds(decided(plan, closed), DAY + timedelta(days=1)) is Holds.CLOSED
    assert len(decided(plan).overdue(DAY + timedelta(days=1))) == 1
    assert decided(plan).overdue(DAY) == decided(plan, closed).overdue(DAY + timedelta(days=1)) == []


def test_the_last_decision_counts_and_a_comment_decides_nothing():
    comment = decision(Kind.COMMENT, text="x")
    assert holds(decided(comment)) is Holds.OPEN
    assert holds(decided(decision(Kind.DISMISS), decision(Kind.CONFIRM), comment)) is Holds.CONFIRMED


def test_undoing_and_undoing_that():
    undo, redo = decision(Kind.UNDO, of=1, members=()), decision(Kind.UNDO, of=2, members=())
    assert holds(decided(decision(Kind.DISMISS), undo)) is Holds.OPEN
    assert holds(decided(decision(Kind.DISMISS), undo, redo)) is Holds.DISMISSED
    waiver = decision(Kind.WAIVE, ends=DAY)
    taken_back = decided(waiver, decision(Kind.APPROVE, of=1, members=()), decision(Kind.UNDO, of=2, members=()))
    assert holds(taken_back) is Holds.REQUESTED


def test_decisions_whose_flags_are_gone_are_idle():
    found = decided(decision(Kind.DISMISS), decision(Kind.COMMENT, text="x"))
    assert [each.seq for each in found.idle(["f2"])] == [1]
    assert found.idle(["f1"]) == []


def test_equal_flags_agree_only_on_equal_decisions():
    other = Member("f2", "f1:1", "abc-2", "a")
    both = decided(decision(Kind.DISMISS, members=(MEMBER, other)))
    assert both.agree(["f1", "f2"])
    assert not decided(decision(Kind.DISMISS)).agree(["f1", "f2"])
    assert not decided().agree(["f1", "f2"])


def test_a_decision_reads_back_from_the_ledger():
    made = decision(Kind.WAIVE, begins=DAY, ends=DAY, reason=Reason.OTHER, text="说明", login="li", source="html")
    members = [each.as_json() for each in made.members]
    assert read_decision(7, made.payload("p"), members) == replace(made, seq=7)


GOOD: dict[Kind, dict[str, Any]] = {
    Kind.CONFIRM: {},
    Kind.DISMISS: {"reason": Reason.FALSE_ALARM},
    Kind.WAIVE: {"reason": Reason.ACCEPTED_UNTIL, "until": DAY},
    Kind.PLAN: {"text": "补课", "person": "王芳", "due": DAY},
    Kind.COMMENT: {"text": "x"},
}


EMPTY = dict.fromkeys(("reason", "until", "due"))


@pytest.mark.parametrize("kind", GOOD)
def test_a_whole_wish_becomes_a_decision(kind):
    now = review()
    made = take(now, Wish(kind, " 李明 ", **GOOD[kind]), now.flags)
    assert (made.kind, made.by, made.on, made.members) == (kind, "李明", DAY, (MEMBER,))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        *(
            (kind, {name: None if name in ("reason", "until", "due") else ""})
            for kind, given in GOOD.items()
            for name in given
        ),
        (Kind.CONFIRM, {"by": "  "}),
        (Kind.CONFIRM, {"reason": Reason.FALSE_ALARM}),
        (Kind.DISMISS, {"reason": Reason.ACCEPTED_UNTIL}),
        (Kind.DISMISS, {"reason": Reason.OTHER}),
        (Kind.COMMENT, {"reason": Reason.OTHER}),
        (Kind.WAIVE, {"until": DAY - timedelta(days=1)}),
        (Kind.WAIVE, {"begins": DAY + timedelta(days=2), "until": DAY + timedelta(days=1)}),
        (Kind.WAIVE, {"until": date(2027, 3, 3)}),
        (Kind.PLAN, {"due": DAY - timedelta(days=1)}),
    ],
)
def test_what_is_missing_or_impossible_is_refused(kind, change):
    now = review()
    with pytest.raises(Stop) as refused:
        take(now, Wish(**{"kind": kind, "by": "李明", **GOOD[kind], **change}), now.flags)
    assert refused.value.reference == "no-decision"


def test_the_longest_waiver_is_allowed():
    now = review()
    assert take(now, Wish(Kind.WAIVE, "李明", Reason.ACCEPTED_UNTIL, until=date(2027, 3, 2)), now.flags).ends


def test_a_flag_that_is_gone_takes_only_remarks():
    now = review(gone="2026Q1")
    assert take(now, Wish(Kind.COMMENT, "李明", text="x"), now.flags).text == "x"
    with pytest.raises(Stop):
        take(now, Wish(Kind.CONFIRM, "李明"), now.flags)
    with pytest.raises(Stop):
        take(now, Wish(Kind.CONFIRM, "李明"), ())


def test_another_person_approves_and_closes():
    now = review(decided(decision(Kind.WAIVE, ends=DAY), decision(Kind.PLAN, person="王芳", due=DAY)))
    for kind, of, same, more in ((Kind.APPROVE, 1, "李 明", {}), (Kind.CLOSE, 2, "王芳", {"evidence": "照片"})):
        with pytest.raises(Stop):
            take(now, Wish(kind, same, of=of, **more), now.flags)
        assert take(now, Wish(kind, "赵六", of=of, **more), now.flags).of == of
    with pytest.raises(Stop):
        take(now, Wish(Kind.APPROVE, "赵六", of=2), ())
    with pytest.raises(Stop):
        take(now, Wish(Kind.UNDO, "赵六", of=9), ())


def test_nothing_is_approved_or_undone_twice():
    now = review(decided(decision(Kind.WAIVE, ends=DAY), decision(Kind.APPROVE, of=1, members=())))
    with pytest.raises(Stop):
        take(now, Wish(Kind.APPROVE, "赵六", of=1), ())
    undone = review(decided(decision(Kind.DISMISS), decision(Kind.UNDO, of=1, members=())))
    with pytest.raises(Stop):
        take(undone, Wish(Kind.UNDO, "赵六", of=1), ())


def test_a_reason_is_read_in_both_languages():
    for each in Reason:
        words = (each.value, REASONS[each].zh, REASONS[each].en.upper())
        assert [read_reason(word) for word in words] == [each] * 3
    assert read_reason(None) is read_reason(" ") is None
    with pytest.raises(Stop):
        read_reason("because")


def test_numbers_in_a_text_are_masked_before_they_are_recorded():
    now = review()
    made = take(now, Wish(Kind.COMMENT, "李明", text="见 120101198001011234"), now.flags)
    assert "19800101" not in made.text


@pytest.mark.parametrize(
    ("where", "found"),
    [
        *(("", True), ("code=M503", True), ("code=M5,V3", True), ("code=V3", False)),
        *(("department=甲局 severity=red,amber", True), ("department=甲局 severity=amber", False)),
        *(("state=new", True), ("state=fixed", False), ("decision=open", True), ("decision=waived", False)),
        *(("since=2025Q4", True), ("since=2026Q1", False), ("ref=abc", True), ("clause=§1", True), ("key=７", True)),
    ],
)
def test_conditions_choose_flags(where, found):
    assert read_filter(where)(review().flags[0]) is found


@pytest.mark.parametrize("where", ["cod=1", "code", "code=M503 and more", "since=soon"])
def test_conditions_that_cannot_be_read_are_refused(where):
    with pytest.raises(Stop):
        read_filter(where)(review().flags[0])
