"""The commands of the program. Each is imported when it is called, so that no command waits for another."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer

from checker.cli.help import Group, HelpTexts
from checker.frozen import dataclass
from checker.text.bilingual import Language

#: In the order of the help page. Each is a module of this package, which adds it to an application.
NAMES: tuple[str, ...] = (
    "check",
    "run",
    "merge",
    "template",
    "letters",
    "serve",
    "explain",
    "flags",
    "review",
    "decide",
    "decisions",
    "history",
    "compare",
)
NAMES += ("sample", "ledger", "indicators")


@dataclass(frozen=True)
class Fitting:
    """A word that may follow, as typer's answers to shells take it: its kind is for shells that ask for files."""

    value: str
    help: str = ""
    type: str = "plain"


class Program(Group):
    """The program: a group of `Commands`."""

    def hold(self, language: Language) -> None:
        """Takes the commands, described in `language`; each gets the program's own option for the language."""
        everywhere = next(each for each in self.params if each.name == "lang")
        self.commands: Any = Commands(language, everywhere)

    def summaries(self) -> list[tuple[str, str]]:
        """Says in one line what each command is for, without importing it."""
        return [(name, HelpTexts(name, self.commands.language).find("help").partition("\n")[0]) for name in NAMES]

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Completes the name of a command without importing any; typer would import them all for their helps."""
        found = [Fitting(name, said) for name, said in self.summaries() if name.startswith(incomplete)]
        if found and not incomplete.startswith("-"):
            return found
        return [Fitting(name) for param in self.params for name in param.opts if name.startswith(incomplete or " ")]


class Commands(Mapping[str, Any]):
    """The commands by name; `everywhere` is an option that every command and group takes."""

    def __init__(self, language: Language, everywhere: Any) -> None:
        self.language = language
        self._everywhere = everywhere
        self._made: dict[str, Any] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)

    def __getitem__(self, name: str) -> Any:
        if name not in NAMES:
            raise KeyError(name)
        if name not in self._made:
            app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)
            app.callback()(_hold_one)
            import_module(f"checker.cli.{name}").add_to(app, self.language)
            group: Any = typer.main.get_command(app)
            self._made[name] = group.commands[name]
            self._add_everywhere(self._made[name])
        return self._made[name]

    def _add_everywhere(self, command: Any) -> None:
        command.params.append(self._everywhere)
        for each in getattr(command, "commands", {}).values():
            self._add_everywhere(each)


def _hold_one() -> None:
    """Makes typer build a group of one command, so that every command is found by its name."""
