"""Advice to a department about its submission: what to do next, and which flags it has answered."""

from collections.abc import Sequence
from typing import Literal

from checker.frozen import dataclass
from checker.model import Answer, Department, Disposition, Flag, Severity, State, Status
from checker.text.bilingual import Text
from checker.wording.labels import DISPOSITIONS

#: "stop": don't submit yet; "open": ready to submit, with open points; "done": ready, with none.
Urgency = Literal["stop", "open", "done"]


@dataclass(frozen=True)
class Advice:
    """One line of advice, and its urgency."""

    text: Text
    urgency: Urgency


def next_step(department: Department, *, submitted: bool = False) -> Advice:
    """Says what a department must do next with its submission, once it is `submitted` or before."""
    flags = department.flags
    errors = [flag for flag in flags if flag.severity is Severity.ERROR]
    unanswered = sum(not is_answered(flag) for flag in errors)
    if department.state is State.REJECTED:
        return Advice(
            Text("退回：请改正所列问题后重新报送", "Rejected: fix the problems listed, then submit again"), "stop"
        )
    if unanswered:
        before = Text(f"须先改正 {unanswered} 处再报送", f"Fix {unanswered} before submitting")
        again = Text(f"请改正 {unanswered} 处后重新报送", f"Fix {unanswered}, then submit again")
        return Advice(again if submitted else before, "stop")
    if department.state is State.ACCEPTED_WITH_ERRORS and not errors:  # a filter hides them
        return Advice(Text("还有未列出的错误须改正", "Fix the errors that are not listed here"), "stop")
    silent = [sheet for sheet in department.sheets if sheet.silent]
    if silent:
        return Advice(_fill_in(len(silent), sum(sheet.may_be_nil for sheet in silent), submitted), "stop")
    missed = sum(result.status is Status.MISSED for result in department.results)
    doubts = sum(flag.severity is Severity.AMBER and not is_answered(flag) for flag in flags)
    answered = sum(map(is_answered, flags))
    parts = _join(
        (missed, Text(f"{missed} 项未达标", f"targets missed: {missed}")),
        (doubts, Text(f"{doubts} 处请核对或改正", f"to fix or confirm: {doubts}")),
        (answered, Text(f"{answered} 处已说明，待审核", f"answered and awaiting review: {answered}")),
    )
    now = Text("已报送", "Submitted") if submitted else Text("可以报送", "Ready to submit")
    if parts is None:
        return Advice(Text(f"{now.zh}，没有发现问题", f"{now.en}; nothing to fix"), "done")
    return Advice(Text(f"{now.zh}：{parts.zh}", f"{now.en}; {parts.en}"), "open")


def _fill_in(silent: int, may_be_nil: int, submitted: bool) -> Text:
    """Says what to do about sheets without rows, of which some may be declared to have nothing to report."""
    sheets, en = "sheet" if silent == 1 else "sheets", ""
    zh = "填好"
    if may_be_nil == silent:
        zh, en = "填好，或注明本期无内容", ", or say there is nothing to report"
    elif may_be_nil:
        zh = f"填好；其中 {may_be_nil} 张也可以注明本期无内容"
        en = f"; for {may_be_nil} of them you can say instead that there is nothing to report"
    if submitted:
        return Text(f"还有 {silent} 张表没有填写：{zh}后重新报送", f"Fill in {silent} {sheets}{en}, then submit again")
    return Text(f"还有 {silent} 张表没有填写：{zh}，再报送", f"Before submitting, fill in {silent} {sheets}{en}")


def is_answered(flag: Flag) -> bool:
    """Whether a flag waits for the auditor. "Corrected" and half answers don't count: the flag is still there."""
    answer = flag.answer
    return answer is not None and answer.disposition is not Disposition.CORRECTED and _is_complete(answer)


def is_half_answered(flag: Flag) -> bool:
    """Whether the answer to a flag lacks the reason or the name that the auditor needs."""
    answer = flag.answer
    return answer is not None and answer.disposition is not Disposition.CORRECTED and not _is_complete(answer)


def answered_text(flags: Sequence[Flag]) -> Text | None:
    """Counts the answered and half answered flags; None if there are none."""
    answered, half = sum(map(is_answered, flags)), sum(map(is_half_answered, flags))
    return _join(
        (answered, Text(f"已说明 {answered}（待审核）", f"Answered {answered} (awaiting review)")),
        (half, Text(f"说明没有填完整 {half}", f"Answers without a reason or name {half}")),
    )


def answer_words(answer: Answer) -> Text:
    """Describes a department's answer to a flag that is still there, for brackets after the flag."""
    disposition = DISPOSITIONS[answer.disposition]
    if answer.disposition is Disposition.CORRECTED:
        return Text(f"填写为“{disposition.zh}”", f"marked as {disposition.en}")
    if not _is_complete(answer):
        return Text(f"{disposition.zh}，没有写理由或填写人", f"{disposition.en}, without a reason or name")
    return Text(f"{disposition.zh}，待审核", f"{disposition.en}, awaiting review")


def _is_complete(answer: Answer) -> bool:
    return bool(answer.reason.text and answer.by.text)


def _join(*parts: tuple[int, Text]) -> Text | None:
    """Joins the texts whose count isn't zero; None if there are none."""
    texts = [text for count, text in parts if count]
    return Text("，".join(text.zh for text in texts), ", ".join(text.en for text in texts)) if texts else None
