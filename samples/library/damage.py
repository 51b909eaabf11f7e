"""Files that cannot be read: cut short, with a password, or no workbook at all.

The compound file is built by hand, by MS-CFB: a header, one sector of the allocation table, one of the directory, and
two streams of at least 4096 bytes, so that no stream is a small one.
"""

from __future__ import annotations

import hashlib
import struct

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_DESCRIPTOR = (
    b'\x04\x00\x04\x00\x40\x00\x00\x00<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">'
    b'<keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
    b'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAAAAAAAAAAAAAAAAAAAA=="/></encryption>'
)


def cut_short(data: bytes) -> bytes:
    """The first three fifths, as when a stick is pulled out too early."""
    return data[: len(data) * 3 // 5]


def with_password() -> bytes:
    """A workbook with a password, as Excel stores it: a compound file with the package in a stream of its own."""
    noise = b"".join(hashlib.sha256(str(block).encode()).digest() for block in range(191))
    streams = (
        ("EncryptionInfo", _DESCRIPTOR.ljust(4096, b"\0")),
        ("EncryptedPackage", struct.pack("<Q", 6100) + noise),
    )
    # Sector 0 is the allocation table, sector 1 the directory, then the streams, one after the other.
    table, first, parts = [_TABLE, _END], 2, []
    directory = [_entry("Root Entry", 5, child=1, start=_END)]
    for number, (name, content) in enumerate(streams, 1):
        count = -(-len(content) // _SECTOR)
        table += [*range(first + 1, first + count), _END]
        other = number + 1 if number < len(streams) else _FREE
        directory.append(_entry(name, 2, right=other, start=first, size=len(content)))
        parts.append(content.ljust(count * _SECTOR, b"\0"))
        first += count
    directory.append(_entry("", 0, start=0))
    table += [_FREE] * (_SECTOR // 4 - len(table))
    return b"".join((_header(), struct.pack("<128I", *table), *directory, *parts))


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int, size: int = 0) -> bytes:
    spelled = name.encode("utf-16-le")
    length = len(spelled) + 2 if name else 0
    sides = struct.pack("<III", _FREE, right, child)
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBB", length, kind, 1)
        + sides
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def a_pdf() -> bytes:
    """The beginning of a PDF that was given the name of a workbook."""
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
