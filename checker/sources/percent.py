"""Which number formats show a percentage, in xlsx and xls."""

import re

#: The percentage formats that a file need not define.
BUILT_IN = frozenset({9, 10})

#: Parts in which a percent sign is only a character: quoted, escaped, padding, filler, colour or condition.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shows_percent(code: str) -> bool:
    """Whether a number format shows a percentage, e.g. "0.0%"."""
    return "%" in _LITERAL.sub("", code)
