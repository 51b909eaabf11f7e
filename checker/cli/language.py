"""Decides which language the program uses, before it parses or prints anything."""

from collections.abc import Mapping, Sequence

from checker.model import Language

#: The variables that set the locale, the one that counts most first.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Chooses the language that `--lang` names; else Chinese in a zh* locale and English in any other."""
    named = find_option(arguments, "--lang")
    if named in ("zh", "en"):
        return "zh" if named == "zh" else "en"
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def find_option(arguments: Sequence[str], option: str) -> str | None:
    """Finds the last value of an option in arguments that are not parsed yet."""
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and index + 1 < len(arguments):
            found = arguments[index + 1]
        elif argument.startswith(option + "="):
            found = argument.removeprefix(option + "=")
    return found
