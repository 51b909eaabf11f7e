"""What a department is told of its own submission: what to do next, and how far its answers go.

The same words on every screen, page and sheet. Knows the model and its words only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from checker.model import Answer, Department, Disposition, Flag, Severity, State, Status
from checker.text.bilingual import Text
from checker.wording.labels import DISPOSITIONS

#: Nothing can be submitted yet; it can, with something open; nothing is open.
Urgency = Literal["stop", "open", "done"]


@dataclass(frozen=True)
class Advice:
    """One line, and how urgent it is."""

    text: Text
    urgency: Urgency


def next_step(department: Department) -> Advice:
    """What a department is to do next with its submission."""
    flags = department.flags
    errors = [flag for flag in flags if flag.severity is Severity.ERROR]
    unanswered = sum(not is_answered(flag) for flag in errors)
    if department.state is State.REJECTED:
        return Advice(
            Text("退回：请按所列问题改正后重新报送", "Rejected: fix what is listed, then submit again"), "stop"
        )
    if unanswered:
        return Advice(Text(f"须先改正 {unanswered} 处再报送", f"Fix {unanswered} before submitting"), "stop")
    if department.state is State.ACCEPTED_WITH_ERRORS and not errors:  # they were filtered out
        return Advice(Text("还有未列出的错误须改正", "There are errors that are not listed here"), "stop")
    parts = _open(department)
    if not parts:
        return Advice(Text("可以报送，没有发现问题", "Ready to submit; nothing to fix"), "done")
    zh, en = "，".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    return Advice(Text(f"可以报送：{zh}", f"Ready to submit; {en}"), "open")


def is_answered(flag: Flag) -> bool:
    """Whether a flag waits for the auditor: what is said to be corrected and still found, or half said, does not."""
    return (
        flag.answer is not None and flag.answer.disposition is not Disposition.CORRECTED and not is_half_answered(flag)
    )


def is_half_answered(flag: Flag) -> bool:
    """Whether a flag is answered without a reason or without a name, which no auditor can go by."""
    answer = flag.answer
    return (
        answer is not None
        and answer.disposition is not Disposition.CORRECTED
        and not (answer.reason.text and answer.by.text)
    )


def answered_text(flags: Iterable[Flag]) -> Text | None:
    """How many findings are answered and how many only half, beside the counts; None for none."""
    flags = tuple(flags)
    answered, half = sum(map(is_answered, flags)), sum(map(is_half_answered, flags))
    parts = (
        (answered, Text(f"已说明 {answered}（待审核）", f"Answered {answered} (awaiting review)")),
        (half, Text(f"说明没有填完整 {half}", f"Answers without a reason or name {half}")),
    )
    said = [text for count, text in parts if count]
    return Text("，".join(text.zh for text in said), ", ".join(text.en for text in said)) if said else None


def answer_words(answer: Answer) -> Text:
    """What a department says of a finding that still stands, in brackets behind it."""
    said = DISPOSITIONS[answer.disposition]
    if answer.disposition is Disposition.CORRECTED:
        return Text(f"填写为“{said.zh}”", f"said to be {said.en}")
    if not (answer.reason.text and answer.by.text):
        return Text(f"{said.zh}，没有写理由或填写人", f"{said.en}, without a reason or a name")
    return Text(f"{said.zh}，待审核", f"{said.en}, awaiting review")


def _open(department: Department) -> list[Text]:
    missed = sum(result.status is Status.MISSED for result in department.results)
    doubts = sum(flag.severity is Severity.AMBER and not is_answered(flag) for flag in department.flags)
    answered = sum(map(is_answered, department.flags))
    parts = (
        (missed, Text(f"{missed} 项未达标", f"targets missed: {missed}")),
        (doubts, Text(f"{doubts} 处请核对或改正", f"to fix or confirm: {doubts}")),
        (answered, Text(f"{answered} 处已说明，待审核", f"answered and awaiting review: {answered}")),
    )
    return [said for count, said in parts if count]
