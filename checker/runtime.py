"""Sets how often Python collects garbage. Every process starts with this module, so it loads nothing else."""

import gc

#: New objects between two passes. Hundreds of thousands of rows live as long as the program; with Python's default,
#: going over them again and again would take a fifth of the time of a check.
_OBJECTS_BETWEEN_PASSES = 500_000


def collect_garbage_rarely() -> None:
    """Makes the garbage collector of this process run rarely."""
    gc.set_threshold(_OBJECTS_BETWEEN_PASSES, 20, 100)
