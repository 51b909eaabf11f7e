"""Concludes a quarter in one sentence, and says what the office does next."""

from collections.abc import Sequence

from checker.model import Department, Report, Severity, State, Status
from checker.text.bilingual import Text, join_texts
from checker.text.levels import EN, ZH


def conclude(report: Report) -> Text:
    """Says in one sentence who has submitted and how the district is doing."""
    known = [each for each in report.departments if each.code]
    submitted = sum(each.state is not State.MISSING for each in known)
    rejected = sum(each.state is State.REJECTED for each in report.departments)
    zh = f"{len(known)} 个{ZH.单位}中 {submitted} 个已报送"
    en = f"{submitted} of {len(known)} {_those(len(known))} {_have(submitted)} submitted"
    if rejected:
        zh, en = f"{zh}，退回 {rejected} 份", f"{en}, {rejected} {_s(rejected, 'workbook')} rejected"
    results = report.district_results
    counted = {status: sum(result.status is status for result in results) for status in Status}
    if not results:
        return Text(f"{zh}。", f"{en}.")
    told = [
        (Status.MISSED, "未达标", "missed"),
        (Status.BEHIND, "进度滞后", "behind"),
        (Status.UNDETERMINED, "待定", "undetermined"),
    ]
    parts = [
        Text(f"{counted[each]} 项{words}", f"{counted[each]} {word}") for each, words, word in told if counted[each]
    ]
    if parts:
        verb = "is" if parts[0].en.startswith("1 ") else "are"
        parts[0] = Text(parts[0].zh, parts[0].en.replace(" ", f" {verb} ", 1))
    said = join_texts(parts, "、", ", ") if parts else Text("没有未达标的", "none is missed, behind or open")
    en += f"; of the {EN.district}'s {len(results)} {_s(len(results), 'indicator')}, {said.en}."
    return Text(f"{zh}；{ZH.全区} {len(results)} 项指标中，{said.zh}。", en)


def what_next(report: Report) -> Text:
    """Says what the office does next: who is reminded, what goes back, what has to be put right."""
    missing = sum(each.state is State.MISSING for each in report.departments)
    rejected = sum(each.state is State.REJECTED for each in report.departments)
    read = [each for each in report.departments if each.state in (State.ACCEPTED, State.ACCEPTED_WITH_ERRORS)]
    wrong, errors = _count(read, Severity.ERROR)
    doubtful, doubts = _count(read, Severity.AMBER)
    steps = []
    if missing:
        departments = _those(missing)
        steps.append(Text(f"催报 {missing} 个{ZH.单位}", f"remind {missing} {departments} to submit"))
    if rejected:
        zh, en = f"退回 {rejected} 份请重报", f"send back {rejected} {_s(rejected, 'workbook')}"
        steps.append(Text(zh, en))
    unplaced = len(report.unplaced)
    if unplaced:
        en = f"find out which {_those(unplaced)} sent {unplaced} {_s(unplaced, 'file')}"
        steps.append(Text(f"查明 {unplaced} 份文件属于哪个{ZH.单位}", en))
    if errors:
        zh = f"请 {wrong} 个{ZH.单位}改正 {errors} 处错误"
        steps.append(Text(zh, f"have {wrong} {_those(wrong)} correct {errors} {_s(errors, 'error')}"))
    if doubts and not errors:
        zh = f"请 {doubtful} 个{ZH.单位}核对 {doubts} 处黄旗"
        en = f"have {doubtful} {_those(doubtful)} fix or confirm {doubts} {_s(doubts, 'flag')}"
        steps.append(Text(zh, en))
    if not steps:
        zh = "下一步：没有要退回或改正的，可以使用这份结果。"
        return Text(zh, "Next: nothing is left to fix; the results can be used.")
    said = join_texts(steps, "，", ", ")
    return Text(f"下一步：{said.zh}。", f"Next: {said.en}.")


def _count(departments: Sequence[Department], severity: Severity) -> tuple[int, int]:
    """Counts the departments that have flags of a severity, and these flags."""
    numbers = [sum(flag.severity is severity for flag in each.flags) for each in departments]
    return sum(number > 0 for number in numbers), sum(numbers)


def _those(count: int) -> str:
    return EN.department if count == 1 else EN.departments


def _s(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
