"""The workbooks that a command line names: one by one or, where the shell leaves it to us, by a pattern."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

#: The endings of the files that may be workbooks.
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett", ".ods", ".ots", ".csv", ".tsv")
#: How Excel begins the names of the files that it keeps beside those which are open.
_LOCK = "~$"


def is_workbook_like(word: str) -> bool:
    """Whether a word names a file, or a workbook, be it there or not, rather than a command."""
    return word.lower().endswith(WORKBOOKS) or os.path.isfile(word)  # noqa: PTH113 - a word may be no path at all


def expand(paths: Iterable[Path]) -> list[Path]:
    """Puts the files that match in the place of every pattern, in the order of their names: cmd.exe does not.

    Raises:
        Stop: no file matches a pattern.
    """
    return [found for path in paths for found in _expand(path)]


def _expand(path: Path) -> Iterator[Path]:
    if os.path.lexists(path) or not any(sign in str(path) for sign in "*?"):
        yield path
        return
    import glob  # imports late: most shells do this
    import re

    pattern = re.sub(r"\[", "[[]", str(path))  # in a name of cmd.exe, a bracket is a bracket
    found = sorted(map(Path, glob.glob(pattern)))  # noqa: PTH207 - a pattern may begin at the root
    found = [each for each in found if each.is_file() and not each.name.startswith(_LOCK)]
    if not found:
        from checker.model.stops import make_stop

        raise make_stop("no-match", path)
    yield from found
