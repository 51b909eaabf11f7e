"""Finds the files to check: the submissions in a folder, or single files that must exist.

Knows names and folders; opens a marked copy only to see whether somebody has edited it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import choose_submissions, is_marked
from checker.model.stops import make_stop
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
        raise make_stop("is-file", inputs)
    if not inputs.is_dir():
        raise make_stop("no-inputs", inputs)
    found, _ = choose_submissions(_list_files(inputs), _is_edited)
    if not found:
        raise make_stop("no-workbooks", inputs)
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
        raise make_stop("is-folder", path)
    if not path.is_file():
        raise make_stop("no-file", path)
