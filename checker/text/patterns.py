"""Regular expressions that a pack writes for the text of a cell.

They run on RE2, so that no text, however it is made, takes long to compare: Python's own engine tries every way of
matching, and with some patterns thirty characters have more ways than it can try in a lifetime.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from checker.text.bilingual import Text


def pattern_fault(pattern: str) -> Text | None:
    """Why a pattern can't be used, or None."""
    try:
        whole_match(pattern)
    except (ValueError, re.error, OverflowError, RecursionError) as error:
        said = getattr(error, "reason", None)
        return said if isinstance(said, Text) else Text(zh=str(error), en=str(error))
    return None


@lru_cache(maxsize=256)
def whole_match(pattern: str) -> Callable[[str], bool]:
    """Gives the test of whether a whole text matches a pattern, in which `.` also stands for a line break.

    A line break in a cell is a matter of layout: `.*政府.*` finds the word on whichever line it is.

    Raises:
        ValueError, OverflowError, RecursionError: the pattern can't be used; `pattern_fault` says why.
    """
    import re2  # takes time to load, and many packs have no pattern

    from checker.text.linear import MOST_TIMES, NotLinearError, translate

    options = re2.Options()
    options.log_errors = False
    translated = translate(pattern, re.DOTALL)
    try:
        full = re2.compile(translated.encode(), options).fullmatch
        quick = re2.Set.FullMatchSet(options)
        quick.Add(translated)
        quick.Compile()
    except re2.error as error:
        reason = Text(
            zh=f"太大，或重复次数超过 {MOST_TIMES}", en=f"it is too large, or repeats more than {MOST_TIMES} times"
        )
        raise NotLinearError(reason) from error

    def matches(text: str) -> bool:
        # The quick way gives up without a word where it lacks memory, so only its yes is final.
        coded = text.encode(errors="replace")
        return bool(quick.Match(coded)) or full(coded) is not None

    return matches
