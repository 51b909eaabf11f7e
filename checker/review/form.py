"""The columns of the workbook in which auditors decide, the names they have in both languages, and the stamp.

Writing the workbook and reading it back rely on these. It must stay readable after another program saved it, after
lines were sorted or deleted, and after columns were moved.
"""

import re
from collections.abc import Mapping
from typing import Final

from checker.frozen import dataclass
from checker.model.decisions import Kind, Reason
from checker.review.words import KINDS, REASONS
from checker.text.bilingual import Text
from checker.text.levels import PackText
from checker.text.normalize import key_form

SHEET: Final = Text("审核意见", "Review")

#: What people read, then what they fill in, then what identifies the flag.
HEADS: Mapping[str, Text] = {
    "number": Text("序号", "No."),
    "severity": Text("级别", "Severity"),
    "code": Text("编码", "Code"),
    "department": PackText("报送⟨单位⟩", "⟨Department⟩"),
    "place": Text("位置", "Place"),
    "key": Text("记录", "Record"),
    "message": Text("问题", "Problem"),
    "state": Text("状态", "State"),
    "holds": Text("现有处理", "Decision so far"),
    "decision": Text("审核意见", "Decision"),
    "reason": Text("理由", "Reason"),
    "text": Text("说明或整改措施", "Remarks or measure"),
    "begins": Text("豁免自", "Waived from"),
    "until": Text("豁免至", "Waived until"),
    "person": Text("整改责任人", "Responsible"),
    "due": Text("整改期限", "Due"),
    "evidence": Text("整改证据", "Evidence"),
    "by": Text("审核人", "By"),
    "ref": Text("编号", "Ref"),
}
WIDTHS = {
    **{"number": 5, "severity": 9, "code": 7, "department": 16, "place": 18, "key": 16, "message": 50, "state": 10},
    **{"holds": 14, "decision": 12, "reason": 14, "text": 24, "begins": 12, "until": 12, "person": 12, "due": 12},
    **{"evidence": 16, "by": 11, "ref": 36},
}
FILLED_IN = ("decision", "reason", "text", "begins", "until", "person", "due", "evidence", "by")
#: The kinds of decisions that can be taken in the workbook and on the page.
KINDS_HERE = (Kind.CONFIRM, Kind.DISMISS, Kind.WAIVE, Kind.APPROVE, Kind.PLAN, Kind.CLOSE, Kind.COMMENT)

_FIELDS = {key_form(word): name for name, head in HEADS.items() for word in (head.zh, head.en)}
_STAMP = re.compile(r"checker-review/1 · (?P<pack>\S+) · (?P<period>\S+) · (?P<run>\S+)")


@dataclass(frozen=True)
class Stamp:
    """Whose flags a file lists: a pack's id, a period's label, and the id of a run's entry."""

    pack: str
    period: str
    run: str

    @property
    def text(self) -> str:
        """The line that the file carries."""
        return f"checker-review/1 · {self.pack} · {self.period} · {self.run}"


def find_stamp(text: str) -> Stamp | None:
    """Finds the stamp in a text."""
    found = _STAMP.search(text)
    return None if found is None else Stamp(found["pack"], found["period"], found["run"])


def find_field(head: str) -> str | None:
    """Returns the field that a head names in either language."""
    form = key_form(head)
    own = (name for name, words in HEADS.items() if form in (key_form(words.zh), key_form(words.en)))  # a pack's words
    return _FIELDS.get(form) or next(own, None)


def read_kind(word: str) -> Kind | None:
    """Reads a decision in either language, or its id; None if it is none that can be taken here."""
    form = key_form(word)
    return next(
        (each for each in KINDS_HERE if form in (each.value, key_form(KINDS[each].zh), key_form(KINDS[each].en))), None
    )


def kind_choices() -> Text:
    """Lists the decisions."""
    return Text("、".join(KINDS[each].zh for each in KINDS_HERE), ", ".join(KINDS[each].en for each in KINDS_HERE))


def reason_choices() -> Text:
    """Lists the reasons."""
    return Text("、".join(REASONS[each].zh for each in Reason), ", ".join(REASONS[each].en for each in Reason))
