"""What auditors decide about findings, and how the ledger keeps it.

Decisions are added and never edited: to take one back is a decision too. A waiver is a request by one person and an
approval by another. A name is what somebody typed: a record, not a proof.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from checker.frozen import dataclass
from checker.model.decisions import Kind, Reason
from checker.text.exact_json import Json
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Member:
    """A finding that a decision is about, and its facts when it was taken."""

    finding: str
    facts: str
    ref: str
    department: str

    def as_json(self) -> dict[str, Json]:
        """Returns the member as the ledger keeps it."""
        return {"finding": self.finding, "facts": self.facts, "ref": self.ref, "department": self.department}


@dataclass(frozen=True)
class Decision:
    """One decision.

    Attributes:
        seq: the number of its entry in the ledger; 0 if it isn't recorded yet.
        kind: what is decided.
        by: who decides, as typed.
        on: the local day on which it was taken.
        members: the findings that it is about.
        reason: why, from the closed list; None where the kind takes none.
        text: why, in words; for a plan, the measure.
        begins, ends: the first and the last day of a waiver.
        of: the entry of the decision that this one approves, closes or takes back.
        person, due, evidence: who carries out a plan, by when, and what will show it or has shown it.
        login: the account of the computer on which it was taken.
        source: where it was taken: cli, workbook, html, screen.
    """

    seq: int
    kind: Kind
    by: str
    on: date
    members: tuple[Member, ...] = ()
    reason: Reason | None = None
    text: str = ""
    begins: date | None = None
    ends: date | None = None
    of: int | None = None
    person: str = ""
    due: date | None = None
    evidence: str = ""
    login: str = ""
    source: str = "cli"

    def payload(self, pack: str) -> dict[str, Json]:
        """Returns what the ledger's entry says; the members are its items."""
        days = {"begins": self.begins, "ends": self.ends, "due": self.due, "on": self.on}
        return {
            "pack": pack,
            "decision": self.kind.value,
            "by": self.by,
            "reason": None if self.reason is None else self.reason.value,
            "text": self.text,
            "of": self.of,
            "person": self.person,
            "evidence": self.evidence,
            "login": self.login,
            "source": self.source,
            **{name: None if day is None else day.isoformat() for name, day in days.items()},
        }


def read_decision(seq: int, payload: Mapping[str, Any], members: Iterable[Mapping[str, Any]]) -> Decision:
    """Reads a decision from its entry and items.

    Raises:
        KeyError, ValueError, TypeError: it is not such an entry.
    """

    def day(name: str) -> date | None:
        text = payload.get(name)
        return None if text is None else date.fromisoformat(text)

    on = day("on")
    if on is None:
        raise ValueError(payload)
    reason = payload.get("reason")
    return Decision(
        seq=seq,
        kind=Kind(payload["decision"]),
        by=str(payload["by"]),
        on=on,
        members=tuple(Member(each["finding"], each["facts"], each["ref"], each["department"]) for each in members),
        reason=None if reason is None else Reason(reason),
        text=str(payload["text"]),
        begins=day("begins"),
        ends=day("ends"),
        of=payload["of"],
        person=str(payload["person"]),
        due=day("due"),
        evidence=str(payload["evidence"]),
        login=str(payload["login"]),
        source=str(payload["source"]),
    )


def is_same_person(one: str, other: str) -> bool:
    """Whether two typed names are the same but for spaces, width and case."""
    return key_form(one) == key_form(other)
