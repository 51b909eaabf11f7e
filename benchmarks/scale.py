"""Measures how the cost of a run grows: with the rows of a workbook, with the workbooks, and over processes.

    python -m benchmarks.scale [--full] [--only PART ...] [--out FILE]

Processor time is that of a command and of all processes that it started. Memory is the peak of all of them together, of
which pages that several share count once; it is sampled, on Linux only. What grows is compared beyond the start: a cost
less that of the smallest size, against a size less the smallest. An exponent of 1 is a cost that doubles when the
size does.

The short form takes minutes, the full one hours: a workbook of 1,000,000 rows, 1,000 workbooks.

Imports neither the checker nor what draws workbooks: a process that starts others lends them its own peak of memory.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
PERIOD = "2022Q4"
#: A sheet of a workbook of 1,000,000 rows has more cells than an office takes by default.
SETTINGS = "[limits]\ncells = 10_000_000\nseconds = 3600\n"
CHECKER = ("-m", "checker")
#: Flags are what is expected: only 2 says that a command could not do its work.
_DONE = (0, 1)
_BETWEEN_SAMPLES = 0.2


@dataclass(frozen=True)
class Sizes:
    """How much is measured; the first size of a series is the start."""

    rows: Sequence[int]
    books: Sequence[int]
    shards: int
    pool: int
    few: int
    rounds: int


SHORT = Sizes(rows=(100, 1_000, 10_000), books=(1, 5, 25), shards=4, pool=25, few=3, rounds=3)
FULL = Sizes(
    rows=(100, 1_000, 10_000, 100_000, 1_000_000), books=(1, 10, 100, 1_000), shards=10, pool=500, few=3, rounds=5
)
ROWS_OF_A_BOOK = 200


@dataclass(frozen=True)
class Cost:
    """What a command took: processor seconds, wall seconds, and megabytes of all its processes at their peak."""

    processor: float
    wall: float
    megabytes: float


class Bench:
    """Runs commands in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "checker.toml").write_text(SETTINGS, encoding="utf-8")
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT), "CHECKER_CACHE": "", "LC_ALL": "C.UTF-8"}

    def run(self, *arguments: str | Path) -> Cost:
        """Runs Python with arguments.

        Raises:
            RuntimeError: it failed.
        """
        started, peak, ended = time.monotonic(), [0.0], threading.Event()
        with tempfile.TemporaryFile() as unread:
            process = subprocess.Popen(
                [sys.executable, *map(str, arguments)],
                cwd=self.folder,
                env=self._environment,
                stdout=unread,
                stderr=unread,
                start_new_session=True,
            )
            watch = threading.Thread(target=_sample, args=(process.pid, peak, ended))
            watch.start()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            ended.set()
            watch.join()
        if process.returncode not in _DONE:
            raise RuntimeError(f"{' '.join(map(str, arguments))} exited with {process.returncode}")
        return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, peak[0])

    def draw(self, books: int) -> Path:
        """Writes a pack and its workbooks, unless they are there; returns their folder."""
        folder = self.folder / f"books{books}"
        if not folder.exists():
            self.run("-m", "benchmarks.many", str(books), str(ROWS_OF_A_BOOK), folder)
        return folder

    def batch(self, books: int, *options: str | Path) -> Cost:
        """Runs the check of so many workbooks."""
        drawn = self.draw(books)
        return self.run(*CHECKER, "run", drawn / "many", PERIOD, drawn / "inputs", *options)


def _sample(session: int, peak: list[float], ended: threading.Event) -> None:
    while sys.platform == "linux" and not ended.wait(_BETWEEN_SAMPLES):
        peak[0] = max(peak[0], sum(map(_megabytes, _members(session))))


def _members(session: int) -> list[Path]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it has ended
            continue
        if int(stat.rpartition(")")[2].split()[3]) == session:
            found.append(folder)
    return found


def _megabytes(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def exponents(costs: Mapping[int, float]) -> dict[int, float]:
    """By size from the third on, with which power of the size the cost has grown since the size before."""
    (first, start), *later = costs.items()
    beyond = [(size - first, cost - start) for size, cost in later]
    return {
        size + first: math.log(cost / before) / math.log(size / size_before)
        for (size_before, before), (size, cost) in pairwise(beyond)
        if before > 0 and cost > 0
    }


def rows(bench: Bench, sizes: Sizes) -> list[str]:
    """One workbook of ever more rows."""
    costs: dict[int, list[Cost]] = {}
    for count in sizes.rows:
        path = bench.folder / f"{count}.xlsx"
        bench.run("-m", "benchmarks.workload", str(count), path)
        turns = sizes.rounds if count <= 10_000 else 1
        costs[count] = [bench.run(*CHECKER, "check", "--no-annotate", path) for _ in range(turns)]
        path.unlink()
    return _series("rows", costs)


def books(bench: Bench, sizes: Sizes) -> list[str]:
    """Ever more workbooks, with all outputs and marked copies."""
    out = bench.folder / "out"
    costs = {
        count: [bench.batch(count, "--workers", "1", "--out", out) for _ in range(sizes.rounds if count <= 10 else 1)]
        for count in sizes.books
    }
    return _series("workbooks", costs)


def _series(what: str, costs: Mapping[int, list[Cost]]) -> list[str]:
    middle = {size: median(cost.processor for cost in each) for size, each in costs.items()}
    growth = exponents(middle)
    lines = [f"{what:>10}{'CPU s':>9}{'peak MB':>9}{'exponent':>10}"]
    for size, each in costs.items():
        grown = f"{growth[size]:.2f}" if size in growth else ""
        lines.append(f"{size:>10,}{middle[size]:>9.2f}{max(cost.megabytes for cost in each):>9.0f}{grown:>10}")
    return lines


def workers(bench: Bench, sizes: Sizes) -> list[str]:
    """Two workers beside one process, in turn: few workbooks and many."""
    lines = [f"{'workbooks':>10}{'wall, 1 / 2':>13}{'CPU, 2 / 1':>12}"]
    for count in (sizes.few, sizes.pool):
        pairs = []
        for number in range(sizes.rounds):
            order = ("1", "2") if number % 2 else ("2", "1")
            pair = {each: bench.batch(count, "--workers", each) for each in order}
            pairs.append((pair["1"], pair["2"]))
        wall = median(one.wall / two.wall for one, two in pairs)
        processor = median(two.processor / one.processor for one, two in pairs)
        lines.append(f"{count:>10,}{wall:>13.2f}{processor:>12.2f}")
    return lines


def merge(bench: Bench, sizes: Sizes) -> list[str]:
    """As many workbooks in shards, and their merge."""
    count = sizes.books[-1]
    drawn, shards, out = bench.draw(count), bench.folder / "shards", bench.folder / "merged"
    costs = [
        bench.batch(count, "--workers", "1", "--shard", f"{number}/{sizes.shards}", "--out", shards)
        for number in range(1, sizes.shards + 1)
    ]
    merged = bench.run(*CHECKER, "merge", drawn / "many", PERIOD, shards, "--out", out)
    size = sum(path.stat().st_size for path in shards.iterdir()) / 1e6
    total, largest = sum(cost.processor for cost in costs), max(cost.megabytes for cost in costs)
    return [
        f"{count:,} workbooks in {sizes.shards} shards ({size:.1f} MB): {total:.1f} s, {largest:.0f} MB at most",
        f"merged, without marked copies: {merged.processor:.1f} s, {merged.megabytes:.0f} MB",
    ]


PARTS: dict[str, Callable[[Bench, Sizes], list[str]]] = {each.__name__: each for each in (rows, books, workers, merge)}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Measures how the cost of a run grows.")
    parser.add_argument("--full", action="store_true", help="up to 1,000,000 rows and 1,000 workbooks; takes hours")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="these parts only")
    parser.add_argument("--out", type=Path, help="write the tables to this file, too")
    asked = parser.parse_args()
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in asked.only:
            found = [*PARTS[name](bench, FULL if asked.full else SHORT), ""]
            print("\n".join(found), flush=True)
            lines += found
    if asked.out is not None:
        asked.out.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
