"""Every fault of a definition, by file, line, column, code and nearest word."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.definitions.load import PackError, load_pack
from checker.tables.yaml.problems import Problem
from samples.library.yaml12 import read_yaml

from .small_pack import write_small

CASES = read_yaml(Path(__file__).parent / "spoiled.yaml")


def position(folder: Path, file: str, text: str) -> tuple[int, int]:
    """Line and column at which `text` first stands in a file, counted here and not by the program."""
    if text in ("", "^"):
        return (1, 1) if text else (0, 0)
    content = (folder / file).read_text(encoding="utf-8")
    assert text in content, f"{text!r} does not stand in {file}"
    before = content[: content.index(text)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_finds_exactly(case: dict, tmp_path: Path) -> None:
    folder = write_small(tmp_path, change=case.get("change"), write=case.get("write"), drop=case.get("drop", ())).parent
    expected = sorted(
        (str(folder / file), *position(folder, file, text), code, near) for file, text, code, near in case["problems"]
    )
    with pytest.raises(PackError) as caught:
        load_pack(folder / "demo")
    found = [(each.file, each.line, each.column, each.code.id, each.nearest) for each in caught.value.problems]
    assert found == expected
    for problem in caught.value.problems:
        check_texts(problem)


def check_texts(problem: Problem) -> None:
    for text in (problem.message.zh, problem.message.en, problem.line_of("zh"), problem.line_of("en")):
        assert text
        assert "{" not in text.replace(problem.found, "") or "{" in problem.code.message.en
        assert "http" not in text
        assert "Input should" not in text
    assert any("\u4e00" <= sign <= "\u9fff" for sign in problem.message.zh)
    assert problem.nearest == "" or problem.nearest in problem.allowed


def test_every_error_code_is_provoked() -> None:
    from checker.codes import catalogue

    errors = {code for code in catalogue() if "D101" <= code < "D150"}
    provoked = {code for case in CASES for _, _, code, _ in case["problems"]}
    assert errors - provoked == {"D102"}  # bytes, not text: see test_reading_files
