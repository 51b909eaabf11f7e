"""Whole outputs or none: whichever call fails, and wherever the process is killed, a folder holds one run's outputs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from checker.errors import Stop
from checker.outputs.folder import stage_outputs
from checker.outputs.manifest import FILE, read_manifest
from tests.outputs.stopping import fail, killed_at, stopped_at


def marked(text: str) -> bytes:
    """What a marked copy is to a folder: a zip with a flags sheet that no program has saved."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("xl/worksheets/flags1.xml"), text)
    return stream.getvalue()


OLD = {"report.json": b"old report", "flags.csv": b"old", "checked/a.checked.xlsx": marked("a"), "b.txt": b"only old"}
NEW = {"report.json": b"new report!", "flags.csv": b"new", "checked/c.checked.xlsx": marked("c")}
MANY = 200


def put(folder: Path, files: dict[str, bytes]) -> bool:
    """Puts outputs into a folder as a run does; returns whether something was cleared away."""
    with stage_outputs(folder) as outputs:
        for name, content in files.items():
            outputs.write(name, content)
        outputs.publish({"run": files["report.json"].decode()})
    return outputs.cleared


def held(folder: Path) -> dict[str, bytes]:
    """Everything below a folder but the manifest."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.name != FILE}


def names(folder: Path) -> list[str]:
    """What is in a folder itself, hidden names too."""
    return sorted(path.name for path in folder.iterdir())


def agrees(folder: Path) -> bool:
    """Whether the manifest lists exactly what is there."""
    listed = read_manifest(folder)
    return listed is not None and len(listed) == len(held(folder)) and all(each.agrees(folder) for each in listed)


def is_whole(folder: Path) -> bool:
    """Whether a folder holds the old outputs or the new ones, as its manifest says."""
    return held(folder) in (OLD, NEW) and agrees(folder)


@pytest.mark.parametrize("can_exchange", [True, False], ids=["in one step", "in two"])
def test_whichever_call_fails_the_outputs_are_whole(tmp_path, can_exchange):
    folder = tmp_path / "out"
    for number in range(1, MANY):
        put(folder, OLD)
        stopped = False
        with stopped_at(number, fail, can_exchange=can_exchange) as countdown:
            try:
                put(folder, NEW)
            except Stop as stop:
                stopped = True
                assert "No space left on device" in stop.message.en
        assert is_whole(folder), number
        if not stopped:
            assert held(folder) == NEW
        put(folder, NEW)
        assert (held(folder), names(tmp_path)) == (NEW, ["out"]), number
        if countdown.left > 0:
            break
    assert 15 < number < MANY - 1


@pytest.mark.parametrize("can_exchange", [True, False], ids=["in one step", "in two"])
def test_wherever_the_process_is_killed_the_outputs_are_whole(tmp_path, can_exchange):
    folder = tmp_path / "out"
    absent = 0
    for number in range(1, MANY):
        put(folder, OLD)
        killed = killed_at(number, lambda: put(folder, NEW), can_exchange=can_exchange)
        if not killed:
            break
        if folder.exists():
            assert is_whole(folder), number
        else:
            absent += 1
            (aside,) = tmp_path.glob(".out.*.old")
            assert held(aside) == OLD
        left = len(names(tmp_path)) > folder.exists()
        assert put(folder, NEW) is left
        assert (held(folder), names(tmp_path)) == (NEW, ["out"]), number
    assert 15 < number < MANY - 1
    assert (absent > 0) is not can_exchange, "only between two renames is there no folder"


def test_where_somebody_keeps_files_none_is_touched_and_the_manifest_says_whether_the_rest_is_whole(tmp_path):
    folder = tmp_path / "out"
    mine = {"notes.txt": b"mine", "checked/edited.checked.xlsx": b"corrected by hand"}
    for number in range(1, MANY):
        put(folder, OLD)
        for name, content in mine.items():
            (folder / name).write_bytes(content)
        killed = killed_at(number, lambda: put(folder, NEW))
        found = held(folder)
        assert {name: found.get(name) for name in mine} == mine
        listed = read_manifest(folder)
        assert listed is None or all(each.agrees(folder) for each in listed), number
        put(folder, NEW)
        assert ({**NEW, **mine}.items() <= held(folder).items(), names(tmp_path)) == (True, ["out"]), number
        if not killed:
            break
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    assert 15 < number < MANY - 1


def test_a_first_run_that_fails_leaves_no_folder(tmp_path):
    for number in range(1, MANY):
        folder = tmp_path / str(number) / "out"
        with stopped_at(number, fail) as countdown:
            try:
                put(folder, NEW)
            except Stop:
                assert not folder.exists() or (held(folder) == NEW and agrees(folder))
        if countdown.left > 0:
            break
    assert 10 < number < MANY - 1
    assert json.loads((folder / FILE).read_text(encoding="utf-8"))["run"] == "new report!"
