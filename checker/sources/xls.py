"""Reads xls (BIFF 5 and 8) with calamine, and checks the cells against the workbook's records.

The census takes values, texts, errors, formats and hidden rows from the records. The reader gets the records in a
container of ours, with what some programs write wrong put right: a code page where the texts are Unicode, which garbles
them, and the size of a sheet and the number of shared strings, for which it reserves memory.
"""

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import olefile

from checker.sources import kinds
from checker.sources.biff import BIFF8, BOF, CODEPAGE, DIMENSIONS, SST, UNICODE, WESTERN, Texts, continued, records
from checker.sources.calamine import Book
from checker.sources.census import Address, Census, adding_styles, percent_styles
from checker.sources.compound import compound, streams
from checker.sources.grid import Grid, check_total_area
from checker.sources.limits import Limits
from checker.sources.refusals import SEND_AGAIN, RawFlag, Refused, damaged, encrypted

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FILEPASS, _BOUNDSHEET, _STRING = 0x002F, 0x0085, 0x0207
_FORMAT, _XF, _ROW, _COLINFO = 0x041E, 0x00E0, 0x0208, 0x007D
_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
_SHARED, _LABEL, _RSTRING = 0x00FD, 0x0204, 0x00D6
_WORKSHEET = 0
_LAST_COLUMN = 256


def read_xls(data: bytes, limits: Limits) -> Iterator[Grid | RawFlag]:
    """Reads every worksheet; yields a grid for each readable one, and flags.

    Raises:
        Refused: the file cannot be read, is encrypted, or isn't a workbook.
    """
    stream = _workbook_stream(data)
    try:
        workbook = _read_workbook(stream)
        censuses = workbook.censuses()
    except (struct.error, IndexError) as error:
        raise _incomplete() from error
    check_total_area([census.farthest() for census in censuses], limits)
    book = Book(compound("Workbook" if workbook.texts.version == BIFF8 else "Book", bytes(workbook.mended)))
    if len(censuses) != len(book.worksheets):
        raise _incomplete()
    yield from book.read_sheets(censuses, limits)


def _workbook_stream(data: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = streams(container.root)
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


@dataclass
class _Workbook:
    """What the workbook's own records say, and the stream for the reader."""

    stream: bytes
    mended: bytearray
    texts: Texts = field(default_factory=Texts)
    offsets: list[int] = field(default_factory=list)  # of the worksheets
    percent: frozenset[int] = frozenset()
    adding: Mapping[int, str] = field(default_factory=dict)

    def censuses(self) -> list[Census]:
        """The census of each worksheet, in the workbook's order; charts and macro sheets are left out.

        Raises:
            struct.error: a record is too short.
        """
        return [_Sheet(self).read(offset) for offset in self.offsets]


def _read_workbook(stream: bytes) -> _Workbook:
    """Reads the records before the first sheet.

    Raises:
        Refused: W202 if the workbook needs a password.
        struct.error: a record is too short.
    """
    book = _Workbook(stream, bytearray(stream))
    formats: list[int] = []
    codes: dict[int, str] = {}
    for kind, body, place in records(stream, 0):
        if kind == BOF:
            (book.texts.version,) = struct.unpack_from("<H", body)
        elif kind == _FILEPASS:
            raise encrypted()
        elif kind == CODEPAGE:
            book.texts.set_code_page(*struct.unpack_from("<H", body))
            if book.texts.version == BIFF8:
                struct.pack_into("<H", book.mended, place, UNICODE)
            elif book.texts.garbled:
                struct.pack_into("<H", book.mended, place, WESTERN)
        elif kind == SST:
            book.texts.read_shared(continued(stream, place - 4))
            struct.pack_into("<I", book.mended, place + 4, len(book.texts.shared))
        elif kind == _FORMAT:
            (number,) = struct.unpack_from("<H", body)
            coding = "utf-16-le" if book.texts.version == BIFF8 and body[4] & 1 else "latin-1"
            codes[number] = body[5 if book.texts.version == BIFF8 else 3 :].decode(coding, "replace")
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET:
            offset, _, sheet_type = struct.unpack_from("<IBB", body)
            if sheet_type == _WORKSHEET:
                book.offsets.append(offset)
    book.percent, book.adding = percent_styles(codes, formats), adding_styles(codes, formats)
    return book


class _Sheet:
    """Takes the census of one sheet."""

    def __init__(self, book: _Workbook) -> None:
        self._book = book
        self._census = Census()
        self._formula: Address | None = None  # the formula whose text is still to come
        self._size: tuple[int, int] | None = None  # where the sheet says how large it is, and in how many bytes

    def read(self, offset: int) -> Census:
        """Reads the sheet's records, and puts its size right in the stream for the reader."""
        for kind, body, place in records(self._book.stream, offset):
            if kind == DIMENSIONS:
                self._size = place, len(body)
            elif kind == _ROW:
                row, flags = struct.unpack_from("<H10xH", body)
                if flags & 0x20:
                    self._census.hidden_rows.add(row + 1)
            elif kind == _COLINFO:
                first, last, flags = struct.unpack_from("<HH4xH", body)
                if flags & 1:
                    self._census.hidden_columns.update(range(first + 1, min(last + 1, _LAST_COLUMN) + 1))
            elif kind == _MULRK:
                self._enter_numbers(body)
            elif kind == _STRING:
                if self._formula is not None:
                    self._enter_text(self._formula, self._text(body, 0, place))
                self._formula = None
            elif kind in (_NUMBER, _RK, _BOOLERR, _FORMULA, _SHARED, _LABEL, _RSTRING):
                row, column, style = struct.unpack_from("<HHH", body)
                self._enter(kind, body, (row + 1, column + 1), style, place)
        if self._formula is not None:
            self._census.unknown.add(self._formula)
        self._mend_size()
        return self._census

    def _mend_size(self) -> None:
        row, column = self._census.farthest()
        for place, size in [self._size] if self._size else []:
            if size >= 14:
                struct.pack_into("<IIHH", self._book.mended, place, 0, row, 0, column)
            elif size >= 8:
                struct.pack_into("<HHHH", self._book.mended, place, 0, min(row, 0xFFFF), 0, column)

    def _enter_numbers(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        for position in range(4, len(body) - 2, 6):
            style, packed = struct.unpack_from("<Hi", body, position)
            self._enter_number((row + 1, column + 1), _rk(packed), style)
            column += 1

    def _enter_number(self, here: Address, number: float, style: int) -> None:
        book = self._book
        self._note(here)
        self._census.add_number(here, repr(number), style in book.percent, book.adding.get(style, ""))

    def _enter(self, kind: int, body: bytes, here: Address, style: int, place: int) -> None:
        """Enters one cell record."""
        if kind == _NUMBER or (kind == _FORMULA and body[12:14] != b"\xff\xff"):
            self._enter_number(here, struct.unpack_from("<d", body, 6)[0], style)
        elif kind == _RK:
            self._enter_number(here, _rk(struct.unpack_from("<i", body, 6)[0]), style)
        elif kind == _BOOLERR or (kind == _FORMULA and body[6] in (1, 2)):
            is_error, value = (body[7], body[6]) if kind == _BOOLERR else (body[6] == 2, body[8])
            self._note(here)
            if is_error:
                self._census.errors[here] = _ERRORS.get(value, "#?")
            else:
                self._census.filled.add(here)
        elif kind == _FORMULA:
            self._formula = here if body[6] == 0 else None  # else its text is empty
        elif kind == _SHARED:
            (number,) = struct.unpack_from("<I", body, 6)
            shared = self._book.texts.shared
            self._census.add_code(here, self._book.adding.get(style, ""))
            self._enter_text(here, shared[number] if number < len(shared) else None)
        else:
            self._enter_text(here, self._text(body, 6, place))

    def _text(self, body: bytes, start: int, place: int) -> str | None:
        long = len(body) > 8000
        return self._book.texts.of_cell(body, start, continued(self._book.stream, place - 4) if long else None)

    def _enter_text(self, here: Address, text: str | None) -> None:
        if text == "":
            return
        self._note(here)
        if text is None:
            self._census.unknown.add(here)
        else:
            texts = self._book.texts
            (self._census.own_texts if texts.garbled or text in texts.torn else self._census.texts)[here] = text
            (self._census.maybe_filled if text.isspace() else self._census.filled).add(here)

    def _note(self, here: Address) -> None:
        census = self._census
        if here in census.filled or here in census.errors or here in census.maybe_filled:
            census.duplicates.add(here)


def _rk(packed: int) -> float:
    """Decodes the four bytes of an RK number: an integer or the upper half of a double, perhaps in hundredths."""
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))
    return number / 100 if packed & 1 else number
