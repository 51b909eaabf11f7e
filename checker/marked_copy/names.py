"""Names marked copies, and decides which files of a folder are submissions if it also holds copies.

The copy of X.xlsx is X.checked.xlsx, the copy of that is X.checked-2.xlsx, and so on, so that no file is overwritten
by its own copy. A department may also submit a copy.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from checker.text.file_names import name_of
from checker.text.visible import visible

#: The most bytes in the name of a file that we write: encrypted file systems take no more than 143, and while it is
#: being written, the name is longer.
LONGEST_NAME = 120
#: Names of Windows devices, with any suffix.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_MARKED = re.compile(r"(?P<stem>.+)\.checked(?:-(?P<number>[1-9][0-9]{0,5}))?\.xls[xm]", re.IGNORECASE)
#: The room for the stem in the longest name of a copy; all copies of a file have one stem.
_LONGEST_STEM = LONGEST_NAME - len(".checked-999999.xlsx")
_DIGITS = 6
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


def copy_name(path: Path, ending: str, further: int = 0) -> str:
    """Returns the name of a file's marked copy, e.g. "区司法局.checked.xlsx"; skips `further` names."""
    stem, number = _split(path)
    number += 1 + further
    tail = f".checked{'' if number == 1 else f'-{number}'}{ending}"
    return safe_stem(stem) + tail


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
    for path in every:
        if not is_marked(path):
            originals[safe_stem(original_stem(path))].append(path)
    folded = {stem.casefold(): stem for stem in reversed(originals)}
    for path in sorted(filter(is_marked, every), key=lambda path: _split(path)[1]):
        stem = safe_stem(original_stem(path))
        # Some systems change the case of names, but files whose names differ in case only are two files.
        copies[stem if stem in originals else folded.get(stem.casefold(), stem)].append(path)
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
    name = name_of(path)
    found = _MARKED.fullmatch(name)
    return (found["stem"], int(found["number"] or 1)) if found else (PurePath(name).stem, 0)


def safe_stem(stem: str) -> str:
    """Returns a short stem that every file system accepts and no program hides.

    A copy's own stem stays as it is. A stem that has to be cut or cleaned ends in digits of its hash: what tells the
    files of a folder apart is often the end of a long name.
    """
    safe = _NOT_IN_NAMES.sub("_", visible(stem)).lstrip(".~$ ")
    safe = f"_{safe}" if RESERVED.fullmatch(safe) else safe
    short = cut_name(safe, _LONGEST_STEM)
    if short == stem:
        return stem
    digits = hashlib.sha256(unicodedata.normalize("NFC", stem).encode(errors="backslashreplace")).hexdigest()[:_DIGITS]
    return f"{cut_name(safe, _LONGEST_STEM - _DIGITS - 1) or 'workbook'}~{digits}"
