"""Finds the table that a requirement is counted in: one per kind of record, by the nouns of the document."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from checker.frozen import dataclass
from checker.policy.drafting.words import find_words, load_words
from checker.policy.model import Requirement
from checker.text.bilingual import Text

#: A table has at least so many requirements.
LEAST = 2


@dataclass(frozen=True)
class Table:
    """A kind of record: the id and the sheet of its table, and what its records are numbered by."""

    id: str
    sheet: Text
    number: Text


RECORDS = Table("records", Text("工作记录", "Records"), Text("编号", "Number"))


@cache
def _kinds() -> tuple[tuple[Table, re.Pattern[str], tuple[str, ...]], ...]:
    data: list[dict[str, Any]] = load_words()["table"]
    return tuple(
        (
            Table(each["id"], Text(**each["sheet"]), Text(**each["number"])),
            re.compile(each["words"], re.IGNORECASE),
            tuple(each.get("kinds", ())),
        )
        for each in data
    )


def _kind_of(requirement: Requirement) -> Table:
    first = [each for each in _kinds() if requirement.kind in each[2]]
    for text in (requirement.phrase, requirement.sentence.text):
        for table, words, _ in (*first, *_kinds()):
            if words.search(text):
                return table
    return RECORDS


def find_tables(requirements: Sequence[Requirement]) -> list[Table]:
    """Finds the table of each requirement."""
    found = [_kind_of(each) for each in requirements]
    counts = Counter(found)
    return [each if counts[each] >= LEAST else RECORDS for each in found]


def find_usual_period(requirements: Sequence[Requirement]) -> str:
    """Finds how often figures without a period of their own are judged: as often as others are, or are reported on."""
    periods = Counter(
        each.period
        for each in requirements
        if each.period_written
        and each.period in ("month", "quarter", "half")
        and (each.kind in ("ratio", "limit", "within") or find_words("usual").search(each.sentence.text))
    )
    return periods.most_common(1)[0][0] if periods else "year"
