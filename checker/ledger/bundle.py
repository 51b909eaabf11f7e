"""A bundle: one file that proves a run elsewhere, and from which a ledger can be made again.

It is a zip file with the head, every entry and item as it is hashed, and, where they are at hand, the report, the
workbooks and the pack of one run. Each record is a line: its hash, a space, and its text.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from checker.errors import raise_shortage
from checker.frozen import dataclass
from checker.ledger.breaks import Stored
from checker.ledger.database import connect
from checker.ledger.heads import Head
from checker.ledger.records import ALGORITHMS, Entry
from checker.ledger.store import Ledger
from checker.ledger.tables import ENTRIES, ITEMS
from checker.model.stops import make_stop
from checker.text.exact_json import Json, dumps, parse
from checker.text.ordinary_files import open_ordinary, read_ordinary

FORMAT = "checker-bundle/1"
ABOUT, HEAD, LINES = "bundle.json", "head.txt", "entries.txt"
ITEM_LINES, REPORT, INPUTS, PACK = "items/", "report/", "inputs/", "pack/"
#: The time of every file in a bundle: equal bundles are equal byte by byte.
_TIME = (1980, 1, 1, 0, 0, 0)
_BATCH = 2_000


@dataclass(frozen=True)
class Bundle:
    """An open bundle.

    Attributes:
        run: the number of the run's entry.
        head: the head that it was exported with.
        algorithm: how its records are hashed.
    """

    archive: zipfile.ZipFile
    run: int
    head: Head
    algorithm: str

    def lines(self, name: str) -> list[Stored]:
        """Reads the records of a file, each at the place at which it is; nothing if there is no such file."""
        if name not in self.archive.namelist():
            return []
        found = []
        for place, line in enumerate(self.archive.read(name).decode("utf-8", "replace").split("\n")[:-1], start=1):
            hash, _, text = line.partition(" ")
            found.append(Stored(place, text, hash))
        return found

    def files(self, folder: str) -> dict[str, bytes]:
        """Reads the files of a folder, by their names in it."""
        names = [name for name in self.archive.namelist() if name.startswith(folder) and not name.endswith("/")]
        return {name.removeprefix(folder): self.archive.read(name) for name in names}


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """Opens a bundle.

    Raises:
        Stop: it can't be read, or is not a bundle of this version of the program.
    """
    try:
        with open_ordinary(path) as stream, zipfile.ZipFile(stream) as archive:
            yield _read_about(archive)
    except FileNotFoundError as error:
        raise make_stop("no-file", path) from error
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise make_stop("bad-bundle", path) from error


def _read_about(archive: zipfile.ZipFile) -> Bundle:
    try:
        about = parse(archive.read(ABOUT).decode())
        if about["format"] != FORMAT or about["algorithm"] not in ALGORITHMS:
            raise ValueError(about["format"])
        head = Head(str(about["origin"]), int(about["size"]), str(about["hash"]))
        return Bundle(archive, int(about["run"]), head, str(about["algorithm"]))
    except (KeyError, ValueError, TypeError) as error:
        raise zipfile.BadZipFile(ABOUT) from error


def write_bundle(path: Path, ledger: Ledger, run: Entry, files: Mapping[str, bytes]) -> Head:
    """Writes a bundle of everything in a ledger, with more files of one run; returns the head.

    Raises:
        Stop: it can't be written.
    """
    head = ledger.head()
    about: dict[str, Json] = {"format": FORMAT, "run": run.seq, "algorithm": ledger.algorithm}
    about |= {"origin": head.origin, "size": head.size, "hash": head.hash}
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, ABOUT, [dumps(about)])
            _put(archive, HEAD, [head.text])
            with connect(ledger.address, "ro") as connection:
                query = select(ENTRIES.c.seq, ENTRIES.c.payload, ENTRIES.c.hash).order_by(ENTRIES.c.seq)
                rows = connection.execute(query.where(ENTRIES.c.seq <= head.size)).all()
                _put(archive, LINES, (f"{hash} {text}\n" for _, text, hash in rows))
                for seq, *_ in rows:
                    found = select(ITEMS.c.hash, ITEMS.c.payload).where(ITEMS.c.entry == seq).order_by(ITEMS.c.n)
                    lines = connection.execute(found).yield_per(_BATCH)
                    _put(archive, f"{ITEM_LINES}{seq}.txt", (f"{hash} {text}\n" for hash, text in lines))
            for name, content in sorted(files.items()):
                archive.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise make_stop("cannot-write-bundle", path, why=error.strerror or str(error)) from error
    return head


def _put(archive: zipfile.ZipFile, name: str, texts: Iterator[str] | Sequence[str]) -> None:
    """Writes texts to a file of the bundle as they come; no file if there is none."""
    texts = iter(texts)
    first = next(texts, None)
    if first is None:
        return
    with archive.open(zipfile.ZipInfo(name, _TIME), "w", force_zip64=True) as stream:
        stream.write(first.encode())
        for text in texts:
            stream.write(text.encode())


def choose_inputs(run: Entry, paths: Mapping[str, Path]) -> dict[str, bytes]:
    """Reads the workbooks of a run, given by name; a file that has changed or gone since is none of them."""
    found = {f"{INPUTS}{name}": _read(run, name, path) for name, path in paths.items()}
    return {name: content for name, content in found.items() if content is not None}


def _read(run: Entry, name: str, path: Path) -> bytes | None:
    try:
        content = read_ordinary(path)
    except OSError as error:
        raise_shortage(error)
        return None
    return None if has_changed(run, name, content) else content


def has_changed(run: Entry, name: str, content: bytes) -> bool:
    """Whether a run read another file of this name. Of a file that can't be read, or doesn't count, it has no hash."""
    hashes = [hash for file, hash in _files(run) if file == name and hash]
    return bool(hashes) and hashlib.sha256(content).hexdigest() not in hashes


def count_missing(run: Entry, contents: Iterable[bytes]) -> int:
    """Counts the workbooks of a run that are not among the files."""
    found = {hashlib.sha256(content).hexdigest() for content in contents}
    return sum(bool(hash) and hash not in found for _, hash in _files(run))


def _files(run: Entry) -> Iterator[tuple[str, str]]:
    """Yields the names and hashes of the files of a run; a submission may consist of several."""
    for department in run.payload["departments"]:
        for each in department.get("parts") or [department]:
            yield each["file"], each["sha256"]


def find_run(ledger: Ledger, seq: int | None) -> Entry:
    """Finds a run by the number of its entry, or the newest one.

    Raises:
        Stop: there is none.
    """
    for entry in ledger.entries("run", newest_first=True):
        if seq is None or entry.seq == seq:
            return entry
    raise make_stop("no-run-entry", ledger.address.shown)


def read_lines(rows: Sequence[Stored]) -> list[dict[str, Any]]:
    """Parses the texts of records whose chain has been verified."""
    return [dict(parse(row.text or "")) for row in rows]
