"""A part of a sentence with all that was found in it, and the requirement that is made of it."""

from dataclasses import dataclass, field

from checker.policy.amounts import Amount
from checker.policy.model import Kind, Requirement, Sentence, write_number
from checker.policy.rules import Rules
from checker.policy.tabled import name_row
from checker.policy.times import Deadline, Limit, Named


@dataclass
class Carried:
    """What the parts of a sentence hand on to those after them.

    `compared` is the unit of the last number with its comparison; `is_listed`, whether the sentence is an item of a
    list whose lead speaks of limits or targets; `has_count`, whether a number of things has been asked for.
    """

    period: str = ""
    deadline: Deadline | None = None
    who: tuple[str, ...] = ()
    whom: str = ""
    has_band: bool = False
    compared: tuple[str, str] | None = None
    is_listed: bool = False
    has_count: bool = False
    deductions: list[tuple[str, Amount]] = field(default_factory=list)


@dataclass
class Part:
    """A part of a sentence with all that was found in it."""

    sentence: Sentence
    masked: str
    text: str
    rules: Rules
    deadlines: list[Deadline]
    limits: list[Limit]
    periods: list[Named]
    whom: Named | None
    amounts: list[Amount]
    carried: Carried

    @property
    def period(self) -> str:
        """The first period; empty if there is none."""
        return self.periods[0].name if self.periods else ""

    @property
    def last_time(self) -> int:
        """Where the last period or "per whom" ends."""
        return max([each.end for each in self.periods] + ([self.whom.end] if self.whom else [0]))

    def phrase(self, start: int, end: int) -> str:
        """The stretch as written; of a row of a table, what the row is about."""
        if self.sentence.is_row:
            return name_row(self.text, self.rules)
        return self.text[start:end].strip().strip("，。；,.;、：:")


def find_within(part: Part, amount: Amount) -> str:
    """The time limit and the date beside a number."""
    limits = [(each.start, f"{each.number} {each.unit}") for each in part.limits]
    times = [(each.start, f"{write_number(each.value)} {each.unit}") for each in part.amounts if each.is_time]
    return "; ".join(filter(None, (_nearest(limits or times, part, amount), find_date(part, amount))))


def _nearest(times: list[tuple[int, str]], part: Part, amount: Amount) -> str:
    """Of several times, the next one on the side of the numbers on which the first one is; else the first."""
    if len(times) < 2:
        return times[0][1] if times else ""
    first = min(each.start for each in part.amounts if not each.is_time)
    if times[0][0] < first:
        return next((text for start, text in reversed(times) if start < amount.start), times[0][1])
    return next((text for start, text in times if start > amount.start), times[0][1])


def find_date(part: Part, amount: Amount) -> str:
    """The date by which a number must be reached: of several, the nearest one on the side on which the first one is."""
    dates = [each for each in part.deadlines if each.period == "once"]
    if not dates:
        return ""
    if dates[0].start < part.amounts[0].start:
        return next((each for each in reversed(dates) if each.start < amount.start), dates[0]).written
    return next((each for each in dates if each.start > amount.start), dates[-1]).written


def make(part: Part, kind: Kind, operator: str, threshold: str, unit: str, phrase: str, words: str) -> Requirement:
    """Makes a requirement of a part, with the period and the units that hold for it."""
    period = part.period or (part.carried.period if kind in ("count", "frequency", "per_person") else "")
    usual = {"deadline": "once", "within": "event", "limit": "event"}.get(kind, "year")
    whom = part.whom.name if part.whom else "" if part.period else part.carried.whom
    who = part.carried.who
    if part.deadlines and kind in ("ratio", "trend", "count", "per_person") and not part.period:
        period = part.deadlines[0].period if part.deadlines[0].says == "by" else ""
    return Requirement(
        part.sentence,
        phrase,
        kind,
        "number",
        operator,
        threshold,
        unit,
        period or usual,
        bool(period),
        whom=whom,
        event=next((each.event for each in part.limits if each.event), ""),
        who=tuple(dict.fromkeys((*who, *part.sentence.responsible))),
        subject=who,
        words=words,
    )
