"""checker explain DEPARTMENT INDICATOR: the rows behind a number of the sample quarters, and what read one cell."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from checker.reporters.report_schema import report_schema
from tests.cli.conftest import ROOT
from tests.intake import books

QUARTER = ROOT / "inputs" / "heping" / "2022Q4"
OFFICERS = "officer-training"


def book(path: Path, cover: dict[str, str]) -> None:
    """Writes a workbook with trainings and a roster for one officer."""
    roster = [["执法证号", "姓名", "岗位", "证件状态"], ["津01-0001", "甲", "执法人员", "有效"]]
    sheets = {"执法人员名册": roster, "执法人员培训": books.TRAINING}
    books.book(path, books.cover(**cover), sheets)


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which `inputs/` is."""
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(
    "said",
    [
        ("区城市管理委", OFFICERS),
        ("Urban Management Commission", "Every enforcement officer has 60 hours of training a year"),
        ("heping", "2022Q4", "区城市管理委", OFFICERS),
        (str(QUARTER / "区城市管理委.xls"), OFFICERS),
        ("区城市管理委", OFFICERS, "--inputs", str(QUARTER), "--pack", "heping", "--period", "2022Q4"),
    ],
)
def test_a_number_is_explained_however_it_is_named(called, at_home, said):
    done = called("explain", *said)
    assert done.code == 0, done.err
    text = " ".join(done.out.split())
    assert "Every enforcement officer has 60 hours of training a year (三十九)" in text
    assert "7 of 8 counted members meet it = 87.5%; target ≥ 100%: missed" in text
    assert "Fails (1) 执法人员名册 row 4 津01-0703 59.5 of 60 hours, 0.5 to go" in text
    assert "执法人员培训 row 7 津01-0703 / 2022-09-14 / 行政处罚法培训 / Laws and regulations counted 23.5" in text
    assert "from 90% to below it: 1; exactly the goal: 0; above it, to 110%: 7" in text
    assert "yes counts if: “Content” is “Professional knowledge”" in text


def test_it_is_explained_in_chinese_too(called, at_home):
    text = "".join(called("explain", "区城市管理委", OFFICERS, language="zh").out.split())
    assert "计入分母8个，其中7个符合=87.5%；目标≥100%：未达标" in text
    assert "不符合(1)执法人员名册第4行津01-070359.5/60学时，还差0.5" in text


def test_names_are_masked_unless_asked_for(called, at_home):
    masked, revealed = (called("explain", "区城市管理委", OFFICERS, *more) for more in ((), ("--reveal",)))
    assert "姓名: 姜**" in " ".join(masked.out.split())
    assert "姜**" not in revealed.out
    assert "--reveal shows personal data" in revealed.err


def test_programs_get_lines_that_add_up(called, at_home):
    (found,) = json.loads(called("explain", "区城市管理委", OFFICERS, "--format", "json").out)["results"]
    assert (found["code"], found["indicator"], found["numerator"], found["denominator"]) == ("cgw", OFFICERS, 7, 8)
    units = {role: sum(line["units"] for line in found["lines"] if line["role"] == role) for role in ROLES}
    assert units == {"numerator": 7, "failure": 1, "excluded": 0, "unknown": 0}
    assert found["arithmetic"]["en"] == "7 of 8 counted members meet it = 87.5%; target ≥ 100%: missed"
    schema = report_schema()
    behind = {name: found[name] for name in ("indicator", "asked", "lines", "others")}
    for name, value in (("behind", behind), *(("evidence_sheet", sheet) for sheet in found["sheets"])):
        jsonschema.validate(value, {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})


ROLES = ("numerator", "failure", "excluded", "unknown")


def test_csv_has_a_line_per_row(called, at_home):
    rows = list(csv.DictReader(io.StringIO(called("explain", "区城市管理委", OFFICERS, "--format", "csv").out[1:])))
    short = [row for row in rows if row["role"] == "failure"]
    assert [(row["row"], row["amount"], row["goal"], row["unit"]) for row in short] == [
        ("4", "59.5", "60", "津01-0703")
    ]
    counted = [row for row in rows if row["unit"] == "津01-0703" and row["role"] == "counted"]
    assert [(row["sheet"], row["row"], row["amount"]) for row in counted] == [
        ("执法人员培训", "6", "36"),
        ("执法人员培训", "7", "23.5"),
    ]


def test_a_cell_tells_what_read_it(called, at_home):
    done = called("explain", "区城市管理委", "执法人员名册!A4")
    lines = [line.strip() for line in done.out.splitlines()]
    assert done.code == 0
    assert "Column: 执法证号  (officer_id)" in lines
    assert "Typed: 津01-0703" in lines
    assert any(line.startswith("C403") and line.endswith("nothing found") for line in lines)
    assert "✗ missed  Every enforcement officer has 60 hours of training a year" in lines
    assert any("59.5 of 60 hours, 0.5 to go" in line for line in lines)
    assert any("M503" in line for line in lines)


def test_a_cell_outside_the_records_says_so(called, at_home):
    done = called("explain", "区城市管理委", "执法人员名册!A1", language="zh")
    assert "第 1 行不是记录" in done.out
    document = json.loads(called("explain", "区城市管理委", "执法人员名册!A4", "--format", "json").out)
    assert (document["field"], document["shown"], document["state"]) == ("officer_id", "津01-0703", "valid")
    assert {line["role"] for each in document["read_by"] for line in each["lines"]} >= {"failure"}


def test_the_district_is_explained_by_its_departments(called, at_home):
    done = called("explain", "和平区", "court-appearance", language="zh")
    assert done.code == 0, done.err
    assert "━━ 区司法局" in done.out and "━━ 区城市管理委" in done.out


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("区司法局", "no-such"), ("no indicator “no-such”", "court-appearance")),
        (("区司法居", OFFICERS), ("“区司法居” is not on the roster", "区司法局")),
        (("区司法局", "court-appearance"), ("several periods", "--pack hantai --period 2024Q4", "--pack heping")),
        (("区城市管理委", "没有的表!A1"), ("no sheet “没有的表”", "执法人员名册")),
        (("区城市管理委", "legality"), ("no indicator “legality”",)),
        (("a", "b", "c"), ("it is unclear what to explain", "checker explain DEPARTMENT INDICATOR")),
        (("区城市管理委", OFFICERS, "--inputs", "nowhere"), ("no submissions to explain in nowhere",)),
    ],
)
def test_what_cannot_be_meant_lists_the_choices(called, at_home, said, words):
    done = called("explain", *said)
    assert done.code == 2
    assert done.out == ""
    for word in words:
        assert word in done.err


def test_a_department_without_a_workbook_is_named(called, tmp_path):
    folder = tmp_path / "heping" / "2022Q4"
    folder.mkdir(parents=True)
    shutil.copy(QUARTER / "区城市管理委.xls", folder)
    done = called("explain", "区司法局", OFFICERS, "--inputs", str(tmp_path), "--pack", "heping")
    assert done.code == 2 and "there is no workbook of “Justice Bureau”" in done.err


@pytest.mark.parametrize(
    ("cover", "given", "code", "said"),
    [
        ({}, (), 0, "区司法局"),
        ({"period": ""}, ("--period", "2022Q4"), 0, "区司法局"),
        ({"pack": ""}, ("--pack", "heping"), 0, "区司法局"),
        ({"period": ""}, (), 2, "--period"),
        ({"pack": ""}, (), 2, "--pack"),
        ({"pack": "", "period": ""}, (), 2, "--pack"),
    ],
)
def test_a_folder_of_workbooks_says_on_their_covers_what_they_are_for(called, tmp_path, cover, given, code, said):
    book(tmp_path / "收件" / "a.xlsx", {"department": "区司法局", **cover})
    done = called("explain", "区司法局", OFFICERS, "--inputs", str(tmp_path / "收件"), *given, "--lang", "zh")
    assert (done.code, said in done.out + done.err) == (code, True), done.err


def test_a_folder_of_several_periods_asks_which(called, tmp_path):
    for period in ("2022Q3", "2022Q4"):
        book(tmp_path / f"{period[-1]}.xlsx", {"department": "区司法局", "period": period})
    done = called("explain", "区司法局", OFFICERS, "--inputs", str(tmp_path))
    assert done.code == 2 and all(f"--period {period}" in done.err for period in ("2022Q3", "2022Q4"))


def test_rows_are_in_report_json_only_on_request(called, tmp_path):
    book = str(QUARTER / "区城市管理委.xls")
    plain, asked = (
        json.loads(called("check", book, "--no-annotate", "--format", "json", *more).out) for more in ((), ("--rows",))
    )
    (department,) = asked["departments"]
    assert "rows" not in plain["departments"][0]
    assert {each["indicator"] for each in department["rows"]["results"]} == {
        each["indicator"] for each in department["results"]
    }
    jsonschema.validate(asked, report_schema())
    called("check", book, "--no-annotate", "--out", str(tmp_path))
    written = {path.name: path.read_text(encoding="utf-8") for path in Path(tmp_path).iterdir()}
    assert '"rows": {' not in written["report.json"]
    assert written["rows.csv"].count(f",{OFFICERS},") > 8


@pytest.mark.parametrize("who", [str(QUARTER / "区司法局.xlsx"), "区司法局"])
def test_the_limits_of_the_office_count_here_too(called, monkeypatch, tmp_path, who):
    """Its sheets have hundreds of cells."""
    monkeypatch.chdir(tmp_path)
    asked = ("explain", "heping", "2022Q4", who, "disclosure-replies", "--inputs", str(QUARTER))
    assert "can't be read" not in " ".join(called(*asked).out.split()).partition("Arithmetic")[2]
    Path("checker.toml").write_text("[limits]\ncells = 50\n")
    assert "can't be read" in " ".join(called(*asked).out.split()).partition("Arithmetic")[2]
