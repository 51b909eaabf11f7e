"""The manifest of a folder of outputs: which files one run has written, with their sizes and hashes.

It is written last. So a folder with a manifest that agrees with its files is whole, and a folder without one is not.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from checker.errors import raise_shortage
from checker.frozen import dataclass
from checker.text.bilingual import Text
from checker.text.exact_json import Json, dumps, parse
from checker.text.ordinary_files import read_ordinary

FILE = "manifest.json"
FORMAT = "checker-manifest/1"
#: How the name of a marked copy ends.
_COPY = re.compile(r"\.checked(?:-\d+)?\.xls[xm]\Z", re.IGNORECASE)
SUMMARY = Text(
    "本次写出的文件及其大小和 SHA-256，最后写出", "the files of the run with sizes and SHA-256, written last"
)


@dataclass(frozen=True)
class Entry:
    """One file: its name below the folder (with `/`), its size and its SHA-256.

    The name of a marked copy is that of the workbook, which may be a person's. So in a manifest it is a pattern.
    """

    name: str
    bytes: int
    sha256: str

    def agrees(self, folder: Path) -> bool:
        """Returns whether the folder has the file as it was written."""
        inner, _, last = self.name.rpartition("/")
        paths = (folder / inner).glob(f"*{last.removeprefix('*')}") if last.startswith("*") else (folder / self.name,)
        return any(self.describes(path) for path in paths)

    def describes(self, path: Path) -> bool:
        """Returns whether a file has the size and the hash."""
        try:
            return path.stat().st_size == self.bytes and describe(self.name, read_ordinary(path)) == self
        except OSError as error:
            raise_shortage(error)
            return False


def describe(name: str, content: bytes) -> Entry:
    """Describes a file by its content."""
    return Entry(name, len(content), hashlib.sha256(content).hexdigest())


def write_manifest(entries: Iterable[Entry], run: Mapping[str, Json]) -> bytes:
    """Writes the manifest of a run: what the run is, then its files sorted by name."""
    listed = sorted((_without_stem(each.name), each.sha256, each.bytes) for each in entries)
    files: list[Json] = [{"name": name, "bytes": size, "sha256": sha256} for name, sha256, size in listed]
    return dumps({"format": FORMAT, **run, "files": files}).encode()


def read_manifest(folder: Path) -> tuple[Entry, ...] | None:
    """Reads the files that the manifest of a folder lists; None if there is no manifest of ours."""
    try:
        found = parse(read_ordinary(folder / FILE).decode())
        if found["format"] != FORMAT:
            return None
        return tuple(Entry(str(each["name"]), int(each["bytes"]), str(each["sha256"])) for each in found["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise_shortage(error)
        return None


class Listed:
    """The files that a manifest lists, to be looked up."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_name: dict[str, list[Entry]] = {}
        for each in entries:
            self._by_name.setdefault(each.name, []).append(each)
        self.folders = {name.rpartition("/")[0] for name in self._by_name if "/" in name}

    def has(self, folder: Path, name: str) -> bool:
        """Returns whether a file in a folder is listed and is as it was written."""
        return any(each.describes(folder / name) for each in self._by_name.get(_without_stem(name), ()))


def _without_stem(name: str) -> str:
    inner, slash, last = name.rpartition("/")
    found = _COPY.search(last)
    return name if found is None else f"{inner}{slash}*{found[0]}"
