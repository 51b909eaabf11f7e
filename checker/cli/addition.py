"""Asks what a new indicator is made of, writes it, and says what came of it."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.text import Text as Line

from checker.authoring.addition import Added, add_indicator, collect
from checker.authoring.addition.asked import Unclear
from checker.cli.streams import remark
from checker.definitions.built_in import available_packs
from checker.definitions.load import load_pack
from checker.model.stops import make_stop
from checker.text.bilingual import Language, Text
from checker.text.exact_json import Json
from checker.text.visible import visible

Answer = TypeVar("Answer")
#: With these three, nothing is asked: everything else has a default.
_ENOUGH = ("--title", "--table", "--target")
#: Never asked: only options set them.
_UNASKED = ("--id", "--weight", "--clause")
_DEFAULT = Text("（直接回车：{}）", " (Enter: {})")
WRITTEN = Text("已写入 {file}，{count} 个例子已核对", "written: {file}, with {count} examples that hold")
NEXT = Text(
    "接下来：看这个文件，回答其中的“待定”，然后运行\n  checker indicators show {folder} {id}\n"
    "  checker indicators lint {folder}\n  checker indicators test {folder}",
    "Next: read the file, answer the lines marked “Open”, then run\n  checker indicators show {folder} {id}\n"
    "  checker indicators lint {folder}\n  checker indicators test {folder}",
)
WEIGHTS = Text(
    "各指标的权重合计 {total}，应为 100：改各文件的 weight，或删去示例指标",
    "The weights add up to {total} instead of 100: change `weight` in the files, or delete the example indicator",
)
NOTHING = Text("没有写入，因为：", "Nothing was written, because:")


def add(pack: str, folder: str, given: Mapping[str, str | None], language: Language) -> Added:
    """Collects the answers and writes the indicator.

    Raises:
        Stop: an option can't be understood, an answer is missing, or the pack is built in.
    """
    if folder in available_packs():
        raise make_stop("pack-built-in", context=pack)
    loaded = load_pack(folder, begun=True)
    asking = _Asking({name: each for name, each in given.items() if each is not None}, language)
    answers = collect(loaded, asking)
    if asking.quiet and "--when" not in asking.given:
        answers = replace(answers, dated=False)
    return add_indicator(loaded, Path(folder), answers, language)


class _Asking:
    """Takes answers from the options, and asks for the rest as long as some of the first are missing."""

    def __init__(self, given: Mapping[str, str], language: Language) -> None:
        self.given, self.language = given, language
        self.quiet = all(option in given for option in _ENOUGH)

    def get(
        self,
        option: str,
        ask: Text,
        read: Callable[[str], Answer],
        default: str | None = None,
        choices: Sequence[Text] = (),
    ) -> Answer:
        if option in self.given or ((self.quiet or option in _UNASKED) and default is not None):
            try:
                return read(self.given.get(option, default or ""))
            except Unclear as unclear:
                raise make_stop("unclear-answer", context=option, why=unclear.why) from unclear
        if self.quiet:
            raise make_stop("answer-missing", context=option)
        for each in choices:
            remark(f"     {visible(each.of(self.language))}")
        hint = _DEFAULT.of(self.language).format(default) if default else ""
        while True:
            remark(f"{ask.of(self.language)}{hint}")
            try:
                text = input().strip()
            except EOFError as error:
                raise make_stop("answer-missing", context=option) from error
            try:
                return read(text or (default or ""))
            except Unclear as unclear:
                remark(visible(unclear.why.of(self.language)))


def dump_added(added: Added) -> Json:
    """A new indicator for programs."""
    return {
        "file": None if added.problems else str(added.path),
        "indicator": added.answers.id,
        "examples": added.examples,
        "problems": [{"code": each.code.id, "zh": each.message.zh, "en": each.message.en} for each in added.problems],
    }


def print_added(screen: Console, added: Added, language: Language) -> None:
    """Says which file was written and what to do next, or why none was."""
    if added.problems:
        lines = [NOTHING.of(language), *(f"  {each.code.id} {each.message.of(language)}" for each in added.problems)]
    else:
        folder = shlex.quote(str(added.path.parent))
        lines = [WRITTEN.of(language).format(file=added.path, count=added.examples)]
        if added.weights != "100":
            lines.append(WEIGHTS.of(language).format(total=added.weights))
        lines.append(NEXT.of(language).format(folder=folder, id=added.answers.id))
    for line in lines:
        screen.print(Line("\n".join(map(visible, line.split("\n")))), soft_wrap=True)
