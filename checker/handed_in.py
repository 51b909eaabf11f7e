"""The files that were handed in: those of a folder that are submissions, and single ones that have to be there.

Knows names and folders; opens nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.errors import Stop, Text
from checker.marked_names import submissions

#: Files that lie in a folder of submissions and are none.
_IGNORED_ENDINGS = (".md", ".txt")


def workbooks_in(inputs: Path) -> list[Path]:
    """The files of a folder that are submissions, by name; lock files and notes are not.

    A marked copy X.checked.xlsx is a submission like any other where X itself does not lie in the folder; of several
    copies of one file (X.checked-2.xlsx) the one with the highest number is. Beside X no copy of it counts.

    Raises:
        Stop: there is no such folder, or no workbook in it.
    """
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
    found = submissions(
        path
        for path in inputs.iterdir()
        if path.is_file() and not path.name.startswith((".", "~$")) and not path.name.lower().endswith(_IGNORED_ENDINGS)
    )
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
