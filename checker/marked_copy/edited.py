"""Detects whether somebody has saved a marked copy since it was written.

Programs that save a workbook rename its parts (sheet1.xml, sheet2.xml), so a part with a name of ours shows that none
has saved it.
"""

import zipfile
from pathlib import Path

from checker.errors import raise_shortage
from checker.text.ordinary_files import open_ordinary

#: How the name of the flags sheet's part begins, now and in earlier versions.
OWN_PART = "flags"
_EARLIER = "findings"


def is_untouched(path: Path) -> bool:
    """Returns whether nobody has saved the copy; a file that isn't a copy of ours counts as saved."""
    try:
        with open_ordinary(path) as stream, zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise_shortage(error)
        return False
    return any(name.rpartition("/")[2].startswith((OWN_PART, _EARLIER)) for name in names)
