"""Finds times in a part of a sentence: deadlines, time limits, periods, and per whom something is."""

import calendar
import re
from collections.abc import Sequence
from fractions import Fraction

from checker.frozen import dataclass
from checker.policy.model import write_number
from checker.policy.numerals import read_number
from checker.policy.rules import Rules


@dataclass(frozen=True)
class Deadline:
    """A day by which something must be done, or that a number is for: its place, and what is doubtful about it.

    `says` is `by`, or what the number beside it holds: `from` a day, `in` a year, or `after` the day before.
    """

    start: int
    end: int
    day: str
    period: str = "once"
    doubt: str = ""
    needs_number: bool = False
    says: str = "by"

    @property
    def written(self) -> str:
        """The day with its word: by 2025-03-31, in 2026."""
        return f"{self.says} {self.day}".strip()


@dataclass(frozen=True)
class Limit:
    """A time within which something must be done: its place, the number, its unit, and what it starts with."""

    start: int
    end: int
    number: str
    unit: str
    event: str = ""
    operator: str = "<="


@dataclass(frozen=True)
class Named:
    """A period or a "per whom": its place, its name, and whether it is written."""

    start: int
    end: int
    name: str


def find_deadlines(text: str, rules: Rules) -> list[Deadline]:
    """Finds the deadlines in a part of a sentence; of patterns that overlap, the first in the rules."""
    found: list[Deadline] = []
    for pattern, says in rules.deadlines:
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            if "needs" in says and not re.search(says["needs"], match[0]):
                continue
            word = says.get("says", "by")
            day = says.get("fixed") or _write_day(match.groupdict(), says, rules)
            if day or word == "after":
                period = says.get("period", "once")
                needs = bool(says.get("needs_number"))
                found.append(Deadline(match.start(), match.end(), day, period, says.get("doubt", ""), needs, word))
    return sorted(found, key=lambda each: each.start)


def _write_day(groups: dict[str, str | None], says: dict[str, object], rules: Rules) -> str:
    year, month, day = groups.get("y"), groups.get("m"), groups.get("d")
    number = int(str(says["month"])) if "month" in says else None
    if month:
        number = int(month) if month.isdigit() else _find_month(month, rules)
        if number is None:
            return ""
    if groups.get("q"):
        quarter = str(groups["q"]).lower()
        number = 3 * (int(quarter) if quarter.isdigit() else _quarter(quarter, rules))
    if day and not day.isdigit():
        ordinals: dict[str, int] = rules.data.get("ordinals", {})
        day = str(ordinals.get(day.lower()) or re.sub(r"\D", "", day))
    if says.get("says") == "in":
        return year or ""
    if number is None:
        return day.zfill(2) if day and 1 <= int(day) <= 31 else ""
    if not 1 <= number <= 12:
        return ""
    first_day = 1 if says.get("says") == "from" else None
    last = int(day) if day else first_day or calendar.monthrange(int(year) if year else 2023, number)[1]
    if not 1 <= last <= calendar.monthrange(int(year) if year else 2024, number)[1]:
        return ""
    return f"{year}-{number:02}-{last:02}" if year else f"{number:02}-{last:02}"


def _quarter(name: str, rules: Rules) -> int:
    names: dict[str, int] = rules.data.get("quarters") or rules.data["numerals"]
    return names[name]


def _find_month(name: str, rules: Rules) -> int | None:
    months: list[str] = rules.data["amounts"].get("months", [])
    return next((index + 1 for index, each in enumerate(months) if name.lower().startswith(each)), None)


def find_limits(text: str, rules: Rules) -> list[Limit]:
    """Finds time limits with what they start with: "within 10 working days of receipt"."""
    found: list[Limit] = []
    for pattern in rules.find_all("limits", "patterns"):
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            groups = match.groupdict()
            number = _read_limit(groups, rules)
            unit = next((name for words, name, _ in rules.units if words.fullmatch(groups.get("u") or "")), "days")
            unit = "minutes" if groups.get("half_hour") else unit
            if number is not None:
                event = groups.get("event") or _find_event(text[: match.start()], text[match.end() :], rules)
                operator = "<" if rules.find("limits", "below").search(match[0]) else "<="
                found.append(Limit(match.start(), match.end(), write_number(number), unit, event.strip(), operator))
    return sorted(found, key=lambda each: each.start)


def _read_limit(groups: dict[str, str | None], rules: Rules) -> Fraction | None:
    """The number of a limit: "the same day" is none, "the next day" is one."""
    if any(groups.get(key) for key in ("soon", "soon2", "soon3", "one")):
        return Fraction(1 if groups.get("one") else 0)
    if groups.get("half_hour"):
        return Fraction(30)
    if groups.get("o"):
        return Fraction(rules.data["ordinals"][str(groups["o"]).lower()])
    return read_number(groups["n"] or "", rules.data["numerals"], rules.data["places"])


def _find_event(before: str, after: str, rules: Rules) -> str:
    for pattern in rules.find_all("limits", "start"):
        match = pattern.search(before) or pattern.match(after)
        if match:
            return match["event"]
    return ""


def find_periods(text: str, rules: Rules, taken: Sequence[tuple[int, int]] = ()) -> list[Named]:
    """Finds the periods in a part of a sentence, without those inside of other times."""
    found = [
        Named(match.start(), match.end(), name)
        for name, pattern in rules.periods
        for match in pattern.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in taken)
    ]
    spans = [*taken, *((each.start, each.end) for each in found)]
    for match in rules.find("any_period").finditer(text):
        number = read_number(match["n"], rules.data["numerals"], rules.data["places"])
        unit = next((name for words, name, _ in rules.units if words.fullmatch(match["u"])), "")
        if number and unit and not any(match.start() < end and start < match.end() for start, end in spans):
            found.append(Named(match.start(), match.end(), f"{write_number(number)} {unit}"))
    return sorted(found, key=lambda each: (each.start, each.end))


def find_whom(text: str, rules: Rules) -> Named | None:
    """Finds per whom something is."""
    match = rules.find("whom", "pattern").search(text)
    if match is None:
        return None
    return Named(match.start(), match.end(), match[0].strip())
