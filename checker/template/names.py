"""Names the files and sheets of workbooks, within the limits of file systems and spreadsheets."""

import re
from collections.abc import Iterable

from checker.definitions.packs import RosterEntry
from checker.marked_copy.names import LONGEST_NAME, RESERVED, cut_name
from checker.model import Language
from checker.tables.words import Labels
from checker.text.normalize import display_form
from checker.text.visible import visible

ENDING = ".xlsx"
_LONGEST_STEM = LONGEST_NAME - len(ENDING)
#: The most characters in a sheet's name.
LONGEST_SHEET = 31

#: Characters that some file system rejects.
_NOT_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
#: A file whose name begins with these is hidden or looks like a lock file.
_HIDING = " .~$"


def file_names(entries: Iterable[RosterEntry], language: Language) -> dict[str, str]:
    """Returns the file name of each department's workbook by the department's code; no two differ only in case."""
    names: dict[str, str] = {}
    for entry in entries:
        stem = _stem(entry.name.text.of(language)) or entry.code
        taken = {name.casefold() for name in names.values()}
        if (stem + ENDING).casefold() in taken:
            stem = f"{cut_name(stem, _LONGEST_STEM - len(entry.code) - 1)}-{entry.code}"
        names[entry.code] = stem + ENDING
    return names


def _stem(name: str) -> str:
    """Returns a department's name as a file's stem, or an empty text if nothing valid is left."""
    words = visible(_NOT_IN_FILES.sub(" ", display_form(name))).split()
    stem = cut_name(" ".join(words).lstrip(_HIDING).rstrip(" ."), _LONGEST_STEM)
    return "" if RESERVED.fullmatch(stem) else stem


def sheet_name(labels: Labels, language: Language) -> str:
    """Names the sheet of a table: by its label in the language, or else by the first label that a sheet may have."""
    wanted = labels.text.of(language)
    for label in (wanted, *labels.all):
        if len(label) <= LONGEST_SHEET and not _NOT_IN_SHEETS.search(label):
            return label
    return _NOT_IN_SHEETS.sub("_", wanted)[:LONGEST_SHEET]
