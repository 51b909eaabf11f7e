"""What the check of one workbook produces, and what the report shows of a file that could not be judged."""

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Self

from checker.answers import ReturnedSheet
from checker.checks.across import KeyUses
from checker.checks.prints import RowPrints
from checker.codes import Code
from checker.codes.shared import NOT_A_WORKBOOK, WRONG_EXTENSION
from checker.definitions.packs import Pack
from checker.definitions.task import Task
from checker.errors import Stop
from checker.frozen import dataclass
from checker.intake.department import find_department
from checker.intake.target import Declaration
from checker.locate import Cover
from checker.marked_copy.names import original_stem
from checker.model import Department, Fault, Flag, Measured, Place, State, flag
from checker.model.packed import PackedEvidence, PackedMonths
from checker.model.workbook import Workbook
from checker.privacy.people import find_people, mark_people
from checker.privacy.personal_data import PersonalData
from checker.sampling.rows import PassedRow
from checker.text.bilingual import Text
from checker.text.file_names import name_of
from checker.text.levels import in_own_words

TARGET_UNKNOWN = Code("W249")


@dataclass(frozen=True)
class CheckedWorkbook:
    """One judged workbook: its part of the report, and what the comparison of departments needs from it.

    Attributes:
        department: its part of the report; the flags get their fingerprints once all of them are known.
        answers: the flags sheets that came back in it; they are matched with its flags once all flags are known.
        monthly: what was measured month by month, by indicator, if the task asks for trends.
        prints: its rows by table, if the task asks for them.
        passed: the rows that passed, if the task asks for them.
        stray: why it is no submission, if it is a workbook of nobody.
    """

    department: Department
    keys: tuple[KeyUses, ...] = ()
    faults: tuple[Fault, ...] = ()
    answers: tuple[ReturnedSheet, ...] = ()
    monthly: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)
    prints: Mapping[str, RowPrints] = field(default_factory=dict)
    passed: tuple[PassedRow, ...] = ()
    stray: Text | None = None

    def packed(self) -> Self:
        """The same with the rows behind its numbers, and its months, in a tenth of the memory."""
        evidence, monthly = self.department.evidence, self.monthly
        if evidence is not None and not isinstance(evidence, PackedEvidence):
            department = replace(self.department, evidence=PackedEvidence.pack(evidence))
        else:
            department = self.department
        months = monthly if isinstance(monthly, PackedMonths) else PackedMonths.pack(monthly)
        return replace(self, department=department, monthly=months)


def reject(
    file: str,
    sha256: str,
    flags: tuple[Flag, ...],
    pack: Pack,
    *,
    name: Text | None = None,
    code: str = "",
    people: PersonalData | None = None,
    faults: tuple[Fault, ...] = (),
) -> CheckedWorkbook:
    """Rejects a workbook that could not be judged, and marks what is known to be personal in it.

    Without `sha256`, it could not be read. Without the department's `name` and `code`, the file's stem names it.
    Without `people`, only the file's name is searched for names.
    """
    name = name or Text(*[original_stem(Path(file))] * 2)
    department = Department(code, name, file, sha256, State.REJECTED, flags=flags)
    return CheckedWorkbook(mark_people(department, people or find_people(pack, (file,), {})), faults=faults)


@in_own_words
def reject_unread(
    path: Path, flags: tuple[Flag, ...], task: Task, faults: tuple[Fault, ...] = (), folders: tuple[str, ...] = ()
) -> CheckedWorkbook:
    """Rejects a file that could not be read; its name may still say whose it is, and then nobody is called missing."""
    entry = find_department(path, Cover(), task, folders=folders)
    name, code = (None, "") if isinstance(entry, Flag) else (entry.name.text, entry.code)
    return reject(name_of(path), "", flags, task.pack, name=name, code=code, faults=faults)


@in_own_words
def reject_unclear(path: Path, workbook: Workbook, declaration: Declaration, stop: Stop, task: Task) -> CheckedWorkbook:
    """Rejects a workbook that does not say which pack or period it is for, while others do.

    It gets no department: the roster of `task` may not be its own.
    """
    cover = declaration.cover
    field = "pack" if stop.reference == "which-pack" else "period"
    unclear = flag(TARGET_UNKNOWN, cover.places.get(field, Place()), expected=stop.hint, why=stop.message)
    people = find_people(task.pack, (name_of(path),), cover.values)
    return reject(name_of(path), workbook.sha256, (unclear,), task.pack, people=people)


def flag_plain_text(path: Path, workbook: Workbook, flags: tuple[Flag, ...]) -> Flag | None:
    """Flags text in a file that is named like a workbook or a document; returns None for any other file.

    That such a file says no pack and no period only follows from what it is.
    """
    if workbook.format != "csv" or not any(each.code == WRONG_EXTENSION for each in flags):
        return None
    expected = Text(
        zh="用 Excel 或 WPS 打开填好的工作簿，另存为 .xlsx 后再报送；"
        "如果这个文本本来就是一张表，加选项 --pack 和 --period 检查",
        en="open the completed workbook with Excel or WPS, save it as .xlsx and submit that file; "
        "if this text is a table, check it with --pack and --period",
    )
    return flag(NOT_A_WORKBOOK, expected=expected, file=name_of(path), found=Text(zh="纯文本", en="plain text"))
