"""Ledgers to test with, on SQLite and on a PostgreSQL server that the tests start on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.ledger.address import Address, read_address
from checker.ledger.founding import create_ledger
from checker.ledger.store import Ledger
from tests.ledger.server import Server, start_server

AT = datetime(2026, 11, 29, 16, 40, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this session only."""
    with start_server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """The address of a ledger that does not exist yet."""
    if request.param == "sqlite":
        return read_address(str(tmp_path / "ledger.sqlite"))
    server: Server = request.getfixturevalue("server")
    return read_address(server.make_database(), tmp_path / "ledger.key")


@pytest.fixture
def ledger(address: Address) -> Ledger:
    """An empty ledger."""
    return create_ledger(address, at=AT, origin="example.cn/test")
