"""flags.csv: one line a flag, as Excel opens it, and never a formula."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Answer, Disposition, Place, Shown, Tracked
from checker.reporters.flags_csv import HEADERS, headings, render
from checker.spreadsheet.csv_cells import csv_cell, csv_field, write_csv
from checker.text.bilingual import Text
from tests.reporters.drawn_reports import JUSTICE, not_a_date


def rows_of(text):
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_one_line_a_flag_with_english_headers(quarter):
    text = render(quarter)
    assert text.split("\r\n", 1)[0] == "\ufeff" + ",".join(HEADERS)
    assert text.count("\r\n") == text.count("\n") == 1 + 6 + 7 + 1 + 1
    rows = rows_of(text)
    assert [row["department_code"] for row in rows] == ["justice"] * 6 + ["market"] * 7 + ["police"] + [""]
    assert rows[-1]["department"] == "Heping District"


def test_a_line_says_what_the_flag_says(submission):
    row = rows_of(render(submission))[1]
    assert row == {
        "department_code": "justice",
        "department": "District Bureau of Justice",
        "file": "区司法局.xlsx",
        "code": "C401",
        "title": "Two dates are in the wrong order",
        "slug": "date-order",
        "severity": "error",
        "sheet": "行政应诉案件",
        "row": "7",
        "column": "F",
        "cell": "F7",
        "table": "litigation",
        "field": "judged_on",
        "header": "裁判日期",
        "key": "(2022)津0101行初7号",
        "indicator": "court-appearance-rate",
        "indicator_name": "Court appearance rate of agency heads",
        "clause": "二十七",
        "observed": "2022-02-01",
        "expected_zh": "2022-03-05 当日或以后的日期",
        "expected_en": "2022-03-05 or a later date",
        "difference": "32",
        "due_on": "",
        "days_late": "",
        "message_zh": "裁判日期 2022-02-01 早于开庭日期 2022-03-05",
        "message_en": "Judgment date 2022-02-01 is before Hearing date 2022-03-05",
        "fingerprint": "",
        "facts": "",
        "ref": "",
        "since": "",
        "disposition": "",
        "reason": "",
        "by": "",
        **dict.fromkeys(("state", "finding", "first", "holds"), ""),
    }


def test_an_answer_stands_at_the_end_of_the_line_masked(submission):
    answer = Answer(Disposition.CONFIRMED, Shown("=1+1 13812345678", "text"), Shown("欧阳修", "name"))
    flags = (replace(JUSTICE.flags[1], answer=answer),)
    report = replace(submission, departments=(replace(JUSTICE, flags=flags),))
    (row,) = rows_of(render(report))
    assert list(row)[-7:] == ["disposition", "reason", "by", "state", "finding", "first", "holds"]
    assert (row["disposition"], row["reason"], row["by"]) == ("confirmed", "'=1+1 138****5678", "欧**")
    (row,) = rows_of(render(report, reveal=True))
    assert (row["reason"], row["by"]) == ("'=1+1 13812345678", "欧阳修")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_a_formula(start):
    assert csv_cell(f"{start}1+1") == f"'{start}1+1"
    assert csv_cell(f"1{start}") == f"1{start}"


def test_a_cell_of_the_workbook_cannot_become_a_formula_or_a_second_line(submission):
    evil = replace(
        not_a_date(3, '=HYPERLINK("http://x","y")'),
        observed=Shown('=HYPERLINK("http://x","y")\r\n=1'),
        place=Place("=1+1", 3, "D", "litigation", "hearing_on", "@开庭", "-1+1"),
    )
    (row,) = rows_of(render(replace(submission, departments=(replace(JUSTICE, flags=(evil,)),))))
    assert row["observed"] == '\'=HYPERLINK("http://x","y")␍␊=1'
    assert (row["sheet"], row["header"], row["key"]) == ("'=1+1", "'@开庭", "'-1+1")


def test_nothing_personal_is_in_it_unless_revealed(quarter):
    for private in ("11010519491231002X", "欧阳修"):
        assert private not in render(quarter)
        assert private in render(quarter, reveal=True)


@given(st.lists(st.text(',"\r\n=a1- '), min_size=2, max_size=3))
def test_python_reads_the_cells_of_a_line_as_they_were_written(cells):
    line = io.StringIO(",".join(map(csv_field, cells)), newline="")
    assert list(csv.reader(line)) == [list(map(csv_cell, cells))]


def test_a_negative_number_stays_a_number():
    assert [csv_cell(cell) for cell in ("-15", "-0.5", "+1", "-", "-1-1", "=1")] == [
        *("-15", "-0.5", "+1\t", "'-", "'-1-1", "'=1")
    ]


def test_what_the_ledger_knows_is_in_the_last_columns(submission):
    tracked = Tracked("persisting", "0123456789ab", "2022Q3", "waived", Text("已豁免", "Waived"), 7, "李明")
    report = replace(submission, departments=(replace(JUSTICE, flags=(replace(JUSTICE.flags[1], tracked=tracked),)),))
    (row,) = rows_of(render(report))
    assert [row[name] for name in ("state", "finding", "first", "holds")] == [
        *("persisting", "0123456789ab", "2022Q3", "waived")
    ]


@pytest.mark.parametrize(
    "key",
    ["00123", "1E5", "1e10", "0012.50", "310101199001011234", "3-1", "2022-03", "3/4", "1.2.3", "3月1日", "2022年3月",
     "8:30", "1,234", "TRUE", "Mar 5", "5-May", "1 1/2", "０１２", " 007 ", "-0012", "9月"],
)  # fmt: skip
def test_a_key_stays_as_it_is_in_a_spreadsheet(key):
    assert csv_cell(key) == f"{key}\t"
    assert write_csv(["key"], [[key]]) == f'\ufeffkey\r\n"{key}\t"\r\n'


@pytest.mark.parametrize(
    "cell",
    ["12", "0", "0.5", "-3.25", "2022-03-05", "津01-0001", "(2022)津0101行初7号", "C401", "court-appearance", "D7",
     "5%",
     "十二", "maybe", "Martha 5 of 6", "12 rows", "1 of 2", "123456789", ""],
)  # fmt: skip
def test_numbers_days_and_words_stay_plain(cell):
    assert csv_cell(cell) == cell


def test_any_texts_are_read_back(submission):
    rows = [["a", ""], ['"', "x,y"], ["line\r\nline", " b "], ["", ""], ["=1", "00123"]]
    read = list(csv.reader(io.StringIO(write_csv(["one", "two"], rows)[1:], newline="")))
    assert read == [["one", "two"], *rows[:4], ["'=1", "00123\t"]]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_keys_and_shows_nothing_beside_them(tmp_path):
    keys = ["00123", "1E5", "3-1", "310101199001011234", "8:30", "TRUE", "1,234"]
    (tmp_path / "keys.csv").write_text(write_csv(["键", "n"], ([key, "5"] for key in keys)), encoding="utf-8")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    call = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "keys.csv"),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    rows = list(openpyxl.load_workbook(tmp_path / "keys.xlsx").active.iter_rows(min_row=2, values_only=True))
    assert [(row[0].rstrip("\t"), row[1]) for row in rows] == [(key, 5) for key in keys]


def test_headings_and_names_are_in_the_language_asked_for(submission):
    zh, en = (list(csv.reader(io.StringIO(render(submission, language=each)[1:]))) for each in ("zh", "en"))
    assert en[0] == list(HEADERS) == list(headings("en"))
    assert len(set(zh[0])) == len(HEADERS)
    assert all(not head.isascii() for head in zh[0]), "every heading is in Chinese"
    chinese, english = (dict(zip(HEADERS, rows[2], strict=True)) for rows in (zh, en))
    assert (chinese["severity"], english["severity"]) == ("错误", "error")
    for name in ("department", "title", "indicator_name"):
        assert chinese[name] != english[name]
        assert chinese[name]
    for id in ("department_code", "code", "indicator", "table", "field", "ref"):
        assert chinese[id] == english[id], "ids are the same in every language"
