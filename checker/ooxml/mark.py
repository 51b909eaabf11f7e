"""Marks a submitted workbook by changing nothing but the parts that show it; and takes marks out again.

Knows the order of the work. The cells of every sheet, and every part that shows no mark, stay as they are, byte for
byte. What an earlier copy of ours brought with it is taken out first, so that marks never pile up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.marked_copy.flags_sheet import is_ours
from checker.ooxml.book import Book, free_name, put_first, read_book, take_out
from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.conditional_formats import colour, uncolour
from checker.ooxml.first_rows import first_rows
from checker.ooxml.marks import Mark, Marks
from checker.ooxml.notes import Place, erase_notes, write_notes
from checker.ooxml.opc import Package
from checker.ooxml.page import Page, PageCell
from checker.ooxml.page_xml import formats_of, page_xml
from checker.ooxml.sheet_text import split
from checker.ooxml.splice import Markup
from checker.ooxml.styles import Formats, put_formats
from checker.sources.refusals import Refused
from checker.text.bilingual import Text


def mark_package(content: bytes, marks: Marks, page: Page) -> bytes:
    """The marked copy of an xlsx or xlsm: colours and notes at the cells, the findings sheet in front.

    Args:
        content: the submitted file; a marked copy of ours gives what its original would give.
        marks: what to mark, by sheet.
        page: the findings sheet; where the workbook has a sheet of its name, a number is put behind it.

    Raises:
        CannotMark: for a reason that lies in the file.
    """
    try:
        package, formerly = _opened(content)
        book = read_book(package)
        _must_have(book, marks)
        severities = {mark.severity for each in marks.values() for mark in each}
        formats = put_formats(package, book, severities, formats_of(page))
        for index in range(len(book.sheets)):
            _work_on(package, book, index, marks.get(book.sheets[index].name, ()), formats)
        page = renamed(page, {page.name: free_name(book, page.name)})
        xml = page_xml(page, book.dialect, formats, formerly)
        put_first(package, book, page.name, xml, page.repeated)
        _declare_workbook(package, book)
        return package.written()
    except Refused as refusal:
        raise CannotMark(_reason(refusal)) from refusal


def cleaned(content: bytes) -> bytes:
    """A workbook without the marks, notes and findings sheet of ours; the very bytes where there are none.

    Raises:
        CannotMark: for a reason that lies in the file.
    """
    try:
        package, _ = _opened(content)
        book = read_book(package)
        for index in range(len(book.sheets)):
            _work_on(package, book, index, (), None)
        return package.written() if package.changed else content
    except Refused as refusal:
        raise CannotMark(_reason(refusal)) from refusal


def bears_marks(content: bytes) -> bool:
    """Whether a workbook holds anything of a marked copy of ours.

    Raises:
        CannotMark: for a reason that lies in the file.
    """
    return cleaned(content) is not content


def suffix_of(content: bytes) -> str:
    """The ending of the name that a copy of this workbook needs to be opened: ".xlsm" where macros are declared.

    Raises:
        CannotMark: for a reason that lies in the file.
    """
    try:
        package = Package(content)
        return ".xlsm" if "macroEnabled" in package.declared(read_book(package).part) else ".xlsx"
    except Refused as refusal:
        raise CannotMark(_reason(refusal)) from refusal


def renamed(page: Page, names: Mapping[str, str]) -> Page:
    """A page where it and the sheets that it leads to have other names."""

    def moved(cell: PageCell | None) -> PageCell | None:
        if cell is None or cell.link is None or cell.link[0] not in names:
            return cell
        return replace(cell, link=(names[cell.link[0]], cell.link[1]))

    rows = tuple(tuple(moved(cell) for cell in row) for row in page.rows)
    return replace(page, name=names.get(page.name, page.name), rows=rows)


def _opened(content: bytes) -> tuple[Package, str]:
    """The package without findings sheets of ours, and the name by which macros knew the last of them."""
    package = Package(content)
    book = read_book(package)
    known_as = ""
    for index in reversed(range(len(book.sheets))):
        sheet = book.sheets[index]
        if sheet.kind == "worksheet" and is_ours(first_rows(package, book, sheet.part)):
            settings = Markup(split(package.part(sheet.part), sheet.part).around, sheet.part).root.child("sheetPr")
            known_as = settings.attributes.get("codeName", "") if settings is not None else ""
            take_out(package, book, index)
            book = read_book(package)
    return package, known_as


def _work_on(package: Package, book: Book, index: int, marks: tuple[Mark, ...], formats: Formats | None) -> None:
    """Takes our marks out of a sheet, and puts others in unless `formats` is None."""
    part = book.sheets[index].part
    xml = package.part(part)
    if book.sheets[index].kind != "worksheet":
        alone = _not_chosen(xml, part)
        if formats is not None and alone != xml:
            package.put(part, alone)
        return
    text = split(xml, part)
    place = Place(book, part, index)
    around = erase_notes(package, place, uncolour(text.around, part))
    if formats is not None:
        marks = _by_cell(marks)
        around = colour(_not_chosen(around, part), part, marks, formats.marks)
        around = write_notes(package, place, around, marks)
    if around != text.around:
        package.put(part, text.with_around(around))


def _declare_workbook(package: Package, book: Book) -> None:
    """Declares a template to be a workbook: programs refuse to open a template under a workbook's name."""
    declared = package.declared(book.part)
    if "template." in declared:
        declared = declared.replace("template.macroEnabled", "sheet.macroEnabled").replace("template.", "sheet.")
        package.declare(book.part, declared)


def _not_chosen(xml: bytes, part: str) -> bytes:
    """A sheet that is not among those chosen on opening: what is typed goes into all chosen sheets at once."""
    markup = Markup(xml, part)
    views = markup.root.child("sheetViews")
    for view in views.children if views is not None else ():
        if "tabSelected" in view.attributes:
            markup.set(view, "tabSelected", None)
    return markup.written()


def _by_cell(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """One mark a cell: the gravest severity, and all that is said."""
    by_cell: dict[tuple[int, int], Mark] = {}
    for mark in sorted(marks, key=lambda mark: (mark.row, mark.column, -mark.severity)):
        first = by_cell.get((mark.row, mark.column))
        if first is not None:
            mark = replace(first, comment="\n".join(filter(None, (first.comment, mark.comment))))
        by_cell[mark.row, mark.column] = mark
    return tuple(by_cell.values())


def _must_have(book: Book, marks: Marks) -> None:
    names = {sheet.name for sheet in book.sheets if sheet.kind == "worksheet"}
    for name in marks:
        if name not in names:
            raise CannotMark(Text(zh=f"原文件里找不到工作表“{name}”", en=f"it has no sheet named {name}"))


def _reason(refusal: Refused) -> Text:
    reason = refusal.flag.values.get("reason")
    return reason if isinstance(reason, Text) else Text(zh="文件无法打开", en="it cannot be opened")
