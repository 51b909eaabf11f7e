"""Which number formats show a percentage, in xlsx and xls alike.

Imports nothing of the project.
"""

from __future__ import annotations

import re

#: Formats that need no definition in the file.
BUILT_IN = frozenset({9, 10})

#: Where a percent sign is only a character: quoted, escaped, a pad, a filler, a colour or condition.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shows_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred and shows a percentage, e.g. "0.0%"."""
    return "%" in _LITERAL.sub("", code)
