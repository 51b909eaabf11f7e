"""Runs the program as `checker` or as `python -m checker`, also from an archive, or frozen into one file."""

import sys

from checker.runtime import (
    INTERRUPTED,
    READING,
    end_now,
    end_soon,
    find_archive,
    gather_temporary_files,
    is_frozen,
    prepare_process,
    tidy_up_when_ended,
    unpack,
)


def main() -> int:
    """Runs the program with the arguments of the command line and returns its exit code."""
    if is_frozen() and _is_other_process():
        return 0
    if (archive := find_archive()) is not None:
        return _start_unpacked(str(unpack(archive)))
    prepare_process()
    try:
        tidy_up_when_ended()
        with gather_temporary_files():
            # Imports late: worker processes import this module, and need no more.
            from checker.cli.app import main as call

            return call(sys.argv[1:])
    except KeyboardInterrupt:  # before the program could take it
        return INTERRUPTED
    finally:
        end_soon()


def run() -> None:
    """Runs the program, and ends the process."""
    end_now(main())


def _is_other_process() -> bool:
    """Does the work of the reading process or of a worker process, if the frozen program was started as one."""
    import multiprocessing

    multiprocessing.freeze_support()  # does not come back in a worker process
    if sys.argv[1:2] != [READING]:
        return False
    from checker.sources.child import main as read

    read(sys.argv[2])
    return True


def _start_unpacked(folder: str) -> int:
    """Runs the program that was unpacked from this one's archive in its place."""
    from importlib import import_module

    sys.path.insert(0, folder)
    for name in [each for each in sys.modules if each.partition(".")[0] == "checker"]:
        del sys.modules[name]
    code: int = import_module("checker.__main__").main()
    return code


if __name__ == "__main__":
    run()
