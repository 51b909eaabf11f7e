"""A ledger that can't be used is one clear line, and nothing is written."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from checker.errors import Stop
from checker.ledger import founding
from checker.ledger.address import read_address
from checker.ledger.database import connect
from checker.ledger.store import Ledger, open_ledger
from checker.ledger.tables import HEAD
from checker.ledger.verify import verify_ledger
from tests.ledger.conftest import AT
from tests.ledger.server import Server, free_port
from tests.ledger.tampering import fill, read_rows


def refused(use: Callable[[], object]) -> Stop:
    with pytest.raises(Stop) as caught:
        use()
    for text in (caught.value.message.zh, caught.value.message.en):
        assert text
        assert "\n" not in text
    assert caught.value.hint is not None
    return caught.value


def test_a_newer_format_is_refused(ledger: Ledger) -> None:
    with connect(ledger.address, "rw") as connection:
        connection.execute(update(HEAD).values(format=99))
    before = read_rows(ledger.address)
    for use in (lambda: Ledger(ledger.address), lambda: ledger.append("run", {}, at=AT), lambda: verify_ledger(ledger)):
        stop = refused(use)
        assert (stop.reference, "format 99" in stop.message.en) == ("ledger-newer", True)
    assert refused(lambda: founding.update_ledger(ledger.address, at=AT)).reference == "ledger-newer"
    assert read_rows(ledger.address) == before


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entries (seq INTEGER PRIMARY KEY, payload TEXT)")
    connection.close()


@pytest.mark.parametrize(
    "write",
    [
        _foreign,
        lambda path: path.write_text("单位,得分\n区司法局,90\n" * 100, encoding="utf-8"),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(os.urandom(9000)),
    ],
    ids=["another database", "a text", "an empty file", "noise"],
)
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, write: Callable[[Path], object]) -> None:
    path = tmp_path / "other.sqlite"
    write(path)
    before = path.read_bytes()
    address = read_address(str(path))
    assert refused(lambda: open_ledger(path)).reference == "not-a-ledger"
    assert refused(lambda: founding.create_ledger(address, at=AT)).reference == "ledger-exists"
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["other.sqlite"]


def test_a_damaged_name_of_a_table_is_said(tmp_path: Path) -> None:
    address = read_address(str(tmp_path / "ledger.sqlite"))
    founding.create_ledger(address, at=AT)
    content = address.file.read_bytes()
    address.file.write_bytes(content.replace(b"ledger_head", b"le\xe4ger_head", 1))
    assert refused(lambda: Ledger(address)).reference == "ledger-damaged"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(lambda: open_ledger(tmp_path)).reference == "no-ledger"


def test_a_database_without_a_ledger_is_refused(server: Server, tmp_path: Path) -> None:
    url = server.make_database()
    assert refused(lambda: open_ledger(url, tmp_path / "key")).reference == "not-a-ledger"


def test_a_wrong_password_is_said_and_not_shown(server: Server, tmp_path: Path) -> None:
    url = server.make_database().replace(server.password, "wr0ng-passw0rd")
    for use in (
        lambda: open_ledger(url),
        lambda: founding.create_ledger(read_address(url, tmp_path / "ledger.key"), at=AT),
    ):
        stop = refused(use)
        assert stop.reference == "ledger-password"
        assert "wr0ng" not in stop.message.en + stop.context
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_user_is_said(server: Server) -> None:
    url = server.make_database().replace("//checker:", "//nobody:")
    assert refused(lambda: open_ledger(url)).reference == "ledger-password"


def test_a_server_that_does_not_answer_is_said() -> None:
    pytest.importorskip("psycopg")
    for host in (f"127.0.0.1:{free_port()}", "no-such-host.invalid"):
        stop = refused(lambda host=host: open_ledger(f"postgresql://me:secret@{host}/ledger"))
        assert stop.reference == "ledger-unreachable"
        assert "secret" not in stop.message.en + stop.context


def test_a_missing_database_is_said(server: Server) -> None:
    assert refused(lambda: open_ledger(server.url("nowhere"))).reference == "no-ledger-database"


def test_a_server_without_a_place_for_the_key_is_said(server: Server) -> None:
    address = read_address(server.make_database())
    assert refused(lambda: founding.create_ledger(address, at=AT)).reference == "no-key-place"


def test_a_user_without_rights_is_said(server: Server, tmp_path: Path) -> None:
    url = server.make_database()
    key = tmp_path / "ledger.key"
    ledger = founding.create_ledger(read_address(url, key), at=AT)
    with connect(ledger.address, "rw") as connection:
        connection.exec_driver_sql("CREATE ROLE reader LOGIN PASSWORD 'reading'")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reading = open_ledger(url.replace(f"checker:{server.password}", "reader:reading"), key)
    assert verify_ledger(reading).damage is None
    assert refused(lambda: reading.append("run", {}, at=AT)).reference == "ledger-no-rights"
    assert ledger.head().size == 1


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach, and whose rights can be taken away."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


def _as_nobody(use: Callable[[], object]) -> Stop:
    """Uses a ledger as a user whom rights stop: root may write everywhere."""
    if os.geteuid() != 0:
        return refused(use)
    os.seteuid(65534)
    try:
        return refused(use)
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_what_may_only_be_read_is_said(open_folder: Path) -> None:
    ledger = founding.create_ledger(read_address(str(open_folder / "ledger.sqlite")), at=AT)
    fill(ledger, 1)
    files = [open_folder / "ledger.sqlite", open_folder / "ledger.key"]
    before = [path.read_bytes() for path in files]
    for path in files:
        path.chmod(0o444)
    open_folder.chmod(0o555)
    stop = _as_nobody(lambda: Ledger(ledger.address).append("run", {}, at=AT))
    assert stop.reference in ("ledger-read-only", "ledger-cannot-open")
    new = read_address(str(open_folder / "new.sqlite"))
    assert _as_nobody(lambda: founding.create_ledger(new, at=AT)).reference == "cannot-write-ledger"
    files[0].chmod(0o000)
    assert _as_nobody(lambda: Ledger(ledger.address)).reference == "ledger-cannot-open"
    files[0].chmod(0o644)
    assert [path.read_bytes() for path in files] == before
    assert sorted(open_folder.iterdir()) == sorted(files)


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = founding.create_ledger(read_address(str(tmp_path / "ledger.sqlite")), at=AT)
    before = read_rows(ledger.address)
    pages = ledger.address.file.stat().st_size // 16_384
    plain = sqlite3.connect

    def connect_to_small_disk(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = plain(*arguments, **options)
        connection.execute(f"PRAGMA max_page_count={pages + 3}")
        return connection

    monkeypatch.setattr("checker.ledger.database.sqlite3.connect", connect_to_small_disk)
    items = [{"item": "flag", "text": "x" * 9_000} for _ in range(30)]
    assert refused(lambda: ledger.append("run", {}, items, at=AT)).reference == "ledger-full"
    monkeypatch.undo()
    assert read_rows(ledger.address) == before
    assert verify_ledger(ledger).damage is None
    assert ledger.append("run", {}, items, at=AT).seq == 2


def test_a_writer_that_waits_too_long_says_so(ledger: Ledger) -> None:
    waiting = Ledger(ledger.address, patience=0.3)
    with ledger.appending("run", {"who": "first"}, at=AT):
        assert refused(lambda: waiting.append("run", {"who": "second"}, at=AT)).reference == "ledger-busy"
        assert ledger.head().size == 1, "readers are not locked out"
    assert [each.payload.get("who") for each in ledger.entries()] == [None, "first"]


def test_other_addresses_are_refused() -> None:
    for text in ("oracle://host/db", "postgresql://host", "sqlite://", "http://x/y"):
        assert refused(lambda text=text: read_address(text)).reference == "bad-ledger-address"
    assert read_address("C:\\ledgers\\a.sqlite").server is None
