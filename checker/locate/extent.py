"""Decides which rows below a header are data, which are skipped, and where the table ends.

The first filled cell of a row decides: it marks a total or a note, unless the rest of the row looks like data.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from itertools import islice

from checker.frozen import dataclass
from checker.locate.cells import filled, is_blank
from checker.locate.headings import forms
from checker.locate.layout import Layout, find_plain
from checker.locate.marks import Mark, declares_nothing, is_band, is_bare_label, is_count, mark_of, may_be_marked
from checker.model.workbook import Raw, Sheet
from checker.text.bilingual import Text
from checker.text.locales import Locales
from checker.text.normalize import key_form, word_form


class Kind(Enum):
    """The kind of a row below the header."""

    DATA = auto()
    OUTSIDE = auto()
    SKIPPED = auto()
    SUBTOTAL = auto()
    HEADER = auto()
    BAND = auto()
    TOTAL = auto()
    NOTE = auto()
    NOTHING = auto()


#: What ended a table, for messages.
ENDINGS = {Kind.TOTAL: Text("合计行", "a total"), Kind.NOTE: Text("说明或签字盖章行", "a note or signature")}
_KINDS = {Mark.TOTAL: Kind.TOTAL, Mark.SUBTOTAL: Kind.SUBTOTAL, Mark.NOTE: Kind.NOTE}


@dataclass(frozen=True)
class Extent:
    """The rows of a table, by Excel row number.

    `skipped` has totals, subtotals, repeated headers, bands across the table, "nothing to report", and rows after the
    end that don't look like data.
    """

    rows: tuple[int, ...]
    skipped: tuple[int, ...]
    outside: tuple[int, ...]  # content only in columns that the table does not define
    end: tuple[int, Text] | None  # the row that ended the table, and what it is; None if the sheet ended first
    unread: tuple[int, ...]  # rows after the end that look like data
    nothing: tuple[int, ...]  # those of the skipped rows that say in words that there is nothing to report
    kinds: dict[int, Kind]  # the kinds of the skipped rows


def find_extent(sheet: Sheet, header_row: int, shape: Layout) -> Extent:
    """Sorts the rows below the header by kind."""
    rows: list[int] = []
    skipped: list[int] = []
    outside: list[int] = []
    unread: list[int] = []
    nothing: list[int] = []
    kinds: dict[int, Kind] = {}
    sorted_into = {Kind.DATA: rows, Kind.OUTSIDE: outside}
    end: tuple[int, Text] | None = None
    plain = find_plain(sheet, header_row, shape)
    for number, (row, is_plain) in enumerate(
        zip(islice(sheet.rows, header_row, None), plain, strict=True), header_row + 1
    ):
        if end is None and is_plain:
            rows.append(number)
            continue
        at = _first_filled(row, shape.serial)
        if at is None:
            continue
        kind = _kind(row, at, number, shape)
        if kind is Kind.NOTHING:
            nothing.append(number)
        if end is not None:
            seems_data = kind is Kind.DATA and _looks_like_data(row, shape)
            (unread if seems_data else skipped).append(number)
            kinds[number] = Kind.NOTE if kind is Kind.DATA else kind
        else:
            end = (number, ENDINGS[kind]) if kind in ENDINGS else None
            sorted_into.get(kind, skipped).append(number)
            kinds[number] = kind
    kinds = {number: kinds[number] for number in skipped}
    return Extent(tuple(rows), tuple(skipped), tuple(outside), end, tuple(unread), tuple(nothing), kinds)


def _first_filled(row: Sequence[Raw], serial: frozenset[int]) -> int | None:
    """The 0-based column of the first filled cell, ignoring a bare serial number."""
    for index, raw in enumerate(row):
        if raw is None or is_blank(raw):
            continue
        if index in serial and not (isinstance(raw, str) and not key_form(raw).strip(".、").isdigit()):
            continue
        return index
    return None


def _kind(row: Sequence[Raw], at: int, number: int, shape: Layout) -> Kind:
    """The kind of a row whose first filled cell is `row[at]`."""
    marked = _marked_kind(row, at, number, shape)
    if marked is None and at not in shape.columns:
        # The table may not define the first column, e.g. a department before every 小计.
        first = min((column for column in shape.columns if filled(row, column)), default=None)
        if first is None:
            return Kind.OUTSIDE
        marked = _marked_kind(row, first, number, shape)
    return marked or _total_elsewhere(row, shape) or Kind.DATA


def _total_elsewhere(row: Sequence[Raw], shape: Layout) -> Kind | None:
    """The kind of a row with 合计 in a column that the table does not define, if all other cells are numbers."""
    for column in shape.elsewhere:
        text = row[column] if column < len(row) else None
        mark = _mark_of(text, shape) if isinstance(text, str) else None
        if mark in (Mark.TOTAL, Mark.SUBTOTAL):
            others = (raw for index, raw in enumerate(row) if index != column and not is_blank(raw))
            if not any(_is_wordy(raw, shape) for raw in others):
                return _KINDS[mark]
    return None


def _marked_kind(row: Sequence[Raw], at: int, number: int, shape: Layout) -> Kind | None:
    """The kind of the row if the text at `at` says that it isn't data."""
    text = row[at]
    if not isinstance(text, str):
        return None
    if text[0] in shape.initials and _repeats_header(row, at, shape):
        return Kind.HEADER
    mark = _mark_of(text, shape)
    if mark is Mark.NOTHING or _declares_nothing(text, shape):
        return _kind_of_nothing([raw for raw in islice(row, at, None) if not is_blank(raw)], shape)
    if mark is not None:
        return None if is_data_anyway(row, at, shape, mark) else _KINDS[mark]
    alone = all(map(is_blank, islice(row, at + 1, None)))
    band = alone and (number in shape.bands or is_band(text, at <= min(shape.columns, default=0), shape.locales))
    return Kind.BAND if band else None


def _kind_of_nothing(cells: Sequence[Raw], shape: Layout) -> Kind | None:
    """The kind of a row whose first cell says that there is nothing: only if all its cells do, it isn't data."""
    declared = [isinstance(raw, str) and _declares_nothing(raw, shape) for raw in cells]
    dashes = [isinstance(raw, str) and mark_of(raw, shape.locales) is Mark.NOTHING for raw in cells]
    if not all(map(any, zip(declared, dashes, strict=True))):
        return None
    return Kind.NOTHING if any(declared) else Kind.SKIPPED


def _mark_of(text: str, shape: Layout) -> Mark | None:
    return mark_of(text, shape.locales) if may_be_marked(text, shape.locales) else None


def _declares_nothing(text: str, shape: Layout) -> bool:
    likely = may_be_marked(text, shape.locales) or word_form(text[:1]) in {word[:1] for word in shape.nil}
    return likely and declares_nothing(text, shape.locales, shape.nil, shape.names)


def _repeats_header(row: Sequence[Raw], at: int, shape: Layout) -> bool:
    """Whether most filled cells, including the first, repeat the header above them."""
    cells = {index: raw for index, raw in enumerate(row) if not is_blank(raw)}
    same = {
        index for index, raw in cells.items() if isinstance(raw, str) and forms(raw)[0] in shape.headers.get(index, ())
    }
    elsewhere = any(
        isinstance(raw, str) and any(forms(raw)[0] in known for known in shape.headers.values())
        for index, raw in cells.items()
        if index not in same
    )
    enough = len(same) >= min(2, len(shape.headers)) and 4 * len(same) >= 3 * len(cells)
    return at in same and enough and not elsewhere  # a header of another column means another order


def _label_columns(row: Sequence[Raw], locales: Locales) -> set[int]:
    """The columns of notes such as 审核人：李四, and of the values after labels."""
    found: set[int] = set()
    beside_label = False
    for index, raw in enumerate(row):
        if not is_blank(raw):
            if beside_label or (isinstance(raw, str) and mark_of(raw, locales) is Mark.NOTE):
                found.add(index)
            beside_label = isinstance(raw, str) and is_bare_label(raw, locales)
    return found


def is_data_anyway(row: Sequence[Raw], at: int, shape: Layout, mark: Mark) -> bool:
    """Whether the row, besides a mark at `at`, has a key, or words and dates in half of its (required) columns.

    In a row with 合计, a bare number in a key column is a count, not a key.
    """
    data = _data_columns(row, shape) - {at}
    wordy = {column for column in data if _is_wordy(row[column], shape)}
    if shape.key & (data if mark is Mark.NOTE else wordy):
        return True
    others = (shape.columns - {at}, shape.required - {at})
    return any(columns and 2 * len(wordy & columns) >= len(columns) for columns in others)


def _is_wordy(raw: Raw, shape: Layout) -> bool:
    """Whether a cell is a date or a text with letters; a sum is neither, with or without a unit."""
    if isinstance(raw, str):
        return any(map(str.isalpha, raw)) and not is_count(raw, shape.units, shape.locales)
    return isinstance(raw, date)


def _looks_like_data(row: Sequence[Raw], shape: Layout) -> bool:
    """Whether a row after the end looks like data: more than one cell, and the key or half of the required columns."""
    data = _data_columns(row, shape)
    if len(data) < min(2, len(shape.columns)):
        return False
    return bool(shape.key and shape.key <= data) or 2 * len(data & shape.required) >= len(shape.required)


def _data_columns(row: Sequence[Raw], shape: Layout) -> set[int]:
    """The filled columns of the table, without labels and their values."""
    return {column for column in shape.columns - _label_columns(row, shape.locales) if filled(row, column)}
