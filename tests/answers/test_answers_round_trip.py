"""From a checked workbook to its marked copy, filled in by a clerk, saved by another program, and checked again."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest

from checker.engine.batch import check, run
from checker.errors import Stop
from checker.locate.sheets import SHEET_NOT_READ
from checker.marking import make_marked_copy
from checker.model import Department, Disposition, Flag, Place, Report, State, flag
from checker.model.fingerprints import add_fingerprints
from checker.privacy.masking import mask_for_digest
from checker.reporters import flags_csv, report_json
from tests.system import libreoffice

SAMPLES = Path(__file__).resolve().parents[2] / "inputs" / "heping" / "2022Q4"


@dataclass(frozen=True)
class Submitted:
    """One workbook and what checking it gave."""

    path: Path
    report: Report

    @property
    def department(self) -> Department:
        return self.report.departments[0]

    @property
    def prints(self) -> set[str]:
        return {each.fingerprint for each in self.department.flags}

    def flag(self, code: str, cell: str) -> Flag:
        return next(each for each in self.department.flags if (each.code.id, each.place.cell) == (code, cell))


def submitted(path: Path) -> Submitted:
    return Submitted(path, check([path], "heping", "2022Q4"))


def copied(of: Submitted, language="zh") -> Path:
    copy = make_marked_copy(of.path, of.report, of.department, language)
    assert copy is not None
    path = of.path.parent / copy.name
    assert path != of.path
    path.write_bytes(copy.content)
    return path


@pytest.fixture(scope="module")
def checked_once() -> Report:
    """What a workbook with 37 findings gives."""
    return check([SAMPLES / "区卫生健康委.xlsx"], "heping", "2022Q4")


@pytest.fixture
def messy(checked_once, tmp_path) -> Submitted:
    """That workbook, alone in a folder."""
    return Submitted(Path(shutil.copy(SAMPLES / "区卫生健康委.xlsx", tmp_path)), checked_once)


def fill_in(path: Path, answers: dict[str, tuple[str, str, str]], cells: dict[tuple[str, str], object]) -> None:
    """As a clerk does: chooses, types, corrects cells, and saves."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = {row[14].value: row for row in sheet.iter_rows(max_col=15)}
    for ref, words in answers.items():
        for cell, word in zip(rows[ref][11:14], words, strict=True):
            cell.value = word or None
    for (name, at), value in cells.items():
        book[name][at] = value
    book.save(path)


def saved_again(path: Path, folder: Path) -> None:
    """Through LibreOffice, in the same place."""
    folder.mkdir()
    subprocess.run(
        [
            *(libreoffice(), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"),
            *("--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shutil.move(folder / path.name, path)


@pytest.mark.parametrize("name", ["区住房建设委.xlsm", "公安和平分局.ods", "区园林局.xlsx"])
def test_a_marked_copy_checks_as_its_workbook_does_and_is_marked_alike(name, tmp_path):
    first = submitted(Path(shutil.copy(SAMPLES / name, tmp_path)))
    again = submitted(copied(first))
    assert again.prints == first.prints
    assert [each.place for each in again.department.flags] == [each.place for each in first.department.flags]
    assert not any(each.answer for each in again.department.flags)
    assert again.department.name == first.department.name
    assert copied(again).name == f"{first.path.stem}.checked-2{again.path.suffix}"


@pytest.mark.parametrize(("language", "through"), [("zh", "openpyxl"), ("en", "libreoffice")])
def test_what_is_corrected_is_gone_and_what_is_answered_travels(messy, language, through, tmp_path):
    fixed, wrong, sure, waived, vague = (
        messy.flag(*where)
        for where in (("V313", "J22"), ("V306", "G17"), ("V308", "G18"), ("V331", "M14"), ("V309", "G19"))
    )
    copy = copied(messy, language)
    words = ("已改正", "确认无误", "申请豁免") if language == "zh" else ("Corrected", "Confirmed", "Waiver requested")
    fill_in(
        copy,
        {
            fixed.fingerprint: (words[0], "", ""),
            wrong.fingerprint: (words[0], "", "王小明"),
            sure.fingerprint: (words[1], "按签到表约数，电话 13812345678", "王小明"),
            waived.fingerprint: (words[2], "王小明已口头说明", "王小明"),
            vague.fingerprint: (words[1], "", "王小明"),
        },
        {("建议提案办理", "J22"): "满意"},
    )
    if through == "libreoffice":
        saved_again(copy, tmp_path / "saved")
    back = submitted(copy)
    assert messy.prints - back.prints >= {fixed.fingerprint}
    new = [(each.code.id, each.place) for each in back.department.flags if each.fingerprint not in messy.prints]
    assert sorted(code for code, _ in new) == ["W251", "W252"]
    assert dict(new)["W251"] == wrong.place
    assert dict(new)["W252"].key == vague.fingerprint
    assert dict(new)["W252"].column == "M"
    answers = {each.fingerprint: each.answer for each in back.department.flags if each.answer}
    assert {ref: answer.disposition for ref, answer in answers.items()} == {
        wrong.fingerprint: Disposition.CORRECTED,
        sure.fingerprint: Disposition.CONFIRMED,
        waived.fingerprint: Disposition.WAIVER,
        vague.fingerprint: Disposition.CONFIRMED,
    }
    assert answers[sure.fingerprint].reason.text == "按签到表约数，电话 13812345678"
    assert answers[waived.fingerprint].by.text == "王小明"
    for left in (report_json.render(back.report), flags_csv.render(back.report)):
        assert "王小明" not in left and "13812345678" not in left
        assert "王**" in left and "138****5678" in left
    assert back.department.state is State.ACCEPTED_WITH_ERRORS


def test_answers_are_filled_in_again_in_the_next_copy(messy):
    sure = messy.flag("V308", "G18")
    copy = copied(messy)
    fill_in(copy, {sure.fingerprint: ("确认无误", "按签到表约数", "王小明")}, {})
    second = copied(submitted(copy))
    assert second.name == "区卫生健康委.checked-2.xlsx"
    sheet = openpyxl.load_workbook(second).worksheets[0]
    (row,) = [row for row in sheet.iter_rows(values_only=True) if len(row) >= 15 and row[14] == sure.fingerprint]
    assert row[11:14] == ("确认无误", "按签到表约数", "王小明")


def test_a_copy_in_which_somebody_answered_is_not_overwritten(messy):
    copy = copied(messy)
    assert copied(messy) == copy, "nobody typed anything in it"
    fill_in(copy, {messy.flag("V308", "G18").fingerprint: ("确认无误", "按签到表约数", "王小明")}, {})
    assert copied(messy).name == "区卫生健康委.checked-2.xlsx"
    back = submitted(copy)
    assert copied(back).name == "区卫生健康委.checked-2.xlsx"
    assert copied(back).name == "区卫生健康委.checked-2.xlsx", "it holds what was carried over, no more"


def test_a_copy_is_how_a_department_may_submit(messy, tmp_path):
    copy = copied(messy)
    fill_in(copy, {messy.flag("V308", "G18").fingerprint: ("确认无误", "按签到表约数", "王小明")}, {})
    messy.path.unlink()
    report = run("heping", "2022Q4", tmp_path)
    (department,) = [each for each in report.departments if each.file]
    assert department.file == copy.name
    assert [each.answer.reason.text for each in department.flags if each.answer] == ["按签到表约数"]
    written = json.loads(report_json.render(report))
    (answered,) = [each for d in written["departments"] for each in d["flags"] if each["answer"]]
    assert answered["answer"] == {"disposition": "confirmed", "reason": "按签到表约数", "by": "王**"}


def test_there_is_no_copy_where_there_is_nothing_to_say_or_nothing_was_read(tmp_path):
    for name in ("区投促办.xlsx", "区商务局.xlsx"):
        of = submitted(Path(shutil.copy(SAMPLES / name, tmp_path)))
        assert make_marked_copy(of.path, of.report, of.department, "zh") is None, name


def test_marks_that_are_out_of_date_are_taken_out_though_nothing_was_found(tmp_path):
    clean = submitted(Path(shutil.copy(SAMPLES / "区投促办.xlsx", tmp_path)))
    found = add_fingerprints(
        "heping", "tcb", (flag(SHEET_NOT_READ, Place("行政应诉案件", 2, "C"), sheet="x"),), mask_for_digest
    )
    marked = copied(Submitted(clean.path, replace(clean.report, departments=(replace(clean.department, flags=found),))))
    again = submitted(marked)
    assert again.department.flags == ()
    copy = make_marked_copy(again.path, again.report, again.department, "zh")
    assert copy is not None and copy.name == "区投促办.checked-2.xlsx"
    (tmp_path / copy.name).write_bytes(copy.content)
    book = openpyxl.load_workbook(tmp_path / copy.name)
    assert book.worksheets[0]["A3"].value == "可以报送，没有发现问题"
    assert not any(cell.comment for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def test_a_new_workbook_is_made_where_the_file_cannot_be_marked_and_says_so(tmp_path):
    of = submitted(Path(shutil.copy(SAMPLES / "区城市管理委.xls", tmp_path)))
    copy = make_marked_copy(of.path, of.report, of.department, "en", tmp_path / "out")
    assert copy is not None and copy.note is not None
    assert copy.name == "区城市管理委.checked.xlsx"
    assert copy.note.en.startswith("a file in xls format can't be marked")
    (tmp_path / copy.name).write_bytes(copy.content)
    sheet = openpyxl.load_workbook(tmp_path / copy.name).worksheets[0]
    assert copy.note.en in [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def test_a_file_that_was_changed_since_is_not_marked(messy):
    content = messy.path.read_bytes()
    messy.path.write_bytes(content + b" ")
    with pytest.raises(Stop) as stop:
        make_marked_copy(messy.path, messy.report, messy.department, "zh")
    assert stop.value.reference == "file-changed"
    messy.path.unlink()
    with pytest.raises(Stop):
        make_marked_copy(messy.path, messy.report, messy.department, "zh")


def test_the_same_workbook_gives_the_same_copy(messy):
    one, other = (make_marked_copy(messy.path, messy.report, messy.department, "zh") for _ in range(2))
    assert one == other
