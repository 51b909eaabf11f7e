"""What Tab completes on a command line: packs, periods, departments, indicators, codes and files, with their names.

The shell waits for every answer, so nothing here loads a pack or a library for tables: names of files and single
definitions are enough. What can't be read completes nothing.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from checker.text.bilingual import Language, Text

#: The variable by which a shell asks, as typer names it.
VARIABLE = "_CHECKER_COMPLETE"
#: A word that fits, and what it means.
Item = tuple[str, str]
_Find = Callable[[typer.Context, Language], Iterator[Item]]
#: Beside the packs and the roster: what is no indicator.
_NO_INDICATORS = frozenset({"pack", "departments", "register", "parameters", "holidays"})


def is_asked() -> bool:
    """Whether a shell wants to know how a command line may go on."""
    return bool(os.environ.get(VARIABLE))


def answer(program: Callable[[], Any]) -> int:
    """Answers the shell. It shows nothing else, so an error completes nothing."""
    import_module("typer.completion").completion_init()
    try:
        program().main([], prog_name="checker", standalone_mode=False)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except Exception:  # whatever it is, the line is still being written
        return 0
    return 0


def completer(place: str, language: Language) -> Callable[[typer.Context, str], list[Item]] | None:
    """Gives what completes the words of a place on the command line; None if nobody asks, or nothing does."""
    find = _PLACES.get(place) if is_asked() else None
    if find is None:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> list[Item]:
        if find is _files:
            return [(name, "") for name in _files_like(incomplete)]
        start, comma, word = incomplete.rpartition(",") if place == "CODE" else ("", "", incomplete)
        languages: tuple[Language, ...] = (language, "en" if language == "zh" else "zh")
        for each in languages:  # whoever begins in the other language goes on in it
            found = [item for item in find(ctx, each) if item[0].casefold().startswith(word.casefold())]
            if found:
                return [(f"{start}{comma}{value}", said) for value, said in found]
        return []

    return complete


def choose(words: tuple[str, ...]) -> Callable[[str], list[str]] | None:
    """Gives what completes an option that takes one of a few words; None if nobody asks."""
    if not is_asked():
        return None

    def complete(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return complete


def _packs(_ctx: typer.Context, language: Language) -> Iterator[Item]:
    from checker.cli.office import read_office
    from checker.definitions.built_in import available_packs, definitions_root, read_title

    folders = {name: definitions_root() / name for name in available_packs()}
    folders |= dict(sorted(read_office().own_packs().items()))
    for name, folder in folders.items():
        title = read_title(folder)
        yield name, "" if title is None else title.of(language)


def _folder(ctx: typer.Context) -> Path | None:
    """The folder of the pack that the line names so far."""
    from checker.cli.office import read_office
    from checker.definitions.built_in import available_packs, definitions_root

    named = ctx.params.get("pack")
    if not isinstance(named, str) or not named:
        return None
    where = read_office().find_pack(named)
    return definitions_root() / where if where in available_packs() else Path(where)


def _periods(ctx: typer.Context, _language: Language) -> Iterator[Item]:
    """The periods of the folders of workbooks, then the quarters, halves and years of now and of a year ago."""
    from checker.cli.office import read_office

    inputs = read_office().inputs or Path("inputs")
    folder = _folder(ctx)
    below = sorted(inputs.glob("*/*" if folder is None else f"{folder.name}/*"))
    there = [path.name for path in below if path.is_dir() and path.name[:4].isdecimal()]
    year = date.today().year  # noqa: DTZ011 - the day where the reader is
    usual = [f"{each}{part}" for each in (year, year - 1) for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "")]
    yield from ((period, "") for period in dict.fromkeys((*there, *usual)))


def _departments(ctx: typer.Context, language: Language) -> Iterator[Item]:
    for folder in _folders(ctx):
        for each in _read(folder / "departments.yaml").get("departments") or ():
            name = _named(each)
            if name is not None:
                yield name.of(language), str(each.get("code", ""))


def _indicators(ctx: typer.Context, language: Language) -> Iterator[Item]:
    for folder in _folders(ctx):
        for path in sorted(folder.glob("*.yaml")):
            if path.stem not in _NO_INDICATORS:
                name = _named(_read(path))
                yield path.stem, "" if name is None else name.of(language)


def _folders(ctx: typer.Context) -> list[Path]:
    """The folder of the pack that the line names, or those of all built-in packs."""
    from checker.definitions.built_in import available_packs, definitions_root

    folder = _folder(ctx)
    return [definitions_root() / name for name in available_packs()] if folder is None else [folder]


def _codes(_ctx: typer.Context, language: Language) -> Iterator[Item]:
    from checker.codes import catalogue

    for id, code in catalogue().items():
        yield id, code.heading.of(language)


def _subjects(ctx: typer.Context, language: Language) -> Iterator[Item]:
    yield from _indicators(ctx, language)
    yield from _departments(ctx, language)


def _explained(ctx: typer.Context, language: Language) -> Iterator[Item]:
    yield from _codes(ctx, language)
    yield from _subjects(ctx, language)


def _files(_ctx: typer.Context, _language: Language) -> Iterator[Item]:
    yield from ()


def _files_like(incomplete: str) -> Iterator[str]:
    """Folders, and files of any kind that begins like the word; hidden ones only if the word is hidden too."""
    head, tail = os.path.split(incomplete)
    try:
        found = sorted(os.scandir(head or "."), key=lambda each: each.name)
    except OSError:
        return
    for each in found:
        if each.name.startswith(tail) and (tail.startswith(".") or not each.name.startswith((".", "~$"))):
            yield os.path.join(head, each.name) + (os.sep if each.is_dir() else "")  # noqa: PTH118 - as it was written


def _read(path: Path) -> dict[str, Any]:
    from checker.tables.yaml.reading import read_definition

    _, definition, _ = read_definition(path, path.parent.name)
    value = None if definition is None else definition.root.value
    return value if isinstance(value, dict) else {}


def _named(each: Any) -> Text | None:
    match each:
        case {"name": {"zh": str(zh), "en": str(en)}}:
            return Text(zh, en)
        case _:
            return None


_PLACES: dict[str, _Find] = {
    **dict.fromkeys(("PACK", "OLD", "NEW"), _packs),
    **dict.fromkeys(("PERIOD", "OTHER"), _periods),
    **dict.fromkeys(("DEPARTMENT", "DEPARTMENT..."), _departments),
    **dict.fromkeys(("INDICATOR", "ID"), _indicators),
    "CODE": _codes,
    "SUBJECT": _subjects,
    "CODE | DEPARTMENT INDICATOR": _explained,
    **dict.fromkeys(
        ("FILE", "WORKBOOK...", "DIR", "INPUTS", "LEDGER", "REPORT", "SHARDS", "DOCUMENT", "WORKBOOK"), _files
    ),
}
