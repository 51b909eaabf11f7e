"""Measures what `checker check` costs, beside the bare read of the same workbook and a script written by hand for it.

    python -m benchmarks.run [--quick] [--out FILE]

Each command is a fresh process. Its cost is the processor time of the process and of those that it started and waited
for; its memory is the peak of the largest single one of them. The commands take turns, so that whatever else the
machine does falls on all alike, and every ratio is the median of the ratios within a round.

The hand-written script does a part of the work: the rules of columns, and five of Heping's indicators. The checker
judges the same five, by the pack in `benchmarks/five`; what it costs to judge the whole pack is measured beside it. The
script's figures must be those of the checker's report, or nothing is printed.

What the marked copy costs is what a check that writes one takes beyond a check that does not, in the same round.

All modules are compiled first, as they are where the program is installed: what compiling them takes falls on nobody.

Imports neither the checker nor what draws the workbook: a process that starts others lends them its own peak of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
#: Rows in all sheets together, and how many rounds are measured after one to warm up.
SIZES = {1_000: 7, 100_000: 5}
BARE, BY_HAND, CHECKER, COPY, WHOLE = "bare read", "by hand", "checker check", "with the copy", "whole pack"
#: The indicators that the script computes.
FIVE = ("--pack", str(Path(__file__).parent / "five"))
COMMANDS = {
    BARE: ("-m", "benchmarks.bare_read"),
    BY_HAND: ("-m", "benchmarks.by_hand"),
    CHECKER: ("-m", "checker", "check", "--no-annotate", *FIVE),
    COPY: ("-m", "checker", "check", *FIVE),
    WHOLE: ("-m", "checker", "check", "--no-annotate"),
}
#: The codes of rows and members that count against a target.
AGAINST = ("M501", "M503")
#: Findings are what is expected: only 2 says that a command could not do its work.
_DONE = (0, 1)


@dataclass(frozen=True)
class Cost:
    """What one run of a command took: processor seconds, and megabytes of the largest process at its peak."""

    seconds: float
    megabytes: float


def measured(command: tuple[str, ...], *paths: Path) -> Cost:
    """Runs a command, on a workbook if it takes one.

    Raises:
        RuntimeError: it failed.
    """
    return run((sys.executable, *command, *map(str, paths)))[0]


def run(command: tuple[str, ...]) -> tuple[Cost, bytes]:
    """Runs a command; returns what it took and what it printed.

    Raises:
        RuntimeError: it failed.
    """
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as unread:
        process = subprocess.Popen(command, cwd=ROOT, stdout=printed, stderr=unread)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        said = printed.read()
    if process.returncode not in _DONE:
        raise RuntimeError(f"{' '.join(command)} exited with {process.returncode}")
    # Linux counts kilobytes, macOS bytes.
    megabytes = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)
    return Cost(used.ru_utime + used.ru_stime, megabytes), said


def compile_modules() -> None:
    """Compiles the modules of the checker and of the benchmarks, whatever the environment says of bytecode."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "checker", "benchmarks"], cwd=ROOT, check=True)


def rounds(path: Path, count: int) -> dict[str, list[Cost]]:
    """The commands in turn, so many times after a first round that is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in COMMANDS}
    for number in range(count + 1):
        for name, command in COMMANDS.items():
            cost = measured(command, path)
            if number:
                costs[name].append(cost)
        for copy in path.parent.glob(f"{path.stem}.checked*"):
            copy.unlink()  # the next one is written as if it were the first
    return costs


def must_agree(path: Path) -> int:
    """Holds the hand-written script to the checker's report.

    Returns:
        How many findings both have.

    Raises:
        RuntimeError: they differ.
    """
    report = answered((*COMMANDS[CHECKER], str(path), "--format", "json"))
    script = answered((*COMMANDS[BY_HAND], str(path)))
    (department,) = report["departments"]
    judged: Mapping[str, list[int]] = script["figures"]
    figures = {
        result["indicator"]: [result[name] for name in ("numerator", "denominator", "excluded", "unknown")]
        for result in department["results"]
        if result["indicator"] in judged
    }
    if figures != judged:
        raise RuntimeError(f"the figures differ: {figures} and by hand {judged}")
    # The script applies the rules of columns (V), and finds the rows and members that count against its indicators.
    findings = sum(
        flag["code"].startswith("V") or (flag["code"] in AGAINST and flag["indicator"] in judged)
        for flag in department["flags"]
    )
    by_hand: int = script["findings"]
    if findings != by_hand:
        raise RuntimeError(f"the findings differ: {findings} and by hand {by_hand}")
    return by_hand


def answered(command: tuple[str, ...]) -> Mapping[str, Any]:
    """The JSON document that a command prints."""
    printed = subprocess.run([sys.executable, *command], cwd=ROOT, check=False, stdout=subprocess.PIPE)
    if printed.returncode not in _DONE:
        raise RuntimeError(f"{' '.join(command)} exited with {printed.returncode}")
    document: dict[str, Any] = json.loads(printed.stdout)
    return document


def table(costs: Mapping[int, Mapping[str, list[Cost]]]) -> list[str]:
    """The lines of the table, medians throughout."""
    lines = [f"{'rows':>8}  {'command':<14}{'CPU s':>8}{'peak MB':>9}{'x bare read':>13}{'x by hand':>11}"]
    for rows, by_command in costs.items():
        for name, theirs in by_command.items():
            seconds, peak = median(cost.seconds for cost in theirs), median(cost.megabytes for cost in theirs)
            ratios = [
                median(cost.seconds / base.seconds for cost, base in zip(theirs, by_command[other], strict=True))
                for other in (BARE, BY_HAND)
            ]
            lines.append(f"{rows:>8,}  {name:<14}{seconds:>8.3f}{peak:>9.0f}{ratios[0]:>13.2f}{ratios[1]:>11.2f}")
    return lines


def copy_share(by_command: Mapping[str, list[Cost]]) -> float:
    """What the marked copy costs, as a share of the check that it follows."""
    pairs = zip(by_command[COPY], by_command[CHECKER], strict=True)
    return median(copy.seconds / check.seconds - 1 for copy, check in pairs)


def main() -> None:
    """Measures, compares, prints."""
    parser = argparse.ArgumentParser(description="Measures what `checker check` costs.")
    parser.add_argument("--quick", action="store_true", help="the small workbook only, three rounds")
    parser.add_argument("--out", type=Path, help="write the table to this file, too")
    asked = parser.parse_args()
    sizes = {1_000: 3} if asked.quick else SIZES
    compile_modules()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHECKER_CACHE"] = str(Path(folder, "kept"))  # as for whoever has checked something with this pack
        paths = {rows: Path(folder, f"{rows}.xlsx") for rows in sizes}
        for rows, path in paths.items():
            command = [sys.executable, "-m", "benchmarks.workload", str(rows), str(path)]
            subprocess.run(command, cwd=ROOT, check=True)
        costs = {rows: rounds(paths[rows], count) for rows, count in sizes.items()}
        findings = {rows: must_agree(path) for rows, path in paths.items()}
    lines = [
        *table(costs),
        "",
        *(f"{rows:,} rows: the same figures and {count:,} findings by hand" for rows, count in findings.items()),
        *(f"{rows:,} rows: the marked copy costs {copy_share(each):.0%} of the check" for rows, each in costs.items()),
        "Of the checker the peak is that of its largest process; a second one, which reads, has its own.",
    ]
    print("\n".join(lines))
    if asked.out is not None:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
