"""Eight writers at once wait for each other; a writer that is killed leaves the run whole or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from checker.ledger.address import read_address
from checker.ledger.founding import create_ledger
from checker.ledger.store import Ledger
from checker.ledger.verify import verify_ledger
from tests.ledger.killing import ROOT, kill_writers
from tests.ledger.tampering import AT, fill, read_rows
from tests.ledger.writers import ITEMS
from tests.tiers import tiered

WRITERS, RUNS = 8, 3


def test_eight_writers_at_once_lose_nothing(ledger: Ledger) -> None:
    address = ledger.address
    url = str(address.file) if address.server is None else address.server.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.ledger.writers", url, str(address.key)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(
            [*command, str(number), str(RUNS)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        )
        for number in range(WRITERS)
    ]
    said = [line.split() for writer in writers for line in writer.communicate(timeout=300)[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert len(said) == WRITERS * RUNS
    runs = {entry.seq: entry for entry in ledger.entries("run")}
    for _, name, number, seq in said:
        assert runs[int(seq)].payload == {"who": name, "number": int(number)}
        assert runs[int(seq)].count == ITEMS
    done = verify_ledger(ledger)
    assert (done.damage, done.entries, done.items) == (None, 1 + WRITERS * RUNS, WRITERS * RUNS * ITEMS)


def test_what_a_killed_writer_left_half_done_is_undone(tmp_path: Path) -> None:
    ledger = create_ledger(read_address(str(tmp_path / "ledger.sqlite")), at=AT)
    fill(ledger)
    before = read_rows(ledger.address)
    writing = sqlite3.connect(ledger.address.file, isolation_level=None)
    writing.execute("PRAGMA cache_size=2")  # writes to the file before the transaction ends
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("UPDATE ledger_items SET payload = payload || hex(randomblob(9000))")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("ledger.sqlite", "ledger.sqlite-journal", "ledger.key"):
        shutil.copy(tmp_path / name, killed / name)
    writing.rollback()
    writing.close()
    assert (killed / "ledger.sqlite").read_bytes() != ledger.address.file.read_bytes()
    left = Ledger(read_address(str(killed / "ledger.sqlite")))
    assert verify_ledger(left).damage is None
    assert read_rows(left.address) == before
    assert left.append("run", {}, at=AT).seq == 10


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("kills", tiered([10, 40], [10]))
def test_kills_lose_nothing_that_was_reported_as_recorded(tmp_path: Path, kills: int) -> None:
    runs, wrong = kill_writers(tmp_path, kills, seed=kills)
    assert wrong == []
    assert runs > 0
