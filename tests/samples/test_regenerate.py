"""The committed samples are what `python -m samples` writes, to the byte, and nothing else lies beside them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKS = ("heping", "jizhou", "shuanghuancun", "hantai", "kundulun", "facilities", "hospital")
FOLDERS = tuple(f"inputs/{pack}" for pack in PACKS)
TEXTS = ("inputs/README.md", "tests/samples/expected.yaml")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, "-W", "error", "-m", "samples", str(folder)], check=True, cwd=ROOT)
    return folder


def files_of(root: Path) -> dict[str, bytes]:
    found = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_every_workbook_is_written_again_byte_for_byte(fresh: Path) -> None:
    committed, written = files_of(ROOT), files_of(fresh)
    assert sorted(committed) == sorted(written)
    assert [name for name in committed if committed[name] != written[name]] == []


@pytest.mark.parametrize("name", TEXTS)
def test_the_texts_are_what_is_written(fresh: Path, name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == (fresh / name).read_text(encoding="utf-8")


def test_the_samples_hold_every_format() -> None:
    endings = {Path(name).suffix for name in files_of(ROOT)}
    assert endings == {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}
