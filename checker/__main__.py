"""Runs the program as `checker` or as `python -m checker`."""

import os
import sys

from checker.runtime import collect_garbage_rarely


def main() -> int:
    """Runs the program with the arguments of the command line and returns its exit code."""
    # numpy's library starts one thread per processor when it is loaded, and nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_garbage_rarely()
    from checker.cli.app import main as call  # imports late: worker processes import this module and need none of it

    return call(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
