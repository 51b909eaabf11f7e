"""What a folder of outputs holds after a run: its files, a manifest, and whatever somebody else keeps there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from checker.errors import Stop
from checker.outputs import folder as placing
from checker.outputs.folder import stage_outputs
from checker.outputs.manifest import FILE
from tests.outputs.test_stopped import NEW, OLD, agrees, held, marked, names, put


@pytest.fixture
def out(tmp_path):
    """A folder with the outputs of an earlier run."""
    put(tmp_path / "out", OLD)
    return tmp_path / "out"


def save(path: Path) -> None:
    """Saves a workbook there, as a person does who has corrected a marked copy."""
    book = Workbook()
    book.active["A1"] = "改过"
    book.save(path)


def test_the_manifest_names_every_file_with_its_size_and_hash(out):
    document = json.loads((out / FILE).read_text(encoding="utf-8"))
    assert document["format"] == "checker-manifest/1"
    assert document["run"] == "old report"
    expected = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(OLD.items())
    ]
    assert expected[1]["name"] == "checked/a.checked.xlsx"
    expected[1]["name"] = "checked/*.checked.xlsx"  # a workbook may be named after a person
    assert document["files"] == expected


def test_outputs_of_an_earlier_run_go(out):
    put(out, NEW)
    assert held(out) == NEW


@pytest.mark.parametrize(
    "file", ["notes.txt", "a/b.txt", "checked/~$a.xlsx", "ledger.sqlite", "checked/x.checked.xlsx"]
)
def test_a_file_of_somebody_else_is_not_even_moved(out, file):
    (out / file).parent.mkdir(exist_ok=True)
    save(out / file)
    before = ((out / file).stat().st_ino, (out / file).read_bytes())
    put(out, NEW)
    assert ((out / file).stat().st_ino, (out / file).read_bytes()) == before
    assert {name for name in held(out) if name != file} == set(NEW), "what the run before wrote is gone all the same"


def test_a_folder_of_somebody_else_is_not_looked_through(out, monkeypatch):
    """It may hold a whole disk: people name their home as the folder for outputs."""
    theirs = out / "theirs" / "deep"
    theirs.mkdir(parents=True)
    (theirs / "notes.txt").write_text("n")
    looked, scan = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda path=".": looked.append(str(path)) or scan(path))
    with stage_outputs(out) as outputs:
        outputs.write("report.json", b"{}")
        outputs.publish({})
    assert str(out) in looked
    assert not [path for path in looked if "theirs" in path]
    assert (theirs / "notes.txt").read_text() == "n"
    assert (out / "report.json").read_bytes() == b"{}"


def test_links_and_empty_folders_stay(out, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_bytes(b"x")
    (out / "link").symlink_to(tmp_path / "elsewhere")
    (out / "empty").mkdir()
    put(out, NEW)
    assert (out / "link").is_symlink()
    assert (out / "empty").is_dir()
    assert (tmp_path / "elsewhere" / "file").read_bytes() == b"x"


def test_a_folder_that_is_a_link_stays_one(out, tmp_path):
    (tmp_path / "link").symlink_to(out)
    put(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert held(out) == NEW


def test_an_edited_output_of_an_earlier_run_stays(out):
    (out / "b.txt").write_bytes(b"with my remarks")
    save(out / "checked" / "a.checked.xlsx")
    put(out, NEW)
    assert held(out).keys() == {*NEW, "b.txt", "checked/a.checked.xlsx"}


def test_a_copy_that_was_edited_since_its_name_was_chosen_stops_the_run(out):
    save(out / "checked" / "a.checked.xlsx")
    before = held(out)
    with pytest.raises(Stop) as caught:
        put(out, {**NEW, "checked/a.checked.xlsx": b"new a"})
    assert caught.value.reference == "copy-edited"
    assert held(out) == before


@pytest.mark.parametrize("can_exchange", [True, False], ids=["in one step", "in two"])
def test_a_file_saved_at_the_last_moment_is_not_lost(out, monkeypatch, can_exchange):
    look, looked = placing.examine, []

    def save_after_the_first_look(folder, *more, **named):
        found = look(folder, *more, **named)
        if not looked:
            (out / "late.txt").write_bytes(b"late")
        looked.append(folder)
        return found

    monkeypatch.setattr(placing, "examine", save_after_the_first_look)
    if not can_exchange:
        monkeypatch.setattr(placing, "exchange", lambda *_: False)
    put(out, NEW)
    assert held(out) == {**NEW, "late.txt": b"late"}


def test_the_copies_of_an_earlier_version_go_unless_somebody_edited_them(out):
    (out / FILE).unlink()
    (out / "checked" / "old.checked.xlsx").write_bytes(marked("old"))
    save(out / "checked" / "mine.checked.xlsx")
    put(out, NEW)
    assert held(out).keys() - NEW.keys() == {"b.txt", "checked/mine.checked.xlsx"}


def test_copies_of_other_workbooks_stay_if_they_are_to(out):
    (out / "d.checked.xlsx").write_bytes(marked("d"))
    with stage_outputs(out, keep_copies=True) as outputs:
        outputs.write("report.json", b"new report!")
        outputs.publish({})
    assert held(out).keys() == {"report.json", "checked/a.checked.xlsx", "d.checked.xlsx"}


@pytest.mark.parametrize("blocked", ["report.json", "checked"])
def test_a_folder_or_file_in_the_way_is_said_before_anything_is_replaced(out, blocked):
    path = out / blocked
    if blocked == "checked":
        shutil.rmtree(path)
        path.write_bytes(b"a file")
    else:
        path.unlink()
        (path / "inner").mkdir(parents=True)
    before = held(out)
    with pytest.raises(Stop) as caught:
        put(out, NEW)
    assert caught.value.reference == "cannot-write"
    assert held(out) == before
    assert names(out.parent) == ["out"]


@pytest.mark.parametrize("below", ["", "inner"])
def test_the_current_folder_is_not_moved_away(out, monkeypatch, below):
    (out / below).mkdir(exist_ok=True)
    monkeypatch.chdir(out / below)
    number = out.stat().st_ino
    put(Path() if not below else Path(".."), NEW)
    assert out.stat().st_ino == number
    assert held(out) == NEW
    assert agrees(out)


def test_what_another_run_is_just_writing_stays(out):
    other = out.parent / f".out.{os.getppid()}.part"
    other.mkdir()
    assert put(out, NEW) is False
    assert names(out.parent) == [other.name, "out"]


def test_of_two_runs_at_once_the_later_wins(out):
    with stage_outputs(out) as first:
        first.write("report.json", b"first")
        if (child := os.fork()) == 0:
            put(out, OLD)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        first.publish({})
    assert held(out) == {"report.json": b"first"}
    assert names(out.parent) == ["out"]


def test_the_folder_keeps_its_permissions(out):
    out.chmod(0o750)
    put(out, NEW)
    assert out.stat().st_mode & 0o777 == 0o750
