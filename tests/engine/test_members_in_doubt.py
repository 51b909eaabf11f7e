"""What is said of a member who falls short or may: the cells that decide, and nothing to type over a number."""

from __future__ import annotations

from datetime import date

import pytest

from checker.codes import catalogue, page
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Flag
from checker.model.workbook import Raw
from checker.privacy.masking import flag_message
from checker.text.bilingual import Text
from checker.wording.results import member_text, needed_text, short_members
from tests.engine.books import book, cells, checked, of_code

MARCH = date(2022, 3, 1)


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def officer(pack: Pack, number: str | None = "0417", **more: Raw) -> list[Raw]:
    return cells(pack, "officers", officer_id=number, name="王伟", role="执法人员", cert_status="有效", **more)


def training(pack: Pack, hours: Raw, number: str | None = "0417", day: Raw = MARCH) -> list[Raw]:
    return cells(
        pack, "training", officer_id=number, held_on=day, course="行政处罚法", content_type="法律法规", hours=hours
    )


def found(pack: Pack, code: str, officers: list[list[Raw]], courses: list[list[Raw]]) -> list[Flag]:
    sheets = {"officers": officers, "training": courses}
    return of_code(checked(pack, "2022Q4", book(pack, "区城市管理委", sheets)).department, code)


def address(pack: Pack, table: str, column: str, row: int) -> str:
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[list(pack.tables[table].columns).index(column)]}{row}"


def test_an_unreadable_cell_of_another_sheet_is_named(heping: Pack) -> None:
    (flag,) = found(heping, "M504", [officer(heping)], [training(heping, 40), training(heping, "二十多")])
    cell = address(heping, "training", "hours", 3)
    assert flag.place.sheet == "执法人员名册"
    assert f"0417 已确认 40，要求 60 学时，是否达到取决于“执法人员培训”{cell}（须改正）" in flag_message(flag, "zh")
    assert f"depends on 执法人员培训 {cell} (to be corrected)" in flag_message(flag, "en")


def test_a_blank_number_that_may_be_anybodys(heping: Pack) -> None:
    courses = [training(heping, 40), training(heping, 30, number=None)]
    (flag,) = found(heping, "M504", [officer(heping)], courses)
    # A number that is asked for and blank was refused, as every needed cell is.
    assert f"“执法人员培训”{address(heping, 'training', 'officer_id', 3)}（" in flag_message(flag, "zh")


def test_dates_in_the_wrong_order_are_neither_blank_nor_unreadable(heping: Pack) -> None:
    wrong = officer(heping, on_duty_from=date(2022, 9, 1), on_duty_to=date(2022, 3, 1))
    flags = found(heping, "M504", [wrong], [training(heping, 10)])
    first, last = (address(heping, "officers", column, 2) for column in ("on_duty_from", "on_duty_to"))
    assert [f"“执法人员名册”{first}、{last}（起止颠倒）" in flag_message(flag, "zh") for flag in flags] == [True]
    assert f"执法人员名册 {first}, {last} (in the wrong order)" in flag_message(flags[0], "en")


def test_of_many_cells_the_first_are_named(heping: Pack) -> None:
    courses = [training(heping, "不详", day=date(2022, 3, day)) for day in range(1, 8)]
    (flag,) = found(heping, "M504", [officer(heping)], courses)
    named = "、".join(address(heping, "training", "hours", row) for row in (2, 3, 4))
    assert flag_message(flag, "zh").endswith(f"“执法人员培训”{named}（须改正）等")


@pytest.mark.parametrize(
    ("sheet", "column", "header"),
    [
        ("training", "hours", None),
        ("training", "hours", "课时情况"),
        ("training", "officer_id", "编码"),
        ("training", "held_on", "何时"),
        ("training", "hours", "again"),
    ],
)
def test_a_column_that_was_not_recognised_is_named_not_the_blank_cells_beside_it(
    heping: Pack, sheet: str, column: str, header: str | None
) -> None:
    courses = [training(heping, 40), training(heping, None, number=None, day=None)]
    workbook = book(heping, "区城市管理委", {"officers": [officer(heping)], "training": courses})
    table = heping.tables[sheet]
    at, rows = list(table.columns).index(column), workbook.sheets[2 if sheet == "training" else 1].rows
    if header is None:
        for row in rows:
            del row[at]
    elif header == "again":
        for row in rows:
            row.append(row[at])
    else:
        rows[0][at] = header
    (flag,) = of_code(checked(heping, "2022Q4", workbook).department, "M504")
    called = table.columns[column].header
    assert f"“{table.sheet.zh}”“{called.zh}”列（缺少该列，或表头未识别）" in flag_message(flag, "zh")
    named = f"{table.sheet.zh} column “{called.en}” (missing, or its header not recognised)"
    assert named in flag_message(flag, "en")


def test_nothing_is_expected_in_the_cell_with_the_number(heping: Pack) -> None:
    (short,) = found(heping, "M503", [officer(heping)], [training(heping, 31)])
    (doubt,) = found(heping, "M504", [officer(heping)], [training(heping, "不详")])
    assert (short.expected, doubt.expected) == (None, None)
    assert "0417 完成 31，要求 60 学时，还差 29" in flag_message(short, "zh")


def test_one_whose_number_is_blank_is_called_by_the_row(heping: Pack) -> None:
    flags = found(heping, "M503", [officer(heping), officer(heping, None)], [training(heping, 60)])
    assert [(flag.place.row, "：第 3 行 完成 0，" in flag_message(flag, "zh")) for flag in flags] == [(3, True)]


@pytest.mark.parametrize("code", ["M503", "M504"])
def test_pages_send_to_the_other_sheet(code: str) -> None:
    assert "同一张表" not in page(catalogue()[code], "zh") and "same sheet" not in page(catalogue()[code], "en")


def test_an_officer_without_a_number_is_told_by_words_and_row(heping: Pack) -> None:
    sheets = {"officers": [officer(heping), officer(heping, None)], "training": [training(heping, 60)]}
    department = checked(heping, "2022Q4", book(heping, "区城市管理委", sheets)).department
    result = next(each for each in department.results if each.indicator == "officer-training")
    assert (needed := needed_text(result)) is not None
    assert "空白或无法识别（" in needed.zh
    assert "blank or unreadable (row 3" in needed.en
    told = [member_text(member, Text("学时", "hours"), "zh") for member in short_members(result)]
    assert told == ["空白或无法识别：0/60 学时，还差 60"]
