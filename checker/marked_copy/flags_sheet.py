"""The findings sheet of a marked copy: what it is called, how it is headed, and how it is known when it comes back.

Knows words only, so that whoever writes the sheet, reads it back or passes it over agrees on them. A program that
saved the file again, or a clerk who sorted the lines and moved the columns, must not make it a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.model import Disposition
from checker.text.bilingual import Text
from checker.text.normalize import key_form

NAME = Text(zh="核对结果", en="Flags")
#: What the sheet may have been called, whoever made it.
NAMES = (NAME.zh, NAME.en, "检查结果", "Findings")

#: The columns that come back, and the one that says of which finding.
DISPOSITION, REASON, BY, REF = "disposition", "reason", "by", "ref"
HEADS = {
    DISPOSITION: Text(zh="处理结果", en="Disposition"),
    REASON: Text(zh="理由", en="Reason"),
    BY: Text(zh="填写人", en="By"),
    REF: Text(zh="编号", en="Ref"),
}
_FIELDS = {word.casefold(): field for field, head in HEADS.items() for word in (head.zh, head.en)}
#: A row with so many of the heads is the head of the list, even where a column was deleted.
_ENOUGH = 2

#: How far down the sheet says whose it is, and how far down its list may begin.
_TOP, _DEEPEST = 12, 30

_STAMP = re.compile(r"checker \S+ · (?P<pack>\S+) \S+ · (?P<department>\S+) · (?P<period>\S+) · \d{4}-\d{2}-\d{2}")
_NOBODY = "-"
_REF = re.compile(r"[0-9a-f]{16}")

_WORDS = {
    Disposition.CORRECTED: "已改正 改正 已改 改了 已更正 更正 已修改 修改 已修正 修正 已纠正 corrected fixed",
    Disposition.CONFIRMED: "确认无误 确认 无误 已确认 经确认无误 已确认无误 核实无误 核对无误 confirmed confirm",
    Disposition.WAIVER: "申请豁免 豁免 已申请豁免 请求豁免 waiverrequested waiver waive requestwaiver waiverrequest",
}
_DISPOSITIONS = {word: disposition for disposition, words in _WORDS.items() for word in words.split()}
_PUNCTUATION = re.compile(r"[\W_]+")

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Stamp:
    """Whose findings a sheet holds.

    Attributes:
        pack, department, period: an id, a code (empty where nobody's) and a label.
    """

    pack: str
    department: str
    period: str


@dataclass(frozen=True)
class Head:
    """Where the list begins.

    Attributes:
        row: 1-based.
        columns: 1-based column number by field, of those that are there.
    """

    row: int
    columns: Mapping[str, int]


def stamp_text(stamp: Stamp, tool: str, version: str, as_of: str) -> str:
    """The line that tells people and programs by what, for whom and for when a sheet was made."""
    return f"checker {tool} · {stamp.pack} {version} · {stamp.department or _NOBODY} · {stamp.period} · {as_of}"


def is_ours(rows: Rows) -> bool:
    """Whether a sheet is a findings sheet of ours, in either language and wherever its columns are now.

    Args:
        rows: its cells from row 1 on; the first thirty rows are looked at.
    """
    if stamp_of(rows) is not None:
        return True
    head = head_of(rows)
    if head is None or REF not in head.columns:
        return False
    # Others may head their columns alike; nobody else's hold our numbers.
    place = head.columns[REF] - 1
    return any(is_ref(row[place]) for row in rows[head.row : _DEEPEST] if place < len(row))


def is_ref(raw: object) -> bool:
    """Whether a cell holds the number of a finding."""
    return isinstance(raw, str) and _REF.fullmatch(raw.strip()) is not None


def stamp_of(rows: Rows) -> Stamp | None:
    """What the top of a sheet says of whose it is; None where it does not say."""
    for row in rows[:_TOP]:
        for raw in row:
            if isinstance(raw, str) and (found := _STAMP.search(raw)) is not None:
                department = found["department"]
                return Stamp(found["pack"], "" if department == _NOBODY else department, found["period"])
    return None


def head_of(rows: Rows) -> Head | None:
    """The head of the list: the row that names most of the columns that come back; None where there is none."""
    best: Head | None = None
    for number, row in enumerate(rows[:_DEEPEST], 1):
        columns: dict[str, int] = {}
        for column, raw in enumerate(row, 1):
            field = _FIELDS.get(raw.strip().casefold()) if isinstance(raw, str) else None
            if field is not None:
                columns.setdefault(field, column)
        if len(columns) >= _ENOUGH and (best is None or len(columns) > len(best.columns)):
            best = Head(number, columns)
    return best


def disposition_of(text: str) -> Disposition | None:
    """What a typed word stands for, in either language and however it is spaced or punctuated; None if for nothing."""
    return _DISPOSITIONS.get(_PUNCTUATION.sub("", key_form(text)))
