"""Finds single files to check, which must exist."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from checker.model.stops import make_stop
from checker.text.file_names import as_text, name_of, real_path
from checker.text.normalize import key_form
from checker.text.ordinary_files import NotOrdinaryError

#: The endings of workbooks: a misspelt name of one is compared with the names of all.
_SPREADSHEETS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett", ".ods", ".ots", ".csv", ".tsv")
#: How similar a name must be, from 0 to 1, and how many are listed.
_NEAR, _MOST_NEAR = 0.6, 3


def drop_repeats(paths: Iterable[Path]) -> list[Path]:
    """Drops the paths that name a file a second time."""
    unique: dict[Path, Path] = {}
    for path in paths:
        unique.setdefault(real_path(path), path)
    return list(unique.values())


def given_names(paths: Iterable[Path]) -> dict[Path, str]:
    """What files are called: by their own names or, where several have the same one, as they were given."""
    names = {path: name_of(path) for path in paths}
    counted = Counter(names.values())
    return {path: name if counted[name] == 1 else as_text(path.as_posix()) for path, name in names.items()}


def require_file(path: Path) -> None:
    """Refuses a path that is not a file.

    Raises:
        Stop: it is a folder, or does not exist.
    """
    if path.is_dir():
        raise make_stop("is-folder", path)
    if path.exists() and not path.is_file():
        raise make_stop("unfit-file", path, why=NotOrdinaryError.reason)
    if not path.is_file():
        near = _find_near(path)
        raise make_stop("no-file-but", path, names=near) if near else make_stop("no-file", path)


def _find_near(path: Path) -> list[str]:
    """Finds the files that a person may have meant: in the same folder, with similar names, of the same kind."""
    import difflib  # imports late: most files are there

    ending = path.suffix.lower()
    kind = _SPREADSHEETS if not ending or ending in _SPREADSHEETS else (ending,)
    try:
        there = sorted(each.name for each in path.parent.iterdir() if each.suffix.lower() in kind and each.is_file())
    except OSError:
        return []
    stems: dict[str, list[str]] = {}
    for name in there:
        if not name.startswith("~$"):  # what Excel keeps beside an open file
            stems.setdefault(key_form(Path(name).stem), []).append(name)
    near = difflib.get_close_matches(key_form(path.stem), stems, n=_MOST_NEAR, cutoff=_NEAR)
    return [as_text(name) for stem in near for name in stems[stem]][:_MOST_NEAR]
