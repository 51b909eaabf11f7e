"""Draws many workbooks and compares each with its oracle; stops at the first that differs.

    nice -n 15 python -m tests.oracle.many --count 10000 --seed 1

One process with one reader. What differs is said with the options that draw the same workbook again.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.sources.reader import Reader
from tests.oracle.many.cases import SOURCES
from tests.oracle.many.census import Census
from tests.oracle.many.desk import Desk


def main() -> int:
    """Runs as asked on the command line; 1 if a workbook differs."""
    parser = ArgumentParser(prog="python -m tests.oracle.many", description="Compare many drawn workbooks.")
    parser.add_argument("--count", type=int, default=10_000, help="how many workbooks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first workbook")
    parser.add_argument("--only", choices=SOURCES, action="append", help="only workbooks of this kind")
    parser.add_argument("--every", type=int, default=500, help="say how far it is after so many workbooks")
    parser.add_argument("--keep-going", action="store_true", help="do not stop at the first that differs")
    asked = parser.parse_args()
    census, begun, wrong = Census(), time.monotonic(), 0
    with Reader() as reader, TemporaryDirectory() as folder:
        desk = Desk(reader, Path(folder))
        for number in range(asked.first, asked.first + asked.count):
            differing = desk.look_at(asked.seed, number, asked.only or tuple(SOURCES), census)
            wrong += bool(differing)
            say(differing)
            if differing and not asked.keep_going:
                break
            if (number + 1) % asked.every == 0:
                say([*census.lines(), f"{number + 1 - asked.first} workbooks, {time.monotonic() - begun:.0f} s"])
    say([*census.lines(), f"{wrong} workbooks differ"])
    return bool(wrong)


def say(lines: Iterable[str]) -> None:
    """Prints lines at once."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
