"""Makes the validation rules of a column's cells: dropdowns, dates, numbers, and a message for every cell.

The rules only warn, because pasted values bypass them and the check reads more spellings than they allow.
"""

from datetime import date
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from checker.tables.table import Table
from checker.template.blank import Blank
from checker.template.lists import Lists, join_labels, labels_of
from checker.template.prompts import hint, title, warning
from checker.text.normalize import number_text

#: The number formats by type of column; other columns have the general format.
FORMATS = {"text": "@", "id": "@", "date": "yyyy-mm-dd", "percent": "0.00##%"}

_DAY_ONE = date(1899, 12, 30)
#: The range of dates and figures that the check can read.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_LARGEST = 10**15 - 1


def make_rule(blank: Blank, table: Table, field: str, lists: Lists, cells: str) -> DataValidation:
    """Makes the rule of a column with its messages.

    Args:
        blank: the workbook.
        table: of the column.
        field: the column's id.
        lists: the workbook's long lists.
        cells: the range, e.g. "D6:D20000".
    """
    column, language = table.columns[field], blank.language
    kind = _kind(blank, table, field, lists)
    messages: dict[str, Any] = {"showInputMessage": True, "promptTitle": title(column, language)}
    messages["prompt"] = hint(table, field, blank.pack.tables, language)
    if kind:
        messages |= {"showErrorMessage": True, "errorStyle": "warning"}
        messages |= {"errorTitle": title(column, language), "error": warning(column, language)}
    return DataValidation(sqref=cells, allow_blank=True, **kind, **messages)


def _kind(blank: Blank, table: Table, field: str, lists: Lists) -> dict[str, Any]:
    """Returns what the rule requires; nothing for text."""
    column = table.columns[field]
    if column.type in ("choice", "boolean"):
        long = lists.place(table.id, field)
        return {"type": "list", "formula1": long or join_labels(labels_of(column, blank.language))}
    if column.type == "date":
        first, last = ((day - _DAY_ONE).days for day in (_FIRST_DAY, _LAST_DAY))
        return {"type": "date", "operator": "between", "formula1": str(first), "formula2": str(last)}
    if column.kind == "number":
        least = -_LARGEST if column.minimum is None else column.minimum
        most = _LARGEST if column.maximum is None else column.maximum
        limits = {"formula1": number_text(least), "formula2": number_text(most)}
        return {"type": "whole" if column.type == "integer" else "decimal", "operator": "between", **limits}
    return {}
