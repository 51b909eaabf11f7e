"""Measures what `checker history` and `checker compare` cost on a ledger of many quarters.

    python -m benchmarks.history [--quarters N] [--departments N] [--rows N] [--flags N] [--keep FILE]

One drawn workbook is judged, and its records, under other departments' names, fill every run: each quarter has so many
departments, each with so many rows and so many flags; from one run to the next one row in a hundred is restated.
`explain` judges a workbook of as many rows again. The figures are seconds of a fresh process, imports and all, by the
clock and by the processor; the medians of five.
"""

from __future__ import annotations

import argparse
import copy
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.quarters import AT, ledger_of, measure, quarter, read_options, report
from benchmarks.workload import DEPARTMENT, PERIOD, make

INDICATOR = "officer-training"
SIZES = {"quarters": 12, "departments": 60, "rows": 2_000, "flags": 834}


def judge(rows: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Judges one drawn workbook; returns what a run says of it, and its items."""
    from checker.engine.batch import run
    from checker.ledger.keys import Key
    from checker.ledger.recording import run_items, run_payload
    from checker.text.exact_json import canonical, parse

    with tempfile.TemporaryDirectory() as folder:
        make(rows, Path(folder, f"{DEPARTMENT}.xlsx"))
        judged = run("heping", PERIOD, folder, workers=1, records=True)
    items = [parse(canonical(item)) for item in run_items(judged, Key(b"k" * 32).hash)]
    payload = parse(canonical(run_payload(judged)))
    payload["departments"] = [each for each in payload["departments"] if each["sha256"]]
    return payload, items


def run_of(
    number: int, payload: Mapping[str, Any], items: list[dict[str, Any]], arguments: argparse.Namespace
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The payload and the items of one quarter."""
    (party,) = payload["departments"]
    codes = [f"d{each:02}" for each in range(arguments.departments)]
    said = {**payload, "period": quarter(number)}
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


def main() -> None:
    """Builds a ledger and prints what each command costs."""
    arguments = read_options(__doc__, SIZES)
    with ledger_of(arguments, build) as path:
        ledger = ("--ledger", str(path), "--format", "csv")
        periods = [quarter(arguments.quarters - back) for back in (2, 1)]
        for command in (("history",), ("history", INDICATOR), ("history", "d07"), ("compare", *periods)):
            report(" ".join(command), *measure(*command, *ledger))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{DEPARTMENT}.xlsx")
        make(arguments.rows, file)
        report("explain", *measure("explain", str(file), INDICATOR, "--pack", "heping", "--period", PERIOD))


if __name__ == "__main__":
    main()
