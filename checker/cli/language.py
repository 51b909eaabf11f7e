"""In which language the program speaks, decided before anything is said: by --lang, else by the locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.model import Language

#: In the order in which a locale's variables count.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that `--lang` names; else Chinese for a zh* locale, English for all else."""
    named = option_value(arguments, "--lang")
    if named in ("zh", "en"):
        return "zh" if named == "zh" else "en"
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def option_value(arguments: Sequence[str], option: str) -> str | None:
    """The last value of an option among arguments that have not been parsed yet; None if it is not there."""
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and index + 1 < len(arguments):
            found = arguments[index + 1]
        elif argument.startswith(option + "="):
            found = argument.removeprefix(option + "=")
    return found
