"""What workbooks and sheets are called: names of people's making, cut to what disks and spreadsheets take."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.definitions.packs import RosterEntry
from checker.model import Language
from checker.tables.words import Labels
from checker.text.normalize import display_form
from checker.text.visible import visible

ENDING = ".xlsx"
#: Bytes of a file's name, its ending included.
LONGEST_FILE = 100
#: Characters of a sheet's name.
LONGEST_SHEET = 31

#: What no system's file names may hold; a blank takes the place of what separates words.
_NOT_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
#: What begins with these is hidden, or taken for a file that a program has open.
_HIDING = " .~$"
#: Devices of Windows, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def file_names(entries: Iterable[RosterEntry], language: Language) -> dict[str, str]:
    """The name of each department's workbook, by the department's code; no two are the same on any system.

    Args:
        entries: of the roster.
        language: of the departments' names.
    """
    names: dict[str, str] = {}
    for entry in entries:
        stem = _stem(entry.name.text.of(language)) or entry.code
        taken = {name.casefold() for name in names.values()}
        if (stem + ENDING).casefold() in taken:
            stem = f"{_cut(stem, len(entry.code) + 1)}-{entry.code}"
        names[entry.code] = stem + ENDING
    return names


def _stem(name: str) -> str:
    """A department's name as a file's; empty if nothing is left that may be one."""
    words = visible(_NOT_IN_FILES.sub(" ", display_form(name))).split()
    plain = _cut(" ".join(words).lstrip(_HIDING).rstrip(" ."), 0)
    return "" if _RESERVED.fullmatch(plain) else plain


def _cut(stem: str, spared: int) -> str:
    """As much of a name as fits, with `spared` bytes left over; no character is halved."""
    room = LONGEST_FILE - len(ENDING) - spared
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .")


def sheet_name(labels: Labels, language: Language) -> str:
    """What the sheet of a table is called: by its first label that a sheet can bear, the language's own first."""
    wanted = labels.text.of(language)
    able = [
        label for label in (wanted, *labels.all) if len(label) <= LONGEST_SHEET and not _NOT_IN_SHEETS.search(label)
    ]
    return (able or [_NOT_IN_SHEETS.sub("_", wanted)[:LONGEST_SHEET]])[0]
