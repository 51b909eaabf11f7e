"""What departments submit is stored whole or not at all, one version counts, and earlier ones are kept."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.engine.batch import run
from checker.errors import Stop
from checker.intake.inbox import open_inbox
from checker.model import State
from checker.outputs import files
from checker.serve.inbox import RECEIVED, Submission, store
from tests.serve.serving import QUARTER

WHEN = datetime(2023, 1, 6, 9, 30, tzinfo=UTC)


def submission(content: bytes = b"one", file: str = "a.xlsx", department: str = "区司法局", **more: str) -> Submission:
    named = {"pack": "heping", "period": "2022Q4", "code": "sfj", **more}
    return Submission(department=department, file=file, content=content, **named)


def everything(inbox: Path) -> dict[str, bytes]:
    return {path.relative_to(inbox).as_posix(): path.read_bytes() for path in inbox.rglob("*") if path.is_file()}


def find_paths(folder: Path) -> list[Path]:
    """The workbooks that `run` would check."""
    with open_inbox(folder) as inbox:
        return inbox.paths


def test_the_last_version_counts_and_all_are_kept(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for number, content in enumerate((b"one", b"two", b"two", b"three")):
        stored = store(inbox, submission(content), WHEN + timedelta(minutes=number))
        assert stored.path.read_bytes() == content
    assert stored.earlier == 3  # also what came twice
    kept = {name: content for name, content in everything(inbox).items() if RECEIVED in name}
    assert sorted(kept.values()) == [b"one", b"three", b"two", b"two"]
    assert find_paths(inbox / "heping" / "2022Q4") == [inbox / "heping" / "2022Q4" / "区司法局.xlsx"]


def test_a_version_in_another_format_takes_the_place_of_the_first(tmp_path: Path) -> None:
    store(tmp_path, submission(b"old", "a.XLS"), WHEN)
    assert (tmp_path / "heping/2022Q4/区司法局.xls").read_bytes() == b"old"
    store(tmp_path, submission(b"new", "b.checked.xlsx"), WHEN)
    assert [path.name for path in find_paths(tmp_path / "heping/2022Q4")] == ["区司法局.xlsx"]
    assert b"old" in everything(tmp_path).values()


def test_what_the_office_changed_by_hand_is_kept_too(tmp_path: Path) -> None:
    path = store(tmp_path, submission(b"one"), WHEN).path
    path.write_bytes(b"corrected by the office")
    store(tmp_path, submission(b"two"), WHEN)
    assert sorted(everything(tmp_path).values()) == [b"corrected by the office", b"one", b"two", b"two"]


@pytest.mark.parametrize(
    ("department", "file"),
    [
        ("../../etc/passwd", "a.xlsx"),
        ("..", "../../x.xlsx"),
        ("/tmp/x", "a.xlsx"),
        (".hidden", "a.xlsx"),
        ("a\x00b\nc", "a.xlsx"),
        ("C:\\Windows\\x", "a.xlsx"),
        ("con", "a.xlsx"),
        ("局" * 300, "a." + "x" * 300),
        ("区司法局", "a.exe"),
        ("区司法局", ".xlsx/../../b"),
    ],
)
def test_no_name_leads_out_of_the_inbox_or_hides_in_it(tmp_path: Path, department: str, file: str) -> None:
    inbox = tmp_path / "inbox"
    stored = store(inbox, submission(department=department, file=file), WHEN)
    assert stored.path.parent == inbox / "heping" / "2022Q4"
    assert stored.path in find_paths(stored.path.parent)
    assert [path.name for path in tmp_path.iterdir()] == ["inbox"]


def test_a_pack_or_period_cannot_lead_out_either(tmp_path: Path) -> None:
    inbox = tmp_path / "a" / "inbox"
    stored = store(inbox, submission(pack="../x", period="../../y"), WHEN)
    assert inbox in stored.path.resolve().parents


def test_a_failing_write_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(tmp_path, submission(b"one"), WHEN)
    before = everything(tmp_path / "heping/2022Q4")
    write, left = files.write_flushed, [0]

    def failing(path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            path.write_bytes(content[:1])
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(files, "write_flushed", failing)
    for fails_at in (0, 1):
        left[0] = fails_at
        with pytest.raises(Stop):
            store(tmp_path, submission(b"two"), WHEN)
        after = everything(tmp_path / "heping/2022Q4")
        assert after["区司法局.xlsx"] == b"one"
        assert set(after.values()) <= {b"one", b"two"}
        assert before.items() <= after.items()
    left[0] = 9
    assert store(tmp_path, submission(b"two"), WHEN).path.read_bytes() == b"two"


def test_many_at_once_lose_no_version(tmp_path: Path) -> None:
    contents = [f"version {number}".encode() for number in range(12)]
    threads = [threading.Thread(target=store, args=(tmp_path, submission(each), WHEN)) for each in contents]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    kept = [content for name, content in everything(tmp_path).items() if RECEIVED in name]
    assert sorted(kept) == sorted(contents)


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_only_the_office_can_read_it(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    store(inbox, submission(), WHEN)
    assert {path.stat().st_mode & 0o007 for path in (inbox, *inbox.rglob("*"))} == {0}


def test_the_office_runs_the_quarter_from_the_inbox(tmp_path: Path) -> None:
    content = (QUARTER / "区信访办.xlsx").read_bytes()
    store(tmp_path, submission(b"no workbook yet", department="区信访办"), WHEN)
    store(tmp_path, submission(content, department="区信访办"), WHEN + timedelta(days=1))
    folder = tmp_path / "heping" / "2022Q4"
    report = run("heping", "2022Q4", folder)
    submitted = [each for each in report.departments if each.state is not State.MISSING]
    assert [each.file for each in submitted] == ["区信访办.xlsx"]
    assert not [flag for flag in submitted[0].flags if flag.code.id == "W244"]
    assert report.unread == ()
