"""Finds the files to check: the submissions in a folder, or single files that must exist.

Knows names and folders; opens a marked copy only to see whether somebody has edited it.
"""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import choose_submissions, is_marked
from checker.model.stops import make_stop
from checker.text.bilingual import Text
from checker.text.file_names import name_of

#: Files in a folder of submissions that are not submissions.
_IGNORED_ENDINGS = (".md", ".txt")
#: A folder that is called like a workbook is told even if it is empty.
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


def find_workbooks(inputs: Path) -> list[Path]:
    """Finds the submissions in a folder, sorted by name; lock files and notes do not count.

    A marked copy X.checked.xlsx counts instead of X if somebody has edited it; see `choose_submissions`.

    Raises:
        Stop: there is no such folder, it can't be read, or it holds no workbook.
    """
    if inputs.is_file():
        raise make_stop("is-file", inputs)
    if not inputs.is_dir():
        raise make_stop("no-inputs", inputs)
    try:
        found, _ = choose_submissions(_list_files(inputs), _is_edited)
    except OSError as error:
        raise make_stop("unreadable-inputs", inputs, why=error.strerror or type(error).__name__) from error
    if not found:
        raise make_stop("no-workbooks", inputs)
    return found


def describe_skipped(inputs: Path) -> tuple[Text, ...]:
    """Says what in a folder of submissions is not read, so that no department is called missing without a hint."""
    skipped = [
        Text(
            zh=f"没有读取 {name_of(path)}：{name_of(other)} 里有改动，以它为准",
            en=f"{name_of(path)} was not read: {name_of(other)} has been edited and counts instead",
        )
        for path, other in choose_submissions(_list_files(inputs), _is_edited)[1].items()
        if is_marked(other) and _is_edited(other)
    ]
    skipped += [reason for path in sorted(_visible(inputs)) if (reason := _why_unread(path)) is not None]
    return tuple(skipped)


def _list_files(inputs: Path) -> Iterator[Path]:
    return (
        path
        for path in _visible(inputs)
        if _mode(path)[0] == stat.S_IFREG
        and not path.name.lower().endswith(_IGNORED_ENDINGS)
        and path.name.lower() not in _SYSTEM_FILES
    )


def _visible(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if not path.name.startswith((".", "~$")))


def _mode(path: Path) -> tuple[int, str]:
    """Returns what an entry of a folder is, and why that can't be found out; a link is what it leads to."""
    try:
        return stat.S_IFMT(path.stat().st_mode), ""
    except OSError as error:  # a link that leads nowhere or to itself, or a folder behind which nothing may be read
        return 0, error.strerror or type(error).__name__


def _why_unread(path: Path) -> Text | None:
    """Says why an entry of a folder of submissions isn't read; None if it is, or if nothing is lost by that."""
    kind, why = _mode(path)
    if kind == stat.S_IFREG:
        return None
    if kind != stat.S_IFDIR:
        zh, en = (f"打不开（{why}）", f"it can't be opened ({why})") if why else ("不是文件", "it isn't a file")
        return Text(zh=f"没有读取 {name_of(path)}：{zh}", en=f"{name_of(path)} was not read: {en}")
    try:
        holds_files = any(_mode(each)[0] == stat.S_IFREG for each in path.iterdir())
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Text(
            zh=f"没有读取子文件夹 {name_of(path)}：打不开（{why}）",
            en=f"the subfolder {name_of(path)} was not read: it can't be opened ({why})",
        )
    if not holds_files and not path.name.lower().endswith(_WORKBOOK_ENDINGS):
        return None
    name = name_of(path)
    return Text(zh=f"没有读取子文件夹 {name} 里的文件", en=f"the files in the subfolder {name} were not read")


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
