"""Makes the lists of dropdowns; lists that don't fit into a rule go on a sheet of their own."""

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import quote_sheetname

from checker.frozen import dataclass
from checker.model import Language
from checker.model.workbook import letters
from checker.spreadsheet.look import DARK, make_frame
from checker.spreadsheet.text_size import count_lines, row_height, width
from checker.tables.table import Column
from checker.template.blank import Blank
from checker.template.style import OPTIONAL, fill, font, set_up, wrap, write
from checker.text.bilingual import Text

SHEET = Text(zh="选项", en="Choices")
#: Characters in a rule's list that Excel accepts, with quotation marks.
LONGEST_LINE = 255

_YES_OR_NO = (Text(zh="是", en="Yes"), Text(zh="否", en="No"))
_TITLE_ROW, _HEADER_ROW = 1, 3
_NARROWEST, _WIDEST = 16, 60


def labels_of(column: Column, language: Language) -> tuple[str, ...]:
    """Returns the choices of a column's dropdown."""
    texts = _YES_OR_NO if column.type == "boolean" else [each.text for each in column.choices.values()]
    return tuple(text.of(language) for text in texts)


def count_units(text: str) -> int:
    """Returns the length of a text in UTF-16 units, as spreadsheets count it."""
    return len(text.encode("utf-16-le")) // 2


def join_labels(labels: Sequence[str]) -> str:
    """Writes labels as the list of a rule."""
    return '"' + ",".join(labels).replace('"', '""') + '"'


@dataclass(frozen=True)
class Lists:
    """The long lists of a workbook."""

    #: the choices by table and column id; each takes one column of the sheet, in this order
    columns: dict[tuple[str, str], tuple[str, ...]]
    sheet: str  # the name of the sheet

    def place(self, table: str, field: str) -> str | None:
        """Returns the range of a column's list, e.g. "'选项'!$A$4:$A$30"; None if the list isn't long."""
        if (table, field) not in self.columns:
            return None
        letter = letters(list(self.columns).index((table, field)) + 1)
        last = _HEADER_ROW + len(self.columns[table, field])
        return f"{quote_sheetname(self.sheet)}!${letter}${_HEADER_ROW + 1}:${letter}${last}"


def find_lists(blank: Blank) -> Lists:
    """Finds the lists that are too long for a rule or have a comma in a label."""
    found = {
        (table.id, field): labels
        for table in blank.tables
        for field, column in table.asked.items()
        if count_units(join_labels(labels := labels_of(column, blank.language))) > LONGEST_LINE
        or "," in "".join(labels)
    }
    return Lists(found, blank.of(SHEET))


def write_lists(sheet: Any, blank: Blank, lists: Lists) -> None:
    """Writes the sheet of the long lists."""
    note = blank.say("下拉列表用的选项，请不要改动。", "The dropdowns use these choices. Please don't change them.")
    bold = font(blank, bold=True, colour=DARK)
    write(sheet, _TITLE_ROW, 1, note, style=bold)
    heights = dict[int, int]()
    for at, ((table, field), labels) in enumerate(lists.columns.items(), start=1):
        wide = max(min(max(map(width, labels)) + 2, _WIDEST), _NARROWEST)
        sheet.column_dimensions[letters(at)].width = wide
        # With the bare header, the sheet would look like the table itself.
        source = blank.pack.tables[table]
        head = blank.say("：", ": ").join(map(blank.of, (source.sheet.text, source.columns[field].header.text)))
        cell = write(sheet, _HEADER_ROW, at, head, style=bold, align=wrap("center"))
        cell.fill, cell.border = fill(OPTIONAL), make_frame()
        heights[_HEADER_ROW] = max(heights.get(_HEADER_ROW, 1), count_lines(head, wide - 3))
        for row, label in enumerate(labels, start=_HEADER_ROW + 1):
            write(sheet, row, at, label, style=font(blank), align=wrap()).border = make_frame()
            heights[row] = max(heights.get(row, 1), count_lines(label, _WIDEST - 3))
    for row, lines in heights.items():
        sheet.row_dimensions[row].height = row_height(lines, blank.language)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    set_up(sheet, blank, "portrait")
