"""Shows a folder at an address as a local folder with the same names and sizes; contents are fetched when needed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from checker.errors import Stop
from checker.intake.clutter import is_hidden_folder
from checker.intake.zips import ENDINGS as ZIPS
from checker.marked_copy.names import is_marked
from checker.outputs.manifest import FILE as MANIFEST
from checker.outputs.store import Store, Url
from checker.runtime import temporary_folder
from checker.sources.limits import Limits

_MOST = Limits().file_bytes


@dataclass
class Mirror:
    """The local folder `path`; `fetch_all` makes its files whole."""

    path: Path
    store: Store
    _empty: list[str] = field(default_factory=list)

    def fill(self) -> None:
        """Gives every entry its name and size, in subfolders too.

        Marked copies, zips and manifests are fetched: it matters what is in them. So are files in subfolders, which are
        judged on this machine, unless they are too large to be read.
        """
        self._fill("")

    def _fill(self, folder: str) -> None:
        for own, size in sorted(self.store.look(folder).items()):
            if own in (".", ".."):  # keys of objects can be anything
                continue
            name = f"{folder}/{own}" if folder else own
            path = self.path / name
            if size is None:
                path.mkdir()
                if not is_hidden_folder(own):
                    self._fill(name)
            elif is_marked(path) or path.suffix.casefold() in ZIPS or own == MANIFEST or (folder and size <= _MOST):
                self.store.fetch(name, path)
            else:
                path.touch()
                os.truncate(path, size)  # takes no room
                self._empty.append(name)

    def fetch_all(self, most_bytes: int) -> None:
        """Fetches the files that are not fetched yet, but none that is too large to be read anyway."""
        for name in self._empty:
            if (self.path / name).stat().st_size <= most_bytes:
                self.store.fetch(name, self.path / name)
        self._empty.clear()


@contextmanager
def mirror(url: Url) -> Iterator[Mirror]:
    """Makes the local folder, and removes it at the end of the block; what is said of it names the address instead.

    Raises:
        Stop: the address can't be read.
    """
    with temporary_folder() as folder:
        made = Mirror(folder, Store(url))
        made.fill()
        try:
            yield made
        except Stop as stop:
            stop.context = stop.context.replace(str(folder), str(url))
            raise
