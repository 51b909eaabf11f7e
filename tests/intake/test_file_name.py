"""A file that is called after one department and filled in for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.model import Flag, Severity
from checker.privacy.masking import flag_message

from .books import book, cover


def strange(path: Path) -> list[Flag]:
    (department,) = check([path]).departments
    return [flag for flag in department.flags if flag.code.id == "W247"]


def test_both_departments_are_named_at_the_cover_sheet(tmp_path: Path) -> None:
    (found,) = strange(book(tmp_path / "区司法局.xlsx", cover("区卫生健康委")))
    assert (found.place.sheet, found.place.cell, found.severity) == ("填报说明", "B1", Severity.AMBER)
    assert flag_message(found, "zh") == ("填报说明中“报送单位”为“区卫生健康委”，而文件名“区司法局.xlsx”是区司法局的")
    assert flag_message(found, "en") == (
        "报送单位 on the cover sheet is “区卫生健康委”, but the file name 区司法局.xlsx is that of Justice Bureau"
    )


@pytest.mark.parametrize(
    "name",
    [
        "区卫生健康委.xlsx",
        "卫健委 2022Q4（终稿）.xlsx",
        "区卫生健康委.checked.xlsx",
        "报送表.xlsx",
        "区司法局转区卫健委.xlsx",  # which names its own too
        "区司法局和区财政局.xlsx",  # which names nobody in particular
    ],
)
def test_nothing_is_said_of_a_name_that_names_no_single_other(name: str, tmp_path: Path) -> None:
    assert strange(book(tmp_path / name, cover("区卫生健康委"))) == []


def test_nothing_is_said_where_the_name_is_all_that_tells(tmp_path: Path) -> None:
    assert strange(book(tmp_path / "区司法局.xlsx", cover(""))) == []
