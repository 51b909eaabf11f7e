"""The flags of a recorded run as auditors see them: with their states and what was decided about them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from checker.codes import Severity
from checker.frozen import dataclass
from checker.model.decisions import SETTLED, Holds, Kind
from checker.model.stops import make_stop
from checker.periods import parse_period
from checker.review.decisions import Decision
from checker.review.following import FlagState
from checker.review.holding import Decisions, Verdict, read_decisions
from checker.review.listing import Item, read_flags
from checker.text.bilingual import Text
from checker.text.levels import Levels, read_levels


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
        level_words: what the pack calls its levels; None if it uses the usual words.
    """

    pack: str
    period: str
    run: str
    as_of: date
    flags: tuple[ReviewedFlag, ...]
    decisions: Decisions
    waiver_months: int
    level_words: Levels | None = None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {each["finding"]: place for place, each in enumerate(self.flags)}

    def __getitem__(self, finding: str) -> ReviewedFlag:
        """Returns the flag with a finding."""
        return self.flags[self._places[finding]]

    def find(self, finding: str) -> ReviewedFlag | None:
        """Returns the flag with a finding; None if there is none."""
        return self.flags[self._places[finding]] if finding in self._places else None

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
        decisions = self.decisions.after(decision)
        touched = {member.finding for member in decision.members}
        other = decision
        while other.of is not None and other.of in decisions.by_seq:  # e.g. the undoing of the approval of a waiver
            other = decisions.by_seq[other.of]
            touched |= {member.finding for member in other.members}
        flags = list(self.flags)
        for place in (self._places[finding] for finding in touched if finding in self._places):
            flag, about = flags[place], decisions.about(flags[place]["finding"])
            verdict = decisions.verdict(flag.data, self.as_of)
            flags[place] = replace(flag, verdict=verdict, comments=_comments(about))
        later = replace(self, flags=tuple(flags), decisions=decisions)
        vars(later)["_places"] = self._places  # every flag is where it was
        return later, frozenset(touched)


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
    flags = tuple(_judge_flags(run.payload, read_flags(ledger, run), decisions, day))
    longest, words = int(run.payload["waiver_months"]), read_levels(run.payload.get("levels"))
    return Review(packs[0], str(run.payload["period"]), run.id, day, flags, decisions, longest, words)


def _judge_flags(
    run: Mapping[str, Any], flags: Iterable[tuple[Item, str, str, str]], decisions: Decisions, day: date
) -> Iterator[ReviewedFlag]:
    """Gives flags the names of their departments and indicators, and what holds of them.

    There are far more flags than names, and about most of them nothing was decided.
    """
    district, opened, nothing = _text(run["district"]), Verdict(Holds.OPEN), (Text("", ""), "")
    names = {each["code"]: _text(each["name"]) for each in run["departments"]}
    labels = {id: (_text(each), str(each["clause"])) for id, each in run["indicators"].items()}
    for data, finding, department, indicator in flags:
        about = decisions.about(finding)
        verdict, comments = (decisions.verdict(data, day), _comments(about)) if about else (opened, ())
        name, (label, clause) = names.get(department, district), labels.get(indicator, nothing)
        yield ReviewedFlag(data, name, label, clause, verdict, comments)


def _text(both: Mapping[str, str]) -> Text:
    return Text(both["zh"], both["en"])


def _comments(about: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(each for each in about if each.kind is Kind.COMMENT)


def count_by(flags: Iterable[ReviewedFlag], field: str) -> Mapping[str, int]:
    """Counts flags by a field, e.g. state."""
    return Counter(str(each.data[field] or "") for each in flags)


def open_flags(flags: Iterable[ReviewedFlag]) -> list[ReviewedFlag]:
    """Returns the flags that somebody still has to look at."""
    return [each for each in flags if "gone" not in each.data and each.verdict.holds not in SETTLED]
