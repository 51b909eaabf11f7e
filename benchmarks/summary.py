"""Measures what summary.xlsx costs for a report with many flags.

    python -m benchmarks.summary FLAGS ROUNDS

The flags are those of a workbook of 100,000 rows, again and again, each time on another row and with another key.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.workload import make
from checker.engine.batch import run
from checker.model import Report
from checker.reporters.summary.workbook import render_workbook

_ROWS = 100_000


def report_with(count: int) -> Report:
    """Makes a report of one workbook with so many flags."""
    with tempfile.TemporaryDirectory() as folder:
        make(_ROWS, Path(folder, "workbook.xlsx"))
        report = run("heping", "2022Q4", folder, workers=1)
    department = next(each for each in report.departments if each.flags)
    flags = tuple(
        replace(flag, place=replace(flag.place, row=number, key=f"{flag.place.key} {number}"))
        for number, flag in enumerate(islice(cycle(department.flags), count), 10)
    )
    others = tuple(each for each in report.departments if each is not department)
    return replace(report, departments=(replace(department, flags=flags), *others))


def main() -> None:
    """Measures and prints."""
    count, rounds = map(int, sys.argv[1:])
    report = report_with(count)
    costs = []
    for _ in range(rounds):
        start = process_time()
        size = len(render_workbook(report, "zh", False))
        costs.append(process_time() - start)
    print(f"summary.xlsx with {count:,} flags: {median(costs):.2f} s, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
