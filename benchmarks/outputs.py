"""Measures what the outputs of `checker run` cost, beside the run that writes none.

    python -m benchmarks.outputs [--quick]

As in `benchmarks.run`, each command is a fresh process, the commands take turns, and every ratio is the median of those
within a round. The summary with many flags is rendered in a process of its own, by `benchmarks.summary`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.run import ROOT, Cost, measured

RUN, FILES, COPY = "run", "run --out, without the marked copy", "run --out"
#: Rows in all sheets together, rounds, and flags of the summary.
WHOLE, QUICK = (100_000, 3, 50_000), (1_000, 2, 5_000)


def rounds(folder: Path, inputs: Path, count: int) -> dict[str, list[Cost]]:
    """Runs the commands in turn, so many times after a first round that is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in (RUN, FILES, COPY)}
    alike = ("-m", "checker", "run", "heping", "2022Q4", str(inputs), "--no-cache", "--no-ledger", "--workers", "1")
    for number in range(count + 1):
        out = ("--out", str(folder / f"out{number}"))
        for name, options in ((RUN, ()), (FILES, (*out, "--no-annotate")), (COPY, out)):
            cost = measured((*alike, *options))
            if number:
                costs[name].append(cost)
    return costs


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Measures what the outputs of a run cost.")
    parser.add_argument("--quick", action="store_true", help="a small workbook and few flags")
    rows, count, flags = QUICK if parser.parse_args().quick else WHOLE
    with tempfile.TemporaryDirectory() as made:
        folder, inputs = Path(made), Path(made, "inputs")
        inputs.mkdir()
        command = [sys.executable, "-m", "benchmarks.workload", str(rows), str(inputs / "workbook.xlsx")]
        subprocess.run(command, cwd=ROOT, check=True)
        costs = rounds(folder, inputs, count)
    print(f"{rows:,} rows, {count} rounds")
    for name, each in costs.items():
        ratio = median(one.seconds / base.seconds for one, base in zip(each, costs[RUN], strict=True))
        seconds, peak = median(one.seconds for one in each), median(one.megabytes for one in each)
        print(f"{name:<36}{seconds:>8.2f} s{peak:>7.0f} MB{ratio:>7.2f} x run")
    pairs = zip(costs[COPY], costs[FILES], costs[RUN], strict=True)
    share = median((copy.seconds - files.seconds) / run.seconds for copy, files, run in pairs)
    print(f"the marked copy costs {share:.2f} of the run")
    subprocess.run([sys.executable, "-m", "benchmarks.summary", str(flags), str(count)], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
