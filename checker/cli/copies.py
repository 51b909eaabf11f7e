"""Marked copies: which are asked for, where they go, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as Line

from checker.cli.failures import tell_stop
from checker.cli.streams import remark
from checker.codes.shared import SUBMITTED_TWICE
from checker.errors import Stop
from checker.model import Department, Language, Report
from checker.privacy.masking import mask_sentence
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.marking import Copy

#: The part of a run's folder that holds the copies.
FOLDER = "checked"
#: Copies that are named one by one; of more, the folder is.
NAMED = 3
#: What it means that a copy cannot be made or written.
ONLY_THE_COPY = Text(
    zh="检查已完成，只是标注件没有写成：", en="The check is complete, only the marked copy is not written: "
)


@dataclass(frozen=True)
class Copies:
    """What is to be marked.

    Attributes:
        files: the workbooks that were checked.
        folder: where the copies go; None for beside each workbook.
    """

    files: tuple[Path, ...]
    folder: Path | None


def write_copies(asked: Copies, report: Report, language: Language) -> None:
    """Writes a marked copy of every workbook that was read, and says on stderr where.

    What was asked for is the check itself: a copy that cannot be made, or not be written beside its workbook, is said
    and no more.

    Raises:
        Stop: a folder that was asked for cannot be written to.
    """
    from checker.marking import make_marked_copy
    from checker.privacy.people import mark_sentence
    from checker.reporters.files import write_files  # beside `annotated`, only where something is written

    def tell(said: Text) -> None:
        remark(Line(mask_sentence(mark_sentence(said, (each.file for each in report.departments)), language)))

    written: list[Path] = []
    for department in report.departments:
        for file in _files(asked.files, department):
            folder = asked.folder or file.parent
            try:
                copy = make_marked_copy(file, report, department, language, folder, asked.files)
            except Stop as stop:  # the file changed while it was checked, or no copy can hold it
                tell_stop(stop, language, as_json=False, lead=ONLY_THE_COPY)
                continue
            if copy is None:
                continue
            try:
                written += write_files(folder, {_free(copy.name, written, folder): copy.content})
            except Stop as stop:
                if asked.folder is not None:
                    raise
                tell_stop(stop, language, as_json=False, lead=ONLY_THE_COPY)
                continue
            for said in _remarks(file, copy):
                tell(said)
    if written:
        tell(_said(written))


def _remarks(file: Path, copy: Copy) -> Iterator[Text]:
    """What is to be said of one copy."""
    if copy.note is not None:
        yield Text(f"{file.name}：{copy.note.zh}", f"{file.name}: {copy.note.en}")
    if copy.edited is not None:
        name = copy.edited.name
        yield Text(
            zh=f"{name} 写出后有人改过，没有覆盖，本次标注件是 {copy.name}；如果已在那里改正，请改为检查 {name}",
            en=f"{name} was changed since it was written and is left as it is, this copy is {copy.name}; "
            f"if the corrections are there, check {name} instead",
        )


def _files(files: Sequence[Path], department: Department) -> list[Path]:
    """The file that a department's part of the report came from; none where none was read.

    Where several were submitted none is marked either: one more would not tell which of them counts.
    """
    if any(flag.code == SUBMITTED_TWICE for flag in department.flags):
        return []
    return [file for file in files if department.sha256 and file.name == department.file]


def _free(name: str, written: Sequence[Path], folder: Path) -> str:
    """A name that no other copy of this run has: 区司法局.xls and 区司法局.xlsx would share one."""
    taken = {path.name for path in written if path.parent == folder}
    stem, _, ending = name.rpartition(".checked")
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}.{number}.checked{ending}"
    return name


def _said(written: Sequence[Path]) -> Text:
    if len(written) > NAMED:
        folder = written[0].parent
        return Text(
            zh=f"已写入标注件 {len(written)} 份：{folder}", en=f"{len(written)} marked copies written to {folder}"
        )
    names = [str(path) for path in written]
    return Text(
        zh=f"已写入标注件 {'、'.join(names)}，打开后先看第一张表",
        en=f"marked {'copy' if len(names) == 1 else 'copies'} written: {', '.join(names)}; begin with the first sheet",
    )
