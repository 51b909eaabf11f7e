"""The program works from an archive, and frozen into one file, with nothing of the project beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipapp
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKBOOK = ROOT / "inputs" / "heping" / "2022Q4" / "区司法局.xlsx"
STARTS = "import sys\nfrom checker.__main__ import main\nsys.exit(main())\n"
#: What PyInstaller and its like set; a program that is frozen gets its own arguments, and no option of Python.
FROZEN = f"#!{sys.executable}\nimport sys\nsys.frozen = True\nsys.executable = __file__\n{STARTS}"


@pytest.fixture
def check(tmp_path):
    def run(*command: str, path: str = "") -> bytes:
        shutil.copy(WORKBOOK, tmp_path / "区司法局.xlsx")
        variables = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "PYTHONPATH": path}
        done = subprocess.run(
            [*command, "check", "区司法局.xlsx", "--no-annotate", "--format", "json"],
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
        return done.stdout

    return run


def test_an_archive_checks_a_workbook_as_the_folder_does(check, tmp_path):
    shutil.copytree(ROOT / "checker", tmp_path / "built" / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "indicators", tmp_path / "built" / "checker" / "indicators")
    (tmp_path / "built" / "__main__.py").write_text(STARTS)
    zipapp.create_archive(tmp_path / "built", tmp_path / "checker.pyz", compressed=True)
    shutil.rmtree(tmp_path / "built")
    from_archive = check(sys.executable, "checker.pyz")
    assert from_archive.startswith(b'{\n  "format": "checker-report/1"')
    (unpacked,) = (tmp_path / ".cache" / "checker" / "programs").iterdir()
    assert (unpacked / "checker" / "indicators" / "heping").is_dir()
    assert check(sys.executable, "-m", "checker", path=str(ROOT)) == from_archive


def test_a_frozen_program_starts_its_own_reading_process(check, tmp_path):
    program = tmp_path / "checker-frozen"
    program.write_text(FROZEN)
    program.chmod(0o755)
    assert b'"state": "accepted"' in check(str(program), path=str(ROOT))
