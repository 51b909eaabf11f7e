"""The whole blank workbook: which sheets it has, in which order."""

from __future__ import annotations

from openpyxl import Workbook

from checker.spreadsheet.cells import plain, written
from checker.template.blank import Blank
from checker.template.cover import write_cover
from checker.template.instructions import SHEET, write_instructions
from checker.template.lists import lists_of, write_lists
from checker.template.names import sheet_name
from checker.template.table import write_table


def blank_workbook(blank: Blank) -> bytes:
    """The workbook: cover sheet, instructions, a sheet a table, and the lists that are too long for a dropdown's rule.

    The same bytes for the same pack, period, department and language.
    """
    book = Workbook()
    header, language = blank.pack.header, blank.language
    lists = lists_of(blank)
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
    return written(book, made)
