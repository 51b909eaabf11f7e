"""What `make windows` builds, with pip's answers made up: the network is for whoever releases."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from windows import __main__ as windows

#: Wheels that pip finds for no Windows.
LACKING = ("rare==1.0",)


@pytest.fixture
def pip(monkeypatch):
    asked: list[tuple[str, ...]] = []

    def answer(*arguments: str) -> str:
        asked.append(arguments)
        command, *rest = arguments
        if command == "wheel":
            (Path(rest[rest.index("--wheel-dir") + 1]) / "checker-1-py3-none-any.whl").write_bytes(b"")
        if command == "download" and set(rest) & set(windows_lacking):
            raise subprocess.CalledProcessError(1, "pip")
        names = ("rich", "checker", *(each.partition("==")[0] for each in LACKING))
        return json.dumps({"install": [{"metadata": {"name": name, "version": "1.0"}} for name in names]})

    windows_lacking: list[str] = []
    monkeypatch.setattr(windows, "_pip", answer)
    return asked, windows_lacking


def embeddable(folder: Path, name: str) -> str:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("python313._pth", "python313.zip\r\n.\r\n")
        archive.writestr("python.exe", b"MZ")
    return str(path)


def test_the_folder_has_all_that_a_computer_without_python_needs(pip, tmp_path):
    asked, _ = pip
    assert windows.main([embeddable(tmp_path, "python-3.13.5-embed-arm64.zip"), str(tmp_path / "build")]) == 0
    folder = tmp_path / "build" / "checker-windows-arm64"
    start = (folder / "检查.bat").read_bytes()
    assert start.isascii()  # cmd.exe reads it in whatever code page
    assert start.count(b"\n") == start.count(b"\r\n") > 5
    assert (folder / "python" / "python313._pth").read_text().splitlines() == ["python313.zip", ".", "../lib"]
    (downloaded,) = [each for each in asked if each[0] == "download"]
    assert {"win_arm64", "3.13", "--only-binary=:all:", "rich==1.0"} <= set(downloaded)
    assert "checker==1.0" not in downloaded
    assert any(set(windows.ON_WINDOWS) <= set(each) for each in asked)


def test_wheels_that_do_not_exist_are_named(pip, tmp_path, capsys):
    _, lacking = pip
    lacking.extend(LACKING)
    assert windows.main([embeddable(tmp_path, "python-3.13.5-embed-arm64.zip"), str(tmp_path / "build")]) == 1
    assert capsys.readouterr().err == "no wheel for Windows on arm64: rare==1.0\n"


@pytest.mark.parametrize("name", ["", "nowhere/python-3.13.5-embed-amd64.zip", "python-3.13.5-amd64.exe", "a.zip"])
def test_without_the_embeddable_package_it_says_where_to_get_it(name, pip, tmp_path, capsys):
    given = name and str(tmp_path / name)
    if name and "/" not in name:
        embeddable(tmp_path, name)
    assert windows.main([given, str(tmp_path / "build")]) == 2
    assert "https://www.python.org/downloads/windows/" in capsys.readouterr().err
    assert not pip[0]
