"""Says why a run can't go on: a `Stop` is for the reader to put right; a fault is in the program, and says so."""

import re
import traceback
from pathlib import Path

from rich.text import Text as Line
from typer import TyperException

import checker
from checker.cli.streams import emit, remark
from checker.errors import Stop
from checker.model import Fault, Language
from checker.model.shortages import is_for_memory
from checker.model.stops import make_stop
from checker.privacy.masking import mask_sentence, mask_text
from checker.text.bilingual import Text
from checker.text.exact_json import Json, dumps
from checker.text.late import late
from checker.wording.failures import CANNOT_GO_ON, FAULT, NOT_CHECKED, WHAT_TO_DO, WHERE

FORMAT = "checker-failure/1"
REPORT_IT = Text(
    zh="这是 checker 本身的问题，不是数据的问题：请把上面的内容和所用的命令发给 checker 的维护者；"
    "加 --debug 重新运行可看详情（可能含个人信息）",
    en="The fault is in checker, not in your data: send the lines above and your command to the people who maintain "
    "checker; run the command again with --debug for details, which may contain personal data",
)

#: What typer says, and the same in Chinese. Any other sentence is quoted inside a Chinese one.
_TRANSLATIONS = tuple(
    (late(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (r"Missing argument '?(?P<name>.+?)'?\.", "缺少参数 {name}"),
        (r"Missing option '?(?P<name>.+?)'?\.", "缺少选项 {name}"),
        (r"Missing command\.", "没有写命令"),
        (r"No such command '(?P<name>.+)'\. Did you mean (?P<near>.+)\?", "没有命令“{name}”，是不是 {near}？"),
        (r"No such command '(?P<name>.+)'\.", "没有命令“{name}”"),
        (r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)", "没有选项 {name}，是不是 {near}？"),
        (r"No such option: (?P<name>.+)", "没有选项 {name}"),
        (r"Option '(?P<name>.+)' requires an argument\.", "选项 {name} 后面要写值"),
        (r"Option '(?P<name>.+)' does not take a value\.", "选项 {name} 后面不写值"),
        (r"Got unexpected extra argument\(s\) \((?P<extra>.+)\)", "多出的参数：{extra}"),
        (
            r"Invalid value for '(?P<name>.+?)': '(?P<value>.+)' is not one of (?P<choices>.+)\.",
            "选项 {name} 的值“{value}”不对，可以写：{choices}",
        ),
    )
)


def print_stop(stop: Stop, language: Language, *, as_json: bool, lead: Text = CANNOT_GO_ON) -> None:
    """Prints what is wrong, where, and what to do; `lead` says what this means for the run."""
    remark(Line.assemble((lead.of(language), "bold red"), mask_sentence(stop.message, language)))
    if stop.context:
        remark(f"  {WHERE.of(language)}{mask_text(stop.context)}")
    if stop.hint is not None:
        lines = _mask_lines(stop.hint, language).replace("\n", "\n    ")
        remark(f"  {WHAT_TO_DO.of(language)}{lines}")
    if as_json:
        message, hint = _mask_both(stop.message), _mask_both(stop.hint)
        stopped = {"reference": stop.reference, "message": message, "context": mask_text(stop.context), "hint": hint}
        emit(dumps({"format": FORMAT, "stopped": stopped, "faults": []}).encode())


def print_fault(error: Exception, language: Language, *, as_json: bool, debug: bool) -> None:
    """Prints that the program failed, and where; never the data, which a traceback may show, unless `debug` is set."""
    fault = Fault(_locate(error), type(error).__name__)
    print_faults((fault,), language)
    if debug:
        remark("".join(traceback.format_exception(error)))
    if as_json:
        faults = [{"where": fault.where, "error": fault.error}]
        emit(dumps({"format": FORMAT, "stopped": None, "faults": faults}).encode())


def print_faults(faults: tuple[Fault, ...], language: Language) -> None:
    """Prints one line per fault, and then where to report them."""
    hints: dict[str, None] = {}
    for fault in faults:
        where = mask_text(fault.where)
        if is_for_memory(fault.error):
            lead, short = NOT_CHECKED.of(language), make_stop("no-memory")
            text = Text(f"{where}：{short.message.zh}", f"{where}: {short.message.en}").of(language)
            hint = f"  {WHAT_TO_DO.of(language)}{short.hint.of(language) if short.hint else ''}"
        else:
            lead, text, hint = FAULT.of(language), f"{mask_text(fault.error)} ({where})", REPORT_IT.of(language)
        remark(Line.assemble((lead, "bold red"), text))
        hints[hint] = None
    for hint in hints:
        remark(hint)


def explain_usage(error: TyperException) -> Stop:
    """Says what is wrong with the command line, and where its help is."""
    message = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    help_page = f"{context.command_path if context is not None else 'checker'} --help"
    hint = Text(zh=f"用法见 {help_page}", en=f"see {help_page}")
    if message.startswith("Missing argument") and getattr(getattr(error, "param", None), "name", "") == "pack":
        from checker.definitions.built_in import list_titles  # imports late: few lines lack a pack

        titles = list_titles()
        hint = Text(f"{hint.zh}；指标包可以写：{titles.zh}", f"{hint.en}; these are the built-in packs:{titles.en}")
    return Stop("usage", Text(zh=translate(message), en=message), hint=hint)


def translate(message: str) -> str:
    """Translates one of typer's sentences into Chinese."""
    for pattern, chinese in _TRANSLATIONS:
        if match := pattern.fullmatch(message):
            words = match.groupdict()
            for name in words.keys() & {"near", "choices"}:
                words[name] = re.sub("'?, '?", "、", words[name]).strip("'")
            return chinese.format(**words)
    return f"命令写法不对（{message}）"


def _locate(error: Exception) -> str:
    """Finds the innermost line of ours that the error passed, e.g. "checker/cli/run.py:120"."""
    root = Path(checker.__file__).parent
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if root in Path(frame.filename).parents]
    if not ours:
        return "checker"
    return f"{Path(ours[-1].filename).relative_to(root.parent).as_posix()}:{ours[-1].lineno}"


def _mask_both(text: Text | None) -> Json:
    return None if text is None else {"zh": _mask_lines(text, "zh"), "en": _mask_lines(text, "en")}


def _mask_lines(text: Text, language: Language) -> str:
    """Masks a text line by line."""
    return "\n".join(mask_sentence(Text(line, line), language) for line in text.of(language).splitlines())
