"""What the benchmarks of ledgers with many quarters share: their options, building once, and timing commands."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

AT = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 5
#: The exit codes of a command that did its work.
_DONE = (0, 1)


def quarter(number: int) -> str:
    """Names a quarter, from 0."""
    return f"{2020 + number // 4}Q{number % 4 + 1}"


def read_options(about: str, sizes: Mapping[str, int]) -> argparse.Namespace:
    """Reads the options: the sizes of the ledger, and where to keep it."""
    parser = argparse.ArgumentParser(description=about)
    for name, default in sizes.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


@contextmanager
def ledger_of(arguments: argparse.Namespace, build: Callable[[Path, argparse.Namespace], None]) -> Iterator[Path]:
    """Builds a ledger, or takes the one that was kept, and says how large it is and how busy the machine is."""
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder, "ledger.sqlite")
        if not path.exists():
            build(path, arguments)
        print(f"ledger: {path.stat().st_size / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        yield path


def measure(*command: str) -> tuple[float, float]:
    """Returns the seconds that a command takes in a fresh process, imports and all, by the clock and the processor.

    Raises:
        RuntimeError: it could not do its work.
    """
    clock, processor = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        process = subprocess.Popen((sys.executable, "-m", "checker", *command), stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in _DONE:
            raise RuntimeError(f"{' '.join(command)} exited with {process.returncode}")
        clock.append(time.perf_counter() - begun)
        processor.append(used.ru_utime + used.ru_stime)
    return median(clock), median(processor)


def report(name: str, clock: float, processor: float) -> None:
    """Prints what was measured."""
    print(f"{name}: {clock:.3f} s, processor {processor:.3f} s")
