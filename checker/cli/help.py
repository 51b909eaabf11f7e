"""Renders help pages in the reader's language. Typer parses the command line; no word on the pages is typer's."""

from typing import Any

from rich.console import Console
from rich.console import Group as Parts
from rich.padding import Padding
from rich.table import Column, Table
from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from checker.cli.help_texts import HelpTexts
from checker.cli.streams import capture
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text

WIDEST_NAME = 34


class _OwnHelp:
    """Shows our help page, and names it in the hint of every usage error."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(render_help(self, ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the arguments; adds the command to a usage error that does not say where it comes from."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc, no-any-return]
        except TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise


class Command(_OwnHelp, TyperCommand):
    """A command with our help page."""


class Group(_OwnHelp, TyperGroup):
    """A group of commands with our help page."""


def render_help(command: Any, ctx: Any) -> str:
    """Renders the page of a command: usage, purpose, arguments, the commands below it, and options."""
    texts = HelpTexts("page", ctx.find_root().obj)
    parameters = command.get_params(ctx)
    arguments = [_make_row(each, texts) for each in parameters if _is_argument(each)]
    options = [_make_row(each, texts) for each in parameters if not _is_argument(each)]
    commands = [(name, (each.help or "").partition("\n")[0]) for name, each in getattr(command, "commands", {}).items()]
    usage = [ctx.command_path, texts.find("options_place"), *(name for name, _ in arguments)]
    usage += [texts.find("command_place")] if commands else []

    def render(screen: Console) -> None:
        screen.print(Parts(Line.of(texts.find("usage"), "bold").append(" ".join(usage))))
        screen.print(Parts(Line(f"\n{command.help or ''}")))
        for title, rows in (("arguments", arguments), ("commands", commands), ("options", options)):
            if rows:
                screen.print(Line(f"\n{texts.find(title)}", style="bold"))
                screen.print(Padding.indent(_make_table(rows), 2))

    return capture(render)


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _make_row(parameter: Any, texts: HelpTexts) -> tuple[str, str]:
    metavar = parameter.metavar
    if _is_argument(parameter):
        return metavar if parameter.required else f"[{metavar}]", parameter.help or ""
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.name == "help":
        return names, texts.find("show")
    if parameter.is_flag or not metavar:
        return names, parameter.help or ""
    default = getattr(parameter.default, "value", parameter.default)
    shown = texts.find("default", value=Text(default, default)) if default else ""
    return f"{names} {metavar}", (parameter.help or "") + shown


def _make_table(rows: list[tuple[str, str]]) -> Table:
    grid = Table.grid(Column(max_width=WIDEST_NAME, overflow="fold"), Column(overflow="fold"), padding=(0, 2, 0, 0))
    for name, text in rows:
        grid.add_row(Line(name, style="cyan"), Line(text))
    return grid
