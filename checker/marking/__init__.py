"""The marked copy of a submitted workbook: what was found, shown where it stands.

Its own cells, formats and comments stay as they are where it can be marked in place; where it cannot, or where it is
no xlsx, a new workbook holds its values, and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from checker.errors import Stop
from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import copy_name
from checker.model import Department, Language, Report
from checker.text.bilingual import Text

_MARKABLE = ("xlsx", "xlsm")
_NO_COPY = Text(zh="无法生成标注件", en="no marked copy can be made")


@dataclass(frozen=True)
class Copy:
    """A marked copy, to be written.

    Attributes:
        name: of the file, never that of the workbook itself.
        note: what is to be said to whoever asked for it, or None.
        worked_in: the latest copy of an earlier check that keeps its name, for somebody has saved it since; or None.
    """

    name: str
    content: bytes
    note: Text | None
    worked_in: Path | None = None


def marked_copy(
    path: Path,
    report: Report,
    department: Department,
    language: Language,
    folder: Path | None = None,
    taken: Collection[Path] = (),
) -> Copy | None:
    """The marked copy of a workbook that was checked.

    Args:
        path: the workbook.
        report: what was found.
        department: whose workbook it is.
        language: of the findings sheet and the comments.
        folder: where the copy will be written; beside the workbook if not given. A copy that lies there already and
            that somebody has saved since keeps its name.
        taken: files that are not to be written over, e.g. the others that are checked.

    Returns:
        The copy; None where the file could not be read, or where there is nothing to say: no flag, and no mark of an
        earlier copy to take out.

    Raises:
        Stop: the file is not the one that was checked any more, or an xlsx cannot hold it.
    """
    if not department.sha256:
        return None
    content = _content(path, department)
    from checker.marking.flags_page import findings_page  # imports late: none of this is needed without a copy
    from checker.marking.remarks import marks
    from checker.ooxml.cannot_mark import CannotMark
    from checker.ooxml.mark import bears_marks, mark_package, suffix_of

    folder = path.parent if folder is None else folder
    kept = frozenset(each.resolve() for each in taken)
    try:
        if not department.flags and not bears_marks(content):
            return None
        page = findings_page(report, department, language, None)
        marked = mark_package(content, marks(department, language), page)
        return _named(Copy(suffix_of(content), marked, None), path, folder, kept)
    except CannotMark as refusal:
        if not department.flags:
            return None
        return _named(_made_anew(path, report, department, language, refusal.reason), path, folder, kept)


def _content(path: Path, department: Department) -> bytes:
    """The bytes of the file, which are those that were checked.

    Raises:
        Stop: they are not.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _changed(path) from error
    if hashlib.sha256(content).hexdigest() != department.sha256:
        raise _changed(path)
    return content


def _made_anew(path: Path, report: Report, department: Department, language: Language, reason: Text) -> Copy:
    """A new workbook with the values of one that cannot be marked in place; its name is the ending only."""
    from checker.locate.names import without_flags_sheet
    from checker.marking.flags_page import findings_page
    from checker.marking.remarks import marks
    from checker.ooxml.cannot_mark import CannotMark
    from checker.ooxml.new_workbook import fresh_copy
    from checker.sources.reader import Reader

    with Reader() as reader:
        workbook, _ = reader.read(path)
    if workbook is None or workbook.sha256 != department.sha256:
        raise _changed(path)
    note = _why(workbook.format, reason)
    page = findings_page(report, department, language, note)
    try:
        marked = fresh_copy(without_flags_sheet(workbook), marks(department, language), page, report.as_of)
    except CannotMark as refusal:
        raise Stop("no-copy", _NO_COPY, context=str(path), hint=refusal.reason) from refusal
    return Copy(".xlsx", marked, note)


def _why(form: str, reason: Text) -> Text:
    if form in _MARKABLE:
        return Text(
            zh=f"无法在原文件上标注（{reason.zh}），本文件是新建的工作簿，只保留了数据；请在原文件中改正",
            en=f"the file itself could not be marked ({reason.en}); this is a new workbook that holds its values only: "
            "correct them in the file itself",
        )
    return Text(
        zh=f"原文件是 {form} 格式，无法标注；本文件是新建的 xlsx 工作簿，只保留了数据，可以在这里改正后报送",
        en=f"the file is in the format {form}, which cannot be marked; this is a new xlsx workbook that holds its "
        "values only: you may correct and submit it",
    )


def _named(copy: Copy, path: Path, folder: Path, kept: Collection[Path]) -> Copy:
    """The copy under the first name at which it overwrites nothing.

    Files in which somebody has worked stay as they are: neither corrections nor answers are lost.
    """
    worked_in = None
    for further in count():
        place = folder / copy_name(path, copy.name, further)
        if place.resolve() in kept:
            continue
        if not place.exists() or is_untouched(place):
            return replace(copy, name=place.name, worked_in=worked_in)
        worked_in = place
    raise AssertionError("numbers do not end")


def _changed(path: Path) -> Stop:
    return Stop(
        "file-changed",
        Text(
            zh="检查之后文件又有改动，没有生成标注件", en="the file was changed since it was checked; no copy was made"
        ),
        context=str(path),
        hint=Text(zh="请保存并关闭文件，再检查一次", en="save and close it, then check again"),
    )
