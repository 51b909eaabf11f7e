"""Makes shells complete command lines: finds out which shell this is, and shows or installs its script."""

import os
from importlib import import_module
from pathlib import PurePath
from typing import Any

from checker.cli.completing import VARIABLE
from checker.cli.streams import remark
from checker.model.stops import make_stop
from checker.privacy.masking import mask_sentence
from checker.text.bilingual import Language, Text

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_PROGRAM = "checker"


def completion_script() -> str:
    """The script of the shell in which the program runs.

    Raises:
        Stop: it isn't known, or no shell that can be asked to complete.
    """
    text: str = _typer().get_completion_script(prog_name=_PROGRAM, complete_var=VARIABLE, shell=find_shell())
    return text


def install_completion(language: Language) -> None:
    """Installs the script for the reader's shell, and says where.

    Raises:
        Stop: the shell isn't known, or no shell that can be asked to complete.
    """
    shell, path = _typer().install(shell=find_shell(), prog_name=_PROGRAM, complete_var=VARIABLE)
    done = Text(
        f"已为 {shell} 装好补全：{path}。重新打开终端后，按 Tab 键即可补全",
        f"completion for {shell} is installed in {path}. Open a new terminal, and press Tab",
    )
    remark(mask_sentence(done, language))


def find_shell() -> str:
    """Finds the shell: the one that started the program, else that of the variable SHELL.

    Raises:
        Stop: it is none of `SHELLS`.
    """
    found = _typer()._get_shell_name() or PurePath(os.environ.get("SHELL", "")).name
    if found not in SHELLS:
        raise make_stop("no-shell", choices=", ".join(SHELLS[:-1]))
    return str(found)


def _typer() -> Any:
    """Typer's scripts for shells; they are not in the list of what it offers, but its own options use them."""
    return import_module("typer.completion")
