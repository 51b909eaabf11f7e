"""Stages the outputs of a run beside their folder, and puts them in its place when they are complete.

Everything is written into a folder with a temporary name on the same file system, the manifest last. If the folder in
place holds outputs only, the two are swapped: whenever the program is stopped, the folder holds the old outputs or the
new ones, whole. If somebody keeps other files there, such as an edited marked copy or a ledger, these are not moved:
the old manifest is removed, the files get their names one by one, and the new manifest comes last.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from checker.model.stops import make_stop
from checker.outputs.contents import Contents, examine
from checker.outputs.files import explained, flush_folder, write_flushed
from checker.outputs.left import clear_left
from checker.outputs.manifest import FILE, Entry, describe, write_manifest
from checker.outputs.processes import OLD, temporary_name
from checker.outputs.swap import exchange
from checker.text.exact_json import Json
from checker.text.file_names import real_path


class Outputs:
    """The outputs of one run on their way into a folder.

    Attributes:
        folder: the folder that they are for.
        cleared: whether a killed run had left something there that is now removed.
    """

    def __init__(self, folder: Path, *, keep_copies: bool) -> None:
        self.folder = folder
        self._keep_copies = keep_copies
        self._entries: dict[str, Entry] = {}
        self._place = real_path(folder)
        self._part = self._place
        self.cleared = False

    def begin(self) -> None:
        """Makes the temporary folder."""
        place = self._place
        if place.exists() and not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        place.parent.mkdir(parents=True, exist_ok=True)
        self.cleared = clear_left(place)
        name = temporary_name(place.name or "out")
        if not _stays_put(place):
            with suppress(PermissionError):
                self._make(place.parent / name)
                return
        self._make(place / name)  # nobody may write beside the folder, or it can't be moved

    def _make(self, part: Path) -> None:
        part.mkdir()
        self._part = part

    def __contains__(self, name: str) -> bool:
        """Returns whether a file has this name already."""
        return name in self._entries

    def shown(self, path: Path) -> str:
        """How a file that was written, or its folder, is named to the reader."""
        return str(path)

    def write(self, name: str, content: bytes) -> Path:
        """Writes one file under its temporary name; returns the path that it will have.

        Raises:
            Stop: it can't be written.
        """
        with explained(self.folder):
            path = self._part / name
            path.parent.mkdir(exist_ok=True)
            write_flushed(path, content)
        self._entries[name] = describe(name, content)
        return self.folder / name

    def publish(self, run: Mapping[str, Json]) -> None:
        """Puts all files in place; the manifest says which run wrote them.

        Raises:
            Stop: that can't be done.
        """
        self.write(FILE, write_manifest(self._entries.values(), run))
        with explained(self.folder):
            for inner in {(self._part / name).parent for name in self._entries}:
                flush_folder(inner)
            self._require_room()
            if self._look(self._place).others or not self._swap():
                self._move_in(self._look(self._place))
            flush_folder(self._place.parent)

    def _look(self, folder: Path) -> Contents:
        """Looks whose files a folder holds.

        Raises:
            Stop: somebody has edited a marked copy since its name was chosen.
        """
        found = examine(folder, self._entries, keep_copies=self._keep_copies)
        if found.edited:
            raise make_stop("copy-edited", self.folder / found.edited[0])
        return found

    def _require_room(self) -> None:
        """Requires that no folder has a name of ours, and no file the name of a folder of ours."""
        for name in self._entries:
            path = self._place / name
            if path.is_dir() or (path.parent.exists() and not path.parent.is_dir()):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))

    def _swap(self) -> bool:
        """Puts the new folder into the place of the old one; returns whether that was possible."""
        place, part = self._place, self._part
        if part.parent == place:
            return False
        if not place.exists():
            part.rename(place)
            return True
        if not _same_owner(place, part):
            return False
        with suppress(OSError):  # extended attributes, where the file system has none
            shutil.copystat(place, part)
        if exchange(part, place):
            if self._holds_more(part):  # somebody has just saved a file in it
                return not exchange(part, place)
            return True
        aside = place.parent / temporary_name(place.name, OLD)
        try:
            place.rename(aside)
        except OSError:  # a program has a file in it open: some systems refuse then
            return False
        try:
            if self._holds_more(aside):
                aside.rename(place)
                return False
            part.rename(place)
        except OSError:
            aside.rename(place)
            raise
        self._part = aside
        return True

    def _holds_more(self, folder: Path) -> bool:
        found = examine(folder, self._entries, keep_copies=self._keep_copies)
        return bool(found.others or found.edited)

    def _move_in(self, found: Contents) -> None:
        place = self._place
        (place / FILE).unlink(missing_ok=True)
        flush_folder(place)
        for name in (*(each for each in self._entries if each != FILE), FILE):
            (place / name).parent.mkdir(exist_ok=True)
            if name == FILE:
                found.remove_stale()
            (self._part / name).replace(place / name)
        flush_folder(place)

    def clean_up(self) -> None:
        """Removes the temporary folder, with the old outputs or what is left of the new ones."""
        if self._part != self._place:
            shutil.rmtree(self._part, ignore_errors=True)


@contextmanager
def stage_outputs(folder: Path, *, keep_copies: bool = False) -> Iterator[Outputs]:
    """Stages the outputs of a run; unless they are published in the block, the folder stays as it was.

    Args:
        folder: the folder that they are for.
        keep_copies: whether marked copies of other workbooks stay; else the folder then holds this run's outputs only.

    Raises:
        Stop: the folder can't be created or written to.
    """
    outputs = Outputs(folder, keep_copies=keep_copies)
    try:
        with explained(folder):
            outputs.begin()
        yield outputs
    finally:
        outputs.clean_up()


def _stays_put(place: Path) -> bool:
    """Returns whether a folder must not be moved: a mounted one, or one in which we work."""
    with suppress(OSError):
        here = Path.cwd()
        if place == here or place in here.parents:
            return True
    return place == place.parent or place.is_mount()


def _same_owner(place: Path, part: Path) -> bool:
    one, other = place.stat(), part.stat()
    return (one.st_uid, one.st_gid) == (other.st_uid, other.st_gid)
