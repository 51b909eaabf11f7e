"""What lint warns of, and that it warns of nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.model import Severity
from samples.library.yaml12 import read_yaml
from tests.definitions.small_pack import SMALL
from tests.definitions.test_spoiled_packs import position

CASES = read_yaml(Path(__file__).parent / "warned.yaml")
#: The small pack never says what a blank date means.
SILENT = ("D204", "D205")
UNSAID = {(each.file, each.code.id, each.found) for each in lint(load_pack(SMALL / "demo")) if each.code.id in SILENT}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_warns_exactly(case: dict, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    for name, replacements in case["change"].items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in replacements.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    expected = sorted((file, *position(folder, file, text), code) for file, text, code, _ in case["warnings"])
    found = [each for each in lint(load_pack(folder / "demo")) if (each.file, each.code.id, each.found) not in UNSAID]
    assert [(each.file, each.line, each.column, each.code.id) for each in found] == expected
    for file, _, code, words in case["warnings"]:
        assert any(words in each.message.en for each in found if (each.file, each.code.id) == (file, code))
    assert all(each.code.severity is Severity.AMBER for each in found)


def test_every_warning_is_provoked() -> None:
    from checker.codes import Severity, catalogue

    warnings = {id for id, code in catalogue().items() if "D150" <= id < "D210" and code.severity < Severity.ERROR}
    assert {code for case in CASES for _, _, code, _ in case["warnings"]} == warnings
