"""Keeps judged workbooks in the user's own folder, so that a workbook that has not changed is not judged again.

An entry is found by a hash of everything that it depends on: the workbook's bytes and name, the program, the pack, and
what was asked for. So entries never become wrong; old ones are removed when they take too much room. They hold the
cells of workbooks in plain, and belong to one user: an entry or folder of somebody else, one that others can write to
or read, and one that is damaged, are not used.
"""

import contextlib
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from checker.codes.shared import READER_STOPPED
from checker.engine.checked import CheckedWorkbook
from checker.engine.prints import digest_of
from checker.engine.stored import NotStoredError, dump, load
from checker.sources.limits import MB
from checker.text import own_files
from checker.text.ordinary_files import open_ordinary

#: What the entries may take by default.
MOST_MB = 500
_MARK = b"checker judged workbook 1\n"


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
        try:
            stored = own_files.read_own(self._path(key), _MARK)
            checked = None if stored is None else load(stored)
        except (OSError, NotStoredError):
            return None
        self.found += checked is not None
        return checked

    def keep(self, key: str, sha256: str, checked: CheckedWorkbook) -> None:
        """Keeps a judged workbook, unless the program failed, or reading may end otherwise the next time.

        `sha256` is the hash of the bytes that the key was made of: they may have changed since. That an entry can't be
        written costs no run.
        """
        stopped = any(each.code == READER_STOPPED for each in checked.department.flags)
        if checked.faults or stopped or checked.department.sha256 != sha256:
            return
        own_files.write_own(self._path(key), _MARK, dump(checked))

    def make_room(self) -> None:
        """Removes the entries that have not been used for longest, until the others fit."""
        own_files.make_room(_folders_in(self._folder), self._most_bytes)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _folders_in(folder: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return [entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    return []


def open_cache(most_mb: int | None = None) -> Cache | None:
    """Opens the user's cache; None if there is to be none, or if it isn't the user's alone."""
    folder = own_files.own_folder("judged")
    return None if folder is None else Cache(folder, (most_mb or MOST_MB) * MB)
