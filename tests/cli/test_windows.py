"""What people on Windows meet: its language, its code pages, patterns that no shell expands, files that Excel holds."""

import io
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from checker.cli.app import choose_language, name_command
from checker.cli.given_files import expand
from checker.cli.options import read_day
from checker.cli.streams import replace_unencodable
from checker.errors import Stop
from checker.intake.files import require_file
from checker.sources.child import _bytes_of
from checker.sources.limits import Limits
from checker.sources.refusals import Refused


@pytest.mark.parametrize(
    ("number", "environment", "language"),
    [
        (0x0804, {}, "zh"),  # China
        (0x0404, {}, "zh"),  # Taiwan
        (0x0C04, {}, "zh"),  # Hong Kong
        (0x1004, {}, "zh"),  # Singapore
        (0x0409, {}, "en"),
        (0x0411, {}, "en"),  # Japan
        (None, {}, "en"),
        (0x0804, {"LANG": "en_GB.UTF-8"}, "en"),
        (0x0409, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (0x0804, {"LANG": ""}, "zh"),
    ],
)
def test_windows_says_the_language_where_no_variable_does(number, environment, language):
    assert choose_language([], environment, lambda: number) == language


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("gbk", "✓ 达标 ✗ 未达标 ≥ 95%…", "√ 达标 × 未达标 ≥ 95%…"),
        ("cp437", "✓ met ✗ missed ≥ 95%", "√ met x missed ≥ 95%"),
        ("cp1252", "✓ met ✗ missed ≥ 95% “a” – b", "+ met × missed > 95% “a” – b"),
        ("ascii", "✓✗≥≤·…“a”‘b’–—×→", "+x><*.\"a\"'b'--x>"),
        ("gb18030", "✓✗𠮷", "✓✗𠮷"),
        ("gbk", "𠮷", "?"),
        ("utf-8", "✓✗", "✓✗"),
    ],
)
def test_a_screen_that_lacks_a_sign_gets_a_plain_one(encoding, text, shown, monkeypatch):
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding, newline="\n")
    monkeypatch.setattr(sys, "stdout", stream)
    replace_unencodable()
    stream.write(text)
    stream.flush()
    monkeypatch.undo()
    assert written.getvalue().decode(encoding) == shown


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    for name in ("b.xlsx", "a.xlsx", "[1]a.xlsx", "~$a.xlsx", "c.xls", "d.pdf", "区司法局.xlsx", "区司法局.docx"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "e.xlsx").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (["*.xlsx"], ["[1]a.xlsx", "a.xlsx", "b.xlsx", "区司法局.xlsx"]),
        (["c.xls", "?.xlsx"], ["c.xls", "a.xlsx", "b.xlsx"]),
        (["[1]*.xlsx"], ["[1]a.xlsx"]),
        (["区*.xls?"], ["区司法局.xlsx"]),
        (["[1]a.xlsx", "nowhere.xlsx"], ["[1]a.xlsx", "nowhere.xlsx"]),
    ],
)
def test_a_pattern_is_expanded_in_the_order_of_the_names(given, found, folder):
    assert expand(map(Path, given)) == [Path(each) for each in found]
    assert expand(folder / each for each in given) == [folder / each for each in found]


@pytest.mark.parametrize("pattern", ["*.ods", "nowhere/*.xlsx", "x?.xlsx"])
def test_a_pattern_without_files_stops(pattern, folder, called):
    outcome = called("check", pattern)
    assert (outcome.code, outcome.out) == (2, "")
    assert "no file matches this pattern" in outcome.err
    assert pattern in outcome.err


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["a.xlsx"], ["check", "a.xlsx"]),
        (["C:\\报送\\区司法局.XLSX", "b.xls"], ["check", "C:\\报送\\区司法局.XLSX", "b.xls"]),
        (["--lang", "zh", "a.et"], ["--lang", "zh", "check", "a.et"]),
        (["--lang=zh", "*.csv", "--watch"], ["--lang=zh", "check", "*.csv", "--watch"]),
        (["check", "a.xlsx"], ["check", "a.xlsx"]),
        (["run", "a.xlsx"], ["run", "a.xlsx"]),
        (["chekc", "a.xlsx"], ["chekc", "a.xlsx"]),
        (["nowhere.pdf"], ["nowhere.pdf"]),
        (["--lang"], ["--lang"]),
        ([], []),
    ],
)
def test_a_workbook_alone_is_checked(given, meant):
    assert name_command(given) == meant


def test_any_other_file_alone_is_checked_too_unless_a_command_has_its_name(folder):
    (folder / "run").write_bytes(b"")
    assert name_command(["d.pdf"]) == ["check", "d.pdf"]
    assert name_command(["run"]) == ["run"]
    assert name_command(["."]) == ["."]


def test_a_workbook_alone_is_checked_as_by_the_command(called, tmp_path):
    shutil.copy("inputs/heping/2022Q4/区城市管理委.xls", tmp_path)
    path = str(tmp_path / "区城市管理委.xls")
    options = ("--period", "2022Q4", "--no-annotate")
    alone, by_command = called(path, *options), called("check", path, *options)
    assert (alone.code, alone.out) == (by_command.code, by_command.out)
    assert "Urban Management" in alone.out


def test_a_file_that_excel_holds_says_to_close_it(monkeypatch, tmp_path):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(Refused) as refused:
        _bytes_of(str(path), Limits())
    monkeypatch.undo()
    assert refused.value.flag.advice.en.startswith("Close it in Excel")
    assert "WPS 中关闭" in refused.value.flag.advice.zh


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("区司法局1.xlsx", "区司法局.xlsx"),
        ("区司法局.xls", "区司法局.xlsx"),
        ("区司法局", "区司法局.xlsx"),
        ("区司法居.XLSX", "区司法局.xlsx"),
        ("区司法局1.docx", "区司法局.docx"),
        ("区司法局.pdf", None),
        ("无此单位.xlsx", None),
        ("nowhere/区司法局.xlsx", None),
    ],
)
def test_a_missing_file_names_similar_ones_of_its_kind(asked, near, folder):
    with pytest.raises(Stop) as stopped:
        require_file(Path(asked))
    hint = stopped.value.hint.zh
    assert hint == (f"文件夹里名称相近的文件：{near}" if near else "请检查文件名和文件夹")


@pytest.mark.parametrize(
    "text",
    [
        "2022-10-08",
        "2022年10月8日",
        "2022/10/8",
        "2022.10.08",
        "20221008",
        "二〇二二年十月八日",
        "2022年10月8号",
        "8 Oct 2022",
        "２０２２－１０－０８",
    ],
)
def test_a_day_is_read_in_every_spelling(text):
    assert read_day(text) == date(2022, 10, 8)


@pytest.mark.parametrize("text", ["2022-13-01", "08/10/2022", "22.10.8", "2022年10月", "至今", "", "2022-02-30"])
def test_what_is_no_day_or_may_be_two_is_refused(text):
    with pytest.raises(Stop, match=r"."):
        read_day(text)
