"""Finds the files to check: the submissions in a folder, or single files that must exist.

Knows names and folders; opens a marked copy only to see whether somebody has edited it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.errors import Stop
from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import choose_submissions, is_marked
from checker.text.bilingual import Text

#: Files in a folder of submissions that are not submissions.
_IGNORED_ENDINGS = (".md", ".txt")
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


def find_workbooks(inputs: Path) -> list[Path]:
    """Finds the submissions in a folder, sorted by name; lock files and notes do not count.

    A marked copy X.checked.xlsx counts instead of X if somebody has edited it; see `choose_submissions`.

    Raises:
        Stop: there is no such folder, or it holds no workbook.
    """
    if inputs.is_file():
        raise Stop(
            "is-file",
            Text(zh="这是文件，不是文件夹", en="this is a file, not a folder"),
            context=str(inputs),
            hint=Text(zh="检查单个工作簿请用 checker check 文件", en="to check a single workbook: checker check FILE"),
        )
    if not inputs.is_dir():
        raise Stop(
            "no-inputs",
            Text(zh="没有这个文件夹", en="there is no such folder"),
            context=str(inputs),
            hint=Text(
                zh="请把各单位的工作簿放入这个文件夹，或在命令末尾写明放工作簿的文件夹",
                en="put the departments' workbooks there, or name their folder at the end of the command",
            ),
        )
    found, _ = choose_submissions(_list_files(inputs), _is_edited)
    if not found:
        raise Stop(
            "no-workbooks",
            Text(zh="文件夹里没有工作簿", en="the folder holds no workbook"),
            context=str(inputs),
            hint=Text(
                zh="请放入 xlsx、xlsm、xls、ods 或 csv 格式的工作簿",
                en="put workbooks there; these formats can be read: xlsx, xlsm, xls, ods, csv",
            ),
        )
    return found


def describe_skipped(inputs: Path) -> tuple[Text, ...]:
    """Says what in a folder of submissions is not read, so that no department is called missing without a hint."""
    skipped = [
        Text(
            zh=f"没有读取 {path.name}：{other.name} 里有改动，以它为准",
            en=f"{path.name} was not read: {other.name} has been edited and counts instead",
        )
        for path, other in choose_submissions(_list_files(inputs), _is_edited)[1].items()
        if is_marked(other) and _is_edited(other)
    ]
    folders = sorted(path for path in inputs.iterdir() if path.is_dir() and not path.name.startswith("."))
    skipped += [
        Text(
            zh=f"没有读取子文件夹 {folder.name} 里的文件", en=f"the files in the subfolder {folder.name} were not read"
        )
        for folder in folders
        if any(path.is_file() for path in folder.iterdir())
    ]
    return tuple(skipped)


def _list_files(inputs: Path) -> Iterator[Path]:
    return (
        path
        for path in inputs.iterdir()
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and not path.name.lower().endswith(_IGNORED_ENDINGS)
        and path.name.lower() not in _SYSTEM_FILES
    )


def _is_edited(copy: Path) -> bool:
    return not is_untouched(copy)


def drop_repeats(paths: Iterable[Path]) -> list[Path]:
    """Drops the paths that name a file a second time."""
    unique: dict[Path, Path] = {}
    for path in paths:
        unique.setdefault(path.resolve(), path)
    return list(unique.values())


def require_file(path: Path) -> None:
    """Refuses a path that is not a file.

    Raises:
        Stop: it is a folder, or does not exist.
    """
    if path.is_dir():
        raise Stop(
            "is-folder",
            Text(zh="这是文件夹，不是工作簿", en="this is a folder, not a workbook"),
            context=str(path),
            hint=Text(
                zh="检查整个文件夹请用 checker run 指标包 报送期 文件夹",
                en="to check a whole folder: checker run PACK PERIOD FOLDER",
            ),
        )
    if not path.is_file():
        raise Stop(
            "no-file",
            Text(zh="没有这个文件", en="there is no such file"),
            context=str(path),
            hint=Text(zh="请检查文件名和文件夹", en="check the spelling of the file name and of the folder"),
        )
