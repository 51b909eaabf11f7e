"""What may be typed into the cells of a column: dropdowns, dates, numbers, and a message beside every cell.

Warns, and stops nobody: what is pasted goes past these rules anyway, and the check reads more spellings than they do.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from checker.tables.table import Column, Table
from checker.template.blank import Blank
from checker.template.lists import Lists, labels_of, one_line
from checker.template.prompts import hint, objection, title
from checker.text.normalize import number_text

#: The number format of a column's cells; of the rest, whatever suits what is typed.
FORMATS = {"text": "@", "id": "@", "date": "yyyy-mm-dd", "percent": "0.00##%"}

_DAY_ONE = date(1899, 12, 30)
#: Dates and figures that the check can read.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_LARGEST = 10**15 - 1


def rule(blank: Blank, table: Table, field: str, lists: Lists, cells: str) -> DataValidation:
    """The rule of a column's cells with its messages.

    Args:
        blank: the workbook.
        table: of the column.
        field: the column's id.
        lists: where the long lists stand.
        cells: the range, e.g. "D6:D20000".
    """
    column, language = table.columns[field], blank.language
    kind = _kind(blank, table, field, lists)
    said: dict[str, Any] = {"showInputMessage": True, "promptTitle": title(column, language)}
    said["prompt"] = hint(table, field, blank.pack.tables, language)
    if kind:
        said |= {"showErrorMessage": True, "errorStyle": "warning"}
        said |= {"errorTitle": title(column, language), "error": objection(column, language)}
    return DataValidation(sqref=cells, allow_blank=True, **kind, **said)


def _kind(blank: Blank, table: Table, field: str, lists: Lists) -> dict[str, Any]:
    """What the rule asks for; nothing of texts."""
    column = table.columns[field]
    if column.type in ("choice", "boolean"):
        long = lists.place(table.id, field)
        return {"type": "list", "formula1": long or one_line(labels_of(column, blank.language))}
    if column.type == "date":
        first, last = ((day - _DAY_ONE).days for day in (_FIRST_DAY, _LAST_DAY))
        return {"type": "date", "operator": "between", "formula1": str(first), "formula2": str(last)}
    if column.kind == "number":
        return {"type": "whole" if column.type == "integer" else "decimal", "operator": "between", **_limits(column)}
    return {}


def _limits(column: Column) -> dict[str, str]:
    least, most = column.minimum, column.maximum
    return {
        "formula1": number_text(-_LARGEST if least is None else least),
        "formula2": number_text(_LARGEST if most is None else most),
    }
