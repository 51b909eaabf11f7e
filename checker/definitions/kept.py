"""Keeps packs in the user's own folder, so that one that has not changed is not read and checked again.

That would take a fifth of a second. An entry says all that was looked at: the names in each folder, and the hash of
each file. It is used only while all of that, the program and its libraries are the same; so it never becomes wrong.
What has a fault is not kept: its problems are found, and said, each time.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pydantic

import checker
from checker.tables.yaml.reading import MAX_BYTES
from checker.text.ordinary_files import read_ordinary
from checker.text.own_files import make_room, own_folder, read_own, write_own

Kind = TypeVar("Kind")

_FOLDER = "definitions"
_MARK = b"checker definitions 1\n"
#: What all entries may take: some dozens of packs.
_MOST_BYTES = 30_000_000
#: What makes the objects of definitions beside the program's own classes.
_FURTHER = {
    ("checker.text.locales", "locales_of"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
}
#: What reading bytes that are something else can raise.
_DAMAGED = (pickle.UnpicklingError, AttributeError, EOFError, ImportError, LookupError, TypeError, ValueError)


def find_kept(name: str, kind: type[Kind]) -> Kind | None:
    """Finds what was kept under a name; None if there is nothing, or anything that it was made of is different now."""
    folder = own_folder(_FOLDER)
    if folder is None:
        return None
    try:
        stored = read_own(folder / _key(name), _MARK)
        if stored is None:
            return None
        head, _, rest = stored.partition(b"\n")
        folders, files = json.loads(head)
        if folders != _list(folders) or any(_print(_read(path)) != given for path, given in files.items()):
            return None
        found = _Unpickler(io.BytesIO(rest)).load()
    except (OSError, *_DAMAGED):
        return None
    return found if isinstance(found, kind) else None


def keep(name: str, value: object, folders: Mapping[str, list[str] | None], files: Mapping[Path, bytes]) -> None:
    """Keeps a value under a name.

    Args:
        name: the name.
        value: what was made of the files.
        folders: the folders that were looked through, with the names in them, as `list_folders` gives them.
        files: all files that were read, with their content.
    """
    folder = own_folder(_FOLDER)
    if folder is None:
        return
    prints = {os.fspath(path): _print(content) for path, content in files.items()}
    head = json.dumps([folders, prints]).encode()
    write_own(folder / _key(name), _MARK, head + b"\n" + pickle.dumps(value, 5))
    make_room([os.fspath(folder)], _MOST_BYTES)


def list_folders(folders: Iterable[Path]) -> dict[str, list[str] | None]:
    """Lists the names in each folder, None for one that can't be listed; to be called before any file is read."""
    return _list(map(os.fspath, folders))


def _list(folders: Iterable[str]) -> dict[str, list[str] | None]:
    return {folder: _names_in(folder) for folder in folders}


def _names_in(folder: str) -> list[str] | None:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - a name is enough
    except OSError:
        return None


def _read(path: str) -> bytes:
    return read_ordinary(path, MAX_BYTES)


def _print(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _key(name: str) -> str:
    return _print(f"{_program()}\n{name}".encode("utf-8", "surrogateescape"))


@cache
def _program() -> str:
    """A print of the program: its version, those of what it runs on, and the sizes and times of its files."""
    root = Path(checker.__file__).parent
    files = sorted(_files_in(os.fspath(root))) if root.is_dir() else [_look_of(os.stat(sys.executable))]  # noqa: PTH116
    versions = checker.__version__, platform.python_version(), pydantic.VERSION, os.fspath(root)
    return _print(json.dumps([versions, files]).encode())


def _files_in(folder: str) -> Iterator[list[Any]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in ("__pycache__", "pages"):  # compiled modules, and pages that people read
                    yield from _files_in(entry.path)
            else:
                yield [entry.path, *_look_of(entry.stat())]


def _look_of(found: os.stat_result) -> list[int]:
    return [found.st_size, found.st_mtime_ns]


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Gives a class that definitions consist of, and nothing else, whatever the bytes ask for."""
        known = (module, name) in _FURTHER
        if known or module.startswith("checker."):
            found = super().find_class(module, name)
            # A module holds more than is its own: `subprocess.Popen` is found by way of one that imports it.
            if known or (isinstance(found, type) and found.__module__ == module):
                return found
        raise pickle.UnpicklingError(f"it asks for {module}.{name}")
