"""Asks which of several files of a department counts: says how to choose, and what differs between them."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from checker.codes import Code
from checker.codes.shared import SUBMITTED_TWICE
from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook, reject
from checker.intake.differences import describe, find_differences
from checker.intake.rivals import Rival
from checker.model import Flag, Place, flag
from checker.privacy.people import find_people
from checker.text.bilingual import Text
from checker.text.plurals import counted

FILES_DIFFER = Code("W280")

#: What to do after a run, and after a check of files that were named.
CHOOSE = Text(
    zh="再运行一次，加上 --use 和要用的文件名；或在要用的那份“填报说明”的“替代文件”里写上另一个文件的名称",
    en="run it again with --use and the name of the file that counts; or write the name of the other file next to "
    "“Supersedes” on the cover sheet of the one that counts",
)
CHOOSE_GIVEN = Text(
    zh="只检查要用的那份；或在要用的那份“填报说明”的“替代文件”里写上另一个文件的名称",
    en="check only the file that counts; or write the name of the other file next to “Supersedes” on the cover sheet "
    "of the one that counts",
)


def ask_which(
    left: Sequence[Rival], by_name: Mapping[str, CheckedWorkbook], task: Task, choose: Text
) -> CheckedWorkbook:
    """Rejects all files of a department, says how to `choose`, and what differs between them."""
    names = [each.file.name for each in left]
    listed = Text("、".join(names), ", ".join(names))
    first, *others = left
    judged, flags = by_name[first.file.name].department, list[Flag]()
    if any(each.is_readable for each in left):
        flags.append(flag(SUBMITTED_TWICE, expected=choose, department=judged.name, count=len(names), files=listed))
        flags += [_differ(first, each, by_name) for each in others if first.workbook and each.workbook]
    else:  # what is wrong with each of them is all there is to say
        flags += [found for name in names for found in by_name[name].department.flags]
    sheets = [sheet.name for each in left if each.workbook is not None for sheet in each.workbook.sheets]
    people = find_people(task.pack, [*names, *sheets], {})
    return reject(
        judged.file,
        judged.sha256,
        tuple(flags),
        task.pack,
        name=judged.name,
        code=judged.code,
        people=people,
        faults=tuple(fault for name in names for fault in by_name[name].faults),
    )


def _differ(one: Rival, other: Rival, by_name: Mapping[str, CheckedWorkbook]) -> Flag:
    """Says what two files hold, and where they differ; the place is the first cell."""
    if one.workbook is None or other.workbook is None:
        raise ValueError("both have been read")
    names = [PurePosixPath(each.file.name).name for each in (one, other)]
    if names[0] == names[1]:
        names = [one.file.name, other.file.name]
    found = find_differences(one.workbook, other.workbook)
    holds = [_hold(name, by_name[each.file.name]) for name, each in zip(names, (one, other), strict=True)]
    first = next((each for each in found if not each.lacking), None)
    return flag(
        FILES_DIFFER,
        Place() if first is None else first.place,
        contents=Text("；".join(each.zh for each in holds), "; ".join(each.en for each in holds)),
        differences=describe(found, *names),
    )


def _hold(name: str, checked: CheckedWorkbook) -> Text:
    """Says how many rows a file has, and what it would score."""
    department = checked.department
    rows = sum(each.read for each in department.sheets)
    score = "-" if department.score is None else f"{float(department.score):.2f}".rstrip("0").rstrip(".")
    return Text(
        zh=f"{name} 有 {rows} 行，得分 {score}", en=f"{name} has {counted(rows, 'row')} and would score {score}"
    )
