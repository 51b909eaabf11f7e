"""Whole outputs or none: whatever call fails, no file is ever half written and nothing is left beside them."""

import os
from pathlib import Path

import pytest

from checker.errors import Stop
from checker.outputs import files
from checker.outputs.files import write_files

OLD = {"report.json": b"old report", "flags.csv": b"old flags"}
NEW = {"report.json": b"new report", "flags.csv": b"new flags"}


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_into_a_new_folder(tmp_path):
    folder = tmp_path / "a" / "b"
    assert write_files(folder, NEW) == (folder / "report.json", folder / "flags.csv")
    assert held(folder) == NEW


def test_files_are_replaced(tmp_path):
    write_files(tmp_path, OLD)
    write_files(tmp_path, NEW)
    assert held(tmp_path) == NEW


class Failing:
    """Lets every call through but the n-th."""

    def __init__(self, call, number):
        self.call, self.left = call, number

    def __call__(self, *arguments, **named):
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")
        return self.call(*arguments, **named)


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_each_call_may_fail_and_files_stay_whole(tmp_path, monkeypatch, name):
    write_files(tmp_path, OLD)
    for number in range(1, 10):
        with monkeypatch.context() as patch:
            patch.setattr(files.os, name, Failing(getattr(os, name), number))
            try:
                write_files(tmp_path, NEW)
            except Stop as stop:
                assert "No space left on device" in stop.message.en
                assert stop.context == str(tmp_path)
            else:
                break
        left = held(tmp_path)
        assert set(left) == set(OLD)
        assert all(content in (OLD[file], NEW[file]) for file, content in left.items())
        write_files(tmp_path, OLD)
    assert number == {"fsync": 4, "replace": 3}[name]
    assert held(tmp_path) == NEW


def test_nothing_is_replaced_unless_all_were_written(tmp_path, monkeypatch):
    write_files(tmp_path, OLD)
    written = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"cut short" if "flags" in path.name else written(path))
    with pytest.raises(Stop, match="reads back differently"):
        write_files(tmp_path, NEW)
    monkeypatch.undo()
    assert held(tmp_path) == OLD


def test_a_folder_that_cannot_be_made_is_an_answer(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Stop) as caught:
        write_files(tmp_path / "file" / "out", NEW)
    assert caught.value.reference == "cannot-write"
