"""Records decisions in the ledger: what a wish leads to, one entry after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from checker.model.decisions import Holds, Kind, Reason
from checker.model.stops import make_stop
from checker.review.decisions import Decision
from checker.review.flags import Review, ReviewedFlag
from checker.review.taking import Wish, take
from checker.text.bilingual import Text


def decide(ledger: Any, review: Review, wish: Wish, flags: Sequence[ReviewedFlag], at: datetime) -> list[Decision]:
    """Takes and records what is wished; returns the decisions with the numbers of their entries.

    An approval of flags approves the waivers that are requested for them. If the department asked for a waiver in its
    marked copy, its request is recorded first, as the department's.

    Raises:
        Stop: something is missing or can't be. Nothing of the first wish is recorded then.
    """
    if wish.kind is not Kind.APPROVE or wish.of is not None:
        return [_record(ledger, review, take(review, wish, flags), at)]
    done: list[Decision] = []
    for request, asked in _requests(review, wish, flags):
        first = request
        if asked:
            first = _record(ledger, review, take(review, make_request(wish, asked[0]), asked), at)
            review, done = review.with_decision(first), [*done, first]
        if first is not None:
            approval = _record(ledger, review, take(review, replace(wish, of=first.seq), ()), at)
            review, done = review.with_decision(approval), [*done, approval]
    return done or [take(review, wish, ())]  # which says that there is nothing to approve


def _requests(
    review: Review, wish: Wish, flags: Sequence[ReviewedFlag]
) -> Iterator[tuple[Decision | None, list[ReviewedFlag]]]:
    """Yields the recorded requests for these flags, then the flags for which only the department asked."""
    recorded: dict[int, Decision] = {}
    asked: dict[tuple[str, str, str], list[ReviewedFlag]] = {}
    for each in flags:
        decision = each.verdict.decision
        if each.verdict.holds is Holds.REQUESTED and decision is not None:
            recorded[decision.seq] = decision
        elif each.asked == "waiver" and each.verdict.holds is Holds.OPEN:
            answer = each.data["answer"]
            asked.setdefault((each["department"], str(answer["by"]), str(answer["reason"])), []).append(each)
    chosen, listed = ({each["finding"] for each in group} for group in (flags, review.flags))
    for seq in sorted(recorded):
        present = [each for each in recorded[seq].members if each.finding in listed]
        rest = sum(each.finding not in chosen for each in present)
        if rest:  # an approval is of the whole request, and nobody may approve what was not looked at
            zh = f"第 {seq} 号豁免申请共 {len(present)} 条，另有 {rest} 条没有选中，须一并批准"
            en = f"waiver request {seq} is about {len(present)} flags, and {rest} are not chosen: approve them together"
            raise make_stop("no-decision", wish.place, why=Text(zh, en))
        yield recorded[seq], []
    for together in asked.values():
        yield None, together


def make_request(wish: Wish, flag: ReviewedFlag) -> Wish:
    """Makes the wish that a department's request stands for; the days are those that the approver allows."""
    answer = flag.data["answer"]
    said: dict[str, Any] = {
        "kind": Kind.WAIVE,
        "by": f"{flag['department']}: {answer['by']}",
        "reason": wish.reason or Reason.ACCEPTED_UNTIL,
        "text": str(answer["reason"]),
        "source": "answer",
        "login": "",
    }
    return replace(wish, **said)


def _record(ledger: Any, review: Review, decision: Decision, at: datetime) -> Decision:
    items = [{"item": "member", **each.as_json()} for each in decision.members]
    entry = ledger.append("decision", decision.payload(review.pack), items, at=at)
    return replace(decision, seq=entry.seq)
