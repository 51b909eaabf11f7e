"""What dropdowns offer. Lists that Excel does not take into a rule stand on a sheet of their own, for all to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import quote_sheetname

from checker.model import Language
from checker.model.workbook import letters
from checker.tables.table import Column, Table
from checker.template.blank import Blank
from checker.template.measure import height, lines, width
from checker.template.style import DARK, OPTIONAL, font, framed, paper, set_up, wrapped, write
from checker.text.bilingual import Text

SHEET = Text(zh="选项", en="Choices")
#: Characters that Excel takes of a list inside a rule, its quotation marks included.
LONGEST_LINE = 255

_YES_OR_NO = (Text(zh="是", en="Yes"), Text(zh="否", en="No"))
_TITLE_ROW, _HEADER_ROW = 1, 3
_NARROWEST, _WIDEST = 16, 60


def labels_of(column: Column, language: Language) -> tuple[str, ...]:
    """What a dropdown of a column offers."""
    texts = _YES_OR_NO if column.type == "boolean" else [each.text for each in column.choices.values()]
    return tuple(text.of(language) for text in texts)


def one_line(labels: Sequence[str]) -> str:
    """The labels as a rule holds them."""
    return '"' + ",".join(labels).replace('"', '""') + '"'


@dataclass(frozen=True)
class Lists:
    """The long lists of a workbook.

    Attributes:
        columns: by table and column id, what is offered; one column of the sheet each, in this order.
        sheet: what the sheet is called.
    """

    columns: dict[tuple[str, str], tuple[str, ...]]
    sheet: str

    def place(self, table: str, field: str) -> str | None:
        """Where the list of a column stands, e.g. "'选项'!$A$4:$A$30"; None if it is short."""
        if (table, field) not in self.columns:
            return None
        letter = letters(list(self.columns).index((table, field)) + 1)
        last = _HEADER_ROW + len(self.columns[table, field])
        return f"{quote_sheetname(self.sheet)}!${letter}${_HEADER_ROW + 1}:${letter}${last}"


def lists_of(blank: Blank) -> Lists:
    """The lists of a workbook's tables that are too long for a rule, or have a comma in a label."""
    found = {
        (table.id, field): labels
        for table in blank.tables
        for field, column in table.columns.items()
        if not _fits(labels := labels_of(column, blank.language))
    }
    return Lists(found, blank.of(SHEET))


def _fits(labels: Sequence[str]) -> bool:
    """Whether a rule can hold them; a list in a rule is cut at its commas, whatever they are for."""
    line = one_line(labels)
    return len(line.encode("utf-16-le")) // 2 <= LONGEST_LINE and not any("," in label for label in labels)


def write_lists(sheet: Any, blank: Blank, lists: Lists) -> None:
    """Writes the sheet of the long lists."""
    told = blank.say("下拉列表用的选项，请不要改动。", "What the dropdowns offer; please leave it as it is.")
    write(sheet, _TITLE_ROW, 1, told, style=font(blank, bold=True, colour=DARK))
    deepest = 1
    for at, ((table, field), labels) in enumerate(lists.columns.items(), start=1):
        room = min(max(map(width, labels)) + 2, _WIDEST)
        sheet.column_dimensions[letters(at)].width = max(room, _NARROWEST)
        head = _head(blank, blank.pack.tables[table], field)
        cell = write(sheet, _HEADER_ROW, at, head, style=font(blank, bold=True, colour=DARK), align=wrapped("center"))
        cell.fill, cell.border = paper(OPTIONAL), framed()
        deepest = max(deepest, lines(head, max(room, _NARROWEST) - 3))
        for row, label in enumerate(labels, start=_HEADER_ROW + 1):
            write(sheet, row, at, label, style=font(blank), align=wrapped()).border = framed()
    sheet.row_dimensions[_HEADER_ROW].height = height(deepest, blank.language)
    for row in range(_HEADER_ROW + 1, _HEADER_ROW + 1 + max(map(len, lists.columns.values()))):
        deep = max(
            lines(labels[row - _HEADER_ROW - 1], _WIDEST - 3)
            for labels in lists.columns.values()
            if row - _HEADER_ROW <= len(labels)
        )
        sheet.row_dimensions[row].height = height(deep, blank.language)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    set_up(sheet, blank, "portrait")


def _head(blank: Blank, table: Table, field: str) -> str:
    """Whose list it is; no header of the table by itself, or the sheet would look like one."""
    sheet, header = blank.of(table.sheet.text), blank.of(table.columns[field].header.text)
    return blank.say(f"{sheet}：{header}", f"{sheet}: {header}")
