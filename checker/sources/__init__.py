"""One file a format: bytes to a Workbook, no address lost.

Files are read in a process of their own, see `reader` and `child`. That process loads this package too, so the waiting
side is loaded only where it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.sources.limits import Limits as Limits
    from checker.sources.reader import DEFAULT as DEFAULT
    from checker.sources.reader import Reader as Reader
    from checker.sources.reader import finish as finish
    from checker.sources.reader import read as read
    from checker.sources.reader import start as start


def __getattr__(name: str) -> object:
    """Loads the waiting side when one of its names is first used."""
    if name not in ("DEFAULT", "Limits", "Reader", "finish", "read", "start"):
        raise AttributeError(name)
    from checker.sources import reader

    return getattr(reader, name)
