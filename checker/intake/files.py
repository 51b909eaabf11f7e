"""The files that were handed in: those of a folder that are submissions, and single ones that have to be there.

Knows names and folders; looks into a marked copy only to see whether somebody has worked in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.errors import Stop
from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import choose_submissions, is_marked
from checker.text.bilingual import Text

#: Files that lie in a folder of submissions and are none.
_IGNORED_ENDINGS = (".md", ".txt")
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


def workbooks_in(inputs: Path) -> list[Path]:
    """The files of a folder that are submissions, by name; lock files and notes are not.

    A marked copy X.checked.xlsx counts instead of X where somebody has worked in it; see `choose_submissions`.

    Raises:
        Stop: there is no such folder, or no workbook in it.
    """
    if inputs.is_file():
        raise Stop(
            "is-file",
            Text(zh="这是文件，不是文件夹", en="this is a file, not a folder"),
            context=str(inputs),
            hint=Text(zh="检查单个工作簿请用 checker check 文件", en="for a single workbook: checker check FILE"),
        )
    if not inputs.is_dir():
        raise Stop(
            "no-inputs",
            Text(zh="没有这个文件夹", en="there is no such folder"),
            context=str(inputs),
            hint=Text(
                zh="请把各单位的工作簿放入该文件夹，或在命令末尾写明文件夹",
                en="put the workbooks there, or name their folder at the end",
            ),
        )
    found, _ = choose_submissions(_files(inputs), _worked_in)
    if not found:
        raise Stop(
            "no-workbooks",
            Text(zh="文件夹里没有工作簿", en="there is no workbook in the folder"),
            context=str(inputs),
            hint=Text(
                zh="可用格式：xlsx、xlsm、xls、ods、csv", en="formats that can be read: xlsx, xlsm, xls, ods, csv"
            ),
        )
    return found


def passed_over(inputs: Path) -> tuple[Text, ...]:
    """What lies in a folder of submissions and is not read, in words: nobody is to be called missing without a hint."""
    said = []
    for path, other in choose_submissions(_files(inputs), _worked_in)[1].items():
        if is_marked(other) and _worked_in(other):
            said.append(
                Text(
                    zh=f"{path.name} 没有读取：以改过的 {other.name} 为准",
                    en=f"{path.name} was not read: {other.name}, in which somebody has worked, counts instead",
                )
            )
    for folder in sorted(path for path in inputs.iterdir() if path.is_dir() and not path.name.startswith(".")):
        if any(path.is_file() for path in folder.iterdir()):
            said.append(
                Text(
                    zh=f"子文件夹 {folder.name} 里的文件没有读取",
                    en=f"the files in the folder {folder.name} were not read",
                )
            )
    return tuple(said)


def _files(inputs: Path) -> Iterator[Path]:
    return (
        path
        for path in inputs.iterdir()
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and not path.name.lower().endswith(_IGNORED_ENDINGS)
        and path.name.lower() not in _OF_THE_SYSTEM
    )


def _worked_in(copy: Path) -> bool:
    return not is_untouched(copy)


def each_once(paths: Sequence[Path]) -> list[Path]:
    """The paths without those that name a file a second time."""
    return list({path.resolve(): path for path in reversed(paths)}.values())[::-1]


def must_exist(path: Path) -> None:
    """Refuses what is no file.

    Raises:
        Stop: it is a folder, or not there.
    """
    if path.is_dir():
        raise Stop(
            "is-folder",
            Text(zh="这是文件夹，不是工作簿", en="this is a folder, not a workbook"),
            context=str(path),
            hint=Text(
                zh="检查整个文件夹请用 checker run 指标包 报送期 文件夹",
                en="for a whole folder: checker run PACK PERIOD FOLDER",
            ),
        )
    if not path.is_file():
        raise Stop(
            "no-file",
            Text(zh="没有这个文件", en="there is no such file"),
            context=str(path),
            hint=Text(zh="请检查文件名和文件夹", en="check the file's name and folder"),
        )
