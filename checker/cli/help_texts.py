"""Describes commands, arguments and options in the reader's language; the words are in help.toml."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typer

from checker.model import Language
from checker.reporters.registry import reporters
from checker.text.bilingual import Text

#: The format of what is printed for people.
ON_SCREEN = "text"


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
        return typer.Argument(help=self.find(place), metavar=self._translate_place(place))

    def option(self, name: str, place: str | None = None, values: dict[str, Text] | None = None, **more: Any) -> Any:
        """Describes an option; the help page shows `place` for its value. Without one, the option takes no value."""
        metavar = place and self._translate_place(place)
        return typer.Option(name, help=self.find(name, **values or {}), metavar=metavar, **more)

    def choice(self, name: str, choices: Iterable[str], **more: Any) -> Any:
        """Describes an option that takes one of a few words."""
        return typer.Option(name, help=self.find(name), metavar="|".join(choices), **more)

    def format(self, choices: Iterable[str], **more: Any) -> Any:
        """Describes `--format`."""
        others = [each for each in choices if each != ON_SCREEN]
        text = self.find("--format", others=Text(" 和 ".join(others), " and ".join(others)))
        return typer.Option("--format", help=text, metavar="|".join(choices), **more)

    def report_format(self) -> Any:
        """Describes `--format` of a report: the screen, or a file of a reporter that can be printed."""
        choices = (ON_SCREEN, *(each.form for each in reporters() if each.form))
        return self.format(choices, parser=_read_one_of(choices))

    def _translate_place(self, place: str) -> str:
        return Text(*load_words()["places"][place]).of(self.language)


def _read_one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    """Reads one of a few words; refuses any other as typer refuses a wrong choice."""

    def read(word: str) -> str:
        if word not in choices:
            raise typer.BadParameter(f"'{word}' is not one of {', '.join(map(repr, choices))}.")
        return word

    return read
