"""The names, heads and words of the flags sheet, and how to recognise the sheet when a department returns it.

Writing the sheet, reading it back and skipping it all rely on these definitions. The sheet must stay recognisable
after another program saved it, or after a clerk sorted the lines and moved the columns.
"""

import re
from collections.abc import Mapping, Sequence

from checker.frozen import dataclass
from checker.model import Disposition
from checker.text.bilingual import Text
from checker.text.normalize import key_form

NAME = Text(zh="核对结果", en="Flags")
#: All names that the sheet has had.
NAMES = (NAME.zh, NAME.en, "检查结果", "Findings")

#: The columns that people fill in, and the one that identifies the flag.
DISPOSITION, REASON, BY, REF = "disposition", "reason", "by", "ref"
HEADS = {
    DISPOSITION: Text(zh="处理结果", en="Disposition"),
    REASON: Text(zh="理由", en="Reason"),
    BY: Text(zh="填写人", en="By"),
    REF: Text(zh="编号", en="Ref"),
}
_FIELDS = {word.casefold(): field for field, head in HEADS.items() for word in (head.zh, head.en)}
#: A row with this many heads is the head of the list, because somebody may have deleted columns.
_ENOUGH = 2
#: The last row that may hold the stamp, and the last by which a sheet is recognised.
_STAMP_ROWS, ROWS_TO_KNOW_IT_BY = 12, 30

_STAMP = re.compile(r"checker \S+ · (?P<pack>\S+) \S+ · (?P<department>\S+) · (?P<period>\S+) · \d{4}-\d{2}-\d{2}")
_NOBODY = "-"
#: A fingerprint, or what earlier versions wrote in its place: such a sheet is still a flags sheet.
_REF = re.compile(r"[0-9a-f]{16}(?:-[0-9a-f]{8}[-~^!][0-9a-f]{8}(?:-\d+)?)?")

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
    """Whose flags a sheet lists: a pack's id, a department's code (may be empty) and a period's label."""

    pack: str
    department: str
    period: str


@dataclass(frozen=True)
class Head:
    """The head of the list."""

    row: int  # 1-based
    columns: Mapping[str, int]  # 1-based column number by field; missing columns are left out


def stamp_text(stamp: Stamp, tool: str, version: str, as_of: str) -> str:
    """Writes the line that says which program, pack, department and period a sheet is from."""
    return f"checker {tool} · {stamp.pack} {version} · {stamp.department or _NOBODY} · {stamp.period} · {as_of}"


def is_ours(rows: Rows) -> bool:
    """Returns whether a sheet is a flags sheet of ours, given at least its first `ROWS_TO_KNOW_IT_BY` rows."""
    if find_stamp(rows) is not None:
        return True
    head = find_head(rows)
    if head is None or REF not in head.columns:
        return False
    # Other sheets may have the same heads, but not our references.
    place = head.columns[REF] - 1
    return any(is_ref(row[place]) for row in rows[head.row : ROWS_TO_KNOW_IT_BY] if place < len(row))


def is_ref(raw: object) -> bool:
    """Returns whether a cell holds the reference of a flag."""
    return isinstance(raw, str) and _REF.fullmatch(raw.strip()) is not None


def find_stamp(rows: Rows) -> Stamp | None:
    """Finds the stamp at the top of a sheet; None if it has none."""
    for row in rows[:_STAMP_ROWS]:
        for raw in row:
            if isinstance(raw, str) and (found := _STAMP.search(raw)) is not None:
                department = found["department"]
                return Stamp(found["pack"], "" if department == _NOBODY else department, found["period"])
    return None


def find_head(rows: Rows) -> Head | None:
    """Finds the head of the list, which is the row with the most of our heads; None if no row has enough."""
    best: Head | None = None
    for number, row in enumerate(rows[:ROWS_TO_KNOW_IT_BY], 1):
        columns: dict[str, int] = {}
        for column, raw in enumerate(row, 1):
            field = _FIELDS.get(raw.strip().casefold()) if isinstance(raw, str) else None
            if field is not None:
                columns.setdefault(field, column)
        if len(columns) >= _ENOUGH and (best is None or len(columns) > len(best.columns)):
            best = Head(number, columns)
    return best


def read_disposition(text: str) -> Disposition | None:
    """Reads a disposition in either language, whatever its spacing and punctuation; None if it isn't one."""
    return _DISPOSITIONS.get(_PUNCTUATION.sub("", key_form(text)))
