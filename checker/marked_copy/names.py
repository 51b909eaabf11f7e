"""How marked copies are called, and which of a folder's files are submissions where copies lie among them.

The copy of X.xlsx is X.checked.xlsx, that of X.checked.xlsx is X.checked-2.xlsx, and so on: no file is overwritten by
the copy of itself. A copy is also how a department may submit. Knows names only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.text.visible import visible

#: Bytes that a file's name holds at most.
LONGEST_NAME = 100
_MARKED = re.compile(r"(?P<stem>.+)\.checked(?:-(?P<number>[1-9][0-9]{0,5}))?\.xls[xm]", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_NAMELESS = "workbook"
#: Devices of Windows, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def copy_name(path: Path, ending: str, further: int = 0) -> str:
    """What the marked copy of a file is called, e.g. "区司法局.checked.xlsx".

    Args:
        path: of the file.
        ending: ".xlsx" or ".xlsm".
        further: how many names to pass over.
    """
    stem, number = _parts(path.name)
    number += 1 + further
    tail = f".checked{'' if number == 1 else f'-{number}'}{ending}"
    return f"{_harmless(stem, LONGEST_NAME - len(tail))}{tail}"


def original_stem(path: Path) -> str:
    """The stem of the file that a copy is of; a file's own where it is no copy."""
    return _parts(path.name)[0]


def submissions(paths: Iterable[Path], worked_in: Callable[[Path], bool]) -> tuple[list[Path], dict[Path, Path]]:
    """The files of one folder that are submissions, by name, and of those that are not, which one counts instead.

    A marked copy is none where the file that it is of lies there too, whatever its ending, unless somebody has worked
    in the copy: then it holds the corrections and the answers, and counts instead of the file. Of several copies the
    latest that was worked in counts, or else the latest.

    Args:
        paths: of the folder's files.
        worked_in: whether somebody has saved a copy since it was written.
    """
    every = sorted(paths)
    originals = {_key(path.stem): path for path in every if not is_marked(path)}
    copies: dict[str, list[Path]] = {}
    for path in sorted(filter(is_marked, every), key=lambda path: _parts(path.name)[1]):
        copies.setdefault(_key(_parts(path.name)[0]), []).append(path)
    counted, instead = {path for path in every if not is_marked(path)}, dict[Path, Path]()
    for stem, several in copies.items():
        worked = [path for path in several if worked_in(path)]
        chosen = worked[-1] if worked else originals.get(stem, several[-1])
        family = {*several, *(path for path in every if not is_marked(path) and _key(path.stem) == stem)}
        if not is_marked(chosen):
            family = set(several)
        instead |= dict.fromkeys(sorted(family - {chosen}), chosen)
        counted = counted - family | {chosen}
    return sorted(counted), instead


def is_marked(path: Path) -> bool:
    """Whether a file is called like a marked copy."""
    return _MARKED.fullmatch(path.name) is not None


def _parts(name: str) -> tuple[str, int]:
    """The stem of the first file of a row of copies, and the place of this one in it: 0 is the file itself."""
    found = _MARKED.fullmatch(name)
    return (found["stem"], int(found["number"] or 1)) if found else (Path(name).stem, 0)


def _key(stem: str) -> str:
    """In which a file and its copies agree, though the copy's name was cut or cleaned."""
    return _harmless(stem, LONGEST_NAME - len(".checked-999999.xlsx")).casefold()


def _harmless(stem: str, most: int) -> str:
    """A stem that every file system takes and no program hides, of at most so many bytes."""
    plain = _NOT_IN_NAMES.sub("_", visible(stem)).lstrip(".~$ ")
    plain = f"_{plain}" if _RESERVED.fullmatch(plain) else plain
    return plain.encode()[:most].decode(errors="ignore").rstrip(". ") or _NAMELESS
