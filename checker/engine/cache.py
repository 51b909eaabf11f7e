"""Keeps judged workbooks in the user's own folder, so that a workbook that has not changed is not judged again.

An entry is found by a hash of everything that it depends on: the workbook's bytes and name, the program, the pack, and
what was asked for. So entries never become wrong; old ones are removed when they take too much room. They hold the
cells of workbooks in plain, and belong to one user: an entry or folder of somebody else, one that others can write to
or read, and one that is damaged, are not used.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from checker.codes.shared import READER_STOPPED
from checker.engine.checked import CheckedWorkbook
from checker.engine.prints import digest_of
from checker.engine.stored import NotStoredError, dump, load
from checker.sources.limits import MB
from checker.text.ordinary_files import open_ordinary

#: The folder to use; "" for none.
VARIABLE = "CHECKER_CACHE"
#: What the entries may take by default.
MOST_MB = 500
_MARK = b"checker judged workbook 1\n"
#: Follow no link, wait for nobody, and change no byte (Windows would); where the system has the flag.
_CAREFULLY = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC")
_HASH = hashlib.sha256().digest_size


class Cache:
    """A folder of judged workbooks.

    Attributes:
        asked, found: how many workbooks were looked up, and how many of them it had.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_MB * MB) -> None:
        self._folder, self._most_bytes = folder, most_bytes
        self.asked = self.found = 0

    def key_of(self, path: Path, task: Mapping[str, str], most_bytes: int) -> tuple[str, str] | None:
        """Gives the key of an entry and the hash of the bytes; None if the file can't be read, or is too large."""
        self.asked += 1
        try:
            if path.stat().st_size > most_bytes:
                return None
            with open_ordinary(path) as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None
        return digest_of([path.name, sha256, task]), sha256

    def find(self, key: str) -> CheckedWorkbook | None:
        """Finds an entry; one that can't be used is as good as none."""
        path = self._path(key)
        try:
            with os.fdopen(_open_own(path), "rb") as stream:
                content = stream.read()
            mark, digest, stored = content[: len(_MARK)], content[len(_MARK) :][:_HASH], content[len(_MARK) + _HASH :]
            if mark != _MARK or hashlib.sha256(stored).digest() != digest:
                return None
            checked = load(stored)
            os.utime(path)  # the entries that have not been used for longest are the first to go
        except (OSError, NotStoredError):
            return None
        self.found += 1
        return checked

    def keep(self, key: str, sha256: str, checked: CheckedWorkbook) -> None:
        """Keeps a judged workbook, unless the program failed, or reading may end otherwise the next time.

        `sha256` is the hash of the bytes that the key was made of: they may have changed since. That an entry can't be
        written costs no run.
        """
        stopped = any(each.code == READER_STOPPED for each in checked.department.flags)
        if checked.faults or stopped or checked.department.sha256 != sha256:
            return
        stored, path = dump(checked), self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            descriptor, part = tempfile.mkstemp(dir=path.parent, suffix=".part")  # nobody else can read it
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(_MARK + hashlib.sha256(stored).digest() + stored)
                Path(part).replace(path)
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise

    def make_room(self) -> None:
        """Removes the entries that have not been used for longest, until the others fit."""
        entries: list[tuple[float, int, str]] = []
        for folder in _folders_in(self._folder):
            for entry in os.scandir(folder):
                with contextlib.suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    entries.append((found.st_mtime, found.st_size, entry.path))
        room = self._most_bytes
        for _, size, path in sorted(entries, reverse=True):
            room -= size
            if room < 0:
                with contextlib.suppress(OSError):
                    Path(path).unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _folders_in(folder: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return [entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    return []


def open_cache(most_mb: int | None = None) -> Cache | None:
    """Opens the user's cache; None if there is to be none, or if it isn't the user's alone."""
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    from platformdirs import user_cache_path  # imports late, as only this needs it

    folder = (user_cache_path("checker", appauthor=False) if named is None else Path(named)) / "judged"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(folder.lstat(), stat.S_ISDIR):
            return None
    except OSError:
        return None
    return Cache(folder, (most_mb or MOST_MB) * MB)


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
