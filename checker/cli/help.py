"""Describes commands in the reader's language, on their help pages too; the words are in help.toml.

Typer parses the command line; no word on the pages is typer's.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from checker.cli.completing import choose, completer
from checker.cli.parsing import read_without_pydantic
from checker.frozen import dataclass
from checker.text.bilingual import Language, Text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

#: The format of what is printed for people.
ON_SCREEN = "text"
WIDEST_NAME = 34


@cache
def load_words() -> dict[str, dict[str, list[str]]]:
    """Loads the words by part and name, each as [Chinese, English]."""
    return tomllib.loads(Path(__file__).with_name("help.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class HelpTexts:
    """The descriptions of one command's parameters, for typer."""

    command: str
    language: Language

    def find(self, name: str, **values: Text) -> str:
        """Finds the description of a parameter, or of the command under "help", and fills in the values."""
        words = load_words()
        zh, en = words[self.command].get(name) or words["every"][name]
        filled = {key: value.of(self.language) for key, value in values.items()}
        return Text(zh, en).of(self.language).format(**filled)

    def argument(self, place: str) -> Any:
        """Describes an argument; the help page shows `place` for it."""
        fitting = completer(place, self.language)
        return typer.Argument(help=self.find(place), metavar=self._translate_place(place), autocompletion=fitting)

    def option(self, name: str, place: str | None = None, values: dict[str, Text] | None = None, **more: Any) -> Any:
        """Describes an option; the help page shows `place` for its value. Without one, the option takes no value."""
        metavar = place and self._translate_place(place)
        fitting = completer(place or "", self.language)
        return typer.Option(name, help=self.find(name, **values or {}), metavar=metavar, autocompletion=fitting, **more)

    def choice(self, name: str, choices: Iterable[str], **more: Any) -> Any:
        """Describes an option that takes one of a few words."""
        words = tuple(choices)
        fitting = choose(words)
        return typer.Option(name, help=self.find(name), metavar="|".join(words), autocompletion=fitting, **more)

    def format(self, choices: Iterable[str], **more: Any) -> Any:
        """Describes `--format`."""
        others = [each for each in choices if each != ON_SCREEN]
        text = self.find("--format", others=Text(" 和 ".join(others), " and ".join(others)))
        words = tuple(choices)
        return typer.Option("--format", help=text, metavar="|".join(words), autocompletion=choose(words), **more)

    def report_format(self) -> Any:
        """Describes `--format` of a report: the screen, or a file of a reporter that can be printed."""
        from checker.reporters.registry import reporters  # imports late, as few commands print a report

        choices = (ON_SCREEN, *(each.form for each in reporters() if each.form))

        def read(word: str) -> str:
            if word not in choices:  # as typer refuses a wrong choice
                raise typer.BadParameter(f"'{word}' is not one of {', '.join(map(repr, choices))}.")
            return word

        return self.format(choices, parser=read)

    def _translate_place(self, place: str) -> str:
        return Text(*load_words()["places"][place]).of(self.language)


class _OwnHelp:
    """Shows our help page, and names it in the hint of every usage error."""

    def get_help(self, ctx: Any) -> str:
        """Prints the help page; typer, which knows no stdout that takes nothing, has nothing left to print.

        Raises:
            Exit: always.
        """
        from checker.cli.streams import emit

        emit(render_help(self, ctx).rstrip("\n") + "\n")
        raise typer.Exit

    def summaries(self) -> list[tuple[str, str]]:
        """Says in one line what each command below is for."""
        commands: dict[str, Any] = getattr(self, "commands", {})
        return [(name, (each.help or "").partition("\n")[0]) for name, each in commands.items()]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the arguments; adds the command to a usage error that does not say where it comes from."""
        read_without_pydantic(self.get_params(ctx))  # type: ignore[attr-defined]
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc, no-any-return]
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise


class Command(_OwnHelp, TyperCommand):
    """A command with our help page."""


class Group(_OwnHelp, TyperGroup):
    """A group of commands with our help page."""


def render_help(command: Any, ctx: Any) -> str:
    """Renders the page of a command: usage, purpose, arguments, the commands below it, and options."""
    from rich.console import Group as Parts  # imports late, like what is below: a command that runs needs no page
    from rich.padding import Padding

    from checker.cli.streams import capture
    from checker.reporters.terminal.line import Line

    texts = HelpTexts("page", ctx.find_root().obj)
    parameters = command.get_params(ctx)
    arguments = [_make_row(each, texts) for each in parameters if _is_argument(each)]
    options = [_make_row(each, texts) for each in parameters if not _is_argument(each)]
    commands = command.summaries()
    usage = [ctx.command_path, texts.find("options_place"), *(name for name, _ in arguments)]
    usage += [texts.find("command_place")] if commands else []

    def render(screen: "Console") -> None:
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
    metavar, text = parameter.metavar, parameter.help or ""
    if _is_argument(parameter):
        return metavar if parameter.required else f"[{metavar}]", text
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.is_flag or not metavar:
        return names, texts.find("show") if parameter.name == "help" else text
    default = getattr(parameter.default, "value", parameter.default)
    shown = texts.find("default", value=Text(default, default)) if default else ""
    return f"{names} {metavar}", text + shown


def _make_table(rows: list[tuple[str, str]]) -> "Table":
    from rich.table import Column, Table

    from checker.reporters.terminal.line import Line

    grid = Table.grid(Column(max_width=WIDEST_NAME, overflow="fold"), Column(overflow="fold"), padding=(0, 2, 0, 0))
    for name, text in rows:
        grid.add_row(Line(name, style="cyan"), Line(text))
    return grid
