"""Regular expressions that are compiled when they are first used.

A check loads hundreds of them, most of which are for spellings that its workbook doesn't have.
"""

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Gives what `re.compile` gives, and compiles it when one of its methods is asked for."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)  # the next time, nobody asks here
        return found
