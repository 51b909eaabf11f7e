"""The command `checker`, and `python -m checker`."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the program on the command line's arguments and returns its exit code."""
    from checker.cli.app import main as run  # imports late: worker processes import this module and need none of it

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
