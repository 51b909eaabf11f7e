"""Files that could not be judged, as the report shows them.

Knows how a department is rejected; settles nothing.
"""

from __future__ import annotations

from pathlib import Path

from checker.codes import Code
from checker.codes.shared import NOT_A_WORKBOOK, WRONG_EXTENSION
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook, reject
from checker.errors import Stop
from checker.intake.department import department_of
from checker.locate import Cover, read_cover
from checker.marked_copy.names import original_stem
from checker.model import Flag, Place, flag
from checker.model.workbook import Workbook
from checker.privacy.people import find_people
from checker.text.bilingual import Text

TARGET_UNKNOWN = Code("W249")


def unread_file(path: Path, flags: tuple[Flag, ...], task: Task) -> CheckedWorkbook:
    """A file that cannot be read is a finding; its name still tells whose it is, so that nobody is called missing."""
    entry = department_of(path, Cover(), task)
    if isinstance(entry, RosterEntry):
        return CheckedWorkbook(reject(entry.name.text, path.name, "", flags, task.pack, entry.code))
    return CheckedWorkbook(reject(called(path), path.name, "", flags, task.pack))


def refused_workbook(path: Path, workbook: Workbook, stop: Stop, task: Task) -> CheckedWorkbook:
    """A workbook that does not tell what it is for, beside others that do: a finding, and nobody's.

    Its department would be looked up on a roster that may not be its own.
    """
    cover = read_cover(workbook, task.pack.cover)[0]
    field = "pack" if stop.reference == "which-pack" else "period"
    unclear = flag(TARGET_UNKNOWN, cover.places.get(field, Place()), expected=stop.hint, why=stop.message)
    people = find_people(task.pack, (path.name,), cover.values)
    return CheckedWorkbook(reject(called(path), path.name, workbook.sha256, (unclear,), task.pack, people=people))


def is_bare_text(workbook: Workbook, flags: tuple[Flag, ...]) -> bool:
    """Whether a file is text that is only named like a workbook or a document."""
    return workbook.format == "csv" and any(each.code == WRONG_EXTENSION for each in flags)


def no_workbook(path: Path) -> Flag:
    """What is wrong with such a file in the first place; that it tells no pack or period only follows from it."""
    expected = Text(
        zh="用 Excel 或 WPS 打开填好的工作簿，存为 .xlsx 后再报送；"
        "本来就是一张表的文本，加选项 --pack 和 --period 检查",
        en="open the workbook that was filled in with Excel or WPS, save it as .xlsx and submit that; if this text is "
        "a table, check it with --pack and --period",
    )
    return flag(NOT_A_WORKBOOK, expected=expected, file=path.name, found=Text(zh="纯文本", en="plain text"))


def called(path: Path) -> Text:
    """What a department is called of which nothing but its file's name is known."""
    return Text(*[original_stem(path)] * 2)
