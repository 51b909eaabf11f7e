"""Regular expressions that a pack writes for the text of a cell."""

import re
from collections.abc import Callable


def whole_match(pattern: str) -> Callable[[str], bool]:
    """Gives the test of whether a whole text matches a pattern, in which `.` also stands for a line break.

    A line break in a cell is a matter of layout: `.*政府.*` finds the word on whichever line it is.
    """
    full = re.compile(pattern, re.DOTALL).fullmatch
    return lambda text: full(text) is not None
