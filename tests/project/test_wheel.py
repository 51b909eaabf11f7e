"""The wheel holds the definitions and the pages, and works from a folder that knows nothing of the project."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_wheel_works_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    environment = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, env=environment)
    (wheel,) = tmp_path.glob("checker-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    there = {path.relative_to(ROOT / "indicators") for path in (ROOT / "indicators").rglob("*.yaml")}
    own = installed / "checker" / "indicators"
    assert {path.relative_to(own) for path in own.rglob("*.yaml")} >= there
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    inputs, never = ROOT / "inputs" / "heping" / "2022Q4", ("--fail-on", "never")
    run = subprocess.run(
        [sys.executable, "-m", "checker", "run", "heping", "2022Q4", str(inputs), "--format", "json", *never],
        cwd=elsewhere,
        env={**environment, "PYTHONPATH": str(installed)},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(b'{\n  "format": "checker-report/1"')
