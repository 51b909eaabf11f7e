"""Writes the marked copies of the workbooks, and says where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.failures import print_stop
from checker.cli.streams import remark
from checker.codes.shared import SUBMITTED_TWICE
from checker.errors import Stop
from checker.model import Department, Language, Report
from checker.privacy.masking import mask_sentence
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.marking import Copy

#: The subfolder of `--out` that holds the copies of a run.
FOLDER = "checked"
#: Up to so many copies are named; of more, only the folder.
NAMED = 3
#: What it means for the run that a copy can't be made or written.
ONLY_THE_COPY = Text(
    zh="检查已完成，但没有写出标注副本：", en="The check is complete, but a marked copy was not written: "
)


@dataclass(frozen=True)
class Copies:
    """The workbooks to mark, and the folder for their copies; None for beside each workbook."""

    files: tuple[Path, ...]
    folder: Path | None


def write_copies(asked: Copies, report: Report, language: Language) -> None:
    """Writes a marked copy of every workbook that was read, and says on stderr where.

    A copy that can't be made, or can't be written beside its workbook, does not fail the run: what was asked for is
    the check.

    Raises:
        Stop: the folder that was asked for can't be written to.
    """
    from checker.marking import make_marked_copy  # imports late: nothing else needs these
    from checker.privacy.people import mark_sentence
    from checker.reporters.files import write_files

    def say(text: Text) -> None:
        remark(mask_sentence(mark_sentence(text, (each.file for each in report.departments)), language))

    written: list[Path] = []
    for department in report.departments:
        for file in _find_file(asked.files, department):
            folder = asked.folder or file.parent
            try:
                copy = make_marked_copy(file, report, department, language, folder, asked.files)
            except Stop as stop:  # the file has changed since it was checked, or no copy can hold it
                print_stop(stop, language, as_json=False, lead=ONLY_THE_COPY)
                continue
            if copy is None:
                continue
            try:
                written += write_files(folder, {_choose_name(copy.name, written, folder): copy.content})
            except Stop as stop:
                if asked.folder is not None:
                    raise
                print_stop(stop, language, as_json=False, lead=ONLY_THE_COPY)
                continue
            for text in _describe_copy(file, copy):
                say(text)
    if written:
        say(_describe_written(written))


def _describe_copy(file: Path, copy: Copy) -> Iterator[Text]:
    if copy.note is not None:
        yield Text(f"{file.name}：{copy.note.zh}", f"{file.name}: {copy.note.en}")
    if copy.edited is not None:
        name = copy.edited.name
        yield Text(
            zh=f"{name} 写出后有人改过，没有覆盖，本次标注副本是 {copy.name}；如果已在那里改正，请改为检查 {name}",
            en=f"{name} has been edited and was not overwritten; the new copy is {copy.name}; "
            f"if you made your corrections in {name}, check that file instead",
        )


def _find_file(files: Sequence[Path], department: Department) -> list[Path]:
    """Finds the file behind a department's part of the report.

    Finds none if no file was read, or if the department submitted several: a copy would not say which one counts.
    """
    if any(flag.code == SUBMITTED_TWICE for flag in department.flags):
        return []
    return [file for file in files if department.sha256 and file.name == department.file]


def _choose_name(name: str, written: Sequence[Path], folder: Path) -> str:
    """Chooses a name that no other copy of this run has: 区司法局.xls and 区司法局.xlsx would share one."""
    taken = {path.name for path in written if path.parent == folder}
    stem, _, ending = name.rpartition(".checked")
    names = chain([name], (f"{stem}.{number}.checked{ending}" for number in count(2)))
    return next(each for each in names if each not in taken)


def _describe_written(written: Sequence[Path]) -> Text:
    number, many = len(written), len(written) > NAMED
    places = dict.fromkeys(str(path.parent if many else path) for path in written)
    zh, en, copies = "、".join(places), ", ".join(places), "copy" if number == 1 else "copies"
    if many:
        return Text(zh=f"已写入标注副本 {number} 份：{zh}", en=f"{number} marked copies written to {en}")
    return Text(
        f"已写入标注副本 {zh}，打开后先看第一张表", f"marked {copies} written: {en}; start with the first sheet"
    )
