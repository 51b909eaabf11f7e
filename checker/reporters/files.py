"""Writes output files so that a folder holds either all of them, whole, or none."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from checker.errors import Stop
from checker.text.bilingual import Text

CANNOT_WRITE = "cannot-write"


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes every file or none, and replaces files of the same name.

    Raises:
        Stop: the folder can't be created or written to.
    """
    with stage_files(folder, contents) as publish:
        return publish()


@contextmanager
def stage_files(folder: Path, contents: Mapping[str, bytes]) -> Iterator[Callable[[], tuple[Path, ...]]]:
    """Writes files under temporary names, flushes them to disk and reads them back; gives a function that names them.

    If the block ends without a call of that function, the folder is left as it was.

    Raises:
        Stop: the folder can't be created or written to.
    """
    moves: dict[Path, Path] = {}

    def publish() -> tuple[Path, ...]:
        with _explained(folder):
            for part, path in moves.items():
                part.replace(path)
            _flush_folder(folder)
        return tuple(moves.values())

    try:
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in contents.items():
                part = folder / f".{name}.{os.getpid()}.part"
                moves[part] = folder / name
                _write(part, content)
        yield publish
    finally:
        for part in moves:
            with suppress(OSError):
                part.unlink()


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
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


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if path.read_bytes() != content:
        raise OSError(f"{path.name} reads back differently")


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
