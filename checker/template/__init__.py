"""Makes the blank workbook that a department fills in for a period.

It has a cover sheet, instructions, one sheet per table that the department's indicators need,
and a sheet of the lists that are too long for a validation rule. Reads no workbook.
"""

from openpyxl import Workbook

from checker.spreadsheet.cells import plain, save
from checker.template.blank import Blank
from checker.template.cover import write_cover
from checker.template.departments import choose_departments
from checker.template.instructions import SHEET, write_instructions
from checker.template.lists import find_lists, write_lists
from checker.template.names import file_names, sheet_name
from checker.template.table import write_table
from checker.text.levels import in_own_words

__all__ = ["Blank", "choose_departments", "file_names", "make_workbook"]


@in_own_words
def make_workbook(blank: Blank) -> bytes:
    """Makes the workbook; equal input gives equal bytes."""
    book = Workbook()
    header, language = blank.pack.header, blank.language
    lists = find_lists(blank)
    cover = book.worksheets[0]
    cover.title = sheet_name(blank.pack.tables[header.cover].sheet, language)
    write_cover(cover, blank, lists)
    write_instructions(book.create_sheet(blank.of(SHEET)), blank)
    for table in blank.tables:
        write_table(book.create_sheet(sheet_name(table.sheet, language)), blank, table, lists)
    if lists.columns:
        write_lists(book.create_sheet(lists.sheet), blank, lists)
    book.properties.title = plain(f"{blank.department} {blank.period_text}")
    made = header.templates[0].dated if header.templates else header.starts
    return save(book, made)
