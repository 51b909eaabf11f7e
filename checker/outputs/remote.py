"""Puts the outputs of a run under an address, the manifest last.

What stores objects can't rename them. So the outputs are gathered in a temporary folder of this machine and sent when
they are complete. Whoever finds no manifest knows that the run isn't complete. The outputs of an earlier complete run
are never written over: each run gets a place of its own.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from checker.model.stops import make_stop
from checker.outputs.manifest import FILE, Entry, describe, write_manifest
from checker.outputs.store import Store, Url
from checker.runtime import temporary_folder
from checker.text.exact_json import Json


class RemoteOutputs:
    """The outputs of one run on their way to an address.

    Attributes:
        folder: the temporary folder in which they are gathered.
        cleared: as of `Outputs`; here nothing is ever removed.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.folder = folder
        self.cleared = False
        self._store = store
        self._entries: dict[str, Entry] = {}

    def shown(self, path: Path) -> str:
        """The address that a file, or a folder of files, will have."""
        name = path.relative_to(self.folder).as_posix()
        return f"{self._store.url}/{name}"

    def write(self, name: str, content: bytes) -> Path:
        """Gathers one file."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        self._entries[name] = describe(name, content)
        return path

    def publish(self, run: Mapping[str, Json]) -> None:
        """Sends all files, and then the manifest, which says which run wrote them.

        Raises:
            Stop: a file of somebody else is there, or sending fails.
        """
        found = require_free(self._store)
        other = next((name for name in found if name not in self._entries), None)
        if other is not None:
            raise make_stop("url-others", str(self._store.url), name=other)
        sizes = {name: each.bytes for name, each in self._entries.items()}
        manifest = write_manifest(self._entries.values(), run)
        self._store.write(self.folder, sizes)
        self.write(FILE, manifest)
        self._store.write(self.folder, {FILE: len(manifest)})


@contextmanager
def gather_outputs(url: Url) -> Iterator[RemoteOutputs]:
    """Gathers the outputs of a run; unless they are published in the block, nothing is sent."""
    with temporary_folder() as folder:
        yield RemoteOutputs(Store(url), folder)


def require_free(store: Store) -> list[str]:
    """Requires that no complete run is there; returns the names of the files that are.

    Raises:
        Stop: there is a manifest, or the place can't be looked at.
    """
    found = store.find()
    if FILE in found:
        raise make_stop("url-complete", str(store.url))
    return found
