"""The flags of a recorded run as auditors see them: with their states and what was decided about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from checker.codes import Severity
from checker.model.decisions import SETTLED, Holds, Kind
from checker.model.stops import make_stop
from checker.periods import parse_period
from checker.review.decisions import Decision
from checker.review.following import FlagState
from checker.review.holding import Decisions, Verdict, read_decisions
from checker.review.recording import FLAG, GONE_FLAG
from checker.text.bilingual import Text


@dataclass(frozen=True)
class ReviewedFlag:
    """One flag of a run, found or gone.

    Attributes:
        data: what the ledger holds of it, masked.
        name: the department's name; the district's for a flag on the district.
        indicator_name: the name of its indicator; empty if it has none.
        clause: the clause of its indicator.
        verdict: what holds of it because of the decisions about it.
        comments: what was said of it.
    """

    data: Mapping[str, Any]
    name: Text
    indicator_name: Text
    clause: str
    verdict: Verdict
    comments: tuple[Decision, ...] = ()

    def __getitem__(self, name: str) -> str:
        """Returns a text of the flag as the ledger holds it: code, severity, ref, finding, first and so on."""
        return str(self.data.get(name) or "")

    @property
    def state(self) -> FlagState:
        """What became of it since the run before."""
        return FlagState(self.data["state"])

    @property
    def message(self) -> Text:
        """Its sentence."""
        return Text(self.data["message"]["zh"], self.data["message"]["en"])

    @property
    def grade(self) -> Severity:
        """Its severity, which can be compared."""
        return next(each for each in Severity if each.word == self.data["severity"])

    @property
    def owner(self) -> str:
        """Who carries out the plan about it."""
        decision = self.verdict.decision
        return decision.person if decision is not None else ""

    @property
    def asked(self) -> str:
        """What the department asks for in the marked copy: "waiver", "confirmed", "corrected" or nothing."""
        answer = self.data.get("answer") or {}
        return str(answer.get("disposition") or "")


@dataclass(frozen=True)
class Review:
    """One recorded run for review.

    Attributes:
        pack: the pack's id.
        period: the label of its period.
        run: the id of its entry.
        as_of: the day on which decisions are judged: today.
        flags: all flags, the gravest first; then those that are gone.
        decisions: all decisions about the pack.
        waiver_months: the longest waiver.
    """

    pack: str
    period: str
    run: str
    as_of: date
    flags: tuple[ReviewedFlag, ...]
    decisions: Decisions
    waiver_months: int

    @cached_property
    def _by_finding(self) -> Mapping[str, ReviewedFlag]:
        return {each["finding"]: each for each in self.flags}

    def find(self, finding: str) -> ReviewedFlag | None:
        """Finds a flag by its finding."""
        return self._by_finding.get(finding)

    def find_ref(self, ref: str) -> ReviewedFlag:
        """Finds a flag by the beginning of its reference or finding.

        Raises:
            Stop: no flag has it, or several have.
        """
        found = [each for each in self.flags if each["ref"].startswith(ref) or each["finding"].startswith(ref)]
        exact = [each for each in found if ref in (each["ref"], each["finding"])]
        if len(exact or found) != 1:
            raise make_stop("which-flag" if found else "no-flag", ref, ref=ref, count=str(len(found)))
        return (exact or found)[0]

    def with_decision(self, decision: Decision) -> "Review":
        """Returns the review after one more decision."""
        return self.after(decision)[0]

    def after(self, decision: Decision) -> tuple["Review", frozenset[str]]:
        """Returns the review after one more decision, and the findings of which something else may hold now."""
        decisions = Decisions((*self.decisions.all, decision))
        touched = {member.finding for member in decision.members}
        other = decision
        while other.of is not None and other.of in decisions.by_seq:  # e.g. the undoing of the approval of a waiver
            other = decisions.by_seq[other.of]
            touched |= {member.finding for member in other.members}
        flags = tuple(
            _judge(each, decisions, self.as_of) if each["finding"] in touched else each for each in self.flags
        )
        return replace(self, flags=flags, decisions=decisions), frozenset(touched)


def load_review(ledger: Any, pack: str | None, period: str | None, day: date) -> Review:
    """Loads the last run of a pack and period for review; the latest period if none is given.

    Args:
        ledger: an open ledger.
        pack: the pack's id; None if the ledger has one pack only.
        period: its label, or None.
        day: today.

    Raises:
        Stop: there is no such run, or the ledger has several packs and none is given.
    """
    runs = [each for each in ledger.entries("run", newest_first=True) if pack in (None, each.payload["pack"]["id"])]
    packs = sorted({str(each.payload["pack"]["id"]) for each in runs})
    if len(packs) > 1:
        raise make_stop("which-pack-run", ledger.address.shown, packs=packs)
    label = None if period is None else parse_period(period).label
    chosen = [each for each in runs if label in (None, each.payload["period"])]
    if not chosen:
        raise make_stop("no-run", ledger.address.shown, what=" ".join(filter(None, (pack, label))) or "-")
    run = max(chosen, key=lambda each: (parse_period(each.payload["period"]).window.end, each.seq))
    decisions = Decisions(read_decisions(ledger, packs[0]))
    names = {each["code"]: each["name"] for each in run.payload["departments"]}
    labels = run.payload["indicators"]
    raw = [*ledger.items(run.seq, FLAG), *ledger.items(run.seq, GONE_FLAG)]
    flags = tuple(_judge(_reviewed(each, run.payload, names, labels), decisions, day) for each in raw)
    return Review(
        packs[0],
        str(run.payload["period"]),
        run.id,
        day,
        tuple(sorted(flags, key=_order)),
        decisions,
        int(run.payload["waiver_months"]),
    )


def _reviewed(
    data: Mapping[str, Any], run: Mapping[str, Any], names: Mapping[str, Any], labels: Mapping[str, Any]
) -> ReviewedFlag:
    name = names.get(data["department"]) or run["district"]
    label = labels.get(data.get("indicator") or "", {"zh": "", "en": "", "clause": ""})
    return ReviewedFlag(
        data,
        Text(name["zh"], name["en"]),
        Text(label["zh"], label["en"]),
        str(label["clause"]),
        Verdict(Holds.OPEN),
        (),
    )


def _judge(flag: ReviewedFlag, decisions: Decisions, day: date) -> ReviewedFlag:
    comments = tuple(each for each in decisions.about(flag["finding"]) if each.kind is Kind.COMMENT)
    return replace(flag, verdict=decisions.verdict(flag.data, day), comments=comments)


def _order(flag: ReviewedFlag) -> tuple[object, ...]:
    return (
        "gone" in flag.data,
        -flag.grade,
        flag["department"],
        flag["sheet"],
        len(flag["cell"]),
        flag["cell"],
        flag["code"],
        flag["ref"],
    )


def count_by(flags: Iterable[ReviewedFlag], field: str) -> Mapping[str, int]:
    """Counts flags by a field, e.g. state."""
    counts: dict[str, int] = {}
    for each in flags:
        word = each.state.value if field == "state" else each[field]
        counts[word] = counts.get(word, 0) + 1
    return counts


def open_flags(flags: Sequence[ReviewedFlag]) -> list[ReviewedFlag]:
    """Returns the flags that somebody still has to look at."""
    return [each for each in flags if "gone" not in each.data and each.verdict.holds not in SETTLED]
