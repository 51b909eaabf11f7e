"""check and run: what is asked for, what is printed where, what is written, with what they exit."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from checker.errors import Stop
from checker.model import Fault, Severity, State
from checker.reporters.report_schema import report_schema
from checker.text.bilingual import Text

ERROR, RED, AMBER, INFO = Severity.ERROR, Severity.RED, Severity.AMBER, Severity.INFO


def test_check_hands_on_what_the_options_say(called, given, make):
    asked = given(make.report(make.department("a")))
    called(
        "check", "a.xlsx", "b.xlsx", "--pack", "p", "--period", "2022Q4", "--department", "d", "--as-of", "2022-11-30"
    )
    assert asked == [([Path("a.xlsx"), Path("b.xlsx")], "p", "2022Q4", "d", date(2022, 11, 30))]


def test_check_leaves_open_what_no_option_says(called, given, make):
    asked = given(make.report(make.department("a")))
    called("check", "a.xlsx")
    assert asked == [([Path("a.xlsx")], None, None, None, None)]


@pytest.mark.parametrize(
    ("arguments", "inputs"),
    [
        (["heping", "2022Q4"], "inputs/heping/2022Q4"),
        (["heping", "2022年第四季度"], "inputs/heping/2022Q4"),
        (["packs/mine", "2022H2"], "inputs/mine/2022H2"),
        (["heping", "2022Q4", "elsewhere"], "elsewhere"),
    ],
)
def test_run_looks_for_the_workbooks_by_pack_and_period(called, given, make, arguments, inputs):
    asked = given(make.report(make.department("a")))
    assert called("run", *arguments, "--workers", "3").code == 0
    assert [each[:5] for each in asked] == [(arguments[0], arguments[1], Path(inputs), None, 3)]


@pytest.mark.parametrize(
    ("command", "fail_on", "code"),
    [
        (command, fail_on, code)
        for command, default in (("check", "red"), ("run", "error"))
        for fail_on, code in (
            (None, {"red": 1, "error": 0}[default]),
            ("error", 0),
            ("red", 1),
            ("amber", 1),
            ("info", 1),
            ("never", 0),
        )
    ],
)
def test_exit_code_of_a_red_flag(called, given, make, command, fail_on, code):
    given(make.report(make.department("a"), make.department("b", RED)))
    words = ["x.xlsx"] if command == "check" else ["p", "2022Q4"]
    assert called(command, *words, *(["--fail-on", fail_on] if fail_on else [])).code == code


@pytest.mark.parametrize(("severity", "code"), [(ERROR, 1), (RED, 1), (AMBER, 0), (INFO, 0)])
def test_check_fails_on_error_and_red_by_default(called, given, make, severity, code):
    given(make.report(make.department("a", severity)))
    assert called("check", "a.xlsx").code == code


def test_a_flag_of_the_district_counts_too(called, given, make):
    given(make.replace(make.report(make.department("a")), district_flags=(make.speaking(ERROR),)))
    assert called("run", "p", "2022Q4").code == 1


def test_one_unread_workbook_is_a_finding_and_none_read_is_no_run(called, given, make):
    unread = make.department("b", ERROR, state=State.REJECTED, sha256="")
    missing = make.department("c", state=State.MISSING, sha256="")
    given(make.report(make.department("a"), unread, missing))
    assert called("run", "p", "2022Q4").code == 1
    given(make.report(unread, missing))
    assert called("run", "p", "2022Q4", "--fail-on", "never").code == 2
    given(make.report(missing))
    assert called("run", "p", "2022Q4").code == 0


def test_a_workbook_that_was_read_and_rejected_is_a_finding(called, given, make):
    given(make.report(make.department("a", ERROR, state=State.REJECTED)))
    assert called("check", "a.xlsx").code == 1


def test_a_fault_is_told_on_stderr_and_exits_2(called, given, make):
    faults = (Fault("checker/judge.py:7", "KeyError"),)
    given(make.replace(make.report(make.department("a")), faults=faults))
    done = called("check", "a.xlsx", "--fail-on", "never")
    assert done.code == 2
    assert "Fault: KeyError (checker/judge.py:7)" in done.err
    assert "Fault" not in done.out
    done = called("check", "a.xlsx", "--format", "json")
    assert json.loads(done.out)["faults"] == [{"where": "checker/judge.py:7", "error": "KeyError"}]


def test_selected_codes_decide_the_exit_code(called, given, make):
    given(make.report(make.department("a", ERROR)))
    assert called("check", "a.xlsx").code == 1
    assert called("check", "a.xlsx", "--ignore", "v3").code == 0
    assert called("check", "a.xlsx", "--select", "C,T6").code == 0
    assert called("check", "a.xlsx", "--select", "V301").code == 1


def test_a_code_that_does_not_exist_hides_nothing(called, given, make):
    given(make.report(make.department("a", ERROR)))
    done = called("check", "a.xlsx", "--ignore", "V3O1")
    assert done.code == 2
    assert "no code begins with “V3O1”" in done.err
    assert "similar codes: V3" in done.err


def test_json_is_one_document_on_stdout_and_nothing_else(called, given, make):
    given(make.report(make.department("a", ERROR)))
    done = called("check", "a.xlsx", "--format", "json", language="zh")
    document = json.loads(done.out)
    jsonschema.validate(document, report_schema())
    assert document["departments"][0]["flags"][0]["message"]["zh"] == "张**填错了"
    assert done.err == ""
    assert done.bytes.endswith(b"}\n")
    assert b"\r" not in done.bytes


def test_csv_on_stdout_is_the_file_byte_for_byte(called, given, make, tmp_path):
    given(make.report(make.department("a", ERROR)))
    done = called("check", "a.xlsx", "--format", "csv", "--out", str(tmp_path))
    assert done.bytes == (tmp_path / "flags.csv").read_bytes()
    assert done.bytes.startswith(b"\xef\xbb\xbfdepartment_code,")


def test_out_writes_every_document_and_says_so_on_stderr(called, given, make, tmp_path):
    given(make.report(make.department("a", ERROR)))
    folder = tmp_path / "new"
    done = called("check", "a.xlsx", "--out", str(folder), language="zh")
    names = ["flags.csv", "report.html", "report.json", "rows.csv"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "manifest.json"])
    assert done.err == f"已写入 {'、'.join(str(folder / name) for name in names)}\n"
    assert (folder / "report.json").read_bytes() == called("check", "a.xlsx", "--format", "json").bytes


def test_a_folder_that_cannot_be_written_stops_the_run(called, given, make, tmp_path):
    given(make.report(make.department("a")))
    (tmp_path / "file").write_bytes(b"")
    done = called("check", "a.xlsx", "--out", str(tmp_path / "file"))
    assert done.code == 2
    assert done.err.startswith("Cannot go on: can't write to the folder: ")
    assert "Ready to submit" in done.out, "what was found is not lost"
    stopped = json.loads(called("check", "a.xlsx", "--out", str(tmp_path / "file"), "--format", "json").out)
    assert stopped["stopped"]["reference"] == "cannot-write"


def test_reveal_shows_and_says_that_it_does(called, given, make):
    given(make.report(make.department("a", ERROR)))
    masked, revealed = called("check", "a.xlsx"), called("check", "a.xlsx", "--reveal")
    assert "张**" in masked.out
    assert "张三" not in masked.out + masked.err
    assert "张三" in revealed.out
    assert "--reveal" in revealed.err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--as-of", "12.31", "“12.31” is not a date"),
        ("--workers", "0", "“0” is not a number of processes"),
        ("--workers", "two", "“two” is not a number of processes"),
    ],
)
def test_a_value_that_cannot_be_read_is_answered(called, given, make, option, value, said):
    given(make.report(make.department("a")))
    done = called("run", "p", "2022Q4", option, value)
    assert done.code == 2
    assert done.err.splitlines()[:2] == [f"Cannot go on: {said}", f"  Where: {option}"]


def test_there_is_no_progress_bar_where_nobody_watches(called, given, make):
    given(make.report(make.department("a")))
    assert called("run", "p", "2022Q4").err == ""


def test_a_stop_is_told_in_both_languages_and_as_json(called, given):
    given(
        Stop(
            "which",
            Text(zh="哪个包", en="which pack"),
            context="a\x1b.xlsx",
            hint=Text(zh="选\n一个", en="choose\none"),
        )
    )
    assert called("check", "a.xlsx", language="zh").err == "无法继续：哪个包\n  位置：a␛.xlsx\n  怎么办：选\n    一个\n"
    done = called("check", "a.xlsx", "--format", "json")
    assert done.err == "Cannot go on: which pack\n  Where: a␛.xlsx\n  What to do: choose\n    one\n"
    assert json.loads(done.out) == {
        "format": "checker-failure/1",
        "stopped": {
            "reference": "which",
            "message": {"zh": "哪个包", "en": "which pack"},
            "context": "a␛.xlsx",
            "hint": {"zh": "选\n一个", "en": "choose\none"},
        },
        "faults": [],
    }
    assert done.code == 2


def test_a_bug_is_a_fault_that_tells_no_value(called, given, monkeypatch):
    monkeypatch.delenv("CHECKER_DEBUG", raising=False)
    given(KeyError("张三"))
    done = called("check", "a.xlsx", language="zh")
    assert done.code == 2
    assert done.err.startswith("故障：KeyError (checker/cli/check.py:")
    assert "不是数据的问题" in done.err
    assert "张三" not in done.err
    assert "Traceback" not in done.err
    assert json.loads(called("check", "a.xlsx", "--format", "json").out)["faults"][0]["error"] == "KeyError"


@pytest.mark.parametrize("by_option", [True, False])
def test_a_bug_shows_its_traceback_when_asked_to(called, given, monkeypatch, by_option):
    given(KeyError("x"))
    if not by_option:
        monkeypatch.setenv("CHECKER_DEBUG", "1")
    done = called("check", "a.xlsx", *(["--debug"] if by_option else []))
    assert "Traceback (most recent call last)" in done.err
    assert done.code == 2


def test_an_interrupt_is_quiet(called, given):
    given(KeyboardInterrupt())
    done = called("check", "a.xlsx")
    assert (done.code, done.out, done.err) == (130, "", "")


def test_the_version_is_told(called):
    assert called("--version").out == "checker 0.1.0\n"


@pytest.mark.parametrize(("language", "word"), [("zh", "正在检查"), ("en", "Checking")])
def test_a_progress_bar_is_shown_on_stderr_where_somebody_watches(called, given, make, monkeypatch, language, word):
    given(make.report(make.department("a")))
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = called("run", "p", "2022Q4", language=language)
    assert done.code == 0
    assert word in done.err
    assert "1/2" in done.err
    assert "a.xlsx" in done.err
    assert word not in done.out
