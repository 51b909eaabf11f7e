"""Measures what recording a run in the ledger costs: 60 departments with 50,000 flags, beside the same run without.

    python -m benchmarks.recording [--rounds N]

Each run is a fresh process on one processor at a time; its cost is the processor time of the process and of those that
it started. The runs take turns, and the ratio is the median of the ratios within a round.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from openpyxl import load_workbook

from samples.drawn.heping.generator import draw, write

ROOT = Path(__file__).parent.parent
DEPARTMENTS, FLAGS, PERIOD = 60, 50_000, "2022Q4"
#: Rows of each workbook whose hours can't be read: each gets a flag.
SPOILED = FLAGS // DEPARTMENTS + 1
MOST = 0.3


def make_pack(folder: Path) -> Path:
    """Copies a built-in pack, and puts 60 more departments on its roster."""
    pack = folder / "heping"
    shutil.copytree(ROOT / "indicators" / "heping", pack)
    more = [
        f"  - code: d{number:02}\n    name: {{zh: 第{number}局, en: Bureau {number}}}\n"
        "    groups: [government-departments, enforcement-departments]\n"
        for number in range(1, DEPARTMENTS + 1)
    ]
    with (pack / "departments.yaml").open("a", encoding="utf-8") as roster:
        roster.write("".join(more))
    return pack


def make_inputs(folder: Path) -> None:
    """Writes the workbooks: the same rows for all departments, some of which can't be read."""
    folder.mkdir()
    rows = {"officers": 60, "training": SPOILED + 100, "litigation": 60, "disclosure": 60, "proposals": 60}
    path = folder / "drawn.xlsx"
    write(draw("sfj", PERIOD, seed=3, rows=rows), path)
    book = load_workbook(path)
    path.unlink()
    sheet = next(each for each in book.worksheets if any("学时" in str(cell.value) for cell in each[1]))
    place = next(number for number, cell in enumerate(sheet[1], start=1) if "学时" in str(cell.value))
    for row in range(2, SPOILED + 2):
        sheet.cell(row, place).value = "若干"
    name = next(cell for row in book.worksheets[0].rows for cell in row if cell.value == "区司法局")
    for number in range(1, DEPARTMENTS + 1):
        name.value = f"第{number}局"
        book.save(folder / f"第{number}局.xlsx")


def measured(*arguments: str) -> tuple[float, float]:
    """Runs the checker; returns its processor seconds and its seconds.

    Raises:
        RuntimeError: it could not do its work.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(said.decode(errors="replace"))
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun


def main() -> int:
    """Measures and prints; the exit code is 1 if recording costs more than it may."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack = make_pack(folder)
        make_inputs(folder / "inputs")
        run = ("run", str(pack), PERIOD, str(folder / "inputs"), "--no-annotate", "--out", str(folder / "out"))
        ratios = []
        for number in range(rounds):
            plain, plain_time = measured(*run)
            ledger = folder / f"{number}.sqlite"
            recorded, recorded_time = measured(*run, "--ledger", str(ledger))
            ratios.append(recorded / plain - 1)
            size = ledger.stat().st_size / 1e6
            print(
                f"run {plain:.1f} s ({plain_time:.1f}), recorded {recorded:.1f} s ({recorded_time:.1f}), {size:.0f} MB"
            )
        report = json.loads((folder / "out" / "report.json").read_bytes())
        flags = sum(len(each["flags"]) for each in report["departments"])
        verified, _ = measured("ledger", "verify", str(folder / "0.sqlite"))
    cost = median(ratios)
    print(f"{DEPARTMENTS} departments, {flags} flags: recording costs {cost:.2f} of the run (at most {MOST})")
    print(f"verifying the ledger takes {verified:.1f} s")
    return cost > MOST


if __name__ == "__main__":
    sys.exit(main())
