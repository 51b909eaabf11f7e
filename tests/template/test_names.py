"""Names of departments become names of files, and labels names of sheets, on every system and in every program."""

from __future__ import annotations

import pytest

from checker.definitions.packs import RosterEntry
from checker.tables.words import Labels
from checker.template.names import file_names, sheet_name


def entry(code: str, zh: str, en: str = "Office") -> RosterEntry:
    return RosterEntry(code=code, name=Labels(zh=zh, en=en))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("区司法局", "区司法局.xlsx"),
        ("Justice Bureau", "Justice Bureau.xlsx"),
        ("../../etc/passwd", "etc passwd.xlsx"),
        ("C:\\Windows\\system32", "C Windows system32.xlsx"),
        ('局 <一>|二?*"三"', "局 一 二 三.xlsx"),
        ("a\tb\nc", "a b c.xlsx"),
        (" .hidden. ", "hidden.xlsx"),
        ("CON", "x.xlsx"),
        ("com1.office", "x.xlsx"),
        ("///", "x.xlsx"),
    ],
)
def test_a_name_is_never_a_path(name: str, file: str) -> None:
    assert file_names([entry("x", name)], "zh") == {"x": file}


def test_a_long_name_is_cut_at_a_whole_character() -> None:
    (name,) = file_names([entry("x", "局" * 60)], "zh").values()
    assert name == "局" * 38 + ".xlsx"  # 38 times 3 bytes and 5 more; another would make 122
    assert len(name.encode()) == 119


def test_names_that_become_the_same_are_told_apart_by_their_codes() -> None:
    long = "局" * 60
    names = file_names([entry("a", "甲/乙"), entry("b", "甲:乙"), entry("c", long), entry("d", long + "二")], "zh")
    assert names == {"a": "甲 乙.xlsx", "b": "甲 乙-b.xlsx", "c": "局" * 38 + ".xlsx", "d": "局" * 37 + "-d.xlsx"}
    assert max(len(name.encode()) for name in names.values()) <= 120
    assert list(file_names([entry("a", "x", "Office"), entry("b", "y", "OFFICE")], "en").values()) == [
        "Office.xlsx",
        "OFFICE-b.xlsx",
    ]


@pytest.mark.parametrize(
    ("labels", "zh", "en"),
    [
        (Labels(zh="行政应诉案件", en="Litigation"), "行政应诉案件", "Litigation"),
        (Labels(zh="案件[甲]", en="Cases: all", aliases=("案件甲",)), "案件甲", "案件甲"),
        (Labels(zh="案" * 32, en="Cases"), "Cases", "Cases"),
        (Labels(zh="案" * 32, en="?" * 32), "案" * 31, "_"),
    ],
)
def test_a_sheet_bears_a_label_that_a_sheet_can_bear(labels: Labels, zh: str, en: str) -> None:
    assert sheet_name(labels, "zh") == zh
    assert sheet_name(labels, "en") == en
