"""A row that names nobody on the roster may be anybody's: those whom it could bring to the goal are in doubt."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from checker.definitions.load import definitions_root, load_pack
from checker.definitions.packs import Pack
from checker.model import Department, Status
from checker.model.workbook import Raw
from checker.privacy.masking import flag_message
from tests.engine.books import book, cells, checked, of_code
from tests.engine.test_copies import officer, result, training


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def judged(pack: Pack, officers: list[list[Raw]], courses: list[list[Raw]]) -> Department:
    return checked(pack, "2022Q4", book(pack, "区城市管理委", {"officers": officers, "training": courses})).department


@pytest.mark.parametrize("number", ["同上", "〃", "〃〃", '"', "0147", "9999", None])
def test_a_reference_that_cannot_be_resolved_may_be_anybodys(heping: Pack, number: Raw) -> None:
    courses = [training(heping, 40), training(heping, 30, number, title="行政许可法")]
    department = judged(heping, [officer(heping), officer(heping, "0418")], courses)
    found = result(department, "officer-training")
    # 0417 has 40 hours and may have 70; 0418 has none and can't reach 60 with 30.
    assert (found.status, found.unknown) == (Status.MISSED, 1)
    (doubt,) = of_code(department, "M504")
    assert (doubt.place.row, doubt.severity.word) == (2, "amber")
    assert [flag.place.row for flag in of_code(department, "M503")] == [3]


def test_so_may_one_of_a_table_that_does_not_say_what_it_refers_to(tmp_path: Path) -> None:
    folder = tmp_path / "heping"
    copytree(definitions_root() / "heping", folder)
    (folder / "tables").mkdir()
    training_table = (definitions_root() / "tables" / "training.yaml").read_text("utf-8")
    (folder / "tables" / "training.yaml").write_text(
        "".join(line for line in training_table.splitlines(keepends=True) if not line.startswith("references:")),
        "utf-8",
    )
    pack = load_pack(folder)
    found = result(judged(pack, [officer(pack)], [training(pack, 60, "0147")]), "officer-training")
    assert not pack.tables["training"].references
    assert (found.status, found.unknown) == (Status.UNDETERMINED, 1)


def test_the_cell_that_names_nobody_is_named(heping: Pack) -> None:
    department = judged(heping, [officer(heping)], [training(heping, 60, "0147")])
    (doubt,) = of_code(department, "M504")
    column = "ABCDEFGHIJ"[list(heping.tables["training"].columns).index("officer_id")]
    assert f"“执法人员培训”{column}2（名册中没有）" in flag_message(doubt, "zh")
    assert f"执法人员培训 {column}2 (not on the roster)" in flag_message(doubt, "en")
    assert len(of_code(department, "C402")) == 1


def test_ditto_marks_are_refused_where_records_are_named_and_nowhere_else(heping: Pack) -> None:
    department = judged(heping, [officer(heping)], [training(heping, 60), training(heping, 2, "同上", title="同上")])
    assert [flag.place.header for flag in of_code(department, "V337")] == ["执法证号", "培训名称"]
    row = cells(heping, "litigation", case_no="（2022）津0101行初15号", remark="同上")
    (other,) = checked(heping, "2022Q4", book(heping, "区城市管理委", {"litigation": [row]})).department.sheets
    assert other.judged == 1


def test_a_row_of_somebody_whose_own_number_is_unreadable(heping: Pack) -> None:
    officers = [officer(heping), officer(heping, 12345678901234567890)]
    found = result(judged(heping, officers, [training(heping, 60, "0522")]), "officer-training")
    assert (found.status, found.unknown) == (Status.UNDETERMINED, 2)


def test_a_number_on_the_roster_is_somebodys_however_it_is_spaced(heping: Pack) -> None:
    found = result(judged(heping, [officer(heping)], [training(heping, 60, " ０417 ")]), "officer-training")
    assert found.status is Status.MET
