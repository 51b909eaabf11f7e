"""Runs the program as `checker` or as `python -m checker`."""

import sys

from checker.runtime import end_soon, prepare_process


def main() -> int:
    """Runs the program with the arguments of the command line and returns its exit code."""
    prepare_process()
    from checker.cli.app import main as call  # imports late: worker processes import this module and need none of it

    try:
        return call(sys.argv[1:])
    finally:
        end_soon()


if __name__ == "__main__":
    sys.exit(main())
