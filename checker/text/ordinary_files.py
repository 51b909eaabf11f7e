"""Opens and reads the files that a person names: ordinary files only, whole, and without ever waiting for one.

A pipe or a device lets its reader wait for ever, or never ends. So do some files below /proc, which look like ordinary
ones; they say that they are empty and are not. And a file that somebody saves at this moment would be read half old,
half new.
"""

import errno
import io
import os
import stat
import time
from typing import TYPE_CHECKING, ClassVar

from checker.text.bilingual import Text

if TYPE_CHECKING:
    from pathlib import Path  # loading it would add a tenth to the start of the reading process

#: The most bytes that are read at once where nobody sets another limit.
MOST_BYTES = 1 << 30
#: How often a file that changes is read, and the seconds between: programs take less to save an ordinary workbook.
_TRIES, _PAUSE = 5, 0.2
#: Wait for nobody, become nobody's terminal, and change no byte (Windows would); where the system has the flag.
_CAREFULLY = ("O_NONBLOCK", "O_NOCTTY", "O_BINARY", "O_CLOEXEC")
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in _CAREFULLY)


class UnfitFileError(OSError):
    """A file that is there and can't be read as a file; `reason` says why, and follows its name and a colon."""

    reason: ClassVar[Text]


class NotOrdinaryError(UnfitFileError):
    """It isn't an ordinary file."""

    reason = Text(zh="不是普通文件", en="it isn't an ordinary file")


class ChangingError(UnfitFileError):
    """It was changed again and again while it was read."""

    reason = Text(zh="读取时文件正在变化", en="it was being changed while it was read")


class TooLargeError(UnfitFileError):
    """It has more bytes than are read."""

    reason = Text(zh="文件过大", en="it is too large")


def open_ordinary(path: "str | Path") -> io.BufferedReader:
    """Opens an ordinary file.

    Raises:
        UnfitFileError: it is no ordinary file.
        OSError: it can't be opened.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - merely opening some devices does something
        raise _refuse(NotOrdinaryError, path)
    descriptor = os.open(path, _FLAGS)
    try:
        if not _is_ordinary(descriptor):
            raise _refuse(NotOrdinaryError, path)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_ordinary(path: "str | Path", most: int = MOST_BYTES) -> bytes:
    """Reads an ordinary file whole, as it was at one moment.

    Raises:
        UnfitFileError: it is no ordinary file, is larger than `most` bytes, or changes all the time.
        OSError: it can't be read.
    """
    kind: type[UnfitFileError] = ChangingError
    for number in range(_TRIES):
        if number:
            time.sleep(_PAUSE)
        with open_ordinary(path) as stream:
            before = os.fstat(stream.fileno())
            if before.st_size > most:
                raise _refuse(TooLargeError, path)
            content = stream.read(before.st_size + 1)
            after = os.fstat(stream.fileno())
        is_same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if is_same and len(content) == before.st_size:
            return content
        kind = NotOrdinaryError if is_same else ChangingError  # a made-up size, as below /sys
    raise _refuse(kind, path)


def _is_ordinary(descriptor: int) -> bool:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        return False
    if found.st_size:
        return True
    try:
        is_empty = not os.read(descriptor, 1)
    except OSError:  # what there is to read would have to be waited for
        return False
    os.lseek(descriptor, 0, os.SEEK_SET)
    return is_empty or os.fstat(descriptor).st_size > 0  # somebody has just written to it


def _refuse(kind: type[UnfitFileError], path: "str | Path") -> UnfitFileError:
    return kind(errno.EINVAL, kind.reason.en, str(path))
