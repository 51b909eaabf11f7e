"""Measures what `checker history` and `checker compare` cost on a ledger of many quarters.

    python -m benchmarks.history [--quarters N] [--departments N] [--rows N] [--flags N] [--keep FILE]

One drawn workbook is judged, and its records, under other departments' names, fill every run: each quarter has so many
departments, each with so many rows and so many flags; from one run to the next one row in a hundred is restated. The
figures are seconds of a fresh process, imports and all; the median of five.
"""

from __future__ import annotations

import argparse
import copy
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.workload import DEPARTMENT, PERIOD, make

AT = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 5


def judge(rows: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Judges one drawn workbook; returns what a run says of it, and its items."""
    from checker.engine.batch import run
    from checker.ledger.keys import Key
    from checker.ledger.recording import run_items, run_payload
    from checker.text.exact_json import canonical, parse

    with tempfile.TemporaryDirectory() as folder:
        make(rows, Path(folder, f"{DEPARTMENT}.xlsx"))
        report = run("heping", PERIOD, folder, workers=1, records=True)
    items = [parse(canonical(item)) for item in run_items(report, Key(b"k" * 32).hash)]
    payload = parse(canonical(run_payload(report)))
    payload["departments"] = [each for each in payload["departments"] if each["sha256"]]
    return payload, items


def run_of(
    number: int, payload: Mapping[str, Any], items: list[dict[str, Any]], arguments: argparse.Namespace
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The payload and the items of one quarter."""
    year, quarter = divmod(number, 4)
    (party,) = payload["departments"]
    codes = [f"d{each:02}" for each in range(arguments.departments)]
    said = {**payload, "period": f"{2020 + year}Q{quarter + 1}"}
    said["departments"] = [{**party, "code": code, "sha256": f"{number}{code}"} for code in codes]
    own = [each for each in items if each.get("department") == party["code"]]
    shared = [each for each in items if not each.get("department") and each["item"] in ("result", "table")]
    flags = list(islice(cycle([each for each in own if each["item"] == "flag"]), arguments.flags))
    others = [each for each in own if each["item"] != "flag"]
    made = [*shared, *({**each, "department": code} for code in codes for each in _restated(others, number))]
    return said, [*made, *({**each, "department": code} for code in codes for each in flags)]


def _restated(items: list[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    """The items with a cell of every hundredth row changed, another row in every run."""
    for item in items:
        if item["item"] == "rows" and number:
            item = copy.deepcopy(item)
            column = next(iter(item["cells"]))
            for position in range(number % 100, len(item["row"]), 100):
                item["cells"][column][position] = f"restated {number}"
                item["digest"][position] = f"{number:08x}"
        yield item


def build(path: Path, arguments: argparse.Namespace) -> None:
    """Writes the ledger."""
    from checker.ledger.address import read_address
    from checker.ledger.founding import create_ledger

    payload, items = judge(arguments.rows)
    ledger = create_ledger(read_address(str(path)), at=AT)
    for number in range(arguments.quarters):
        said, listed = run_of(number, payload, items, arguments)
        begun = time.perf_counter()
        ledger.append("run", said, listed, at=AT)
        print(f"{said['period']}: {len(listed)} items in {time.perf_counter() - begun:.1f} s", file=sys.stderr)


def measure(path: Path, *command: str) -> float:
    """Returns the seconds that a command takes: those on the clock, or of the processor if others keep it busy."""
    taken = []
    for _ in range(ROUNDS):
        whole = (sys.executable, "-m", "checker", *command, "--ledger", str(path), "--format", "csv")
        process = subprocess.Popen(whole, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} exited with {process.returncode}")
        taken.append(used.ru_utime + used.ru_stime)
    return median(taken)


def main() -> None:
    """Builds a ledger and prints what each command costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("quarters", 12), ("departments", 60), ("rows", 2_000), ("flags", 834)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder, "ledger.sqlite")
        if not path.exists():
            build(path, arguments)
        last = arguments.quarters - 1
        periods = [f"{2020 + each // 4}Q{each % 4 + 1}" for each in (last - 1, last)]
        print(f"ledger: {path.stat().st_size / 1e6:.0f} MB")
        for command in (("history",), ("history", "officer-training"), ("history", "d07"), ("compare", *periods)):
            print(f"{' '.join(command)}: {measure(path, *command):.2f} s")


if __name__ == "__main__":
    main()
