"""What a killed process has left in the folder for temporary files, the next one removes; and nothing else."""

import os
import signal
import subprocess
import sys
import tempfile

import pytest

from checker import runtime
from checker.runtime import gather_temporary_files, temporary_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders are locked on other systems only")
HOLDS = """
import sys, tempfile
from checker.runtime import gather_temporary_files
with gather_temporary_files():
    tempfile.NamedTemporaryFile(prefix="openpyxl.", delete=False)
    print(flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def begin(place):
    pipe = subprocess.PIPE
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDS], stdin=pipe, stdout=pipe, env={**os.environ, "TMPDIR": str(place)}
    )
    assert held.stdout.readline() == b"\n"
    return held


def test_what_a_killed_process_has_left_is_removed_and_what_is_in_use_stays(place):
    killed, alive = begin(place), begin(place)
    assert len(list(place.rglob("openpyxl.*"))) == len(list(place.iterdir())) == 2
    killed.kill()
    killed.communicate()
    with temporary_folder() as own:
        assert len(list(place.rglob("openpyxl.*"))) == 1
        assert sorted(place.iterdir()) == sorted({own, next(place.rglob("openpyxl.*")).parent})
        assert own.stat().st_mode & 0o777 == 0o700
    alive.communicate()
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_process_that_is_asked_to_end_leaves_nothing(place, number):
    code = HOLDS.replace("import sys", "from checker.runtime import tidy_up_when_ended as tidy; tidy()\nimport sys", 1)
    pipe = subprocess.PIPE
    held = subprocess.Popen(
        [sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, "TMPDIR": str(place)}
    )
    held.stdout.readline()
    held.send_signal(number)
    held.communicate()
    assert list(place.iterdir()) == []


def test_only_own_folders_of_ours_are_removed(place, monkeypatch):
    (place / "target").mkdir()
    (place / "target" / "kept").touch()
    (place / "checker.temporary.link").symlink_to(place / "target")
    (place / "checker.temporary.file").touch()
    (place / "checker-other").mkdir()
    (place / "checker.temporary.others").mkdir()
    with monkeypatch.context() as other:
        other.setattr(os, "geteuid", lambda: 4711)
        with temporary_folder() as own:
            assert not own.name.startswith("checker.temporary")  # not ours, so not locked, and never removed by others
    assert {each.name for each in place.iterdir()} == {
        *("target", "checker.temporary.link", "checker.temporary.file", "checker-other", "checker.temporary.others")
    }
    with temporary_folder():
        assert not (place / "checker.temporary.others").exists()
    assert (place / "target" / "kept").exists()
    assert len(list(place.iterdir())) == 4


def test_where_there_is_no_place_the_program_still_starts(monkeypatch):
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    before = tempfile.tempdir
    with gather_temporary_files():
        assert tempfile.tempdir == before
    with pytest.raises(OSError, match="No space"), temporary_folder():
        pass


def test_where_folders_cannot_be_locked_they_are_removed_at_the_end(place, monkeypatch):
    monkeypatch.setattr(runtime, "_lock", lambda folder: -1)
    with temporary_folder() as own:
        assert own.exists()
        with temporary_folder():
            pass
        assert own.exists()
    assert list(place.iterdir()) == []
