"""Clears away what killed runs have left of their outputs."""

import shutil
from pathlib import Path

from checker.outputs.processes import OLD, PART, is_left


def clear_left(place: Path) -> bool:
    """Removes temporary folders of killed runs, beside a folder of outputs and in it; returns whether there were any.

    If a run was killed after it had moved the old outputs aside and before the new ones were in place, the old ones
    are put back.
    """
    found = False
    for folder in (place.parent, place):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if is_left(path.name, place.name or "out", OLD):
                found = True
                if not place.exists():
                    path.rename(place)
                else:
                    shutil.rmtree(path)
            elif is_left(path.name, place.name or "out", PART):
                found = True
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
    return found
