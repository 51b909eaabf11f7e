"""The workbook part: its sheets, and what changes there when one comes in or goes.

Knows workbook.xml in transitional and strict form; knows nothing of what is on a sheet. Names that belong to one
sheet tell its place among the sheets, so a sheet put in front moves them all by one.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.marked_copy.edited import OWN_PART
from checker.ooxml.cannot_mark import CannotMark, broken
from checker.ooxml.dialects import STRICT, TRANSITIONAL, Dialect, relation_attribute, relation_of
from checker.ooxml.opc import Package
from checker.ooxml.splice import Element, Markup
from checker.ooxml.xml_text import attribute, content, qualified, ranked
from checker.text.bilingual import Text

_ORDER = ranked(
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_HIGHEST_ID = 65_534


@dataclass(frozen=True)
class BookSheet:
    """One sheet of the workbook's list.

    Attributes:
        name: as spelled.
        id: its number, which no other sheet has; never its place.
        relation: the id of the relationship to its part.
        part: the part that holds it.
        kind: "worksheet", "chartsheet" and others.
        hidden: whether it is hidden in some way.
    """

    name: str
    id: int
    relation: str
    part: str
    kind: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """What the workbook part says.

    Attributes:
        part: its name.
        dialect: its namespaces.
        sheets: in their order.
        related: the workbook's other parts, by kind ("styles", "sharedStrings", "calcChain").
    """

    part: str
    dialect: Dialect
    sheets: tuple[BookSheet, ...]
    related: dict[str, str]

    @property
    def folder(self) -> str:
        """The folder of the workbook part with a slash behind it, or empty."""
        return self.part[: self.part.rfind("/") + 1]


def read_book(package: Package) -> Book:
    """Reads the workbook part.

    Raises:
        CannotMark: it is none, or the package is signed.
    """
    roots = package.relations("")
    if any(relation.kind == "origin" and "signature" in relation.part.lower() for relation in roots):
        raise CannotMark(
            Text(
                zh="文件带有数字签名，在原文件上标注会使签名失效",
                en="it carries a digital signature, which marking it would break",
            )
        )
    part = next((relation.part for relation in roots if relation.kind == "officeDocument"), "xl/workbook.xml")
    markup = Markup(package.part(part), part)
    dialect = next((known for known in (TRANSITIONAL, STRICT) if known.main == markup.root.space), None)
    if dialect is None:
        raise broken(part)
    relations = {relation.id: relation for relation in package.relations(part)}
    sheets = []
    for element in markup.need("sheets").children:
        relation = relations.get(relation_of(element))
        number = element.attributes.get("sheetId", "")
        if relation is None or not relation.part or not number.isdecimal():
            raise broken(part)
        hidden = element.attributes.get("state", "visible") != "visible"
        name = element.attributes.get("name", "")
        sheets.append(BookSheet(name, int(number), relation.id, relation.part, relation.kind, hidden))
    others = {relation.kind: relation.part for relation in relations.values() if relation.part in package}
    return Book(part, dialect, tuple(sheets), others)


def free_name(book: Book, wanted: str) -> str:
    """The wanted name of a sheet, with a number where another sheet has it."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = wanted[: _LONGEST_NAME - len(ending)] + ending
    return name


def take_out(package: Package, book: Book, index: int) -> None:
    """Takes a sheet out: its entry, its names, its part, and the parts that only it led to."""
    markup = Markup(package.part(book.part), book.part)
    markup.remove(markup.need("sheets").children[index])
    rest = [sheet for place, sheet in enumerate(book.sheets) if place != index]
    shown = next((place for place, sheet in enumerate(rest) if not sheet.hidden), 0)
    names = markup.root.child("definedNames")
    own = [name for name in names.children if _number(name, "localSheetId") == index] if names else []
    if names and len(own) == len(names.children):
        markup.remove(names)
    for name in own:
        markup.remove(name)
    _move(markup, names, "localSheetId", index, -1)
    for tab in ("activeTab", "firstSheet"):
        views = markup.root.child("bookViews")
        _move(markup, views, tab, index, -1)
        for view in views.children if views else ():
            if _number(view, tab) == index:
                markup.set(view, tab, str(shown))
    package.put(book.part, markup.written())
    sheet = book.sheets[index]
    _drop_formulas(package, book, sheet.id)
    before = package.reachable(book.part)
    package.unrelate(book.part, {sheet.relation})
    for part in sorted(before - package.reachable(book.part)):
        package.drop(part)


def put_first(package: Package, book: Book, name: str, xml: bytes, repeated: int | None) -> None:
    """Puts a new sheet in front of all others, and has the workbook open with it.

    Args:
        package: the package, which no longer has a sheet of that name.
        book: as it stands.
        name: of the sheet.
        xml: its part.
        repeated: the row that is printed on top of every page, or None.
    """
    part = package.free(f"{book.folder}worksheets/{OWN_PART}{{}}.xml")
    package.put(part, xml)
    package.declare(part, WORKSHEET_TYPE)
    relation = package.relate(book.part, f"{book.dialect.relations}/worksheet", part)
    markup = Markup(package.part(book.part), book.part)
    root = markup.root
    names, views = root.child("definedNames"), root.child("bookViews")
    number = _free_id(book)
    entry = f'<sheet name={attribute(name)} sheetId="{number}" {relation_attribute(markup, book.dialect, relation)}/>'
    markup.insert(markup.need("sheets").inside, qualified(entry, root.prefix))
    _move(markup, names, "localSheetId", -1, 1)
    for view in views.children if views else ():
        for tab in ("activeTab", "firstSheet"):
            if tab in view.attributes:
                markup.set(view, tab, "0")
    if repeated is not None:
        where = content(f"{quoted_name(name)}!${repeated}:${repeated}")
        titles = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{where}</definedName>'
        if names is None:
            titles = f"<definedNames>{titles}</definedNames>"
            markup.add(root, _ORDER, "definedNames", qualified(titles, root.prefix))
        else:
            markup.append(names, qualified(titles, root.prefix))
    package.put(book.part, markup.written())


def _free_id(book: Book) -> int:
    taken = {sheet.id for sheet in book.sheets}
    highest = max(taken, default=0) + 1
    return highest if highest <= _HIGHEST_ID else next(number for number in range(1, highest) if number not in taken)


def quoted_name(name: str) -> str:
    """A sheet's name as references spell it."""
    return "'" + name.replace("'", "''") + "'"


def _move(markup: Markup, parent: Element | None, name: str, above: int, by: int) -> None:
    """Adds `by` to an attribute of each child where it is greater than `above`."""
    for element in parent.children if parent else ():
        number = _number(element, name)
        if number is not None and number > above:
            markup.set(element, name, str(number + by))


def _number(element: Element, name: str) -> int | None:
    text = element.attributes.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() else None


def _drop_formulas(package: Package, book: Book, sheet: int) -> None:
    """Drops the order of calculation where it names a sheet that goes; programs work it out again."""
    chain = book.related.get("calcChain", "")
    if chain and any(_number(c, "i") == sheet for c in Markup(package.part(chain), chain).root.children):
        package.unrelate(book.part, {r.id for r in package.relations(book.part) if r.kind == "calcChain"})
        package.drop(chain)
