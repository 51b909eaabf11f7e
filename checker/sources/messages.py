"""Messages between the reading process and the process that waits for it.

Both sides import this module, so it loads nothing heavy. Pickling every cell would take as long as reading the file, so
a sheet is packed by column: texts as one string, and each of many repeated values once.
"""

import io
import pickle
import struct
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain, repeat
from typing import IO, TypeVar

from checker.codes import Code
from checker.frozen import dataclass
from checker.model.workbook import ErrorCell, Merged, Raw, Sheet, Uncalculated
from checker.sources.census import Address, Coded
from checker.sources.grid import Column, Grid, first_date, number_rows, text_for_nonfinite
from checker.sources.refusals import RawFlag
from checker.text.bilingual import Text
from checker.text.number_formats import show_number, show_text, shows_time

#: The kinds of message: one per sheet, then a last one: the file is done, or the process failed.
SHEET, DONE, BUG = b"S", b"D", b"B"
#: The head of a message: its kind, and how many bytes follow.
_HEAD = struct.Struct("<cQ")
#: Joins the texts of a column; a column that contains it is sent as a list.
_SEPARATOR = "\x1f"
#: Types whose equal values are interchangeable (1, 1.0 and True are not).
_SHAREABLE = {str, date, datetime, time}
_SAMPLE = 512

T = TypeVar("T")


@dataclass(frozen=True)
class Days:
    """A column of nothing but dates below its header: their numbers, 0 for a blank."""

    header: list[Raw]
    numbers: list[int]


#: A packed column: its texts joined (a blank is ""), its dates, or its values (a blank is None).
Packed = str | Days | list[Raw]


@dataclass(frozen=True)
class PackedSheet:
    """A packed `Grid`."""

    grid: Grid  # the grid without its columns
    columns: list[Packed]


def send(answers: IO[bytes], kind: bytes, content: object) -> None:
    """Writes one message."""
    message = pickle.dumps(content, 5)
    answers.write(_HEAD.pack(kind, len(message)))
    answers.write(message)


def receive(answers: IO[bytes], messages: list[tuple[bytes, bytes]]) -> None:
    """Appends the messages about one file to `messages`, until the last one or the end of the process."""
    kind = b""
    while kind not in (DONE, BUG):
        head = answers.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return
        kind, size = _HEAD.unpack(head)
        content = answers.read(size)
        if len(content) < size:
            return
        messages.append((kind, content))


def load(message: bytes, expected: type[T]) -> T:
    """Returns the content of a message.

    Raises:
        pickle.UnpicklingError: it contains something that no message may contain.
    """
    content = _Unpickler(io.BytesIO(message)).load()
    if not isinstance(content, expected):
        raise pickle.UnpicklingError(f"a {expected.__name__} was expected")
    return content


#: The classes that a message may contain besides plain values, by the name that pickle uses.
_DATES = (date, datetime, time, timedelta)
_ADMITTED = {
    (each.__module__, each.__qualname__): each
    for each in (*_DATES, Text, Code, RawFlag, Grid, PackedSheet, Days, ErrorCell, Uncalculated, Merged)
}


class _Unpickler(pickle.Unpickler):
    """Creates only admitted values, because a hostile file may control the reading process."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _ADMITTED:
            raise pickle.UnpicklingError(f"{module}.{name} is not admitted")
        return _ADMITTED[module, name]


def pack(grid: Grid) -> PackedSheet:
    """Packs a sheet, and keeps only numbers in `percent`."""
    percent = {column: number_rows(grid.columns, column, rows) for column, rows in grid.percent.items()}
    return PackedSheet(replace(grid, columns=[], percent=percent), [_pack_column(column) for column in grid.columns])


def unpack(packed: PackedSheet) -> Sheet:
    """Unpacks a sheet for the rest of the program."""
    grid = packed.grid
    rows = list(map(list, zip(*map(_unpack_column, packed.columns), strict=True)))
    return Sheet(
        grid.name,
        rows,
        grid.hidden,
        frozenset(grid.hidden_rows),
        frozenset(grid.hidden_columns),
        grid.merged,
        frozenset(chain.from_iterable(zip(rows, repeat(column)) for column, rows in grid.percent.items())),
        grid.formats_known,
        grid.date_1904,
        _shown(grid.coded, rows),
        grid.delimited,
    )


def _shown(coded: Coded, rows: list[list[Raw]]) -> dict[Address, str]:
    """What cells show whose format adds digits or words, or midnight to a day."""
    shown = {}
    for code, columns in coded.items():
        for column, numbers in columns.items():
            for row in numbers:
                value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
                text = None
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    text = show_number(value, code)
                elif isinstance(value, str):
                    text = show_text(value, code)
                elif isinstance(value, date) and not isinstance(value, datetime) and shows_time(code):
                    text = f"{value.isoformat()} 00:00"
                if text is not None:
                    shown[row, column] = text
    return shown


def _pack_column(column: Column) -> Packed:
    kinds = set(map(type, column))
    if kinds <= {date, str} and date in kinds:
        below = first_date(column)
        with suppress(AttributeError):  # a text is among them
            numbers = [each.toordinal() if each else 0 for each in column[below:]]  # type: ignore[union-attr]
            return Days([text or None for text in column[:below]], numbers)
    if float in kinds:
        column = text_for_nonfinite(column)
    if kinds <= _SHAREABLE and len(set(column[:_SAMPLE])) * 4 < len(column):
        shared: dict[Raw, Raw] = {"": None}
        return list(map(shared.setdefault, column, column))
    if kinds == {str}:
        joined = _SEPARATOR.join(column)  # type: ignore[arg-type]  # all values are str, as just checked
        if joined.count(_SEPARATOR) == len(column) - 1:
            return joined
    return [None if value == "" else value for value in column] if str in kinds else list(column)


def _unpack_column(packed: Packed) -> list[Raw]:
    if isinstance(packed, list):
        return packed
    if isinstance(packed, Days):
        days = {number: date.fromordinal(number) if number else None for number in set(packed.numbers)}
        return [*packed.header, *map(days.__getitem__, packed.numbers)]
    return [text or None for text in packed.split(_SEPARATOR)]
