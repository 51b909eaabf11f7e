"""Writes the tables of a draft: the columns that its indicators read, and no others."""

import re
from collections.abc import Sequence
from pathlib import Path

from checker.policy.drafting.kinds import Table
from checker.policy.drafting.proposals import Proposal
from checker.policy.drafting.written import quote, words

TABLES = Path(__file__).with_name("tables")
#: Columns that every table has.
_ALWAYS = ("requirement", "record_no")
#: Columns that others are computed from.
_NEEDED = {"days_taken": ("happened_on", "done_on"), "workdays_taken": ("happened_on", "done_on")}
_COLUMN = re.compile(r"^  ([a-z_]+):\n(?:    .*\n|CHOICES\n)+", re.MULTILINE)


def write_members() -> bytes:
    """Writes the table of people."""
    return (TABLES / "members.yaml").read_bytes()


def write_table(table: Table, measured: Sequence[tuple[str, str, Proposal]], duration: str) -> bytes:
    """Writes a table.

    Args:
        table: the kind of record.
        measured: the id, the name and the measure of each requirement that is counted in it.
        duration: the unit of its durations.
    """
    text = (TABLES / "records.yaml").read_text(encoding="utf-8")
    used = {column for _, _, proposal in measured for column in read_columns(proposal)}

    def keep(match: re.Match[str]) -> str:
        name = match[1]
        if name not in _ALWAYS and name not in used:
            return ""
        ids = [id for id, _, proposal in measured if name in read_columns(proposal)]
        needed = f"required_when: {{requirement: [{', '.join(ids)}]}}"
        return match[0].replace("REQUIRED", needed)

    text = _COLUMN.sub(keep, text)
    choices = "\n".join(f"      {id}: {words(name, f'{id} {name}')}" for id, name, _ in measured)
    for key, value in (
        ("TABLE", table.id),
        ("SHEET_ZH", quote(table.sheet.zh)),
        ("SHEET_EN", quote(table.sheet.en)),
        ("NUMBER_ZH", quote(table.number.zh)),
        ("NUMBER_EN", quote(table.number.en)),
        ("DURATION", duration),
        ("CHOICES", choices),
    ):
        text = text.replace(key, value, 1)
    return text.encode()


def read_columns(proposal: Proposal) -> set[str]:
    """The columns that a measure reads."""
    found = {name for line in proposal.lines for name in re.findall(r"[a-z]+(?:_[a-z]+)*", line)}
    return found | {each for name in found for each in _NEEDED.get(name, ())}
