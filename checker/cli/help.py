"""Help pages in the reader's language. Typer parses; every word of its own that a person would read is said here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.console import Group as Parts
from rich.padding import Padding
from rich.table import Column, Table
from typer.core import TyperCommand, TyperGroup

from checker.cli.streams import rendered
from checker.model import Language
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text

USAGE = Text(zh="用法：", en="Usage: ")
ARGUMENTS = Text(zh="参数", en="Arguments")
OPTIONS = Text(zh="选项", en="Options")
COMMANDS = Text(zh="命令", en="Commands")
OPTIONS_PLACE = Text(zh="[选项]", en="[OPTIONS]")
COMMAND_PLACE = Text(zh="命令 [参数]…", en="COMMAND [ARGS]...")
SHOW_HELP = Text(zh="显示这份说明", en="Show this page")
DEFAULT = Text(zh="（默认 {value}）", en=" (default: {value})")
WIDEST_NAME = 34


class Command(TyperCommand):
    """A command whose help page is ours."""

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, described in the reader's language."""
        return _described(super().get_help_option(ctx), ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(help_page(self, ctx, ()))


class Group(TyperGroup):
    """A group of commands whose help page is ours."""

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, described in the reader's language."""
        return _described(super().get_help_option(ctx), ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(help_page(self, ctx, tuple(self.commands.items())))


def language_in(ctx: Any) -> Language:
    """The language that the program was started in: the root context carries it."""
    language: Language = ctx.find_root().obj
    return language


def usage_line(command: Any, ctx: Any) -> str:
    """How a command is called, without the word "usage"."""
    language = language_in(ctx)
    pieces = [ctx.command_path, OPTIONS_PLACE.of(language)]
    pieces += [_name(parameter) for parameter in command.params if _is_argument(parameter)]
    pieces += [COMMAND_PLACE.of(language)] if isinstance(command, TyperGroup) else []
    return " ".join(pieces)


def help_page(command: Any, ctx: Any, commands: Sequence[tuple[str, Any]]) -> str:
    """The page of a command: usage, what it does, arguments, options, and the commands below it."""
    language = language_in(ctx)
    arguments = [_row(each, language) for each in command.params if _is_argument(each)]
    options = [_row(each, language) for each in command.get_params(ctx) if not _is_argument(each)]
    below = [(name, (each.help or "").partition("\n")[0]) for name, each in commands]

    def render(console: Console) -> None:
        console.print(Parts(Line.of(USAGE.of(language), "bold").append(usage_line(command, ctx))))
        console.print(Parts(Line(f"\n{command.help or ''}")))
        for title, rows in ((ARGUMENTS, arguments), (COMMANDS, below), (OPTIONS, options)):
            if rows:
                console.print(Line(f"\n{title.of(language)}", style="bold"))
                console.print(Padding.indent(_table(rows), 2))

    return rendered(render)


def _described(option: Any, ctx: Any) -> Any:
    option.help = SHOW_HELP.of(language_in(ctx))
    return option


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _name(parameter: Any) -> str:
    if not _is_argument(parameter):
        names = ", ".join(sorted(parameter.opts, key=len))
        return names if parameter.is_flag or not parameter.metavar else f"{names} {parameter.metavar}"
    name = str(parameter.metavar)
    return name if parameter.required else f"[{name}]"


def _row(parameter: Any, language: Language) -> tuple[str, str]:
    default = getattr(parameter.default, "value", parameter.default)
    shown = DEFAULT.of(language).format(value=default) if default and parameter.metavar else ""
    return _name(parameter), (parameter.help or "") + shown


def _table(rows: Sequence[tuple[str, str]]) -> Table:
    grid = Table.grid(Column(max_width=WIDEST_NAME, overflow="fold"), Column(overflow="fold"), padding=(0, 2, 0, 0))
    for name, said in rows:
        grid.add_row(Line(name, style="cyan"), Line(said))
    return grid
