"""Judges several files as one submission: its parts, or the workbooks of departments that became one."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from checker.codes import Code
from checker.codes.shared import ROWS_PASSED_OVER
from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook
from checker.engine.workbooks import judge
from checker.intake.department import find_department
from checker.intake.joining import Joined, Part, join
from checker.intake.rivals import Rival
from checker.intake.roster_names import find_former, find_former_in
from checker.intake.target import Request
from checker.marked_copy.names import original_stem
from checker.model import FilePart, Flag, Place, Shown, State, flag, placed
from checker.privacy.people import find_people, mark_people
from checker.text.bilingual import Text, join_texts

PARTS_JOINED = Code("W282")
_APART = Text(zh="其中没有重复的表", en="since no table is in two of them")


def find_predecessors(rivals: Sequence[Rival], code: str, task: Task) -> list[list[Rival]]:
    """Groups the files of a department by the name that they give it, now or formerly; empty if that is one name."""
    entry = next((each for each in task.pack.on_roster(task.period) if each.code == code), None)
    if entry is None or not entry.formerly:
        return []
    groups: dict[str, list[Rival]] = {}
    for each in rivals:
        said = each.declaration.cover.values.get("department")
        former = find_former(entry, said) if said else find_former_in(entry, original_stem(each.file.path))
        groups.setdefault("" if former is None else former.name.zh, []).append(each)
    return list(groups.values()) if len(groups) > 1 else []


def join_parts(
    parts: Sequence[Rival], alone: Sequence[CheckedWorkbook], task: Task, *, adding: bool
) -> CheckedWorkbook | None:
    """Judges the parts, which were judged `alone`, as one workbook, `adding` rows of the same table.

    A department that only got another name may have sent the same rows under both: its files must share no record.

    Returns:
        None if they don't fit together.
    """
    given = [
        Part(PurePosixPath(each.file.name).stem, each.workbook, each.declaration)
        for each in parts
        if each.workbook is not None
    ]
    if len(given) < len(parts) or (joined := join(given, task.pack.tables, adding=adding)) is None:
        return None
    first = parts[0].file
    request = Request(folders=first.folders, department=_code_of(parts, task))
    checked = judge(first.path, joined.workbook, joined.declaration, (), task, request)
    if checked.department.state is State.REJECTED:
        return None
    entry = next(each for each in task.pack.on_roster(task.period) if each.code == checked.department.code)
    if len(entry.formerly) < 2 and _count_copies(checked) > sum(map(_count_copies, alone)):
        return None
    names = [each.file.name for each in parts]
    people = find_people(task.pack, names, {})
    department = replace(
        checked.department,
        file=" + ".join(names),
        sha256=hashlib.sha256("".join(each.sha256 for each in parts).encode()).hexdigest(),
        flags=(*_tell_passed(checked, alone, names, joined), _tell(names, joined)),
        parts=tuple(
            FilePart(each.file.name, each.sha256, sheets) for each, sheets in zip(parts, joined.sheets, strict=True)
        ),
    )
    return replace(checked, department=mark_people(department, people))


def _tell_passed(
    checked: CheckedWorkbook, alone: Sequence[CheckedWorkbook], names: Sequence[str], joined: Joined
) -> tuple[Flag, ...]:
    """The flags of all files together; what was passed over in sheets that were added up is told for each file.

    Rows are added up without the totals and signatures below them, so that the whole has none of them.
    """
    added = {sheet.name for sheets in joined.sheets for sheet in sheets if sheet.rows}
    kept = [each for each in checked.department.flags if each.code != ROWS_PASSED_OVER or each.place.sheet not in added]
    found: dict[tuple[str, str, Text | str], list[tuple[str, Shown]]] = {}
    for name, one, sheets in zip(names, alone, joined.sheets, strict=True):
        titles = {sheet.own: sheet.name for sheet in sheets if sheet.rows}
        for each in one.department.flags:
            if each.code == ROWS_PASSED_OVER and each.place.sheet in titles:
                values = dict(each.values)
                key = titles[each.place.sheet], each.place.table, values["what"].text
                found.setdefault(key, []).append((name, values["rows"]))
    return (*kept, *(_flag_passed(*key, rows) for key, rows in found.items()))


def _flag_passed(sheet: str, table: str, what: Text | str, rows: Sequence[tuple[str, Shown]]) -> Flag:
    both = [(name, each.text if isinstance(each.text, Text) else Text(each.text, each.text)) for name, each in rows]
    zh = "、".join(f"{text.zh}（{name}）" for name, text in both)
    en = ", ".join(f"{text.en} of {name}" for name, text in both)
    facts = [fact for _, each in rows for fact in each.facts or ()]
    return flag(ROWS_PASSED_OVER, Place(sheet, table=table), sheet=sheet, rows=placed(Text(zh, en), *facts), what=what)


def _count_copies(checked: CheckedWorkbook) -> int:
    return sum(sheet.duplicates for sheet in checked.department.sheets)


def _tell(names: Sequence[str], joined: Joined) -> Flag:
    """Says of which files a submission consists, and which rows of a sheet are from which file."""
    told = []
    for name, sheets in zip(names, joined.sheets, strict=True):
        for sheet in sheets:
            if sheet.rows and sheet.first > 1:  # the rows above are those of the first file, as they are in it
                last, (own, *_, end) = sheet.first + len(sheet.rows) - 1, (*sheet.rows, sheet.rows[-1])
                zh = f"“{sheet.name}”第 {sheet.first}–{last} 行来自 {name} 第 {own}–{end} 行"
                en = f"rows {sheet.first}–{last} of “{sheet.name}” are rows {own}–{end} of {name}"
                told.append(Text(zh, en))
    why = join_texts(told, "；", "; ") if told else _APART
    return flag(PARTS_JOINED, count=len(names), files=Text("、".join(names), ", ".join(names)), why=why)


def _code_of(parts: Sequence[Rival], task: Task) -> str | None:
    for each in parts:
        found = find_department(
            each.file.path, each.declaration.cover, task, None, each.declaration.stamp, each.file.folders
        )
        if not isinstance(found, Flag):
            return found.code
    return None
