"""Ordinary files are read whole, as they were at one moment; nothing else is read, and nothing is waited for."""

import os
from pathlib import Path

import pytest

from checker.text import ordinary_files
from checker.text.ordinary_files import ChangingError, NotOrdinaryError, TooLargeError, open_ordinary, read_ordinary

ODD = ["/proc/self/environ", "/proc/self/mem", "/proc/kmsg", "/sys/kernel/mm/transparent_hugepage/enabled", "/dev/zero"]
ODD += ["/dev/null", "/dev/tty", "/proc/self/fd", "/dev"]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_file_is_refused(monkeypatch, odd):
    monkeypatch.setattr(ordinary_files, "_PAUSE", 0)
    if not Path(odd).exists():
        pytest.skip("not on this system")
    with pytest.raises((NotOrdinaryError, PermissionError)):
        read_ordinary(odd)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 100_000])
def test_a_file_is_read_whole(tmp_path, content):
    path = tmp_path / "a"
    path.write_bytes(content)
    assert read_ordinary(path) == content
    assert read_ordinary(str(path), len(content)) == content
    with open_ordinary(path) as stream:
        assert stream.read() == content
    if content:
        with pytest.raises(TooLargeError):
            read_ordinary(path, len(content) - 1)
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises((NotOrdinaryError, FileNotFoundError)):
            read_ordinary(path)


@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotOrdinaryError):
        open_ordinary(tmp_path / "pipe")


class Saving:
    """A file that somebody saves so many times, each time when we have read it."""

    def __init__(self, path: Path, times: int, content: bytes) -> None:
        self.path, self.left, self.content = path, times, content

    def __call__(self, path: str) -> "Saving":
        self.stream = open_ordinary(path)
        self.fileno = self.stream.fileno
        return self

    def __enter__(self) -> "Saving":
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def read(self, size: int) -> bytes:
        found = self.stream.read(size)
        if self.left:
            self.left -= 1
            self.path.write_bytes(self.content)
            os.utime(self.path, ns=(0, self.left))  # clocks of files may be slower than this test
        return found


@pytest.mark.parametrize("content", [b"new and longer", b"new", b"same", b""])
@pytest.mark.parametrize("times", [0, 1, 4, 5])
def test_a_file_that_is_saved_meanwhile_is_read_again(tmp_path, monkeypatch, content, times):
    path = tmp_path / "a"
    path.write_bytes(b"late")
    monkeypatch.setattr(ordinary_files, "_PAUSE", 0)
    monkeypatch.setattr(ordinary_files, "open_ordinary", Saving(path, times, content))
    if times < 5:
        assert read_ordinary(path) == (content if times else b"late")
    else:
        with pytest.raises(ChangingError):
            read_ordinary(path)
