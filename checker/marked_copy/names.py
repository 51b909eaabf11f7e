"""Names marked copies, and decides which files of a folder are submissions if it also holds copies.

The copy of X.xlsx is X.checked.xlsx, the copy of that is X.checked-2.xlsx, and so on, so that no file is overwritten
by its own copy. A department may also submit a copy.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.text.visible import visible

#: The most bytes in the name of a file that we write.
LONGEST_NAME = 100
#: Names of Windows devices, with any suffix.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_MARKED = re.compile(r"(?P<stem>.+)\.checked(?:-(?P<number>[1-9][0-9]{0,5}))?\.xls[xm]", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


def copy_name(path: Path, ending: str, further: int = 0) -> str:
    """Returns the name of a file's marked copy, e.g. "区司法局.checked.xlsx"; skips `further` names."""
    stem, number = _split(path)
    number += 1 + further
    tail = f".checked{'' if number == 1 else f'-{number}'}{ending}"
    return _safe_stem(stem, LONGEST_NAME - len(tail)) + tail


def original_stem(path: Path) -> str:
    """Returns the stem of the file that a copy was made from, or the file's own stem if it isn't a copy."""
    return _split(path)[0]


def choose_submissions(paths: Iterable[Path], is_edited: Callable[[Path], bool]) -> tuple[list[Path], dict[Path, Path]]:
    """Chooses the files of one folder that are submissions.

    A file counts rather than its marked copies, whatever its format. But a copy that somebody has edited holds the
    corrections and the answers, so the latest edited copy counts instead of the file. Copies without their file:
    the latest edited one counts, or else the latest.

    Returns:
        The submissions, sorted, and for each other file the one that counts instead.
    """
    every = sorted(paths)
    originals, copies = defaultdict[str, list[Path]](list), defaultdict[str, list[Path]](list)
    for path in sorted(every, key=lambda path: _split(path)[1]):
        (copies if is_marked(path) else originals)[_key(path)].append(path)
    instead: dict[Path, Path] = {}
    for key, several in copies.items():
        edited = list(filter(is_edited, several))
        chosen = (edited or originals[key] or several)[-1]
        family = {*several, *originals[key]} if edited else {*several}
        instead |= dict.fromkeys(sorted(family - {chosen}), chosen)
    return [path for path in every if path not in instead], instead


def is_marked(path: Path) -> bool:
    """Returns whether a file is named like a marked copy."""
    return _MARKED.fullmatch(path.name) is not None


def cut_name(name: str, most: int) -> str:
    """Cuts a name to at most so many bytes of UTF-8, without splitting a character."""
    return name.encode()[:most].decode(errors="ignore").rstrip(". ")


def _split(path: Path) -> tuple[str, int]:
    """Returns the stem of the original file and the number of the copy; 0 is the file itself."""
    found = _MARKED.fullmatch(path.name)
    return (found["stem"], int(found["number"] or 1)) if found else (path.stem, 0)


def _key(path: Path) -> str:
    """Returns a key that a file shares with its copies, even if the copy's name was cut or cleaned."""
    return _safe_stem(original_stem(path), LONGEST_NAME - len(".checked-999999.xlsx")).casefold()


def _safe_stem(stem: str, most: int) -> str:
    """Returns a stem of at most so many bytes that every file system accepts and no program hides."""
    safe = _NOT_IN_NAMES.sub("_", visible(stem)).lstrip(".~$ ")
    return cut_name(f"_{safe}" if RESERVED.fullmatch(safe) else safe, most) or "workbook"
