"""Once a workbook is ready, `check` says which of the files that lie there a department sends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.cli.sending import tell_what_to_send
from checker.text.bilingual import Text

READY = "区投促办.xlsx"
WRONG = "区市场监管局.xlsx"


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ((), ""),
        (("区投促办.checked.xlsx",), "send 区投促办.xlsx, not 区投促办.checked.xlsx (a marked copy)"),
        (("2022Q4 区投促办 模板.xlsx",), "send 区投促办.xlsx, not 2022Q4 区投促办 模板.xlsx (not checked)"),
        (("区投促办（旧）.xls", "区审计局.xlsx"), "send 区投促办.xlsx, not 区投促办（旧）.xls (not checked)"),
        (("区投促办.csv", "区投促办.pdf", "~$区投促办.xlsx"), "send 区投促办.xlsx, not 区投促办.csv (not checked)"),
        (
            ("区投促办.checked.xlsx", "区投促办.checked-2.xlsx"),
            "send 区投促办.xlsx, not 区投促办.checked-2.xlsx (a marked copy), 区投促办.checked.xlsx (a marked copy)",
        ),
    ],
)
def test_the_others_are_named(make, tmp_path: Path, capsys, beside: tuple[str, ...], said: str) -> None:
    for name in (READY, *beside):
        (tmp_path / name).write_bytes(b"x")
    ready = make.replace(make.department("区投促办"), file=READY, name=Text("区投促办", "Investment Promotion Office"))
    tell_what_to_send(make.report(ready), [tmp_path / READY], None, "en")
    assert capsys.readouterr().err.strip() == said


def test_a_copy_with_answers_goes_instead_of_the_file_it_was_made_from(make, tmp_path: Path, capsys) -> None:
    names = ("区投促办.checked.xlsx", READY)
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    ready = make.replace(make.department("区投促办"), file=names[0])
    tell_what_to_send(make.report(ready), [tmp_path / names[0]], None, "zh")
    assert capsys.readouterr().err.strip() == "要报送的是 区投促办.checked.xlsx，不是 区投促办.xlsx（标注前的文件）"


def test_what_is_not_ready_is_not_to_be_sent(called, tmp_path: Path) -> None:
    shutil.copy(Path("inputs/heping/2022Q4") / WRONG, tmp_path / WRONG)
    assert "send " not in called("check", str(tmp_path / WRONG), "--lang", "en").err
