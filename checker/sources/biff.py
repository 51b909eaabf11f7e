"""Reads the records of an xls (BIFF 5 and 8) and takes a census of its sheets: values, errors, formats, hidden rows.

It leaves texts to the reader.
"""

import struct
from collections.abc import Iterator

from checker.sources.census import Address, Census, odd_number
from checker.sources.percent import BUILT_IN, shows_percent
from checker.sources.refusals import encrypted

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMAT, _XF, _ROW, _COLINFO = 0x041E, 0x00E0, 0x0208, 0x007D
_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
_TEXTS = {0x00FD, 0x0204, 0x00D6}  # LABELSST, LABEL, RSTRING
_BIFF8 = 0x0600
_WORKSHEET = 0
_LAST_COLUMN = 256


def read_censuses(stream: bytes) -> list[Census]:
    """The census of each worksheet, in the workbook's order; charts and macro sheets are left out.

    Raises:
        Refused: W202 if the workbook needs a password.
        struct.error: a record is too short.
    """
    version = 0
    formats: list[int] = []
    percent = set(BUILT_IN)
    offsets: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            (version,) = struct.unpack_from("<H", body)
        elif kind == _FILEPASS:
            raise encrypted()
        elif kind == _FORMAT:
            number, code = _format(body, version)
            (percent.add if shows_percent(code) else percent.discard)(number)
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET:
            offset, _, sheet_type = struct.unpack_from("<IBB", body)
            if sheet_type == _WORKSHEET:
                offsets.append(offset)
    percent_styles = {style for style, number_format in enumerate(formats) if number_format in percent}
    return [_sheet(stream, offset, percent_styles) for offset in offsets]


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


def _format(body: bytes, version: int) -> tuple[int, str]:
    (number,) = struct.unpack_from("<H", body)
    if version != _BIFF8:
        return number, body[3:].decode("latin-1")
    return number, body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1", "replace")


def _sheet(stream: bytes, offset: int, percent_styles: set[int]) -> Census:
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
                _enter_number(census, (row + 1, column + 1), _rk(packed), style in percent_styles)
                column += 1
        elif kind in (_NUMBER, _RK, _BOOLERR, _FORMULA) or kind in _TEXTS:
            row, column, style = struct.unpack_from("<HHH", body)
            _enter(census, kind, body, (row + 1, column + 1), style in percent_styles)
    return census


def _enter(census: Census, kind: int, body: bytes, here: Address, in_percent: bool) -> None:
    """Enters one cell record in the census."""
    if kind in _TEXTS:
        census.maybe_filled.add(here)
    elif kind == _NUMBER or (kind == _FORMULA and body[12:14] != b"\xff\xff"):
        _enter_number(census, here, struct.unpack_from("<d", body, 6)[0], in_percent)
    elif kind == _RK:
        _enter_number(census, here, _rk(struct.unpack_from("<i", body, 6)[0]), in_percent)
    elif kind == _BOOLERR:
        _enter_special(census, here, is_error=bool(body[7]), value=body[6])
    elif body[6] in (1, 2):
        _enter_special(census, here, is_error=body[6] == 2, value=body[8])
    else:
        census.maybe_filled.add(here)


def _enter_special(census: Census, here: Address, *, is_error: bool, value: int) -> None:
    if is_error:
        census.errors[here] = _ERRORS.get(value, "#?")
    else:
        census.filled.add(here)


def _enter_number(census: Census, here: Address, number: float, in_percent: bool) -> None:
    census.filled.add(here)
    if in_percent:
        census.percent.setdefault(here[1], []).append(here[0])
    odd = odd_number(repr(number))
    if odd is not None:
        census.odd_numbers[here] = odd


def _rk(packed: int) -> float:
    """Decodes the four bytes of an RK number: an integer or the upper half of a double, perhaps in hundredths."""
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))
    return number / 100 if packed & 1 else number
