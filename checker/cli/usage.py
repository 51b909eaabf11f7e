"""Turns typer's usage errors, which are in English only, into a `Stop` in both languages."""

import re

from typer import TyperException

from checker.errors import Stop
from checker.text.bilingual import Text

#: What typer says, and the same in Chinese. Any other sentence is quoted inside a Chinese one.
_TRANSLATIONS = tuple(
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


def explain_usage(error: TyperException) -> Stop:
    """Says what is wrong with the command line, and where its help is."""
    message = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    help_page = f"{context.command_path if context is not None else 'checker'} --help"
    return Stop(
        "usage", Text(zh=translate(message), en=message), hint=Text(zh=f"用法见 {help_page}", en=f"see {help_page}")
    )


def translate(message: str) -> str:
    """Translates one of typer's sentences into Chinese."""
    for pattern, chinese in _TRANSLATIONS:
        if match := pattern.fullmatch(message):
            words = match.groupdict()
            lists = {
                name: re.sub("'?, '?", "、", words[name]).strip("'") for name in ("near", "choices") if name in words
            }
            return chinese.format(**words | lists)
    return f"命令写法不对（{message}）"
