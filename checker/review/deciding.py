"""Records decisions in the ledger: what a wish leads to, one entry after the other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from checker.model.decisions import Holds, Kind, Reason
from checker.review.decisions import Decision
from checker.review.flags import Review, ReviewedFlag
from checker.review.taking import Wish, take


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
    requests = _requests(flags)
    for request, _ in requests:
        if request is not None:
            take(review, replace(wish, of=request.seq), flags)  # nothing is recorded if one can't be approved
    for request, asked in requests:
        first = request
        if asked:
            first = _record(ledger, review, take(review, make_request(wish, asked[0]), asked), at)
            review, done = review.with_decision(first), [*done, first]
        if first is not None:
            approval = _record(ledger, review, take(review, replace(wish, of=first.seq), flags), at)
            review, done = review.with_decision(approval), [*done, approval]
    return done or [take(review, wish, ())]  # which says that there is nothing to approve


def _requests(flags: Sequence[ReviewedFlag]) -> list[tuple[Decision | None, list[ReviewedFlag]]]:
    """Lists the recorded requests for these flags, then the flags for which only the department asked."""
    recorded: dict[int, Decision] = {}
    asked: dict[tuple[str, str, str], list[ReviewedFlag]] = {}
    for each in flags:
        decision = each.verdict.decision
        if each.verdict.holds is Holds.REQUESTED and decision is not None:
            recorded[decision.seq] = decision
        elif each.asked == "waiver" and each.verdict.holds is Holds.OPEN:
            answer = each.data["answer"]
            asked.setdefault((each["department"], str(answer["by"]), str(answer["reason"])), []).append(each)
    return [*((recorded[seq], []) for seq in sorted(recorded)), *((None, together) for together in asked.values())]


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
