"""Recognises workbooks of nobody that are no submissions either: blank templates, empty files."""

from checker.definitions.task import Task
from checker.intake.target import Declaration
from checker.locate import locate
from checker.locate.names import is_empty
from checker.model.workbook import Workbook
from checker.text.bilingual import Text
from checker.text.levels import PackText

_EMPTY = Text(zh="空白工作簿", en="an empty workbook")
_BLANK = PackText(
    zh="没有填写的模板，也没有写报送⟨单位⟩", en="a template that is not filled in and names no ⟨department⟩"
)


def why_stray(workbook: Workbook, declaration: Declaration, task: Task) -> Text | None:
    """Says why a workbook that no department can be found for is no submission; None if it may be one."""
    cover, tables = declaration.cover, task.pack.tables
    if all(map(is_empty, workbook.sheets)):
        return None if workbook.refused else _EMPTY
    if declaration.stamp is not None or cover.values.get("department") or workbook.refused:
        return None
    located, _ = locate(workbook, tables, (), tuple(tables))
    if any(each.rows for each in located.values()):
        return None
    # A workbook without a cover sheet may be anybody's, whatever is in it.
    return _BLANK if located and cover.sheet is not None else None
