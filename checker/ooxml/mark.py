"""Marks a submitted workbook in place, and removes the marks again.

Only the parts that show marks change: the cells of every sheet and all other parts stay byte for byte. Marks of an
earlier copy are removed first, so that marks never pile up.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from checker.marked_copy.flags_sheet import is_ours
from checker.ooxml.book import Book, free_name, insert_first, read_book, remove_sheet
from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.conditional_formats import add_colours, remove_colours
from checker.ooxml.first_rows import read_first_rows
from checker.ooxml.notes import erase_notes, write_notes
from checker.ooxml.opc import Package
from checker.ooxml.page import Mark, Marks, Page, PageCell
from checker.ooxml.page_xml import formats_of, page_xml
from checker.ooxml.splice import Markup
from checker.ooxml.styles import Formats, put_formats
from checker.ooxml.worksheet import split
from checker.sources.refusals import Refused
from checker.text.bilingual import Text


def mark_package(content: bytes, marks: Marks, page: Page) -> bytes:
    """Makes the marked copy of an xlsx or xlsm file: colours and notes on the cells, the flags sheet in front.

    A marked copy gives the same result as its original. The flags sheet's name gets a number if it is taken.

    Raises:
        CannotMark: the file can't be marked in place.
    """
    with _refusals_explained():
        package, code_name = _open_without_flags_sheets(content)
        book = read_book(package)
        for name in marks:
            if all((sheet.name, sheet.kind) != (name, "worksheet") for sheet in book.sheets):
                raise CannotMark(f"原文件里找不到工作表“{name}”", f"it has no sheet named {name}")
        severities = {mark.severity for each in marks.values() for mark in each}
        formats = put_formats(package, book, severities, formats_of(page))
        for index, sheet in enumerate(book.sheets):
            _replace_marks(package, book, index, marks.get(sheet.name, ()), formats)
        page = rename_sheets(page, {page.name: free_name(page.name, (sheet.name for sheet in book.sheets))})
        xml = page_xml(page, book.dialect, formats, code_name)
        insert_first(package, book, page.name, xml, page.repeated)
        _declare_workbook(package, book)
        return package.to_bytes()


def remove_marks(content: bytes) -> bytes:
    """Removes our marks, notes and flags sheet; returns the same object if there are none.

    Raises:
        CannotMark: the file can't be marked in place.
    """
    with _refusals_explained():
        package, _ = _open_without_flags_sheets(content)
        book = read_book(package)
        for index in range(len(book.sheets)):
            _replace_marks(package, book, index, (), None)
        return package.to_bytes() if package.changed else content


def has_marks(content: bytes) -> bool:
    """Returns whether a workbook contains any mark, note or flags sheet of ours.

    Raises:
        CannotMark: the file can't be marked in place.
    """
    return remove_marks(content) is not content


def suffix_of(content: bytes) -> str:
    """Returns the file name suffix that a copy of this workbook needs: ".xlsm" if it declares macros, else ".xlsx".

    Raises:
        CannotMark: the file can't be marked in place.
    """
    with _refusals_explained():
        package = Package(content)
        return ".xlsm" if "macroEnabled" in package.content_type(read_book(package).part) else ".xlsx"


def rename_sheets(page: Page, names: Mapping[str, str]) -> Page:
    """Renames a page and the sheets that it links to."""
    names = {name: other for name, other in names.items() if name != other}
    if not names:
        return page

    def rename(cell: PageCell | None) -> PageCell | None:
        if cell is None or cell.link is None or cell.link[0] not in names:
            return cell
        return replace(cell, link=(names[cell.link[0]], cell.link[1]))

    rows = tuple(tuple(map(rename, row)) for row in page.rows)
    return replace(page, name=names.get(page.name, page.name), rows=rows)


@contextmanager
def _refusals_explained() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        given = refusal.flag.values.get("reason")
        reason = given if isinstance(given, Text) else Text("文件无法打开", "it can't be opened")
        raise CannotMark(reason.zh, reason.en) from refusal


def _open_without_flags_sheets(content: bytes) -> tuple[Package, str]:
    """Opens the package, removes our flags sheets, and returns the code name that macros know the sheet by."""
    package = Package(content)
    book = read_book(package)
    code_name = ""
    for index in reversed(range(len(book.sheets))):
        sheet = book.sheets[index]
        if sheet.kind == "worksheet" and is_ours(read_first_rows(package, book, sheet.part)):
            settings = Markup(split(package.part(sheet.part), sheet.part).around, sheet.part).root.child("sheetPr")
            code_name = settings.attributes.get("codeName", "") if settings is not None else ""
            remove_sheet(package, book, index)
            book = read_book(package)
    return package, code_name


def _replace_marks(package: Package, book: Book, index: int, marks: tuple[Mark, ...], formats: Formats | None) -> None:
    """Removes our marks from a sheet and adds new ones unless `formats` is None."""
    part, xml = book.sheets[index].part, package.part(book.sheets[index].part)
    if book.sheets[index].kind != "worksheet":
        unselected = _unselect(xml, part)
        if formats is not None and unselected != xml:
            package.put(part, unselected)
        return
    sheet = split(xml, part)
    around = erase_notes(package, part, remove_colours(sheet.around, part))
    if formats is not None:
        marks = _merge_by_cell(marks)
        around = add_colours(_unselect(around, part), part, marks, formats.marks)
        around = write_notes(package, book, index, around, marks)
    if around != sheet.around:
        package.put(part, sheet.with_around(around))


def _declare_workbook(package: Package, book: Book) -> None:
    """Declares a template as a workbook: programs refuse to open a template that is named like a workbook."""
    declared = package.content_type(book.part)
    if "template." in declared:
        package.declare(book.part, declared.replace("template.", "sheet."))


def _unselect(xml: bytes, part: str) -> bytes:
    """Deselects a sheet, because anything typed goes into all selected sheets at once."""
    markup = Markup(xml, part)
    for view in markup.root.within("sheetViews"):
        markup.set(view, "tabSelected", None)
    return markup.to_bytes()


def _merge_by_cell(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    by_cell: dict[tuple[int, int], Mark] = {}
    for mark in sorted(marks, key=lambda mark: (mark.row, mark.column, -mark.severity)):
        if (first := by_cell.get((mark.row, mark.column))) is not None:
            mark = replace(first, comment="\n".join(filter(None, (first.comment, mark.comment))))
        by_cell[mark.row, mark.column] = mark
    return tuple(by_cell.values())
