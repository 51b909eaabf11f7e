"""Kills a process at random moments while it records runs and writes their reports.

`python -m tests.ledger.killing 200` kills so many and prints what was lost, which must be nothing.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from checker.ledger.address import read_address
from checker.ledger.founding import create_ledger
from checker.ledger.heads import read_head_file
from checker.ledger.store import Ledger
from checker.ledger.verify import verify_ledger
from tests.ledger.writers import ITEMS

ROOT = Path(__file__).parents[2]


def kill_writers(folder: Path, count: int, seed: int) -> tuple[int, list[str]]:
    """Kills `count` writers one after the other; returns how many runs are recorded, and what is wrong."""
    draw = random.Random(seed)
    address = read_address(str(folder / "ledger.sqlite"))
    create_ledger(address, at=datetime.now(UTC))
    wrong: list[str] = []
    recorded: dict[tuple[str, int], int] = {}
    for number in range(count):
        said = _kill_one(folder, str(number), draw)
        recorded |= said
        wrong += [f"kill {number}: {each}" for each in _compare(Ledger(address), recorded, folder / "out")]
    return len(recorded), wrong


def _kill_one(folder: Path, name: str, draw: random.Random) -> dict[tuple[str, int], int]:
    """Starts a writer and kills it a moment after it has recorded a few runs; returns what it said."""
    command = [sys.executable, "-m", "tests.ledger.writers", str(folder / "ledger.sqlite"), str(folder / "ledger.key")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*command, name, "1000000", str(folder / "out")], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(draw.randint(0, 2))]
    time.sleep(draw.uniform(0, 0.2))
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {(who, int(number)): int(seq) for _, who, number, seq in whole}


def _compare(ledger: Ledger, recorded: dict[tuple[str, int], int], out: Path) -> list[str]:
    """Compares a ledger with what was reported as recorded, and the reports with the ledger."""
    wrong = []
    done = verify_ledger(ledger)
    if done.damage is not None:
        wrong.append(done.damage.text.en)
    runs = {(each.payload["who"], each.payload["number"]): each for each in ledger.entries("run")}
    wrong += [f"{run} is lost" for run, seq in recorded.items() if run not in runs or runs[run].seq != seq]
    wrong += [f"{run} is not whole" for run, entry in runs.items() if entry.count != ITEMS]
    if (out / "report.json").exists():
        head = read_head_file(out / "report.json")
        if head.size > done.entries or ledger.entry(head.size).hash != head.hash:
            wrong.append("the report names a run that the ledger does not have")
        text = (out / "report.json").read_text()
        page = (out / "report.html").read_text()
        if len(page) % 2_000 or page != page[: len(page) // 2_000] * 2_000:
            wrong.append("the report is not whole")
        elif page[: len(page) // 2_000] != text and read_head_file(out / "report.html").size > done.entries:
            wrong.append("the files of the report are of no run")
    return wrong


def main() -> None:
    """Kills as many writers as the command line says."""
    with tempfile.TemporaryDirectory() as folder:
        runs, wrong = kill_writers(Path(folder), int(sys.argv[1]), 0)
    print(f"{sys.argv[1]} kills, {runs} runs reported as recorded, {len(wrong)} faults", *wrong[:20], sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
