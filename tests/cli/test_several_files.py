"""Several files of one department on the command line: they are settled as in a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.intake.test_several_files import lay

ASKED = ("--pack", "heping", "--period", "2022Q4")
PARTS = {"区司法局1.xlsx": {"hours": 20}, "区司法局2.xlsx": {"replies": 12}}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()


def report_of(called, *words: str):
    done = called("check", *words, *ASKED, "--format", "json", "--no-annotate")
    return json.loads(done.out), done.err


def test_parts_that_are_checked_together_are_one_submission(called) -> None:
    lay(Path(), {"whole.xlsx": {"hours": 20, "replies": 12}, **PARTS})
    (whole,), (joined,) = (
        report_of(called, *files)[0]["departments"] for files in (("whole.xlsx",), ("区司法局1.xlsx", "区司法局2.xlsx"))
    )
    assert joined["results"] == whole["results"]
    assert joined["score"] == whole["score"]
    assert [each["code"] for each in joined["flags"] if each["code"] != "W282"] == [
        each["code"] for each in whole["flags"]
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_copies_count_once_and_are_said_also_with_one_name_in_two_folders(called, language) -> None:
    Path("a").mkdir()
    lay(Path(), {"区司法局.xlsx": {"hours": 20}, "a/区司法局.xlsx": {"same": "区司法局.xlsx"}})
    report, said = report_of(called, "区司法局.xlsx", "a/区司法局.xlsx", "--lang", language)
    (department,) = report["departments"]
    assert (department["file"], department["state"] != "rejected") == ("区司法局.xlsx", True)
    assert [each["file"] for each in report["unread"]] == ["a/区司法局.xlsx"]
    assert "a/区司法局.xlsx" in said
    called("check", "区司法局.xlsx", "a/区司法局.xlsx", *ASKED)
    assert [path.name for path in Path().rglob("*.checked.xlsx")] == ["区司法局.checked.xlsx"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_versions_are_asked_about_without_an_option_that_check_lacks(called, language) -> None:
    lay(Path(), {"a.xlsx": {"hours": 20}, "b.xlsx": {"hours": 30}})
    report, _ = report_of(called, "a.xlsx", "b.xlsx", "--lang", language)
    (department,) = report["departments"]
    assert [each["code"] for each in department["flags"]] == ["W244", "W280"]
    assert "--use" not in department["flags"][0]["expected"][language]


@pytest.mark.parametrize(
    "files",
    [
        PARTS,
        {"区司法局.xlsx": {"hours": 20}, "1月6日/区司法局(1).xlsx": {"same": "区司法局.xlsx"}},
        {"区司法局.xlsx": {"hours": 20}, "区司法局三季度.xlsx": {"hours": 1, "period": "2022Q3"}},
        {"区司法局.xlsx": {"hours": 20}, "区司法局盖章.xlsx": {"raw": "%PDF-1.7"}},
        {"报表.xlsx": {"hours": 20}, "区法制办.xlsx": {"replies": 12}, "区财政局.xlsx": {"hours": 3}},
        {"a.zip/报表.xlsx": {"hours": 20}, "b/空白.xlsx": {"blank": True}},
    ],
    ids=["parts", "copies", "an earlier period", "a scan", "parts that their covers place", "a zip, and a blank one"],
)
def test_explain_takes_the_files_that_a_run_takes(called, files) -> None:
    whose = {name: {"department": "区财政局"} if name == "区财政局.xlsx" else {} for name in files}
    lay(Path("in"), {name: {**files[name], **whose[name]} for name in files})
    done = called("explain", "区司法局", "执法人员培训!D2", *ASKED, "--inputs", "in")
    assert (done.code, done.err) == (0, "")
    assert "20" in done.out


def test_explain_takes_several_files_of_one_department(called) -> None:
    lay(Path("in"), {**PARTS, "区财政局.xlsx": {"hours": 3, "department": "区财政局"}})
    one, two, other = "in/区司法局1.xlsx", "in/区司法局2.xlsx", "in/区财政局.xlsx"
    for cell in ("执法人员培训!D2", "政府信息公开申请!E2"):
        done = called("explain", one, two, cell, *ASKED)
        assert (done.code, done.err) == (0, "")
    for words in ((one, other), (one, "in/区司法局3.xlsx"), (one, "区司法局")):
        done = called("explain", *words, "执法人员培训!D2", *ASKED)
        assert (done.code, done.out, done.err[:12]) == (2, "", "Cannot go on")


def test_explain_settles_the_files_that_it_is_given_as_a_run_does(called) -> None:
    lay(Path("in"), {"区司法局.xlsx": {"hours": 20}, "三季度.xlsx": {"hours": 1, "period": "2022Q3"}})
    done = called("explain", "in/区司法局.xlsx", "in/三季度.xlsx", "执法人员培训!D2", *ASKED)
    assert (done.code, done.err) == (0, "")
