"""All decisions about a pack, in the order in which they were recorded, and what of them holds on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from checker.frozen import dataclass
from checker.model.decisions import Holds, Kind
from checker.review.decisions import Decision, read_decision

#: So many days before its end a waiver is listed as expiring.
SOON = 30


def read_decisions(ledger: Any, pack: str) -> Iterator[Decision]:
    """Reads the decisions about a pack, in their order."""
    members: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for seq, item in ledger.items_of("decision"):  # one query is much quicker than one for each decision
        members[seq].append(item)
    for entry in ledger.entries("decision"):
        if entry.payload["pack"] == pack:
            yield read_decision(entry.seq, entry.payload, members.get(entry.seq, ()))


def load_decisions(ledger: Any, pack: str) -> "Decisions":
    """Loads all decisions about a pack."""
    return Decisions(read_decisions(ledger, pack))


def _add(about: dict[str, tuple[tuple[Decision, str], ...]], decision: Decision) -> None:
    for member in decision.members:
        about[member.finding] = (*about.get(member.finding, ()), (decision, member.facts))


@dataclass(frozen=True)
class Verdict:
    """What holds of a flag, the decision that makes it so, and the waiver's approval or the plan's closing."""

    holds: Holds
    decision: Decision | None = None
    second: Decision | None = None


_OPEN = Verdict(Holds.OPEN)


class Decisions:
    """All decisions of a ledger about one pack."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.all: Sequence[Decision] = tuple(decisions)

    @cached_property
    def by_seq(self) -> Mapping[int, Decision]:
        """The decisions by the numbers of their entries."""
        return {each.seq: each for each in self.all}

    @cached_property
    def undone(self) -> frozenset[int]:
        """The entries that were taken back; taking back a taking back brings the first one back."""
        gone: set[int] = set()
        for each in reversed(self.all):
            if each.kind is Kind.UNDO and each.seq not in gone and each.of is not None:
                gone.add(each.of)
        return frozenset(gone)

    @cached_property
    def _about(self) -> dict[str, tuple[tuple[Decision, str], ...]]:
        """All decisions about each finding, also those taken back, each with the facts at that time."""
        found: dict[str, tuple[tuple[Decision, str], ...]] = {}
        for each in self.all:
            _add(found, each)
        return found

    def after(self, decision: Decision) -> "Decisions":
        """Returns all decisions with one more; what was worked out by finding is not worked out again."""
        later = Decisions((*self.all, decision))
        about = dict(self._about)
        _add(about, decision)
        vars(later)["_about"] = about
        return later

    @cached_property
    def seconds(self) -> Mapping[int, Decision]:
        """The valid approval of each waiver and the closing of each plan, by the number of that decision."""
        return {
            each.of: each
            for each in reversed(self.all)
            if each.of is not None and each.kind in (Kind.APPROVE, Kind.CLOSE) and each.seq not in self.undone
        }

    def about(self, finding: str) -> Sequence[Decision]:
        """Returns the decisions about a finding that were not taken back, in their order."""
        return [each for each, _ in self._about.get(finding, ()) if each.seq not in self.undone]

    def verdict(self, flag: Mapping[str, Any], day: date) -> Verdict:
        """Says what holds of a flag on a day: what was decided last, except for comments."""
        for each in reversed(self.about(str(flag.get("finding") or ""))):
            if each.kind is Kind.COMMENT:
                continue
            return self._verdict(each, flag, day)
        return _OPEN

    def agree(self, findings: Sequence[str]) -> bool:
        """Returns whether exactly the same decisions were taken on all findings, and at least one."""
        seqs = {tuple(each.seq for each in self.about(finding)) for finding in findings}
        return len(seqs) == 1 and bool(next(iter(seqs)))

    def _verdict(self, decision: Decision, flag: Mapping[str, Any], day: date) -> Verdict:
        second = self.seconds.get(decision.seq)
        if decision.kind in (Kind.CONFIRM, Kind.DISMISS):
            if (decision, str(flag["facts"])) not in self._about[str(flag["finding"])]:
                return Verdict(Holds.OUTDATED, decision)
            return Verdict(Holds.CONFIRMED if decision.kind is Kind.CONFIRM else Holds.DISMISSED, decision)
        if decision.kind is Kind.WAIVE:
            if second is None:
                return Verdict(Holds.REQUESTED, decision)
            if decision.ends is not None and day > decision.ends:
                return Verdict(Holds.EXPIRED, decision, second)
            waits = decision.begins is not None and day < decision.begins
            return Verdict(Holds.OPEN if waits else Holds.WAIVED, decision, second)
        if second is not None:
            return Verdict(Holds.CLOSED, decision, second)
        overdue = decision.due is not None and day > decision.due
        return Verdict(Holds.OVERDUE if overdue else Holds.PLANNED, decision)

    def in_force(self, kind: Kind) -> list[Decision]:
        """Returns the decisions of a kind that were not taken back."""
        return [each for each in self.all if each.kind is kind and each.seq not in self.undone]

    def expiring(self, day: date) -> list[Decision]:
        """Returns the approved waivers that end within 30 days."""
        return [
            each
            for each in self.in_force(Kind.WAIVE)
            if each.ends is not None and each.seq in self.seconds and day <= each.ends <= day + timedelta(days=SOON)
        ]

    def expired(self, day: date) -> list[Decision]:
        """Returns the approved waivers that have ended."""
        waivers = self.in_force(Kind.WAIVE)
        return [each for each in waivers if each.ends is not None and each.seq in self.seconds and each.ends < day]

    def overdue(self, day: date) -> list[Decision]:
        """Returns the plans whose due day has passed without a closing."""
        plans = self.in_force(Kind.PLAN)
        return [each for each in plans if each.due is not None and each.due < day and each.seq not in self.seconds]

    def idle(self, findings: Iterable[str]) -> list[Decision]:
        """Returns the decisions that are about none of these findings any more."""
        present = set(findings)
        kinds = (Kind.CONFIRM, Kind.DISMISS, Kind.WAIVE, Kind.PLAN)
        return [
            each
            for kind in kinds
            for each in self.in_force(kind)
            if each.members and not any(member.finding in present for member in each.members)
        ]
