"""A submission of several files on the command line: a marked copy of each, and a bundle that is judged again."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.intake.test_several_files import lay

PARTS = {
    "区司法局（一）.xlsx": {"hours": "很多"},
    "收件/区司法局（二）.xlsx": {"replies": 12},
    "包.zip/区司法局（三）.xlsx": {"blank": True},
}
RUN = ("run", "heping", "2022Q4", "in", "--ledger", "l.sqlite", "--out", "out")


@pytest.fixture(params=["parts", "merged"])
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called, request):
    """A recorded run of a department with two parts, or with the workbooks of two that were merged."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    if request.param == "parts":
        lay(Path("in"), PARTS)
    else:
        lay(Path("in"), {"a.xlsx": {"department": "区工商局", "hours": "很多"}})
        lay(Path("in"), {"收件/b.xlsx": {"department": "区质监局", "hours": "不少", "rows": 2, "replies": 12}})
    done = called(*RUN, "--lang", "zh")
    assert "已写入标注副本 2 份" in done.err or done.err.count(".checked.xlsx") == 2
    return request.param


def comments(path: Path) -> set[tuple[str, str]]:
    book = load_workbook(path)
    return {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.comment and cell.value in ("很多", "不少")
    }


def test_each_file_has_a_copy_that_counts_in_the_next_run_and_keeps_its_flags(ran, called) -> None:
    copies = sorted(Path("out/checked").iterdir())
    assert len(copies) == 2
    marked = [comments(path) for path in copies]
    training = {("执法人员培训", f"D{row}") for row in range(2, 8)}
    wanted = [training, set()] if ran == "parts" else [training, {("执法人员培训", "D2"), ("执法人员培训", "D3")}]
    assert marked == wanted
    first = json.loads(Path("out/report.json").read_bytes())
    (before,) = [each for each in first["departments"] if each["file"]]
    assert [each["file"] for each in before["parts"]] == before["file"].split(" + ")
    for path in Path("in").rglob("*.xlsx"):
        path.unlink()
    for path in copies:
        book = load_workbook(path)
        book.save(Path("in", path.name))
    called("run", "heping", "2022Q4", "in", "--out", "again", "--no-annotate")
    second = json.loads(Path("again/report.json").read_bytes())
    (after,) = [each for each in second["departments"] if each["file"]]
    assert after["results"] == before["results"]
    own = {"W282"}
    assert [(each["code"], each["cell"]) for each in after["flags"] if each["code"] not in own] == [
        (each["code"], each["cell"]) for each in before["flags"] if each["code"] not in own
    ]


def test_a_bundle_is_judged_again_and_misses_no_file(ran, called) -> None:
    done = called("ledger", "export", "b.zip", "--ledger", "l.sqlite", "--inputs", "in", "--reports", "out")
    assert (done.code, done.err) == (0, "written: b.zip\n")
    good = called("ledger", "verify", "--bundle", "b.zip", "--lang", "zh")
    assert (good.code, "结果与记录完全相同" in good.out.replace("\n", "")) == (0, True), good.out
    with zipfile.ZipFile("b.zip") as archive:
        held = {info: archive.read(info) for info in archive.infolist()}
    last = max(info.filename for info in held if info.filename.startswith("inputs/") and info.filename.endswith("x"))
    with zipfile.ZipFile("less.zip", "w") as archive:
        for info, content in held.items():
            if info.filename != last:
                archive.writestr(info, content)
    lacking = called("ledger", "verify", "--bundle", "less.zip", "--lang", "en")
    assert "workbooks missing in the bundle: 1" in lacking.out
