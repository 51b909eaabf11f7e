"""Measures what summary.xlsx costs for a report with many flags.

    python -m benchmarks.summary FLAGS ROUNDS

The flags are those of a workbook of 100,000 rows, again and again, each time on another row, with another key and with
other values: a flag shares neither its key nor its message with another. Fewer different texts stop the benchmark.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import zipfile
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.workload import DEPARTMENT, make
from checker.engine.batch import run
from checker.model import Flag, Report, Shown
from checker.reporters.summary.workbook import render_workbook
from checker.runtime import collect_garbage_rarely
from checker.text.bilingual import Text

_ROWS = 100_000


def report_with(count: int) -> Report:
    """Makes a report of one workbook with so many flags."""
    with tempfile.TemporaryDirectory() as folder:
        make(_ROWS, Path(folder, "workbook.xlsx"))
        report = run("heping", "2022Q4", folder, workers=1)
    (department,) = (each for each in report.departments if each.code == DEPARTMENT)  # no other submitted anything
    flags = tuple(_another(flag, number) for number, flag in enumerate(islice(cycle(department.flags), count), 10))
    others = tuple(each for each in report.departments if each is not department)
    return replace(report, departments=(replace(department, flags=flags), *others))


def _another(flag: Flag, number: int) -> Flag:
    """Makes a flag like this one on another row, with texts that no other has."""
    place = replace(flag.place, row=number, key=f"{flag.place.key} {number}", called=None)
    values = tuple((name, _other(shown, number)) for name, shown in flag.values)
    return replace(flag, place=place, values=values, observed=flag.observed and _other(flag.observed, number))


def _other(shown: Shown, number: int) -> Shown:
    text = shown.text
    other = f"{text} {number}" if isinstance(text, str) else Text(f"{text.zh} {number}", f"{text.en} {number}")
    return replace(shown, text=other)


def texts_in(book: bytes) -> int:
    """Counts the different texts in a workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    return len({text for sheet in sheets for text in re.findall(rb"<t(?: [^>]*)?>([^<]*)</t>", sheet)})


def main() -> None:
    """Measures and prints."""
    collect_garbage_rarely()  # as the program does
    count, rounds = map(int, sys.argv[1:])
    report = report_with(count)
    costs, books = [], set[bytes]()
    for _ in range(rounds):
        start = process_time()
        book = render_workbook(report, "zh", False)
        costs.append(process_time() - start)
        books.add(book)
    texts = texts_in(*books)
    if texts < 2 * count:
        raise SystemExit(f"only {texts:,} different texts for {count:,} flags: equal ones cost less than in a report")
    print(
        f"summary.xlsx with {count:,} flags, {texts:,} different texts: {median(costs):.2f} s, {len(book) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
