"""Reads the cover sheet's list of sheets with nothing to report: the name of a sheet, with its box to the right."""

from collections.abc import Iterator, Mapping
from functools import cache

from checker.codes import Code
from checker.frozen import dataclass
from checker.locate.cells import is_blank, text_of
from checker.locate.marks import declares_nothing
from checker.model import Flag, Place, Shown, flag
from checker.model.workbook import Raw, Sheet, Workbook, letters
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.locales import USUAL, Locales
from checker.text.normalize import word_form

BOX_UNREADABLE = Code("W266")

#: The heading above the list, in a template and as people may type it.
HEADING = Text(zh="本期没有内容的表", en="Sheets with nothing to report")
#: What a template offers in a box.
TICK = "√"
_TICKED, _OPEN = ("√", "✓", "✔", "☑", "✅", "1"), ("☐", "□", "0")


class _Words:
    """The words of the list in the languages of a pack."""

    def __init__(self, locales: Locales) -> None:
        self.headings = frozenset(map(word_form, (HEADING.zh, HEADING.en, *locales.words("ticks.heading"))))
        self.ticked = frozenset(map(word_form, (*_TICKED, *locales.words("ticks.ticked"))))
        self.open = frozenset(map(word_form, (*_OPEN, *locales.words("ticks.open"))))


@cache
def _words(locales: Locales) -> _Words:
    return _Words(locales)


@dataclass(frozen=True)
class Ticks:
    """The places of the boxes that are ticked, by table."""

    places: dict[str, Place]
    flags: tuple[Flag, ...] = ()


def read_ticks(workbook: Workbook, cover_sheet: str | None, tables: Mapping[str, Table]) -> Ticks:
    """Reads the list from the cover sheet; a box that can't be read is flagged and counts as open."""
    places: dict[str, Place] = {}
    flags: list[Flag] = []
    sheet = next((each for each in workbook.sheets if each.name == cover_sheet), None)
    for table, place, raw in () if sheet is None else _boxes(sheet, tables):
        match _is_ticked(raw, table):
            case True:
                places.setdefault(table.id, place)
            case None:
                found = Shown(text_of(raw))
                flags.append(flag(BOX_UNREADABLE, place, expected=Text(TICK, TICK), observed=found, found=found))
            case False:
                pass
    return Ticks(places, tuple(flags))


def _boxes(sheet: Sheet, tables: Mapping[str, Table]) -> Iterator[tuple[Table, Place, Raw]]:
    """Yields every line of the list: the table, the place of its box, and what is in the box."""
    named = {word_form(label): table for table in tables.values() for label in table.sheet.all}
    headings = _words(_locales(tables)).headings
    column: int | None = None
    for row, cells in enumerate(sheet.rows, 1):
        for at, raw in enumerate(cells, 1):
            form = word_form(raw) if isinstance(raw, str) else ""
            if form in headings:
                column = at
            elif at == column and form in named:
                table = named[form]
                box = next((c for c in range(at + 1, len(cells) + 1) if not is_blank(sheet.at(row, c))), at + 1)
                yield table, Place(sheet.name, row, letters(box), table.id, "", text_of(raw)), sheet.at(row, box)


def _locales(tables: Mapping[str, Table]) -> Locales:
    return next((table.locales for table in tables.values()), USUAL)


def _is_ticked(raw: Raw, table: Table) -> bool | None:
    """Whether a box is ticked; None if that is unclear, as a cross can mean either."""
    if is_blank(raw):
        return False
    if isinstance(raw, (bool, int, float)):
        return bool(raw) if raw in (0, 1) else None
    form, known = word_form(text_of(raw)), _words(table.locales)
    words = frozenset(map(word_form, table.nil.all if table.nil else ()))
    if form in known.ticked or declares_nothing(text_of(raw), table.locales, words):
        return True
    return False if form in known.open else None
