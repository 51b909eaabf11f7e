"""Lists the streams of a compound file, and writes one with a single stream.

The reader gets a workbook's records in a container of ours: it believes what a container says of its own size.
"""

import struct
from typing import Any

#: The first eight bytes of a compound file, the container of xls, doc, ppt and encrypted xlsx.
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SECTOR = 4096
_PER_SECTOR = _SECTOR // 4
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TABLES_IN_HEADER = 109
#: The kind of an entry of the directory that is a stream.
_STREAM = 2


def compound(name: str, stream: bytes) -> bytes:
    """A compound file (version 4) whose only stream has this name.

    It holds more than 400 MB, which is what the tables that its header has room for can list.
    """
    content = stream.ljust(_SECTOR, b"\0")  # a shorter stream would need a container within the container
    sectors = -(-len(content) // _SECTOR)
    tables = -(-(sectors + 2) // (_PER_SECTOR - 1))
    # The sectors in order: the tables, the directory, an empty one without which the reader finds no root, the stream.
    # A table says for each sector which one follows it.
    follows = [_TABLE] * tables + [_END, _END]
    first = len(follows)
    follows += [*range(first + 1, first + sectors), _END]
    follows += [_FREE] * (tables * _PER_SECTOR - len(follows))
    in_header = [*range(tables), *[_FREE] * (_TABLES_IN_HEADER - tables)]
    header = MAGIC + struct.pack("<16x5H6x8I", 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, 4096, _END, 0, _END)
    header += struct.pack("<I", 0) + struct.pack(f"<{_TABLES_IN_HEADER}I", *in_header)
    directory = _entry("Root Entry", 5, 1, tables + 1, 0) + _entry(name, _STREAM, _FREE, first, len(content))
    return b"".join(
        part.ljust(-(-len(part) // _SECTOR) * _SECTOR, b"\0")
        for part in (header, struct.pack(f"<{len(follows)}I", *follows), directory, bytes(_SECTOR), content)
    )


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    coded = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI16xIQ", coded, len(coded) + 2, kind, 1, _FREE, _FREE, child, 0, first, size)


def streams(root: Any) -> dict[str, list[str]]:
    """Returns the path of each stream by its name in lower case; `root` is olefile's entry of the root.

    olefile's own list never ends where a damaged directory leads back to a storage above.
    """
    found: dict[str, list[str]] = {}
    seen, waiting = {id(root)}, [(root, list[str]())]
    while waiting:
        storage, path = waiting.pop()
        for entry in storage.kids:
            inside = [*path, entry.name]
            if entry.entry_type == _STREAM:
                found["/".join(inside).lower()] = inside
            elif id(entry) not in seen:
                seen.add(id(entry))
                waiting.append((entry, inside))
    return found
