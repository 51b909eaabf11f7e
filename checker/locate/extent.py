"""Which rows below a header are data, which are passed over, and where the table ends. Row numbers never shift.

Knows sheets and the columns found; no types, no rules. A row is judged by its first filled cell: a total or a note is
one only where the rest of the row does not look like data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import islice

from checker.locate.cells import filled, is_blank
from checker.locate.headings import forms
from checker.locate.layout import Layout
from checker.locate.marks import Mark, is_band, is_bare_label, is_count, mark_of, may_be_marked
from checker.model.workbook import Raw, Sheet
from checker.text.bilingual import Text
from checker.text.normalize import key_form


class Kind(Enum):
    """What a row below the header is."""

    DATA = auto()
    OUTSIDE = auto()
    PASSED_OVER = auto()
    TOTAL = auto()
    NOTE = auto()


#: What ended a table, for people.
ENDINGS = {
    Kind.TOTAL: Text("合计行", "a total"),
    Kind.NOTE: Text("说明或签字盖章行", "a note or signature"),
}
_KINDS = {Mark.TOTAL: Kind.TOTAL, Mark.SUBTOTAL: Kind.PASSED_OVER, Mark.NOTE: Kind.NOTE}


@dataclass(frozen=True)
class Extent:
    """The rows of a table, by their Excel numbers.

    Attributes:
        rows: data rows.
        skipped: totals, subtotals, repeated headers, bands across the table, statements that there is nothing, and
            whatever stands below the end without looking like data.
        outside: rows with content only in columns that the table does not define.
        end: the row that ended the table, and what it is; None if the sheet ended first.
        unread: rows after the end that look like data.
    """

    rows: tuple[int, ...]
    skipped: tuple[int, ...]
    outside: tuple[int, ...]
    end: tuple[int, Text] | None
    unread: tuple[int, ...]


def extent(sheet: Sheet, header_row: int, shape: Layout) -> Extent:
    """Walks the rows below the header; `shape` is what `layout` gives of it."""
    rows: list[int] = []
    skipped: list[int] = []
    outside: list[int] = []
    unread: list[int] = []
    end: tuple[int, Text] | None = None
    for number, row in enumerate(islice(sheet.rows, header_row, None), header_row + 1):
        at = _first_filled(row, shape.serial)
        if at is None:
            continue
        kind = _kind(row, at, number, shape)
        if end is not None:
            seems_data = kind is Kind.DATA and _looks_like_data(row, shape)
            (unread if seems_data else skipped).append(number)
        elif kind is Kind.DATA:
            rows.append(number)
        elif kind is Kind.OUTSIDE:
            outside.append(number)
        elif kind is Kind.PASSED_OVER:
            skipped.append(number)
        else:
            end = (number, ENDINGS[kind])
            skipped.append(number)
    return Extent(tuple(rows), tuple(skipped), tuple(outside), end, tuple(unread))


def _first_filled(row: Sequence[Raw], serial: frozenset[int]) -> int | None:
    """The 0-based column of the first filled cell; a bare serial number does not count."""
    for index, raw in enumerate(row):
        if raw is None or is_blank(raw):
            continue
        if index in serial and not (isinstance(raw, str) and not key_form(raw).strip(".、").isdigit()):
            continue
        return index
    return None


def _kind(row: Sequence[Raw], at: int, number: int, shape: Layout) -> Kind:
    """What the row is; `row[at]` is its first filled cell."""
    marked = _marked(row, at, number, shape)
    if marked is None and at not in shape.columns:
        # The first column may be one that the table does not define, e.g. a department before every 小计.
        first = min((column for column in shape.columns if filled(row, column)), default=None)
        if first is None:
            return Kind.OUTSIDE
        marked = _marked(row, first, number, shape)
    return marked or _summed_elsewhere(row, shape) or Kind.DATA


def _summed_elsewhere(row: Sequence[Raw], shape: Layout) -> Kind | None:
    """What the row is if 合计 stands in a column that the table does not define, behind nothing but numbers."""
    for column in shape.elsewhere:
        text = row[column] if column < len(row) else None
        mark = mark_of(text) if isinstance(text, str) and may_be_marked(text) else None
        if mark in (Mark.TOTAL, Mark.SUBTOTAL):
            others = (raw for index, raw in enumerate(row) if index != column and not is_blank(raw))
            if not any(_wordy(raw, shape) for raw in others):
                return _KINDS[mark]
    return None


def _marked(row: Sequence[Raw], at: int, number: int, shape: Layout) -> Kind | None:
    """What the row is by the words at `at`, if they say that it is no data."""
    text = row[at]
    if not isinstance(text, str):
        return None
    if text[0] in shape.initials and _is_header_again(row, at, shape):
        return Kind.PASSED_OVER
    mark = mark_of(text) if may_be_marked(text) else None
    if mark is Mark.NOTHING:
        nothing = all(
            is_blank(raw) or (isinstance(raw, str) and mark_of(raw) is Mark.NOTHING) for raw in islice(row, at, None)
        )
        return Kind.PASSED_OVER if nothing else None
    if mark is not None:
        return None if _otherwise_data(row, at, shape, mark) else _KINDS[mark]
    alone = all(map(is_blank, islice(row, at + 1, None)))
    band = alone and (number in shape.bands or is_band(text, at <= min(shape.columns, default=0)))
    return Kind.PASSED_OVER if band else None


def _is_header_again(row: Sequence[Raw], at: int, shape: Layout) -> bool:
    """Most of the filled cells, the first of them too, say what the header above them says."""
    if forms(str(row[at]))[0] not in shape.headers.get(at, ()):
        return False
    there = [index for index in range(len(row)) if filled(row, index)]
    same = sum(
        isinstance(row[index], str) and forms(str(row[index]))[0] in shape.headers.get(index, ()) for index in there
    )
    return same >= min(2, len(shape.headers)) and 4 * same >= 3 * len(there)


def _labels(row: Sequence[Raw]) -> set[int]:
    """The columns of notes such as 审核人：李四, and of the values beside labels that stand alone."""
    found: set[int] = set()
    beside_label = False
    for index, raw in enumerate(row):
        if is_blank(raw):
            continue
        if isinstance(raw, str) and mark_of(raw) is Mark.NOTE:
            found.add(index)
            beside_label = is_bare_label(raw)
        elif beside_label:
            found.add(index)
            beside_label = False
    return found


def _otherwise_data(row: Sequence[Raw], at: int, shape: Layout, mark: Mark) -> bool:
    """Whether the row, besides a mark at `at`, has a key, or words and dates in half of its (required) columns.

    Beside 合计 a bare number under the key's header is how many there are, and no key.
    """
    taken = {at, *_labels(row)}
    there = {column for column in shape.columns if column not in taken and filled(row, column)}
    wordy = {column for column in there if _wordy(row[column], shape)}
    if shape.key & (there if mark is Mark.NOTE else wordy):
        return True
    return any(
        columns and 2 * len(wordy & columns) >= len(columns)
        for columns in (shape.columns - {at}, shape.required - {at})
    )


def _wordy(raw: Raw, shape: Layout) -> bool:
    """A text with letters or a date: sums are neither, with or without a counter word."""
    if isinstance(raw, str):
        return any(map(str.isalpha, raw)) and not is_count(raw, shape.units)
    return isinstance(raw, date)


def _looks_like_data(row: Sequence[Raw], shape: Layout) -> bool:
    """Whether a row after the end would have been data: key or half of the required columns, not just one cell."""
    taken = _labels(row)
    there = {column for column in shape.columns if column not in taken and filled(row, column)}
    if len(there) < min(2, len(shape.columns)):
        return False
    if shape.key and shape.key <= there:
        return True
    return 2 * len(there & shape.required) >= len(shape.required)
