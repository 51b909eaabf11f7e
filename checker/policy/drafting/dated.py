"""Targets that change with time: 85% in 2025, 90% in 2026; 80% by a day and 90% thereafter."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from checker.frozen import dataclass
from checker.policy.drafting.written import comments, join, quote
from checker.policy.model import Requirement
from checker.text.bilingual import Language, Text

_DATED = re.compile(r"\b(by|in|from|after)\b ?(\d{4}-\d\d-\d\d|\d{4})?$")
#: A phrase no longer than this goes on with the one before it: “2026年不低于88%”, “90% thereafter”.
GOES_ON = {"zh": 16, "en": 30}
#: Kinds whose target is their number.
KINDS = ("ratio", "count")
BEFORE = Text(
    "文件没有写这一天以前的目标，这一天以前不评判。",
    "The document has no target before the first day, so nothing is judged before it.",
)


@dataclass(frozen=True)
class Dated:
    """The targets of one indicator: the parameter, and each value with its first and last day."""

    parameter: str
    clause: str
    values: tuple[tuple[date, date | None, str], ...]

    @property
    def year(self) -> int:
        """A year by whose end the last value applies."""
        since = self.values[-1][0]
        return since.year if (since.month, since.day) <= (12, 1) else since.year + 1


def find_start(requirement: Requirement, before: date | None = None) -> tuple[date, date | None] | None:
    """The first and the last day of what a requirement asks for, if it names a day or a year."""
    match = _DATED.search(requirement.within)
    if not match:
        return None
    word, day = match.groups()
    if word == "after":
        return (before + timedelta(1), None) if before else None
    if day is None:
        return None
    if word == "in":
        return date(int(day), 1, 1), date(int(day), 12, 31)
    return (date.fromisoformat(day), None) if len(day) == 10 else None


def find_dated(
    requirements: Sequence[Requirement], ids: Sequence[str], values: Sequence[str], language: Language
) -> tuple[dict[str, Dated], dict[str, str]]:
    """Finds the targets that change with time, by the id of their indicator; and the ids that are part of another.

    Args:
        requirements: in order.
        ids: of each.
        values: the target of each, as it is written in YAML; empty if it has none.
        language: of the document.
    """
    found: dict[str, Dated] = {}
    joined: dict[str, str] = {}
    head = -1
    for index, each in enumerate(requirements):
        last = found[ids[head]].values[-1] if head >= 0 and ids[head] in found else None
        begins = find_start(each, last[0] if last else None)
        by_then = each.kind == "count" and each.within.startswith("by ")  # so many are done by then, once
        if each.kind not in KINDS or not begins or not values[index] or by_then:
            head = -1
        elif last and last[0] < begins[0] and _continues(requirements[head], each, language):
            series = found[ids[head]]
            found[ids[head]] = Dated(series.parameter, series.clause, (*series.values, (*begins, values[index])))
            joined[ids[index]] = ids[head]
        else:
            head = index
            clause = each.sentence.clause or str(each.sentence.line)
            found[ids[index]] = Dated(f"target_of_{ids[index].replace('-', '_')}", clause, ((*begins, values[index]),))
    return found, joined


def _continues(first: Requirement, each: Requirement, language: Language) -> bool:
    same = (first.sentence, first.kind, first.operator, first.unit) == (
        each.sentence,
        each.kind,
        each.operator,
        each.unit,
    )
    return same and (each.phrase == first.phrase or len(each.phrase) <= GOES_ON[language])


def write_parameters(dated: Mapping[str, Dated], language: Language) -> bytes:
    """Writes parameters.yaml."""
    lines = [*comments([BEFORE], language), "parameters:"]
    for each in dated.values():
        lines += [
            f"  {each.parameter}:",
            f"    clause: {quote(each.clause)}",
            "    without: not-applicable",
            "    values:",
        ]
        for since, until, value in each.values:
            last = f", until: {until}" if until else ""
            lines.append(f"      - {{from: {since}{last}, all: {value}}}")
    return join(lines)
