"""Finds single files to check, which must exist."""

from collections.abc import Iterable
from pathlib import Path

from checker.model.stops import make_stop
from checker.text.file_names import real_path


def drop_repeats(paths: Iterable[Path]) -> list[Path]:
    """Drops the paths that name a file a second time."""
    unique: dict[Path, Path] = {}
    for path in paths:
        unique.setdefault(real_path(path), path)
    return list(unique.values())


def require_file(path: Path) -> None:
    """Refuses a path that is not a file.

    Raises:
        Stop: it is a folder, or does not exist.
    """
    if path.is_dir():
        raise make_stop("is-folder", path)
    if not path.is_file():
        raise make_stop("no-file", path)
