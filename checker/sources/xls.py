"""Reads xls (BIFF 5 and 8) with calamine, and checks the cells against the workbook's records.

The census takes values, errors, formats and hidden rows from the records, and leaves texts to the reader.
"""

import io
import struct
from collections.abc import Iterator, Mapping

import olefile

from checker.sources import kinds
from checker.sources.calamine import Book
from checker.sources.census import Address, Census, adding_styles, percent_styles
from checker.sources.grid import Grid
from checker.sources.limits import Limits
from checker.sources.refusals import SEND_AGAIN, RawFlag, Refused, damaged, encrypted

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMAT, _XF, _ROW, _COLINFO = 0x041E, 0x00E0, 0x0208, 0x007D
_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
_TEXTS = {0x00FD, 0x0204, 0x00D6}  # LABELSST, LABEL, RSTRING
_BIFF8 = 0x0600
_WORKSHEET = 0
_LAST_COLUMN = 256


def read_xls(data: bytes, limits: Limits) -> Iterator[Grid | RawFlag]:
    """Reads every worksheet; yields a grid for each readable one, and flags.

    Raises:
        Refused: the file cannot be read, is encrypted, or isn't a workbook.
    """
    stream = _workbook_stream(data)
    try:
        censuses = _read_censuses(stream)
    except (struct.error, IndexError) as error:
        raise _incomplete() from error
    book = Book(data)
    if len(censuses) != len(book.worksheets):
        raise _incomplete()
    yield from book.read_sheets(censuses, limits)


def _workbook_stream(data: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(path).lower(): path for path in container.listdir()}
            main = names.get("workbook") or names.get("book")
            stream = container.openstream(main).read() if main else b""
    except Exception as error:  # olefile doesn't document its errors for damaged files
        raise _incomplete() from error
    if "encryptedpackage" in names:
        raise encrypted()
    kinds.check_compound(names)
    return bytes(stream)


def _incomplete() -> Refused:
    return damaged(zh="工作簿的记录不完整", en="the workbook's records are incomplete", advice=SEND_AGAIN)


def _read_censuses(stream: bytes) -> list[Census]:
    """The census of each worksheet, in the workbook's order; charts and macro sheets are left out.

    Raises:
        Refused: W202 if the workbook needs a password.
        struct.error: a record is too short.
    """
    version = 0
    formats: list[int] = []
    codes: dict[int, str] = {}
    offsets: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            (version,) = struct.unpack_from("<H", body)
        elif kind == _FILEPASS:
            raise encrypted()
        elif kind == _FORMAT:
            (number,) = struct.unpack_from("<H", body)
            coding = "utf-16-le" if version == _BIFF8 and body[4] & 1 else "latin-1"
            codes[number] = body[5 if version == _BIFF8 else 3 :].decode(coding, "replace")
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET:
            offset, _, sheet_type = struct.unpack_from("<IBB", body)
            if sheet_type == _WORKSHEET:
                offsets.append(offset)
    styles, adding = percent_styles(codes, formats), adding_styles(codes, formats)
    return [_sheet(stream, offset, styles, adding) for offset in offsets]


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Yields the (kind, body) of the records of one substream, except those of embedded charts."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, offset)
        if kind == _BOF:
            depth += 1
        if depth <= 1:
            yield kind, stream[offset + 4 : offset + 4 + size]
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        offset += 4 + size


def _sheet(stream: bytes, offset: int, styles: frozenset[int], adding: Mapping[int, str]) -> Census:
    census = Census()
    for kind, body in _records(stream, offset):
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & 0x20:
                census.hidden_rows.add(row + 1)
        elif kind == _COLINFO:
            first, last, flags = struct.unpack_from("<HH4xH", body)
            if flags & 1:
                census.hidden_columns.update(range(first + 1, min(last + 1, _LAST_COLUMN) + 1))
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", body)
            for position in range(4, len(body) - 2, 6):
                style, packed = struct.unpack_from("<Hi", body, position)
                census.add_number((row + 1, column + 1), repr(_rk(packed)), style in styles, adding.get(style, ""))
                column += 1
        elif kind in (_NUMBER, _RK, _BOOLERR, _FORMULA) or kind in _TEXTS:
            row, column, style = struct.unpack_from("<HHH", body)
            _enter(census, kind, body, (row + 1, column + 1), style in styles, adding.get(style, ""))
    return census


def _enter(census: Census, kind: int, body: bytes, here: Address, in_percent: bool, code: str) -> None:
    """Enters one cell record in the census."""
    if kind == _NUMBER or (kind == _FORMULA and body[12:14] != b"\xff\xff"):
        census.add_number(here, repr(struct.unpack_from("<d", body, 6)[0]), in_percent, code)
    elif kind == _RK:
        census.add_number(here, repr(_rk(struct.unpack_from("<i", body, 6)[0])), in_percent, code)
    elif kind == _BOOLERR or (kind == _FORMULA and body[6] in (1, 2)):
        is_error, value = (body[7], body[6]) if kind == _BOOLERR else (body[6] == 2, body[8])
        if is_error:
            census.errors[here] = _ERRORS.get(value, "#?")
        else:
            census.filled.add(here)
    else:
        census.maybe_filled.add(here)


def _rk(packed: int) -> float:
    """Decodes the four bytes of an RK number: an integer or the upper half of a double, perhaps in hundredths."""
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))
    return number / 100 if packed & 1 else number
