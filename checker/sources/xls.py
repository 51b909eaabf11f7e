"""Reads xls: calamine's cells, checked against the records of the workbook that they come from.

Knows compound files, through olefile; the records are read by `biff`.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import replace

import olefile

from checker.sources import kinds
from checker.sources.biff import censuses
from checker.sources.calamine import Book
from checker.sources.found import SEND_AGAIN, RawFlag, Refused, damaged, encrypted
from checker.sources.grid import Grid, check_area, check_cells, reconciled
from checker.sources.limits import Limits
from checker.text.bilingual import Text


def read_xls(data: bytes, limits: Limits) -> Iterator[Grid | RawFlag]:
    """Reads every worksheet, one after the other.

    Yields:
        A grid for each sheet that could be read, and findings.

    Raises:
        Refused: the workbook as a whole cannot be read, is encrypted, or is no workbook.
    """
    stream = _workbook_stream(data)
    try:
        accounts = censuses(stream)
    except (struct.error, IndexError) as error:
        raise _incomplete() from error
    book = Book(data)
    if len(accounts) != len(book.worksheets):
        raise _incomplete()
    for (position, name, hidden), census in zip(book.worksheets, accounts, strict=True):
        try:
            check_cells(len(census.filled) + len(census.perhaps), limits)
            check_area(census.farthest(), limits)
            rows, merged = book.rows(position)
        except Refused as refusal:
            yield replace(refusal.finding, sheet=name)
            continue
        yield from reconciled(name, hidden, rows, merged, census)


def _workbook_stream(data: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(path).lower(): path for path in container.listdir()}
            main = names.get("workbook") or names.get("book")
            stream = container.openstream(main).read() if main else b""
    except Exception as error:  # nothing of ours runs in there, and olefile lists no errors for damaged files
        raise _incomplete() from error
    if "encryptedpackage" in names:
        raise encrypted()
    kinds.compound(list(names))
    return bytes(stream)


def _incomplete() -> Refused:
    return damaged(Text(zh="工作簿的记录不完整", en="the workbook's records are incomplete"), SEND_AGAIN)
