"""Reads and writes files that are one user's alone, in the folder where the system keeps what can be made anew.

An entry or folder of somebody else, and one that others can write to or read, is not used. An entry is written whole
or not at all, and one that was damaged since is as good as none.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

#: The folder to use; "" for none.
VARIABLE = "CHECKER_CACHE"
#: Follow no link, wait for nobody, and change no byte (Windows would); where the system has the flag.
_CAREFULLY = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC")
_HASH = hashlib.sha256().digest_size


def own_folder(name: str) -> Path | None:
    """Makes the user's folder with this name; None if there is to be none, or if it isn't the user's alone."""
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    from platformdirs import user_cache_path  # imports late, as only this needs it

    try:
        base = user_cache_path("checker", appauthor=False) if named is None else Path(named)
        if named is None and not base.is_absolute():
            return None  # it would lie wherever one happens to be
        folder = base / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_own(folder.lstat(), stat.S_ISDIR) else None
    except (OSError, RuntimeError):  # a user without a home has none, either
        return None


def read_own(path: Path, mark: bytes) -> bytes | None:
    """Reads an entry; None if it doesn't begin with the mark, or is damaged. It counts as used from now.

    Raises:
        OSError: there is none, or it isn't the user's alone.
    """
    with os.fdopen(_open_own(path), "rb") as stream:
        content = stream.read()
    begin, digest, stored = content[: len(mark)], content[len(mark) :][:_HASH], content[len(mark) + _HASH :]
    if begin != mark or hashlib.sha256(stored).digest() != digest:
        return None
    os.utime(path)  # the entries that have not been used for longest are the first to go
    return stored


def write_own(path: Path, mark: bytes, stored: bytes) -> None:
    """Writes an entry. That it can't be written costs nothing but time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor, part = tempfile.mkstemp(dir=path.parent, suffix=".part")  # nobody else can read it
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(mark + hashlib.sha256(stored).digest() + stored)
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise


def make_room(folders: list[str], room: int) -> None:
    """Removes the entries that have not been used for longest, until the others fit into so many bytes."""
    entries: list[tuple[float, int, str]] = []
    for folder in folders:
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                with contextlib.suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    entries.append((found.st_mtime, found.st_size, entry.path))
    for _, size, path in sorted(entries, reverse=True):
        room -= size
        if room < 0:
            with contextlib.suppress(OSError):
                Path(path).unlink()


def _open_own(path: Path) -> int:
    """Opens a file that is the user's alone.

    Raises:
        OSError: it isn't, or there is none.
    """
    descriptor = os.open(path, os.O_RDONLY | sum(getattr(os, name, 0) for name in _CAREFULLY))
    if not _is_own(os.fstat(descriptor), stat.S_ISREG):
        os.close(descriptor)
        raise PermissionError(path)
    return descriptor


def _is_own(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    if not is_kind(found.st_mode):
        return False
    return os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)
