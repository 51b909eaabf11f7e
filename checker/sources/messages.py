"""What crosses the pipe between the reading process and the waiting side: messages with a head, and nothing else.

Knows how they are framed and what they may hold. Both sides import it, so it loads nothing heavy.
"""

from __future__ import annotations

import io
import pickle
import struct
from datetime import date, datetime, time, timedelta
from typing import IO, TypeVar

from checker.codes import Code
from checker.model.workbook import ErrorCell, Merged, Uncalculated
from checker.sources.found import RawFlag
from checker.sources.packed_sheet import PackedSheet
from checker.text.bilingual import Text

#: The kinds of message: one a sheet, then a last one that says that this was all, or that we failed.
SHEET, DONE, BUG = b"S", b"D", b"B"
#: The head of a message: its kind, and how many bytes follow.
_HEAD = struct.Struct("<cQ")

#: All that a message may hold beside plain values, by the name that pickle gives it.
_ADMITTED = {
    (each.__module__, each.__qualname__): each
    for each in (date, datetime, time, timedelta, Text, Code, RawFlag, PackedSheet, ErrorCell, Uncalculated, Merged)
}

T = TypeVar("T")


def send(answers: IO[bytes], kind: bytes, content: object) -> None:
    """Writes one message."""
    message = pickle.dumps(content, 5)
    answers.write(_HEAD.pack(kind, len(message)))
    answers.write(message)


def listen(answers: IO[bytes], messages: list[tuple[bytes, bytes]]) -> None:
    """Keeps the messages about one file, until the last one or the end of the process."""
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
    """What a message holds.

    Raises:
        pickle.UnpicklingError: it holds what no message may hold.
    """
    content = _Unpickler(io.BytesIO(message)).load()
    if not isinstance(content, expected):
        raise pickle.UnpicklingError(f"a {expected.__name__} was expected")
    return content


class _Unpickler(pickle.Unpickler):
    """Makes nothing but plain values and those that a message may hold: the other side has met the file."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _ADMITTED:
            raise pickle.UnpicklingError(f"{module}.{name} is not admitted")
        return _ADMITTED[module, name]
