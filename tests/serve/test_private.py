"""Files on their way are in a private folder, which is gone when the server is, however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from checker.serve import private
from checker.serve.private import clear_left, own_folder, private_folder
from tests.serve.serving import wait_for

DEAD = 2**22 - 3


def test_the_folder_is_private_and_removed() -> None:
    with private_folder() as folder, own_folder(folder) as own:
        (own / "a.xlsx").write_bytes(b"x")
        assert {each.stat().st_mode & 0o777 for each in (folder, own)} == {0o700}
    assert not folder.exists()


def test_no_part_of_its_name_is_a_period_or_a_pack() -> None:
    assert private._NAME.fullmatch("checker.serve.p2022.k" + "0" * 16)
    with private_folder() as folder, own_folder(folder) as own:
        for name in (folder.name, own.name):
            assert name.replace("_", "-").split("-") == [name]
            assert not name.isdigit() and not name.startswith("20")


def test_what_a_killed_server_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    processes = (DEAD, os.getpid(), os.getppid())
    left, same_number, alive = (tmp_path / f"checker.serve.p{process}.k{'a' * 16}" for process in processes)
    others = [tmp_path / name for name in (f"checker.serve.p{DEAD}.kxyz", "checker.serve", f"x.p{DEAD}.k{'a' * 16}")]
    for folder in (left, same_number, alive, *others):
        (folder / "u1").mkdir(parents=True)
        (folder / "u1" / "a.xlsx").write_bytes(b"x")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / f"checker.serve.p{DEAD}.k{'b' * 16}"
    link.symlink_to(elsewhere)
    clear_left(tmp_path)
    assert not left.exists()
    assert not same_number.exists()  # as in a container, where the server has the same number each time
    assert all(folder.exists() for folder in (alive, link, elsewhere, *others))


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell without a terminal starts what it leaves behind deaf to it


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_ended_in_the_middle_of_a_file_leaves_nothing(how: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "checker", "serve", "--port", "0", "--lang", "en"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=_heed_ctrl_c)
    assert server.stderr is not None
    address = urlsplit(server.stderr.readline().split()[1])
    assert address.hostname == "127.0.0.1"
    places = {*private._places(), tmp_path}

    def files() -> list[Path]:
        here = places | {*tmp_path.iterdir()}
        folders = [folder for place in here for folder in place.glob(f"checker.serve.p{server.pid}.k*")]
        return [path for folder in folders for path in (folder, *folder.rglob("*.xlsx"))]

    with socket.create_connection((address.hostname, address.port)) as connection:
        head = f"POST /api/check HTTP/1.1\r\nHost: {address.netloc}\r\nX-Checker: 1\r\nX-File-Name: a.xlsx\r\n"
        connection.sendall(f"{head}Content-Length: 1000000\r\n\r\nhalf of it".encode())
        wait_for(lambda: len(files()) == 2)
        server.send_signal(how)
        ended = {signal.SIGKILL: -signal.SIGKILL, signal.SIGINT: 130, signal.SIGTERM: 0}
        assert server.wait(30) == ended[how]
    wait_for(lambda: files() == [])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert how == signal.SIGKILL or list(tmp_path.iterdir()) == []  # an empty folder, which the next start removes
    said = server.stderr.read()
    assert "a.xlsx" not in said
    assert how == signal.SIGKILL or said == ""
    server.stderr.close()
