"""Writes outputs so that a folder holds whole files or none: beside their place first, then moved into it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from checker.errors import Stop
from checker.text.bilingual import Text


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes every file or none of them, replacing what was there.

    All are written, flushed to the disk and read back under temporary names before the first is moved.

    Raises:
        Stop: the folder cannot be made or written to.
    """
    moves: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            beside = folder / f".{name}.{os.getpid()}.part"
            moves[beside] = folder / name
            _write(beside, content)
        for beside, place in moves.items():
            beside.replace(place)
        _flush_folder(folder)
    except OSError as error:
        for beside in moves:
            beside.unlink(missing_ok=True)
        raise _cannot_write(folder, error) from error
    return tuple(moves.values())


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if path.read_bytes() != content:
        raise OSError(f"{path.name} does not read back as it was written")


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _cannot_write(folder: Path, error: OSError) -> Stop:
    why = error.strerror or str(error)
    return Stop(
        "cannot-write",
        Text(zh=f"无法写入文件夹：{why}", en=f"the folder cannot be written to: {why}"),
        context=str(folder),
        hint=Text(
            zh="请关闭正在使用这些文件的程序，检查磁盘空间和权限，或用 --out 换一个文件夹",
            en="close programs that use these files, check space and permissions, or choose another folder with --out",
        ),
    )
