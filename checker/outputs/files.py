"""Writes single files so that each is there whole, or not at all."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from checker.errors import Stop, raise_shortage
from checker.outputs.processes import is_left, temporary_name
from checker.text.bilingual import Text

CANNOT_WRITE = "cannot-write"


def write_files(folder: Path, contents: Mapping[str, bytes], *, private: bool = False) -> tuple[Path, ...]:
    """Writes every file or none, and replaces files of the same name; nobody else can read `private` ones.

    Raises:
        Stop: the folder can't be created or written to.
    """
    moves: dict[Path, Path] = {}
    try:
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in contents.items():
                _remove_left(folder, name)
                part = folder / temporary_name(name)
                moves[part] = folder / name
                if private:
                    part.touch(0o600)
                write_flushed(part, content)
            for part, path in moves.items():
                part.replace(path)
            flush_folder(folder)
        return tuple(moves.values())
    finally:
        for part in moves:
            with suppress(OSError):
                part.unlink()


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turns what the system says of a folder into a stop that says what to do.

    Raises:
        Stop: the folder can't be written to.
        OSError: the system was short of something, whichever folder it was.
    """
    try:
        yield
    except OSError as error:
        raise_shortage(error)
        why = error.strerror or str(error)
        raise Stop(
            CANNOT_WRITE,
            Text(zh=f"无法写入文件夹：{why}", en=f"can't write to the folder: {why}"),
            context=str(folder),
            hint=Text(
                zh="请关闭正在使用这些文件的程序，检查磁盘空间和权限，或用 --out 另选文件夹",
                en="close the programs that use these files, check disk space and permissions, "
                "or choose another folder with --out",
            ),
        ) from error


def write_flushed(path: Path, content: bytes) -> None:
    """Writes a new file, flushes it to disk and reads it back."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if path.read_bytes() != content:
        raise OSError(errno.EIO, f"{path.name} reads back differently")


def flush_folder(folder: Path) -> None:
    """Flushes the names in a folder to disk."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_left(folder: Path, name: str) -> None:
    """Removes what killed runs have left of a file."""
    for path in folder.iterdir():
        if is_left(path.name, name):
            with suppress(OSError):
                path.unlink()
