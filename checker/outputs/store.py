"""A folder at a network address such as s3://bucket/folder. Only this module knows fsspec."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.frozen import dataclass

if TYPE_CHECKING:
    from checker.errors import Stop

_URL = re.compile(r"(?P<kind>[A-Za-z][A-Za-z0-9+.-]+)://(?P<rest>.*)", re.DOTALL)
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")
#: So many bytes are sent together.
_TOGETHER = 32 * 1024**2


@dataclass(frozen=True)
class Url:
    """The address of a folder, without a slash at its end."""

    text: str

    def __str__(self) -> str:
        return _PASSWORD.sub(r"\1:***@", self.text)

    @property
    def kind(self) -> str:
        """The beginning that says what kind of place it is, e.g. s3."""
        return self.text.partition("://")[0].lower()

    @property
    def is_anywhere(self) -> bool:
        """Whether it means the same to every process and every machine."""
        return self.kind != "memory"


Place = Path | Url


def read_place(text: str) -> Path | Url:
    """Reads a folder of this machine, plain or as file://, or an address."""
    found = _URL.fullmatch(text)
    if found is None:
        return Path(text)
    if found["kind"].lower() in ("file", "local"):
        from urllib.request import url2pathname  # imports late: it loads all that speaks HTTP

        return Path(url2pathname(found["rest"]))
    return Url(text.rstrip("/"))


class Store:
    """A folder at an address. Whatever goes wrong there is a `Stop` that says what to do."""

    def __init__(self, url: Url) -> None:
        self.url = url
        try:
            from fsspec.core import url_to_fs  # imports late, and it may be missing
        except ImportError as error:
            raise _stop("no-cluster-extra", str(url), missing=error.name or "fsspec") from error
        try:
            self._files, self._root = url_to_fs(url.text)
        except ImportError as error:
            raise _stop("url-library", str(url), kind=url.kind, why=str(error)) from error
        except ValueError as error:
            raise _stop("url-unknown", str(url), kind=url.kind) from error

    def look(self, folder: str = "") -> dict[str, int | None]:
        """Lists what the folder, or one below it, holds: the names of files with their sizes, of folders with None.

        Raises:
            Stop: there is no such folder, or it can't be read.
        """
        with self._explained(folder):
            self._files.invalidate_cache()
            found = self._files.ls(f"{self._root}/{folder}" if folder else self._root, detail=True)
        named = {self._name(each): None if each["type"] == "directory" else int(each["size"] or 0) for each in found}
        own = {name.removeprefix(folder).lstrip("/"): size for name, size in named.items()}
        return {name: size for name, size in own.items() if name and "/" not in name}

    def find(self) -> list[str]:
        """Finds the names of all files below the folder; there are none if there is no such folder yet."""
        with self._explained():
            self._files.invalidate_cache()
            try:
                return sorted(self._name(each) for each in self._files.find(self._root, detail=True).values())
            except FileNotFoundError:
                self._files.ls(self._root.partition("/")[0])  # the bucket, which must be there
                return []

    def read(self, name: str) -> bytes:
        """Reads a file."""
        with self._explained(name):
            return bytes(self._files.cat_file(f"{self._root}/{name}"))

    def fetch(self, name: str, path: Path) -> None:
        """Fetches a file."""
        with self._explained(name):
            self._files.get_file(f"{self._root}/{name}", str(path))

    def write(self, folder: Path, names: Mapping[str, int]) -> None:
        """Writes files of a local folder, given with their sizes, several at a time."""
        waiting: dict[str, bytes] = {}
        room = _TOGETHER
        with self._explained():
            for name, size in names.items():
                if waiting and size > room:
                    self._files.pipe(waiting)
                    waiting, room = {}, _TOGETHER
                waiting[f"{self._root}/{name}"] = (folder / name).read_bytes()
                room -= size
            if waiting:
                self._files.pipe(waiting)

    def _name(self, entry: Mapping[str, Any]) -> str:
        return str(entry["name"]).rstrip("/").removeprefix(self._root).lstrip("/")

    @contextmanager
    def _explained(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except Exception as error:  # each kind of place has exceptions of its own
            raise self._explain(error, f"{self.url}/{name}" if name else str(self.url)) from error

    def _explain(self, error: Exception, where: str) -> "Stop":
        if isinstance(error, FileNotFoundError):
            return _stop("url-missing", where)
        if isinstance(error, PermissionError):
            return _stop("url-refused", where)
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        return _stop("url-failed", where, why=why)


def _stop(reference: str, where: str, **values: str) -> "Stop":
    from checker.model.stops import make_stop  # imports late: most runs don't fail

    return make_stop(reference, where, None, **values)
