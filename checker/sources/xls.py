"""Reads xls with calamine, and checks the cells against the workbook's records, which `biff` reads."""

import io
import struct
from collections.abc import Iterator

import olefile

from checker.sources import kinds
from checker.sources.biff import read_censuses
from checker.sources.calamine import Book
from checker.sources.grid import Grid
from checker.sources.limits import Limits
from checker.sources.refusals import SEND_AGAIN, RawFlag, Refused, damaged, encrypted


def read_xls(data: bytes, limits: Limits) -> Iterator[Grid | RawFlag]:
    """Reads every worksheet; yields a grid for each readable one, and flags.

    Raises:
        Refused: the file cannot be read, is encrypted, or isn't a workbook.
    """
    stream = _workbook_stream(data)
    try:
        censuses = read_censuses(stream)
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
