"""Reads the cover sheet: labels with their values beside or below them."""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from checker.codes import Code
from checker.codes.shared import SHEET_AMBIGUOUS
from checker.frozen import dataclass
from checker.locate.cells import is_blank, list_items, text_of
from checker.locate.headings import Headings, gather_headings
from checker.locate.marks import Mark, mark_of
from checker.locate.names import find_table_by_name, is_exact, without_flags_sheet
from checker.model import Flag, Place, Severity, Shown, flag, placed
from checker.model.workbook import ErrorCell, Raw, Sheet, Uncalculated, Workbook, letters
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form
from checker.text.seals import strip_seal

COVER_FIELD_MISSING = Code("W230")
COVER_CONFLICT = Code("W231")

_COLON = re.compile(r"[:：]")
#: What separates several labels in one cell.
_GAP = re.compile(r"\s{2,}|[\n\t\u3000]")


@dataclass(frozen=True)
class Cover:
    """The content of the cover sheet."""

    values: dict[str, str] = field(default_factory=dict)  # by field, without blank ones
    places: dict[str, Place] = field(default_factory=dict)  # by field with a label: of the value, or where it belongs
    sheet: str | None = None  # its name; None if the workbook has no cover sheet


class Entry(NamedTuple):
    """A label with its value, which can be empty."""

    field: str
    rank: int  # how well the label names the field; the best label counts
    value: str
    place: Place  # the place of the value, with the label as header


def read_cover(workbook: Workbook, cover: Table) -> tuple[Cover, tuple[Flag, ...]]:
    """Reads the cover sheet, given the table whose layout is "fields".

    Flags blank required fields and labels that occur twice with different values. Without a cover sheet (no sheet has
    its name, or no label is on it), the cover is empty and there is no flag.
    """
    named = [sheet for sheet in without_flags_sheet(workbook).sheets if find_table_by_name(sheet, {cover.id: cover})]
    named = [sheet for sheet in named if is_exact(sheet, cover)] or named
    read = [(sheet, entries) for sheet in named if (entries := list(_entries(sheet, cover)))]
    if len(read) > 1:
        sheets = list_items(f"“{sheet.name}”" for sheet, _ in read)
        place = Place(read[0][0].name, table=cover.id)
        return Cover(), (flag(SHEET_AMBIGUOUS, place, sheets=sheets, table=cover.sheet.text),)
    return _cover(read[0][0], cover, read[0][1]) if read else (Cover(), ())


def _cover(sheet: Sheet, cover: Table, entries: list[Entry]) -> tuple[Cover, tuple[Flag, ...]]:
    values: dict[str, str] = {}
    places: dict[str, Place] = {}
    flags: list[Flag] = []
    for name, column in cover.columns.items():
        found = [entry for entry in entries if entry.field == name]
        filled = sorted((entry for entry in found if entry.value), key=lambda entry: entry.rank)
        if found:
            places[name] = (filled or found)[0].place
        alike = [entry for entry in filled if entry.rank == filled[0].rank]
        other = next((entry for entry in alike if key_form(entry.value) != key_form(filled[0].value)), None)
        if other:
            flags.append(_conflict(cover, filled[0], other))
        elif filled:
            values[name] = filled[0].value
        elif column.required:
            flags.append(_missing(cover, name, places.get(name, Place(sheet.name, table=cover.id, field=name))))
    return Cover(values, places, sheet.name), tuple(flags)


def _conflict(cover: Table, first: Entry, second: Entry) -> Flag:
    column = cover.columns[first.field]
    return flag(
        COVER_CONFLICT,
        second.place,
        severity=None if column.required else Severity.AMBER,
        header=column.header.text,
        first_cell=placed(first.place.cell),
        first=Shown(first.value, column.personal),
        second_cell=placed(second.place.cell),
        second=Shown(second.value, column.personal),
    )


def _missing(cover: Table, name: str, place: Place) -> Flag:
    column = cover.columns[name]
    example = Text(f"例如 {column.example}", f"for example {column.example}") if column.example else None
    return flag(COVER_FIELD_MISSING, place, expected=example, sheet=place.sheet, header=column.header.text)


def _entries(sheet: Sheet, cover: Table) -> Iterator[Entry]:
    """Yields every label of the cover on the sheet, from the top, with its value."""
    labels = gather_headings(cover)
    for row, cells in enumerate(sheet.rows, 1):
        for column, raw in enumerate(cells, 1):
            if not isinstance(raw, str) or is_blank(raw):
                continue
            at = row, column
            found = _within(raw, labels)
            if named := _field(raw, labels):
                at, value = _beside_or_below(sheet, labels, row, column)
                found = [(named, text_of(raw), value)]
            for (rank, name), label, value in found:
                yield Entry(name, rank, value, Place(sheet.name, at[0], letters(at[1]), cover.id, name, label))


def _field(text: str, labels: Headings) -> tuple[int, str] | None:
    found = labels.match(text)
    return (found[0], found[1][0]) if found and len(found[1]) == 1 else None


def _within(text: str, labels: Headings) -> list[tuple[tuple[int, str], str, str]]:
    """The fields, labels and values in a cell such as 报送单位：区司法局, or with several of these."""
    found: list[tuple[tuple[int, str], str, str]] = []
    for piece in filter(None, _GAP.split(text)) if _COLON.search(text) else ():
        before, *after = _COLON.split(piece, maxsplit=1)
        named = _field(before, labels) if after else None
        if named is not None:
            found.append((named, text_of(before), strip_seal(text_of(after[0]), labels.locales)))
        elif found:
            last, label, value = found[-1]
            found[-1] = (last, label, f"{value} {piece}".strip())
    return found


def _beside_or_below(sheet: Sheet, labels: Headings, row: int, column: int) -> tuple[tuple[int, int], str]:
    """The position and text of a label's value; if there is none, the cell beside the label and an empty text."""
    area = next((each for each in sheet.merged if (each.first_row, each.first_column) == (row, column)), None)
    beside = (area.last_column if area else column) + 1
    for at in range(beside, len(sheet.rows[row - 1]) + 1):
        if not is_blank(sheet.at(row, at)):
            if _is_value(sheet.at(row, at), labels):
                return (row, at), strip_seal(text_of(sheet.at(row, at)), labels.locales)
            break
    below = (area.last_row if area else row) + 1
    if _is_value(sheet.at(below, column), labels):
        return (below, column), strip_seal(text_of(sheet.at(below, column)), labels.locales)
    return (row, beside), ""


def _is_value(raw: Raw, labels: Headings) -> bool:
    """Whether a cell has content that isn't a label, a note or a failed formula."""
    if is_blank(raw) or isinstance(raw, (ErrorCell, Uncalculated)):
        return False
    if not isinstance(raw, str):
        return True
    raw = strip_seal(raw, labels.locales)  # 区司法局（盖章） is a value, （盖章） isn't
    labelled = not raw or _COLON.search(raw.strip()[-1:]) or _field(raw, labels) or _within(raw, labels)
    return not labelled and mark_of(raw, labels.locales) is not Mark.NOTE
