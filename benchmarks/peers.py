"""Measures what `checker check` costs beside other programs that check tables: the same workbook, the same rules.

    python -m benchmarks.peers PYTHON [--rows ROWS ROUNDS]...

PYTHON is the interpreter of an environment with `benchmarks/peers.txt`; `make bench-peers` makes it. Each command is a
fresh process and the commands take turns, as in `benchmarks.run`.

All apply the same rules to every column of seven sheets: types, required cells, choices, limits, keys. The workbook has
faults of each kind. Each time the answers are compared: how many cells fail by each kind of rule. If one differs, no
figure is given. The checker does more: it finds the tables, reads what people write for a day or a number, refers rows
to rows of other sheets, masks personal data, and judges five indicators.

The other programs read with openpyxl, three of them through pandas.read_excel. All are asked for the failing rows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.peer.rules import CHOICES, KINDS, RANGES, REQUIRED, TYPES, UNIQUE
from benchmarks.run import ROOT, Cost, compile_modules, run

CHECKER = "checker check"
PEERS = ("frictionless", "great_expectations", "pandera", "pointblank")
CHECK = ("-m", "checker", "check", "--no-annotate", "--pack", str(Path(__file__).parent / "every-column"))
#: The checker's codes by the kind of rule.
CODES = {
    "V304": TYPES,
    "V314": TYPES,
    "V330": REQUIRED,
    "V312": CHOICES,
    "V313": CHOICES,
    "V333": RANGES,
    "V334": RANGES,
}
#: Rows with one key, whether they agree or not: each of them gets a flag, and the first one doesn't count.
COPIES = ("C403", "C413")


def command_of(name: str, python: str, path: Path) -> tuple[str, ...]:
    """The command with which a program checks the workbook and prints its answer."""
    if name == CHECKER:
        return (sys.executable, *CHECK, str(path), "--format", "json")
    return (python, "-m", f"benchmarks.peer.with_{name}", str(path))


def read_answer(name: str, printed: bytes) -> dict[str, int]:
    """How many cells fail, by kind of rule."""
    answer = json.loads(printed)
    if name != CHECKER:
        return {kind: int(answer[kind]) for kind in KINDS}
    (department,) = answer["departments"]
    counts = Counter(CODES.get(flag["code"], "") for flag in department["flags"])
    copies = [(flag["table"], flag["key"]) for flag in department["flags"] if flag["code"] in COPIES]
    counts[UNIQUE] = len(copies) - len(set(copies))
    return {kind: counts[kind] for kind in KINDS}


def rounds(python: str, path: Path, count: int) -> tuple[dict[str, int], dict[str, list[Cost]]]:
    """The programs in turn, so many times; what all of them answer, and what each took.

    Raises:
        RuntimeError: one answers something else.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in (CHECKER, *PEERS)}
    expected: dict[str, int] = {}
    for _ in range(count):
        for name, theirs in costs.items():
            cost, printed = run(command_of(name, python, path))
            answer = read_answer(name, printed)
            expected = expected or answer
            if answer != expected:
                raise RuntimeError(f"{name} finds {answer}, and {CHECKER} {expected}")
            theirs.append(cost)
            print(f"{name}: {cost.seconds:.2f} s, {cost.megabytes:.0f} MB", file=sys.stderr, flush=True)
    return expected, costs


def table(rows: int, costs: Mapping[str, list[Cost]]) -> list[str]:
    """The lines of the table, medians throughout."""
    lines = []
    for name, theirs in costs.items():
        ratio = median(each.seconds / ours.seconds for each, ours in zip(theirs, costs[CHECKER], strict=True))
        seconds, peak = median(each.seconds for each in theirs), median(each.megabytes for each in theirs)
        lines.append(f"{rows:>8,}  {name:<20}{seconds:>9.2f}{peak:>9.0f}{ratio:>11.2f}")
    return lines


def main() -> None:
    """Compares, measures, prints."""
    parser = argparse.ArgumentParser(description="Measures what `checker check` costs beside other programs.")
    parser.add_argument("python", help="the interpreter of the environment with the other programs")
    parser.add_argument("--rows", nargs=2, type=int, action="append", metavar=("ROWS", "ROUNDS"))
    asked = parser.parse_args()
    compile_modules()
    with tempfile.TemporaryDirectory() as folder:
        for rows, count in asked.rows or [[1_000, 7], [100_000, 3]]:
            path = Path(folder, f"{rows}.xlsx")
            subprocess.run([sys.executable, "-m", "benchmarks.peer.book", str(rows), str(path)], cwd=ROOT, check=True)
            found, costs = rounds(asked.python, path, count)
            print(f"{rows:,} rows: all find {', '.join(f'{many:,} {kind}' for kind, many in found.items())}")
            print(f"{'rows':>8}  {'program':<20}{'CPU s':>9}{'peak MB':>9}{'x checker':>11}")
            print("\n".join(table(rows, costs)), flush=True)


if __name__ == "__main__":
    main()
