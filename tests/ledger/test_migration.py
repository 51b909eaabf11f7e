"""A ledger of an older format is copied, brought up to date, and says so in an entry; no record changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from checker.errors import Stop
from checker.ledger import founding, tables
from checker.ledger.database import connect
from checker.ledger.store import Ledger
from checker.ledger.verify import verify_ledger
from tests.ledger.conftest import AT
from tests.ledger.tampering import fill


@pytest.fixture
def newer(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger with entries that a later version of the program finds, whose format has one more step."""
    fill(ledger, 2)

    def add_column(connection) -> None:
        connection.execute(text("ALTER TABLE ledger_entries ADD COLUMN note TEXT"))

    monkeypatch.setattr(tables, "STEPS", (*tables.STEPS, add_column))
    return ledger


def test_nothing_else_opens_an_older_ledger(newer: Ledger) -> None:
    for use in (lambda: Ledger(newer.address), lambda: newer.append("run", {}, at=AT)):
        with pytest.raises(Stop) as caught:
            use()
        assert caught.value.reference == "ledger-older"


def test_a_step_is_taken_once_after_a_copy(newer: Ledger, tmp_path: Path) -> None:
    with connect(newer.address, "ro") as connection:
        before = connection.execute(text("SELECT payload, hash FROM ledger_entries ORDER BY seq")).all()
    entry = founding.update_ledger(newer.address, at=AT)
    assert entry is not None
    assert (entry.seq, entry.kind, entry.payload["from"], entry.payload["to"]) == (6, "migration", 1, 2)
    assert founding.update_ledger(newer.address, at=AT) is None
    ledger = Ledger(newer.address)
    assert [tuple(row) for row in before] == [(each.text, each.hash) for each in ledger.entries()][:5]
    assert verify_ledger(ledger).damage is None
    assert ledger.append("run", {}, at=AT).seq == 7
    copies = entry.payload["copies"]
    if newer.address.file is None:
        with connect(newer.address, "ro") as connection:
            copied = connection.execute(text(f"SELECT payload, hash FROM {copies[0]} ORDER BY seq")).all()
    else:
        assert copies == ["ledger.format1.sqlite"]
        with connect(founding.replace(newer.address, file=tmp_path / copies[0]), "ro") as connection:
            copied = connection.execute(text("SELECT payload, hash FROM ledger_entries ORDER BY seq")).all()
    assert copied == before


def test_a_step_that_fails_changes_nothing(newer: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection) -> None:
        connection.execute(text("ALTER TABLE ledger_entries ADD COLUMN other TEXT"))
        connection.execute(text("SELECT * FROM nothing"))

    steps = tables.STEPS
    monkeypatch.setattr(tables, "STEPS", (*steps[:1], fail))
    with pytest.raises(Stop):
        founding.update_ledger(newer.address, at=AT)
    monkeypatch.setattr(tables, "STEPS", steps[:1])
    assert verify_ledger(Ledger(newer.address)).damage is None
    assert newer.head().size == 5
