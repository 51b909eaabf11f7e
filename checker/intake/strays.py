"""Recognises workbooks of nobody that are no submissions either: lists of the office, blank templates, empty files."""

from checker.definitions.task import Task
from checker.intake.target import Declaration
from checker.locate import locate
from checker.locate.names import find_table_by_name, is_empty
from checker.model.workbook import Workbook
from checker.text.bilingual import Text

_EMPTY = Text(zh="空白工作簿", en="an empty workbook")
_FOREIGN = Text(
    zh="不是报送的工作簿：没有填报说明，也没有本指标包的报送表",
    en="not a submission: it has no cover sheet and none of the tables that departments submit",
)
_BLANK = Text(zh="没有填写的模板，也没有写报送单位", en="a template that is not filled in and names no department")


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
    named = located or any(find_table_by_name(sheet, tables) for sheet in workbook.sheets)
    if cover.sheet is None:
        return None if named else _FOREIGN
    return _BLANK if located else None
