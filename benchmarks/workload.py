"""Writes the workbook that is measured with: one department's, of so many rows in all its sheets together.

    python -m benchmarks.workload ROWS FILE

A process of its own, because a process that starts others lends them its own peak of memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

from samples.drawn.heping.generator import draw, write

DEPARTMENT, PERIOD, SEED = "sfj", "2022Q4", 2
#: Of a hundred rows, how many stand on each sheet.
SPLIT = {
    "litigation": 15,
    "officers": 12,
    "training": 40,
    "casefile_reviews": 3,
    "disclosure": 12,
    "proposals": 10,
    "court_visits": 3,
    "leaders": 2,
    "leader_training": 3,
}


def make(rows: int, path: Path) -> None:
    """Draws and writes it.

    Raises:
        ValueError: the drawing gave another number of rows.
    """
    drawn = draw(DEPARTMENT, PERIOD, seed=SEED, rows={name: rows * share // 100 for name, share in SPLIT.items()})
    if sum(map(len, drawn.tables.values())) != rows:
        raise ValueError("not as many rows as asked for")
    write(drawn, path)


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
