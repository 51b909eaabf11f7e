"""Typer's usage errors as a `Stop` in both languages. Typer says them in English only."""

from __future__ import annotations

import re

from typer import TyperException

from checker.errors import Stop
from checker.text.bilingual import Text

#: What typer says, and the same in Chinese. One that is not listed is quoted inside a Chinese sentence.
_SAID = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
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


def usage_stop(error: TyperException) -> Stop:
    """What was wrong with the command line, and where its help is."""
    said = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "checker"
    help_at = f"{path} --help"
    return Stop(
        "usage",
        Text(zh=in_chinese(said), en=said),
        hint=Text(zh=f"用法见 {help_at}", en=f"see {help_at}"),
    )


def in_chinese(said: str) -> str:
    """One of typer's sentences in Chinese."""
    for pattern, chinese in _SAID:
        if match := pattern.fullmatch(said):
            return chinese.format(**match.groupdict())
    return f"命令写法不对（{said}）"
