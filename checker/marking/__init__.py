"""Makes the marked copy of a submitted workbook, which shows each flag on the cell that it is about.

A copy marked in place keeps its cells, formats and comments. If the workbook isn't an xlsx file or can't be marked in
place, the copy is a new workbook with the same values, and says so.
"""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from itertools import count
from pathlib import Path

from checker.errors import Stop
from checker.frozen import dataclass
from checker.locate.names import without_flags_sheet
from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import copy_name
from checker.marking.comments import make_marks
from checker.marking.flags_page import make_flags_page
from checker.model import Department, Language, Report
from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.mark import has_marks, mark_package, suffix_of
from checker.ooxml.new_workbook import make_new_workbook
from checker.sources.reader import Reader
from checker.text.bilingual import Text
from checker.text.file_names import real_path
from checker.text.levels import in_own_words
from checker.text.ordinary_files import read_ordinary


@dataclass(frozen=True)
class Copy:
    """A marked copy to be written."""

    name: str  # of the file, never that of the workbook itself
    content: bytes
    note: Text | None  # a remark for the person who asked for the copy, or None
    edited: Path | None = None  # the latest earlier copy that somebody has edited and that therefore stays, or None


@in_own_words
def make_marked_copy(
    path: Path,
    report: Report,
    department: Department,
    language: Language,
    folder: Path | None = None,
    taken: Collection[Path] = (),
) -> Copy | None:
    """Makes the marked copy of a workbook that was checked; it will be written into `folder`, or beside the workbook.

    The files in `taken` (resolved), such as the other workbooks, must not be overwritten. Returns None if the file
    couldn't be read, or if there are neither flags to show nor old marks to remove.

    Raises:
        Stop: the file has changed since the check, or an xlsx file can't hold its content.
    """
    if not department.sha256:
        return None
    content = _read_unchanged(path, department)
    try:
        if not department.flags and not has_marks(content):
            return None
        page = make_flags_page(report, department, language, None)
        marked = mark_package(content, make_marks(department, language), page)
        copy = Copy(suffix_of(content), marked, None)
    except CannotMark as refusal:
        if not department.flags:
            return None
        copy = _make_new(path, report, department, language, refusal.reason)
    return _name_copy(copy, path, path.parent if folder is None else folder, taken)


def _read_unchanged(path: Path, department: Department) -> bytes:
    try:
        content = read_ordinary(path)
    except OSError as error:
        raise _changed(path) from error
    if hashlib.sha256(content).hexdigest() != department.sha256:
        raise _changed(path)
    return content


def _make_new(path: Path, report: Report, department: Department, language: Language, reason: Text) -> Copy:
    """Makes a new workbook with the values of one that can't be marked in place; its name is the suffix only."""
    with Reader() as reader:
        workbook, _ = reader.read(path)
    if workbook is None or workbook.sha256 != department.sha256:
        raise _changed(path)
    form = workbook.format
    if form in ("xlsx", "xlsm"):
        note = Text(
            f"无法在原文件上标注（{reason.zh}），本文件是新建的工作簿，只保留了数据；请在原文件中改正",
            f"the file can't be marked in place ({reason.en}), so this is a new workbook with its values only; "
            "correct the original file",
        )
    else:
        note = Text(
            f"原文件是 {form} 格式，无法标注；本文件是新建的 xlsx 工作簿，只保留了数据，可以在这里改正后报送",
            f"a file in {form} format can't be marked, so this is a new xlsx workbook with its values only; "
            "you can correct and submit this one",
        )
    page, marks = make_flags_page(report, department, language, note), make_marks(department, language)
    try:
        content = make_new_workbook(without_flags_sheet(workbook), marks, page, report.as_of)
    except CannotMark as refusal:
        no_copy = Text("无法生成标注副本", "can't make a marked copy")
        raise Stop("no-copy", no_copy, context=str(path), hint=refusal.reason) from refusal
    return Copy(".xlsx", content, note)


def _name_copy(copy: Copy, path: Path, folder: Path, kept: Collection[Path]) -> Copy:
    """Gives the copy the first name that overwrites neither a kept file nor a copy that somebody has edited."""
    every = (folder / copy_name(path, copy.name, further) for further in count())
    places = (place for place in every if real_path(place) not in kept)
    edited, place = None, next(places)
    while place.exists() and not is_untouched(place):
        edited, place = place, next(places)
    return replace(copy, name=place.name, edited=edited)


def _changed(path: Path) -> Stop:
    changed = Text(
        "检查之后文件又有改动，没有生成标注副本", "the file has changed since it was checked, so no copy was made"
    )
    hint = Text("请保存并关闭文件，再检查一次", "save and close it, then check it again")
    return Stop("file-changed", changed, context=str(path), hint=hint)
