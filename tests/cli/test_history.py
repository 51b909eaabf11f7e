"""checker history and checker compare on a real ledger: three runs of one department, the last one restated."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from checker.engine.batch import run as run_batch
from checker.ledger.address import read_address
from checker.ledger.founding import create_ledger
from checker.ledger.recording import run_items, run_payload
from checker.review.holding import load_decisions
from checker.review.recording import follow_flags
from tests.definitions.small_pack import write_small

SAMPLE = Path(__file__).parents[2] / "inputs" / "heping" / "2022Q4" / "区司法局.xlsx"
AT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Path:
    """2022Q3, 2022Q4, and 2022Q4 again: a reply is late now, a request is gone, and an officer's name is another."""
    folder = tmp_path_factory.mktemp("history")
    first, second = folder / "first", folder / "second"
    for each in (first, second):
        each.mkdir()
        shutil.copy(SAMPLE, each)
    restate(second / SAMPLE.name)
    kept = create_ledger(read_address(str(folder / "ledger.sqlite")), at=AT)
    for period, inputs in (("2022Q3", first), ("2022Q4", first), ("2022Q4", second)):
        report = run_batch("heping", period, inputs, workers=1, records=True)
        said = run_payload(report)
        items = run_items(report, kept.keyed)
        kept.append("run", said, follow_flags(kept, said, items, load_decisions(kept, "heping")), at=AT)
    return folder / "ledger.sqlite"


def restate(path: Path) -> None:
    book = load_workbook(path)
    requests, officers = book["政府信息公开申请"], book["执法人员名册"]
    heads = {cell.value: cell.column for cell in requests[1]}
    requests.cell(3, heads["答复日期"]).value = datetime(2022, 12, 29)  # noqa: DTZ001 - a cell has no time zone
    requests.delete_rows(4)
    officers.cell(2, 2).value = "吴大明"
    book.save(path)


def document(called, *arguments: str, ledger: Path) -> Any:
    done = called(*arguments, "--ledger", str(ledger), "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out, parse_float=Fraction)


def lines(called, *arguments: str, ledger: Path) -> list[dict[str, str]]:
    done = called(*arguments, "--ledger", str(ledger), "--format", "csv")
    return list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"))))


def test_a_restatement_is_told_row_by_row(called, ledger):
    found = document(called, "compare", "2022Q4", ledger=ledger)
    assert [found[side]["run"] for side in ("before", "after")] == ["2022Q4@3", "2022Q4@4"]
    rows = {(each["change"], each["table"], each["key"]): each for each in found["rows"]}
    assert set(rows) == {
        ("changed", "disclosure", "依申请2022-002"),
        ("removed", "disclosure", "依申请2022-003"),
        ("changed", "officers", "津01-0101"),
    }
    late = rows["changed", "disclosure", "依申请2022-002"]
    assert late["cells"] == [{"column": "replied_on", "before": "2022-03-29", "after": "2022-12-29"}]
    assert late["indicators"] == [{"indicator": "disclosure-replies", "before": "numerator", "after": "failure"}]
    assert late["flags_new"] == ["M501"]
    assert rows["changed", "officers", "津01-0101"]["personal_data_changed"] is True
    results = {(each["code"] == "", each["indicator"]): each for each in found["results"]}
    assert set(results) == {(True, "disclosure-replies"), (False, "disclosure-replies")}
    own = results[False, "disclosure-replies"]
    assert (own["before"]["numerator"], own["after"]["numerator"], own["after"]["denominator"]) == (4, 2, 3)
    assert (own["before"]["status"], own["after"]["status"], own["rows"]) == ("met", "missed", 2)
    assert [each["code"] for each in found["departments"]] == [own["code"]]


def test_no_name_is_shown(called, ledger):
    for form in ("text", "json", "csv"):
        shown = called("compare", "2022Q4", "--ledger", str(ledger), "--format", form).out
        assert "吴大明" not in shown
        assert "吴春梅" not in shown


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["改动：第 3 行 依申请2022-002", "分子 → 未列入分子", "个人信息有改动（已遮盖）", "行：删除 1，改动 2"]),
        (
            "en",
            ["row 3 依申请2022-002: changed", "numerator → not in the numerator", "personal data has changed (masked)"],
        ),
    ],
)
def test_people_read_the_same_in_both_languages(called, ledger, language, expected):
    shown = called("compare", "2022Q4", "--ledger", str(ledger), "--lang", language).out
    assert all(text in shown for text in expected)


def test_the_table_of_differences_has_a_line_for_each(called, ledger):
    found = lines(called, "compare", "2022Q4@3", "2022Q4@4", ledger=ledger)
    cells = [(each["key"], each["name"], each["before"], each["after"]) for each in found if each["what"] == "cell"]
    assert ("依申请2022-002", "replied_on", "2022-03-29", "2022-12-29") in cells
    assert {each["what"] for each in found} == {"department", "result", "row", "cell", "verdict", "flag"}


def test_a_run_does_not_differ_from_itself(called, ledger):
    done = called("compare", "2022Q4@4", "2022Q4", "--ledger", str(ledger), "--lang", "en")
    assert (done.code, "both name the same run" in done.err) == (2, True)


def test_an_indicator_over_the_periods(called, ledger):
    found = document(called, "history", "disclosure-replies", ledger=ledger)
    assert [run["run"] for run in found["runs"]] == ["2022Q3@2", "2022Q4@4"]
    (own,) = [each for each in found["series"] if each["code"]]
    assert [each["status"] for each in own["results"]][1] == "missed"
    assert [(each["numerator"], each["denominator"]) for each in own["results"]][1] == (2, 3)
    every = document(called, "history", "政府信息公开申请依法答复率", "--runs", ledger=ledger)
    assert [run["run"] for run in every["runs"]] == ["2022Q3@2", "2022Q4@3", "2022Q4@4"]


def test_a_department_over_the_periods(called, ledger):
    found = document(called, "history", "区司法局", "--runs", ledger=ledger)
    scores = [run["score"] for run in found["runs"]]
    assert scores[2] < scores[1] == 100
    by_name = document(called, "history", "Justice Bureau", "--runs", ledger=ledger)
    assert by_name == found
    assert {each["code"] for each in found["series"]} == {found["code"]}


def test_the_district_is_the_default_and_programs_get_one_line_per_result(called, ledger):
    found = lines(called, "history", ledger=ledger)
    assert {each["department_code"] for each in found} == {""}
    assert {each["run"] for each in found} == {"2022Q3@2", "2022Q4@4"}
    document_ = document(called, "history", ledger=ledger)
    assert len(found) == sum(each is not None for line in document_["series"] for each in line["results"])


@pytest.mark.parametrize(("language", "expected"), [("zh", ["达标", "走势", "目标"]), ("en", ["missed", "Trend", "n"])])
def test_history_on_the_screen(called, ledger, language, expected):
    shown = called("history", "disclosure-replies", "--ledger", str(ledger), "--lang", language).out
    assert all(text in shown for text in expected)
    assert "▁" not in shown  # not a terminal


def test_who_is_unknown_gets_what_is_similar(called, ledger):
    done = called("history", "disclosure", "--ledger", str(ledger), "--lang", "en")
    assert (done.code, "disclosure-replies" in done.err) == (2, True)


def test_a_change_takes_its_earlier_figure_from_the_ledger(called, tmp_path):
    pack = write_small(tmp_path, change={"demo/fall.yaml": {"before: rows": "before: history"}})
    found = {}
    for year, days in ((2021, 3), (2022, 2)):
        book = Workbook()
        sheet = book.active
        sheet.title = "案件"
        sheet.append(["案号", "立案日期", "开庭日期", "负责人是否出庭", "案件类别", "标的额", "是否胜诉"])
        for day in range(1, days + 1):
            sheet.append([f"A{day}", datetime(year, 3, day), None, None, "一般案件", 1, "否"])  # noqa: DTZ001
        folder = tmp_path / str(year)
        folder.mkdir()
        book.save(folder / "区司法局.xlsx")
        options = ("--ledger", str(tmp_path / "l.sqlite"), "--fail-on", "never", "--format", "json")
        done = called("run", str(pack), str(year), str(folder), *options)
        report = json.loads(done.out, parse_float=Fraction)
        (own,) = [each for each in report["departments"] if each["sha256"]]
        found[year] = next(each for each in own["results"] if each["indicator"] == "fall")
    assert found[2021]["status"] == "undetermined"
    assert "no ledger or report (--previous) has one for 1 January 2020" in found[2021]["reason"]["en"]
    assert (found[2022]["status"], found[2022]["numerator"], found[2022]["denominator"]) == ("met", 2, 3)


def test_a_period_is_enough_for_previous(called, ledger, tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copy(SAMPLE, inputs)
    kept = tmp_path / "ledger.sqlite"
    shutil.copy(ledger, kept)
    shutil.copy(ledger.with_suffix(".key"), kept.with_suffix(".key"))
    options = ("--ledger", str(kept), "--fail-on", "never", "--lang", "en")
    done = called("run", "heping", "2023Q1", str(inputs), "--previous", "2022Q3", "--format", "json", *options)
    assert json.loads(done.out)["previous"] == {"period": "2022Q3", "flags": None, "gone": []}
    again = called("run", "heping", "2022Q4", str(inputs), *options)
    assert "compared with 2022Q4@4: rows: 1 added, 2 changed" in again.err
    again = called("run", "heping", "2022Q4", str(inputs), "--previous", "2022Q4", "--format", "json", *options)
    assert json.loads(again.out)["previous"]["period"] == "2022Q4"
    late = called("run", "heping", "2022Q3", str(inputs), "--previous", "2022Q4", *options)
    assert (late.code, "which is neither 2022Q3 nor before it" in late.err) == (2, True)
    bare = called("run", "heping", "2022Q4", str(inputs), "--previous", "2022Q3", "--lang", "en")
    assert (bare.code, "names no ledger" in bare.err) == (2, True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_template_takes_rosters_and_open_rows_from_the_ledger(called, tmp_path, monkeypatch, language):
    inputs, kept = tmp_path / "in", str(tmp_path / "l.sqlite")
    inputs.mkdir()
    book = load_workbook(SAMPLE)
    requests = book["政府信息公开申请"]
    heads = {cell.value: cell.column for cell in requests[1]}
    last = requests.max_row + 1
    for head, value in (("申请编号", "依申请2022-099"), ("申请人", "吴大明"), ("收到申请日期", datetime(2022, 12, 26))):  # noqa: DTZ001
        requests.cell(last, heads[head]).value = value
    book.save(inputs / SAMPLE.name)
    called("run", "heping", "2022Q4", str(inputs), "--ledger", kept, "--fail-on", "never")
    out = tmp_path / "out"
    done = called("template", "heping", "2023Q1", "区司法局", "--ledger", kept, "--out", str(out), "--lang", language)
    assert done.code == 0, done.err
    (file,) = out.iterdir()
    sheets = load_workbook(file)
    name = "政府信息公开申请" if language == "zh" else "Disclosure"
    cells = [[cell for cell in row if cell is not None] for row in sheets[name].iter_rows(values_only=True)]
    (row,) = [row for row in cells if "依申请2022-099" in row]
    without = tmp_path / "without"
    without.mkdir()
    shutil.copy(SAMPLE, without)
    assert datetime(2022, 12, 26) in row  # noqa: DTZ001
    assert not any("依申请2022-001" in row for row in cells)  # answered: it isn't open any more
    roster = "执法人员名册" if language == "zh" else "Officers"
    rows = [" ".join(map(str, filter(None, row))) for row in sheets[roster].iter_rows(values_only=True)]
    assert sum("津01-010" in row for row in rows) == 7
    note = " ".join(rows[:12])
    assert "2022Q4" in note
    assert ("台账不存个人信息" if language == "zh" else "The ledger keeps no personal data") in note
    assert not any(secret in row for row in rows for secret in ("吴**", "吴春梅", "****"))
    checked = called("check", str(file), "--pack", "heping", "--period", "2023Q1", "--format", "json", "--no-annotate")
    (own,) = json.loads(checked.out)["departments"]
    assert {sheet["table"]: sheet["read"] for sheet in own["sheets"]}["officers"] == 7
    gone = called("run", "heping", "2023Q1", str(without), "--ledger", kept, "--fail-on", "never", "--format", "csv")
    lost = [line for line in csv.DictReader(io.StringIO(gone.out.removeprefix("\ufeff"))) if line["code"] == "W275"]
    assert [(line["key"], line["table"], line["severity"]) for line in lost] == [
        ("依申请2022-099", "disclosure", "amber")
    ]
    back = called("run", "heping", "2023Q1", str(inputs), "--ledger", kept, "--fail-on", "never", "--format", "csv")
    assert "W275" not in back.out
    monkeypatch.chdir(tmp_path)
    Path("checker.toml").write_text('ledger = "l.sqlite"\n')
    asked = ("template", "heping", "2023Q1", "区司法局", "--lang", language)
    for more in ((), ("--no-ledger",)):
        assert called(*asked, "--out", "".join(("office", *more)), *more).code == 0
    assert Path("office", file.name).read_bytes() == file.read_bytes()
    assert Path("office--no-ledger", file.name).read_bytes() != file.read_bytes()
