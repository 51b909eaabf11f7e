"""What is said when a run cannot go on: a `Stop` is an answer to a person, a fault is ours and says so."""

from __future__ import annotations

import traceback
from pathlib import Path

from rich.text import Text as Line

import checker
from checker.cli.streams import emit, remark
from checker.errors import Stop
from checker.model import Fault, Language
from checker.privacy.masking import mask_sentence, mask_text
from checker.text.bilingual import Text
from checker.text.exact_json import dumps

FORMAT = "checker-failure/1"
CANNOT_GO_ON = Text(zh="无法继续：", en="Cannot go on: ")
REPORT_IT = Text(
    zh="这是 checker 本身的问题，不是数据的问题：请把上面的内容和所用的命令告诉 checker 的维护者；"
    "加 --debug 再运行一次可看详情（可能含个人信息）",
    en="This is a failure of checker, not of your data: tell whoever maintains it what stands above and the command; "
    "run it again with --debug for details (they may show personal data)",
)


def tell_stop(stop: Stop, language: Language, *, as_json: bool, lead: Text = CANNOT_GO_ON) -> None:
    """Says what happened, where, and what to do next; `lead` says what it means for the run."""
    remark(Line.assemble((lead.of(language), "bold red"), mask_sentence(stop.message, language)))
    if stop.context:
        remark(Line(Text(zh="  位置：", en="  Where: ").of(language) + mask_text(stop.context)))
    if stop.hint is not None:
        lines = _lines(stop.hint, language).replace("\n", "\n    ")
        remark(Line(Text(zh="  怎么办：", en="  What to do: ").of(language) + lines))
    if as_json:
        message, hint = (None if text is None else _both(text) for text in (stop.message, stop.hint))
        stopped = {"reference": stop.reference, "message": message, "context": mask_text(stop.context), "hint": hint}
        emit(dumps({"format": FORMAT, "stopped": stopped, "faults": []}).encode())


def tell_fault(error: Exception, language: Language, *, as_json: bool, debug: bool) -> None:
    """Says that checker itself failed, and where; never what the data held, which a traceback may show."""
    fault = Fault(_where(error), type(error).__name__)
    tell_faults((fault,), language)
    if debug:
        remark(Line("".join(traceback.format_exception(error))))
    if as_json:
        faults = [{"where": fault.where, "error": fault.error}]
        emit(dumps({"format": FORMAT, "stopped": None, "faults": faults}).encode())


def tell_faults(faults: tuple[Fault, ...], language: Language) -> None:
    """One line a fault, and below them where to report it."""
    for fault in faults:
        said = f"{mask_text(fault.error)} ({mask_text(fault.where)})"
        remark(Line.assemble((Text(zh="故障：", en="Fault: ").of(language), "bold red"), said))
    if faults:
        remark(Line(REPORT_IT.of(language)))


def _where(error: Exception) -> str:
    """The innermost of our own lines that the error passed, as "checker/judge.py:120"."""
    root = Path(checker.__file__).parent
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if root in Path(frame.filename).parents]
    if not ours:
        return "checker"
    return f"{Path(ours[-1].filename).relative_to(root.parent).as_posix()}:{ours[-1].lineno}"


def _both(text: Text) -> dict[str, str]:
    return {"zh": _lines(text, "zh"), "en": _lines(text, "en")}


def _lines(text: Text, language: Language) -> str:
    """A text of several lines, each as it may be shown."""
    return "\n".join(mask_sentence(Text(line, line), language) for line in text.of(language).splitlines())
