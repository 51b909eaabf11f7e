"""Reads the workbook part (workbook.xml), adds a sheet in front, and removes sheets.

Handles the transitional and the strict dialect. Knows nothing of what is on a sheet. A name that is local to a sheet
holds the sheet's position, so adding or removing a sheet renumbers the names behind it.
"""

from collections.abc import Iterable

from checker.frozen import dataclass
from checker.marked_copy.edited import OWN_PART
from checker.ooxml.cannot_mark import CannotMark, broken
from checker.ooxml.opc import Package
from checker.ooxml.splice import Element, Markup
from checker.ooxml.xml_text import attribute, content, rank_names

_ORDER = rank_names(
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)
WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: Characters in the name of a sheet.
LONGEST_NAME = 31
_HIGHEST_ID = 65_534
_VIEW_TABS = ("activeTab", "firstSheet")


@dataclass(frozen=True)
class Dialect:
    """The namespaces of a workbook: that of its elements, and that of its relationships and their types."""

    main: str
    relations: str


TRANSITIONAL = Dialect(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Dialect(
    "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
)


@dataclass(frozen=True)
class BookSheet:
    """One entry in the workbook's list of sheets."""

    name: str
    id: int  # the sheet's unique number, which isn't its position
    relation: str  # the id of the relationship to its part
    part: str
    kind: str  # "worksheet", "chartsheet" and others
    hidden: bool


@dataclass(frozen=True)
class Book:
    """The content of the workbook part."""

    part: str
    dialect: Dialect
    sheets: tuple[BookSheet, ...]  # in tab order
    related: dict[str, str]  # the workbook's other parts, by kind ("styles", "sharedStrings", "calcChain")

    @property
    def folder(self) -> str:
        """The folder of the workbook part with a trailing slash, or empty."""
        return self.part[: self.part.rfind("/") + 1]


def read_book(package: Package) -> Book:
    """Reads the workbook part.

    Raises:
        CannotMark: the package holds no valid workbook, or it is signed.
    """
    roots = package.relations("")
    if any(relation.kind == "origin" and "signature" in relation.part.lower() for relation in roots):
        raise CannotMark(
            "文件带有数字签名，在原文件上标注会使签名失效", "it has a digital signature, which marking would break"
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
        number = element.number("sheetId")
        if relation is None or not relation.part or number is None:
            raise broken(part)
        hidden = element.attributes.get("state", "visible") != "visible"
        name = element.attributes.get("name", "")
        sheets.append(BookSheet(name, number, relation.id, relation.part, relation.kind, hidden))
    others = {relation.kind: relation.part for relation in relations.values() if relation.part in package}
    return Book(part, dialect, tuple(sheets), others)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Returns the wanted sheet name, with a number appended if another sheet has that name."""
    used = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in used:
        number += 1
        ending = f" ({number})"
        name = wanted[: LONGEST_NAME - len(ending)] + ending
    return name


def remove_sheet(package: Package, book: Book, index: int) -> None:
    """Removes a sheet: its entry, its names, its part, and the parts that only it uses."""
    markup = Markup(package.part(book.part), book.part)
    root = markup.root
    markup.remove(markup.need("sheets").children[index])
    rest = [sheet for place, sheet in enumerate(book.sheets) if place != index]
    shown = next((place for place, sheet in enumerate(rest) if not sheet.hidden), 0)
    names = root.child("definedNames")
    own = [name for name in root.within("definedNames") if name.number("localSheetId") == index]
    if names and len(own) == len(names.children):
        markup.remove(names)
    for name in own:
        markup.remove(name)
    _shift(markup, "definedNames", "localSheetId", index, -1)
    for tab in _VIEW_TABS:
        _shift(markup, "bookViews", tab, index, -1)
        for view in root.within("bookViews"):
            if view.number(tab) == index:
                markup.set(view, tab, str(shown))
    package.put(book.part, markup.to_bytes())
    sheet = book.sheets[index]
    chain = book.related.get("calcChain")
    if chain and any(cell.number("i") == sheet.id for cell in Markup(package.part(chain), chain).root.children):
        package.detach(book.part, chain)  # spreadsheet programs rebuild the calculation chain
    before = package.reachable(book.part)
    package.unrelate(book.part, {sheet.relation})
    for part in sorted(before - package.reachable(book.part)):
        package.drop(part)


def insert_first(package: Package, book: Book, name: str, xml: bytes, repeated: int | None) -> None:
    """Inserts a new sheet before all others and makes the workbook open on it.

    No sheet may have its name yet. `repeated` is the row that is printed at the top of every page, or None.
    """
    part = package.free_name(f"{book.folder}worksheets/{OWN_PART}{{}}.xml")
    relation = package.attach(book.part, f"{book.dialect.relations}/worksheet", part, xml, WORKSHEET_TYPE)
    markup = Markup(package.part(book.part), book.part)
    root = markup.root
    taken = {sheet.id for sheet in book.sheets}
    number = max(taken, default=0) + 1
    if number > _HIGHEST_ID:
        number = min(set(range(1, _HIGHEST_ID)) - taken)
    entry = f'<sheet name={attribute(name)} sheetId="{number}" {relation_attribute(markup, book.dialect, relation)}/>'
    markup.insert(markup.need("sheets").inside, entry)
    _shift(markup, "definedNames", "localSheetId", -1, 1)
    for view in root.within("bookViews"):
        for tab in _VIEW_TABS:
            if tab in view.attributes:
                markup.set(view, tab, "0")
    if repeated is not None:
        where = content(f"{quote_name(name)}!${repeated}:${repeated}")
        titles = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{where}</definedName>'
        if (names := root.child("definedNames")) is not None:
            markup.append(names, titles)
        else:
            markup.add(root, _ORDER, "definedNames", f"<definedNames>{titles}</definedNames>")
    package.put(book.part, markup.to_bytes())


def quote_name(name: str) -> str:
    """Quotes a sheet's name as references spell it."""
    return "'" + name.replace("'", "''") + "'"


def relation_of(element: Element) -> str:
    """Returns the id of the relationship in an element's r:id, or an empty string."""
    ids = (element.attributes.get(f"{dialect.relations} id") for dialect in (TRANSITIONAL, STRICT))
    return next(filter(None, ids), "")


def relation_attribute(markup: Markup, dialect: Dialect, relation: str) -> str:
    """Writes the r:id of a new element with the prefix that the part uses."""
    prefix = next((name for name, space in markup.spaces.items() if space == dialect.relations and name), "")
    return f'{prefix}:id="{relation}"' if prefix else f'xmlns:r="{dialect.relations}" r:id="{relation}"'


def _shift(markup: Markup, parent: str, name: str, above: int, by: int) -> None:
    """Adds `by` to an attribute of each child of `parent` if its value is greater than `above`."""
    for element in markup.root.within(parent):
        number = element.number(name)
        if number is not None and number > above:
            markup.set(element, name, str(number + by))
