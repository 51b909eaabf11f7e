"""The built-in packs: where they are, and what they are called. Loads no pack, and no model of one."""

from pathlib import Path

import checker
from checker.errors import Stop
from checker.tables.yaml.reading import read_definition
from checker.text.bilingual import Language, Text

HEADER = "pack.yaml"


def definitions_root() -> Path:
    """The folder of the built-in definitions: inside the installed package, else beside it in the repository.

    Raises:
        Stop: neither folder exists; the installation is damaged.
    """
    package = Path(checker.__file__).parent
    for folder in (package / "indicators", package.parent / "indicators"):
        if folder.is_dir():
            return folder
    raise Stop(
        "no-definitions",
        Text(zh="没有找到自带的指标定义", en="the built-in definitions are missing"),
        context=str(package),
        hint=Text(zh="请重新安装 checker", en="install checker again"),
    )


def available_packs() -> tuple[str, ...]:
    """The names of the built-in packs, sorted."""
    return tuple(sorted(path.parent.name for path in definitions_root().glob(f"*/{HEADER}")))


def read_titles() -> list[tuple[str, Text]] | None:
    """Reads the id and the title of every built-in pack, without the rest; None if one of them has a fault."""
    titles = []
    for name in available_packs():
        title = read_title(definitions_root() / name)
        if title is None:
            return None
        titles.append((name, title))
    return titles


def list_titles() -> Text:
    """Lists the built-in packs with their titles, one per line, in both languages."""
    named = [(name, read_title(definitions_root() / name) or Text("", "")) for name in available_packs()]
    widest = max((len(name) for name, _ in named), default=0)

    def lines(language: Language) -> str:
        return "".join(f"\n{name:{widest}}  {title.of(language)}".rstrip() for name, title in named)

    return Text(lines("zh"), lines("en"))


def read_title(folder: Path) -> Text | None:
    """Reads the title of the pack in a folder, without the rest; None if its header has a fault."""
    _, definition, problems = read_definition(folder / HEADER, folder.name)
    match None if definition is None or problems else definition.root.value:
        case {"id": str(), "title": {"zh": str(zh), "en": str(en)}}:
            return Text(zh, en)
        case {"id": str(), "title": {"zh": str(one)} | {"en": str(one)} | str(one)}:
            return Text(one, one)
        case _:
            return None
