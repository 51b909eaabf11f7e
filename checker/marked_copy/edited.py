"""Whether a marked copy is still as it was written, or somebody has saved it since.

Programs that save a workbook name its parts anew (sheet1.xml, sheet2.xml), so a part of our own name tells that none
has. Knows zip archives only.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

#: How the part with the flags sheet is called.
OWN_PART = "flags"
#: What it was called by earlier versions.
_EARLIER = "findings"


def is_untouched(path: Path) -> bool:
    """Whether nobody has saved the copy since it was written; a file that is no copy of ours counts as saved."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return False
    return any(name.rpartition("/")[2].startswith((OWN_PART, _EARLIER)) for name in names)
