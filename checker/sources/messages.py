"""Messages between the reading process and the process that waits for it.

Both sides import this module, so it loads nothing heavy.
"""

import io
import pickle
import struct
from datetime import date, datetime, time, timedelta
from typing import IO, TypeVar

from checker.codes import Code
from checker.model.workbook import ErrorCell, Merged, Uncalculated
from checker.sources.grid import Grid
from checker.sources.packed_sheet import PackedSheet
from checker.sources.refusals import RawFlag
from checker.text.bilingual import Text

#: The kinds of message: one per sheet, then a last one: the file is done, or the process failed.
SHEET, DONE, BUG = b"S", b"D", b"B"
#: The head of a message: its kind, and how many bytes follow.
_HEAD = struct.Struct("<cQ")

#: The classes that a message may contain besides plain values, by the name that pickle uses.
_ADMITTED = {
    (each.__module__, each.__qualname__): each
    for each in (
        date,
        datetime,
        time,
        timedelta,
        Text,
        Code,
        RawFlag,
        Grid,
        PackedSheet,
        ErrorCell,
        Uncalculated,
        Merged,
    )
}

T = TypeVar("T")


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


class _Unpickler(pickle.Unpickler):
    """Creates only admitted values, because a hostile file may control the reading process."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _ADMITTED:
            raise pickle.UnpicklingError(f"{module}.{name} is not admitted")
        return _ADMITTED[module, name]
