"""Marked copies: of which workbooks they are written, where, and what is said of them. With real workbooks."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checker import marking
from checker.sources.reader import Reader

ROOT = Path(__file__).parents[2]
QUARTER = ROOT / "inputs" / "heping" / "2022Q4"
#: One with errors in it, one without a flag, and one that is no xlsx.
WRONG, CLEAN, OLD = "区市场监管局.xlsx", "区投促办.xlsx", "区城市管理委.xls"
#: What is written with --out for any workbook.
REPORTS = {"report.json", "flags.csv", "rows.csv", "report.html", "manifest.json"}


@pytest.fixture
def folder(tmp_path):
    """A department's own folder."""
    for name in (WRONG, CLEAN, OLD):
        shutil.copy(QUARTER / name, tmp_path / name)
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {WRONG, CLEAN, OLD}


def test_a_copy_lies_beside_the_workbook_and_is_named_last(called, folder):
    before = (folder / WRONG).read_bytes()
    done = called("check", str(folder / WRONG), "--lang", "zh")
    assert names(folder) == {"区市场监管局.checked.xlsx"}
    assert done.err == f"已写入标注副本 {folder / '区市场监管局.checked.xlsx'}，打开后先看第一张表\n"
    assert (folder / WRONG).read_bytes() == before


def test_what_the_screen_leaves_out_is_said_to_be_in_the_copy(called, folder):
    book = load_workbook(folder / WRONG)
    for cell in (cell for row in book["执法人员培训"].iter_rows() for cell in row):
        if isinstance(cell.value, (int, float)):
            cell.value = "不详"
    book.save(folder / WRONG)
    done = called("check", str(folder / WRONG), "--lang", "zh")
    assert "），标注副本中全部列出" in done.out
    assert "），加 --format csv 可列出全部" in called("check", str(folder / WRONG), "--no-annotate", "--lang", "zh").out


def test_the_copy_is_the_same_each_time(called, folder):
    called("check", str(folder / WRONG))
    first = (folder / "区市场监管局.checked.xlsx").read_bytes()
    called("check", str(folder / WRONG))
    assert (folder / "区市场监管局.checked.xlsx").read_bytes() == first
    assert names(folder) == {"区市场监管局.checked.xlsx"}


def test_a_crash_over_one_copy_leaves_the_others(called, folder, tmp_path, monkeypatch):
    make = marking.make_marked_copy

    def crash(path, *more):
        if path.name == WRONG:
            raise ZeroDivisionError("区市场监管局的私密内容")
        return make(path, *more)

    monkeypatch.setattr(marking, "make_marked_copy", crash)
    done = called("run", "heping", "2022Q4", str(folder), "--out", str(tmp_path / "out"), "--lang", "zh")
    assert names(tmp_path / "out" / "checked") == {"区城市管理委.checked.xlsx"}
    assert "故障：" in done.err
    assert "ZeroDivisionError" in done.err
    assert "私密内容" not in done.err
    assert done.code == 2


def test_a_crash_over_reading_one_file_leaves_the_others(called, folder, monkeypatch):
    read = Reader.read

    def crash(self, path):
        if path.name == OLD:
            raise RuntimeError("a bug")
        return read(self, path)

    monkeypatch.setattr(Reader, "read", crash)
    # Also where there is nothing else to check, as long as something says what the file is for.
    for asked in (
        ["check", str(folder / OLD), str(folder / CLEAN)],
        ["run", "heping", "2022Q4", str(folder), "--workers", "1"],
        ["check", str(folder / OLD), "--pack", "heping", "--period", "2022Q4"],
    ):
        done = called(*asked, "--format", "json", "--lang", "en")
        found = json.loads(done.out)
        (fault,) = found["faults"]
        assert fault["where"] == OLD
        states = {each["file"]: each["state"] for each in found["departments"] if each["file"]}
        assert states[OLD] == "rejected"
        assert states.get(CLEAN, "accepted") == "accepted"
        assert done.code == 2
    done = called("check", str(folder / OLD), "--format", "json", "--lang", "en")
    assert done.code == 2
    assert json.loads(done.out)["faults"]


@pytest.mark.parametrize(("workbook", "option"), [(WRONG, "--no-annotate"), (CLEAN, "--lang=en")])
def test_no_copy_where_none_is_wanted_or_nothing_was_found(called, folder, workbook, option):
    done = called("check", str(folder / workbook), option)
    assert (names(folder), done.err) == (set(), "")


def test_what_is_no_xlsx_gets_a_new_workbook_and_is_told_why(called, folder):
    done = called("check", str(folder / OLD), "--period", "2022Q4", "--lang", "en")
    assert names(folder) == {"区城市管理委.checked.xlsx"}
    assert done.err.startswith(f"{OLD}: a file in xls format can't be marked, so this is a new xlsx workbook")


def test_out_takes_the_copy_too(called, folder, tmp_path):
    out = tmp_path / "out"
    called("check", str(folder / WRONG), "--out", str(out))
    assert names(out) == {
        "report.json",
        "flags.csv",
        "rows.csv",
        "report.html",
        "manifest.json",
        "区市场监管局.checked.xlsx",
    }
    assert names(folder) == {"out"}


def test_run_puts_the_copies_into_a_folder_of_their_own(called, folder, tmp_path):
    out = tmp_path / "out"
    done = called("run", "heping", "2022Q4", str(folder), "--out", str(out), "--lang", "en")
    assert names(out) == {
        "report.json",
        "flags.csv",
        "rows.csv",
        "report.html",
        "summary.xlsx",
        "manifest.json",
        "checked",
    }
    assert names(out / "checked") == {"区市场监管局.checked.xlsx", "区城市管理委.checked.xlsx"}
    assert str(out / "checked") in done.err
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    flagged = {each["file"] for each in report["departments"] if each["flags"] and each["sha256"]}
    assert flagged == {WRONG, OLD}


def test_run_without_out_writes_nothing(called, folder):
    called("run", "heping", "2022Q4", str(folder))
    assert names(folder) == set()


def test_two_workbooks_that_share_a_stem_have_a_copy_each(called, folder, tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(folder / WRONG, tmp_path / "in" / "甲.xlsx")
    shutil.copy(folder / OLD, tmp_path / "in" / "甲.xls")
    out = tmp_path / "out"
    paths = [str(tmp_path / "in" / name) for name in ("甲.xlsx", "甲.xls")]
    called("check", *paths, "--pack", "heping", "--period", "2022Q4", "--out", str(out))
    assert {name for name in names(out) if "checked" in name} == {"甲.checked.xlsx", "甲.2.checked.xlsx"}


def test_a_copy_that_cannot_be_written_does_not_hide_the_check(called, folder, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("checker.outputs.files.write_flushed", refused)
    done = called("check", str(folder / WRONG), "--lang", "en")
    assert done.code == 1
    assert "Fix 4 before submitting" in done.out
    assert done.err.startswith("The check is complete, but a marked copy was not written: can't write to ")
    assert "Permission denied" in done.err and "Cannot go on" not in done.err
    assert names(folder) == set()


def saved(path: Path) -> None:
    """What a spreadsheet program does: reads the file and writes it anew."""
    book = load_workbook(path)
    book.worksheets[1]["A1"].value = "改过"
    book.save(path)


def test_a_copy_in_which_somebody_worked_is_never_overwritten(called, folder):
    called("check", str(folder / WRONG))
    copy = folder / "区市场监管局.checked.xlsx"
    saved(copy)
    edited = copy.read_bytes()
    done = called("check", str(folder / WRONG), "--lang", "zh")
    called("check", str(folder / WRONG))
    assert "如果已在那里改正，请改为检查 区市场监管局.checked.xlsx" in done.err.splitlines()[0]
    assert copy.read_bytes() == edited
    assert names(folder) == {"区市场监管局.checked.xlsx", "区市场监管局.checked-2.xlsx"}, "an untouched one is renewed"


def test_a_file_of_somebody_else_s_keeps_its_name(called, folder):
    (folder / "区市场监管局.checked.xlsx").write_bytes(b"notes of my own")
    called("check", str(folder / WRONG))
    assert (folder / "区市场监管局.checked.xlsx").read_bytes() == b"notes of my own"
    assert (folder / "区市场监管局.checked-2.xlsx").exists()


@pytest.mark.parametrize("backwards", [False, True])
def test_a_workbook_and_its_copy_checked_at_once_stay_as_they_are(called, folder, backwards):
    called("check", str(folder / WRONG))
    both = [str(folder / WRONG), str(folder / "区市场监管局.checked.xlsx")]
    before = [Path(path).read_bytes() for path in both]
    done = called("check", *(reversed(both) if backwards else both), "--lang", "en")
    assert "it is unclear which one counts" in " ".join(done.out.split())
    assert done.err == "", "nobody changed either of them"
    assert [Path(path).read_bytes() for path in both] == before
    assert names(folder) == {"区市场监管局.checked.xlsx"}


def test_no_copy_is_written_over_another_workbook_that_is_checked(called, folder):
    called("check", str(folder / WRONG))
    shutil.copy(folder / "区市场监管局.checked.xlsx", folder / "乙.checked.xlsx")
    shutil.copy(folder / OLD, folder / "乙.xls")
    before = (folder / "乙.checked.xlsx").read_bytes()
    called("check", str(folder / "乙.xls"), str(folder / "乙.checked.xlsx"), "--pack", "heping", "--period", "2022Q4")
    assert (folder / "乙.checked.xlsx").read_bytes() == before
    assert {"乙.checked-2.xlsx", "乙.2.checked-2.xlsx"} <= names(folder)


def test_a_folder_that_cannot_be_written_to_does_not_hide_what_was_found(called, folder):
    (folder / "out").write_text("a file", encoding="utf-8")
    done = called("check", str(folder / WRONG), "--out", str(folder / "out"), "--lang", "en")
    assert done.code == 2
    assert "Fix 4 before submitting" in done.out
    assert "Cannot go on: can't write to the folder" in done.err


def test_run_again_leaves_no_copies_of_what_is_no_longer_submitted_but_every_edited_one(called, folder, tmp_path):
    out = tmp_path / "out"
    asked = ("run", "heping", "2022Q4", str(folder), "--out", str(out), "--lang", "en")
    called(*asked)
    made = names(out / "checked")
    (folder / OLD).unlink()
    called(*asked)
    assert names(out / "checked") == {"区市场监管局.checked.xlsx"} < made
    saved(out / "checked" / "区市场监管局.checked.xlsx")
    edited = (out / "checked" / "区市场监管局.checked.xlsx").read_bytes()
    (tmp_path / ".out.999999999.part").mkdir()
    done = called(*asked)
    assert (out / "checked" / "区市场监管局.checked.xlsx").read_bytes() == edited
    assert "removed what a run that was stopped had left of its outputs" in done.err
    assert not list(tmp_path.glob(".out*"))
    listed = {each["name"] for each in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]}
    assert listed == REPORTS - {"manifest.json"} | {"summary.xlsx", "checked/*.checked-2.xlsx"}


@pytest.mark.parametrize("inputs", ["", "checked"])
def test_outputs_are_not_put_among_the_workbooks(called, folder, inputs):
    (folder / inputs).mkdir(exist_ok=True)
    before = names(folder)
    done = called("run", "heping", "2022Q4", str(folder / inputs), "--out", str(folder), "--lang", "en")
    assert done.code == 2
    assert done.err.startswith("Cannot go on: --out would put the outputs among the workbooks\n")
    assert names(folder) == before
