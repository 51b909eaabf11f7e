"""The note of a seal behind a name: 区司法局（盖章）. It says where to stamp the paper and is no part of the name."""

import re
from functools import cache

from checker.text.late import late
from checker.text.locales import Locales
from checker.text.traditional import in_simplified

_LAST = frozenset(")）]】:： ")


@cache
def _seal(locales: Locales) -> re.Pattern[str]:
    # Blanks are never given back: on each of a long run of them, another try would begin.
    return late(rf"[(（\[【]\s*+{locales.pattern('seals.note')}\s*+[)）\]】]\s*+[:：]?\s*$")


def strip_seal(text: str, locales: Locales) -> str:
    """The text without the note of a seal at its end; empty if it has nothing else."""
    found = _seal(locales).search(in_simplified(text)) if text[-1:] in _LAST else None
    return text[: found.start()].rstrip() if found else text
