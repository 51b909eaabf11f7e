"""What a proposed measure is, and what all makers of measures need."""

from fractions import Fraction

from checker.frozen import dataclass
from checker.policy.drafting.words import find_words
from checker.policy.model import Requirement
from checker.text.bilingual import Text

OPERATORS = {">=": "at_least", "<=": "at_most", ">": "above", "<": "below", "==": "equals"}
_CYCLES = {"week": 7, "month": 30, "quarter": 91, "half": 182, "year": 365}
_WHOLE = {"term", "once"}
_DAYS: dict[str, Fraction | int] = {"workdays": Fraction(7, 5), "days": 1, "weeks": 7, "months": 30, "years": 365}
_NAMED = {"day": 1, "two_weeks": 14, "two_months": 60, "semester": 182}
CYCLE = Text(
    "本程序没有原文的周期，按较长的周期评判，目标已按此折算，对吗？",
    "This program doesn't have the document's period: a longer one is used, with the target converted. Is that right?",
)
USUAL = Text(
    "没有写周期，按文件中通常的周期算，对吗？",
    "No period is written. The document's usual period is assumed. Is that right?",
)


@dataclass(frozen=True)
class Place:
    """Where a requirement is measured: its id, its table, the unit of its durations, and the usual period."""

    id: str
    table: str
    duration: str
    usual: str


@dataclass(frozen=True)
class Proposal:
    """The measure of a requirement.

    Attributes:
        lines: of `measure:`, below the key.
        target: the operator and the value.
        period: the window that it is judged over.
        unit: the unit of the value, if it is no share.
        tables: the tables that it reads; the last one has its records.
        questions: what the proposal assumes.
        decided_by: what an example of it needs.
        limit: the number or day that its rows are compared with.
        more: further lines of the indicator.
        ceiling: the operator and the value of the upper side, if the target has two.
    """

    lines: tuple[str, ...]
    target: tuple[str, str]
    period: str
    unit: str = ""
    tables: tuple[str, ...] = ("records",)
    questions: tuple[Text, ...] = ()
    decided_by: str = ""
    limit: str = ""
    more: tuple[str, ...] = ()
    ceiling: tuple[str, str] | None = None


def below(key: str, lines: list[str]) -> tuple[str, ...]:
    """The lines of a key, and below it those of its value."""
    return (f"{key}:", *(f"  {line}" for line in lines))


def rows(place: Place, when: str = "happened_on") -> list[str]:
    """The table, and the day of its rows."""
    return [f"table: {place.table}", f"when: {when}"]


def find_cycle(requirement: Requirement, place: Place, of_cases: bool = True) -> tuple[str, tuple[Text, ...], int]:
    """The window of a requirement's period, and how many of its periods are in it.

    Args:
        requirement: the requirement.
        place: where it is measured.
        of_cases: whether it is of cases, however many, so that the usual period of the document fits it.
    """
    period = requirement.period
    if of_cases and find_words("rolling").search(requirement.sentence.text):
        return "rolling-year", (), 1
    has_day = period == "once" and requirement.kind in ("ratio", "limit", "within")  # a target from then on
    numbers = requirement.strength == "number"
    if of_cases and numbers and (has_day or not requirement.period_written):
        return place.usual, (USUAL,) if place.usual != "year" else (), 1
    if period in _CYCLES or period in _WHOLE:
        return period, (), 1
    if period in ("two_years", "three_years", "five_years"):
        return ("two-years" if period == "two_years" else "term"), (), 1
    number, _, unit = period.partition(" ")
    days = _NAMED.get(period) or (Fraction(number) * _DAYS[unit] if unit in _DAYS else None)
    if days is None:
        return "year", (), 1
    for name, length in _CYCLES.items():
        if length >= days and (days > 1 or name == "week"):
            return name, (CYCLE,), int(length // days)
    return "term", (CYCLE,), 1
