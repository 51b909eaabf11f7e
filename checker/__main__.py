"""The command `checker`, and `python -m checker`."""

from __future__ import annotations

import gc
import os
import sys

#: New objects between two passes of the garbage collector. Rows by the hundred thousand live as long as the program;
#: going over them every few hundred new objects would be a fifth of the time of a whole check.
_OBJECTS_BETWEEN_PASSES = 500_000


def main() -> int:
    """Runs the program on the command line's arguments and returns its exit code."""
    # numpy's library starts a thread a processor when it is loaded, and nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(_OBJECTS_BETWEEN_PASSES, 20, 100)
    from checker.cli.app import main as run  # imports late: worker processes import this module and need none of it

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
