"""Finds when a document was issued and which years it is for."""

import re
from collections.abc import Iterable
from datetime import date

from checker.policy.folding import fold
from checker.policy.model import Line
from checker.policy.rules import Rules

_ISO = re.compile(r"\b(20\d\d|19\d\d)-(\d{1,2})-(\d{1,2})\b")
#: A date of issue is in one of this many lines at either end.
NEAR_AN_END = 40
#: The years that a document is for are in one of this many lines.
NEAR_TITLE = 6


def find_issued(lines: list[Line], rules: Rules) -> date | None:
    """Finds the day of issue: the last date that is a line of its own, else the first of the lines around the text."""
    ends = [*lines[:NEAR_AN_END], *lines[-NEAR_AN_END:]]
    alone = [day for line in ends if len(line.text.strip()) <= 30 for day in _days(fold(line.text), rules)]
    if alone:
        return alone[-1]
    return next((day for line in ends for day in _days(fold(line.text), rules)), None)


def _days(text: str, rules: Rules) -> Iterable[date]:
    for pattern in (_ISO, *rules.find_all("dates", "day")):
        for match in pattern.finditer(text):
            groups = match.groupdict() or dict(zip("ymd", match.groups(), strict=True))
            month = str(groups["m"])
            months: list[str] = rules.data["amounts"].get("months", [])
            number = (
                int(month)
                if month.isdigit()
                else next((index + 1 for index, each in enumerate(months) if month.lower().startswith(each)), 0)
            )
            try:
                yield date(int(str(groups["y"])), number, int(str(groups["d"])))
            except ValueError:
                continue


def find_years(lines: list[Line], rules: Rules) -> tuple[int, int] | None:
    """Finds the years that a document is for, in its first lines: 2021-2025."""
    for line in [each for each in lines if each.text.strip()][:NEAR_TITLE]:
        match = rules.find("dates", "years").search(fold(line.text))
        if match:
            first, last = int(match["first"]), int(match["last"])
            if first < last <= first + 20:
                return first, last
    return None
