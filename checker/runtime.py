"""How often Python's garbage collector goes over what is alive. Loads nothing else: every process begins with it."""

import gc

#: New objects between two passes of the garbage collector. Rows by the hundred thousand live as long as the program;
#: going over them every few hundred new objects would be a fifth of the time of a whole check.
_OBJECTS_BETWEEN_PASSES = 500_000


def collect_seldom() -> None:
    """Has the collector of this process look seldom."""
    gc.set_threshold(_OBJECTS_BETWEEN_PASSES, 20, 100)
