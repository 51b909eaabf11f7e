"""The words of a command line are read as typer reads them, and typer is asked where they are wrong."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperCommand

from checker.cli.app import build
from checker.cli.parsing import read_without_pydantic

WORDS = [
    "",
    "x",
    "a b",
    "-",
    "text",
    "TEXT",
    "json",
    "csv",
    "red",
    "never",
    "zh",
    "fr",
    "3",
    "0",
    "-1",
    "2022Q4",
    "C401",
]
WORDS += ["中文", "no/such/file.xlsx", ".", __file__]


def parameters(command: Any) -> list[Any]:
    below = [each for name in getattr(command, "commands", ()) for each in parameters(command.commands[name])]
    return [*command.params, *below]


ALL = parameters(build("en"))


def outcome(parameter: Any, value: Any) -> object:
    try:
        return parameter.process_value(CONTEXT, value)
    except Exception as error:  # whatever typer raises for it
        return type(error), str(error)


CONTEXT = TyperCommand("any", callback=None).make_context("any", [])


def test_the_parameters_of_all_commands_are_here() -> None:
    assert len(ALL) > 150
    kinds = {each.type_descriptor.annotation for each in ALL if hasattr(each, "type_descriptor")}
    assert {str, bool, Path, list[str], list[Path]} <= kinds
    assert any(isinstance(kind, type) and issubclass(kind, StrEnum) for kind in kinds)


@pytest.mark.parametrize("index", range(len(ALL)), ids=lambda index: f"{index} {ALL[index].name}")
def test_every_word_is_read_as_typer_reads_it(index: int) -> None:
    parameter = ALL[index]
    parameter._runtime_param = None
    if parameter.callback is not None or parameter.name == "help":
        pytest.skip("it ends the program")
    several = parameter.multiple or parameter.nargs == -1
    given = [None, parameter.default, *((word, "y") if several else word for word in WORDS)]
    by_typer = [outcome(parameter, value) for value in given]
    for value, expected in zip(given, by_typer, strict=True):
        parameter._runtime_param = None
        read_without_pydantic([parameter])
        found = outcome(parameter, value)
        assert found == expected
        assert type(found) is type(expected)


def test_an_unreadable_file_is_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    parameter = next(each for each in ALL if each.name == "workbooks")
    read_without_pydantic([parameter])
    kind, message = outcome(parameter, [__file__])  # type: ignore[misc]
    assert kind.__name__ == "BadParameter"
    assert "is not readable" in message
