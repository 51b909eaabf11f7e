"""checker indicators new: from a workbook, filled in or empty, to a pack that can be linted, filled in and checked."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from checker.definitions.load import load_pack

ROWS = 12


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A title, a header in two rows, lists to choose from, one date that is none; and a sheet without rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Waiting list"
    sheet.append(["Waiting list 2023"])
    sheet.merge_cells("A1:J1")
    sheet.append(["Filled in by: Ward 3"])
    sheet.append(["No.", "Patient", "", "Referral", "", "Seen", "Wait (minutes)", "Urgent?", "Outcome", "Fee"])
    sheet.append(["", "Case number*", "Patient name", "Referred on", "Specialty", "Seen at"])
    for area in ("A3:A4", "B3:C3", "D3:E3", "G3:G4", "H3:H4", "I3:I4", "J3:J4"):
        sheet.merge_cells(area)
    for at in range(ROWS):
        seen = datetime(2023, 2, 3 + at, 10, 15)  # noqa: DTZ001 - as in a cell
        words = "yes" if at % 2 else "no", ["treated", "removed"][at % 2]
        case = [at + 1, f"RTT-{at:03}", f"Name {at}", date(2023, 1, 3 + at), ["Eyes", "Hips", "Skin"][at % 3], seen]
        sheet.append([*case, 30 + at, *words, 0.5 + at / 100])
        sheet.cell(sheet.max_row, 10).number_format = "0%"
    sheet["D9"] = "not known"
    lists = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    for word in ("treated", "removed", "declined"):
        lists.append([word])
    for cells, formula in (("I5:I200", "Lists!$A$1:$A$3"), ("E5:E200", '"Eyes,Hips,Skin,Heart"')):
        validation = DataValidation(type="list", formula1=formula)
        validation.add(cells)
        sheet.add_data_validation(validation)
    empty = book.create_sheet("台账")
    empty.append(["序号", "工单编号", "受理日期", "是否满意", "满意率", "经办人", "办理时长（小时）", "备注 / Remarks"])
    book.create_sheet("Notes")["A1"] = "Please fill in the first sheet."
    book.save(tmp_path / "messy.xlsx")
    return tmp_path / "messy.xlsx"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_pack_from_a_messy_workbook_can_be_linted_filled_in_and_checked(called, messy, tmp_path, language):
    folder = tmp_path / "ward"
    done = called("indicators", "new", "ward", "--from", str(messy), "--into", str(tmp_path), language=language)
    assert (done.code, done.err) == (0, "")
    assert f"checker check {messy} --pack {folder} --period 2023 --department unit-1" in done.out
    pack = load_pack(folder)
    filled, empty = pack.tables["waiting_list"], pack.tables["table_2"]
    assert {name: column.type for name, column in filled.columns.items()} == {
        "case_number": "text",
        "patient_name": "text",
        "referred_on": "date",
        "specialty": "choice",
        "seen_at": "datetime",
        "wait_minutes": "duration",
        "urgent": "boolean",
        "outcome": "choice",
        "fee": "percent",
    }
    assert filled.key == ("case_number",)
    assert filled.columns["patient_name"].personal == "name"
    assert [each.zh for each in filled.columns["specialty"].choices.values()] == ["Eyes", "Hips", "Skin", "Heart"]
    assert list(filled.columns["outcome"].choices) == ["treated", "removed", "declined"]
    assert not filled.columns["referred_on"].required and filled.columns["seen_at"].required
    kinds = [column.type for column in empty.columns.values()]
    assert kinds == ["text", "date", "boolean", "percent", "text", "duration", "text"]
    remarks = list(empty.columns.values())[-1].header
    assert (remarks.zh, remarks.en) == ("备注", "Remarks")
    assert called("indicators", "lint", str(folder), language=language).code == 0
    assert called("indicators", "test", str(folder), language=language).code == 0
    out = tmp_path / "out"
    assert called("template", str(folder), "2023", "--out", str(out), language=language).code == 0
    place = ("--pack", str(folder), "--period", "2023", "--department", "unit-1", "--no-annotate", "--format", "json")
    (department,) = json.loads(called("check", str(messy), *place).out)["departments"]
    wrong = [each for each in department["flags"] if each["severity"] == "error"]
    assert [(each["code"], each["row"], each["column"]) for each in wrong] == [("V314", 9, "D")]


def test_what_is_not_sure_is_asked_with_its_place(called, messy, tmp_path):
    done = called("indicators", "new", "ward", "--from", str(messy), "--into", str(tmp_path), "--format", "json")
    said = json.loads(done.out)
    files = {name: (tmp_path / "ward" / name).read_text(encoding="utf-8") for name in said["files"]}
    assert "# Open: D9 can't be read as this." in files["tables/waiting_list.yaml"]
    assert "# Left out: No. (it only numbers the rows)" in files["tables/waiting_list.yaml"]
    assert said["left"] == ["Notes"]
    assert files["tables/table_2.yaml"].count("# Open: No cell is filled in.") == 7
    assert said["questions"] == sum(text.count("# Open: ") for text in files.values())


@pytest.mark.parametrize(
    ("days", "declared"),
    [(("25/3/2023", "5/3/2023"), "day-first"), (("3/25/2023", "5/3/2023"), "month-first"), (("5/3/2023",) * 2, None)],
)
def test_the_order_of_day_and_month_is_never_guessed(called, tmp_path, days, declared):
    book = Workbook()
    book.active.append(["Reference", "Received on"])
    for number, day in enumerate(days):
        book.active.append([f"R{number}", day])
    book.save(tmp_path / "days.xlsx")
    assert called("indicators", "new", "a", "--from", str(tmp_path / "days.xlsx"), "--into", str(tmp_path)).code == 0
    table = load_pack(tmp_path / "a").tables["sheet"]
    assert (table.dates, table.columns["received_on"].type) == (declared, "date")
    assert ("# dates: day-first" in (tmp_path / "a/tables/sheet.yaml").read_text()) == (declared is None)


def test_two_columns_identify_a_record_where_none_does_alone(called, tmp_path):
    book = Workbook()
    book.active.append(["Site", "Month number", "Hours"])
    for site in "NS":
        for month in range(1, 4):
            book.active.append([f"{site} depot", month, 100.5])
    source = tmp_path / "hours of the depots.xlsx"
    book.save(source)
    done = called("indicators", "new", "a", "--from", str(source), "--into", str(tmp_path))
    assert (done.code, f"checker check '{source}' --pack" in done.out) == (0, True)
    assert set(load_pack(tmp_path / "a").tables["sheet"].key) == {"site", "month_number"}
    assert "by chance" in (tmp_path / "a/tables/sheet.yaml").read_text()


def test_nothing_is_overwritten_and_what_cannot_be_done_is_said(called, messy, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ward").mkdir()
    (tmp_path / "bad.xlsx").write_bytes(b"%PDF-1.4")
    book = Workbook()
    book.active["A1"] = "Nothing"
    book.save(tmp_path / "bare.xlsx")
    for name, source, said in (
        ("ward", messy.name, "the folder exists already"),
        ("heping", messy.name, "heping"),
        ("b", "none.xlsx", "there is no such workbook"),
        ("b", "bad.xlsx", "the workbook can't be read"),
        ("b", "bare.xlsx", "no sheet has a header"),
    ):
        done = called("indicators", "new", name, "--from", source)
        assert (done.code, said in done.err) == (2, True), done.err
    assert not list((tmp_path / "ward").iterdir()) and not (tmp_path / "b").exists()
