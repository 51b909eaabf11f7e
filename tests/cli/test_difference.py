"""checker indicators diff: what differs, whose results that changes, and with what the program exits."""

import json
import shutil
import sys
from types import SimpleNamespace

import pytest

from checker.model import State
from checker.text.bilingual import Text

from ..definitions.small_pack import SMALL

DEMO = str(SMALL / "demo")


@pytest.fixture
def other(tmp_path):
    """A copy of the small pack: another weight, and an indicator and a grade less."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)

    def change(name, old, new):
        path = folder / "demo" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    change("sums.yaml", "weight: 10", "weight: 15")
    change("register.yaml", "[lectures, reviews, fall]", "[lectures, reviews]")
    (folder / "demo" / "fall.yaml").unlink()
    return str(folder / "demo")


def lines(page):
    return [line.rstrip() for line in page.splitlines()]


def test_nothing_differs(called, tmp_path):
    done = called("indicators", "diff", DEMO, DEMO)
    assert (done.code, lines(done.out)) == (0, ["The two versions are identical"])
    assert called("indicators", "diff", DEMO, DEMO, language="zh").out.strip() == "两个版本完全相同"
    shutil.copytree(SMALL, tmp_path / "small")
    with (tmp_path / "small" / "demo" / "sums.yaml").open("a", encoding="utf-8") as file:
        file.write("# nothing else\n")
    done = called("indicators", "diff", DEMO, str(tmp_path / "small" / "demo"))
    assert (done.code, lines(done.out)) == (
        0,
        ["The two versions mean the same; only comments, spacing and the like differ"],
    )


def test_says_in_words_what_differs(called, other):
    done = called("indicators", "diff", DEMO, other)
    assert done.code == 1
    assert lines(done.out) == [
        "Indicator Fewer cases  fall",
        "  removed",
        "Indicator Sum in dispute  sums",
        "  Scoring",
        "    - Its weight is 10, earned in full when the target is met; from 120 10k yuan down it earns 50%.",
        "    + Its weight is 15, earned in full when the target is met; from 120 10k yuan down it earns 50%.",
        "Requirement Caseload  caseload",
        "  Indicators",
        "    - lectures, reviews, fall",
        "    + lectures, reviews",
    ]
    back = called("indicators", "diff", other, DEMO, language="zh")
    assert lines(back.out)[:2] == ["指标 发案量下降  fall", "  新增"]


def test_json_carries_both_versions_and_every_difference(called, other):
    done = called("indicators", "diff", DEMO, other, "--format", "json")
    document = json.loads(done.out)
    assert done.code == 1
    assert document["old"]["pack"] == document["new"]["pack"] == "demo"
    assert document["old"]["sha256"] != document["new"]["sha256"]
    assert document["results"] is None
    assert document["changes"][0] == {
        "of": "indicator",
        "id": "fall",
        "name": {"zh": "发案量下降", "en": "Fewer cases"},
        "part": None,
        "before": {"zh": "发案量下降", "en": "Fewer cases"},
        "after": None,
    }
    assert [each["id"] for each in document["changes"]] == ["fall", "sums", "caseload"]


@pytest.fixture
def judged(monkeypatch, make):
    """Puts two reports in place of two runs; gives the list of what was run."""

    def put(before, after):
        asked = []

        def run(pack, period, inputs):
            asked.append((pack, period, str(inputs)))
            return before if len(asked) == 1 else after

        monkeypatch.setitem(sys.modules, "checker.engine.batch", SimpleNamespace(run=run))
        return asked

    return put


def test_with_workbooks_it_tells_whose_results_change(called, judged, make, other):
    asked = judged(
        make.report(make.department("张三局"), make.department("b")),
        make.report(make.department("张三局", state=State.REJECTED), make.department("b")),
    )
    done = called("indicators", "diff", DEMO, other, "--inputs", "folder", "--period", "2022Q4")
    assert asked == [(DEMO, "2022Q4", "folder"), (other, "2022Q4", "folder")]
    assert done.code == 1
    at = lines(done.out).index("Results that change")
    assert lines(done.out)[at + 1 :] == [
        "张三局 bureau  张三局",
        "  Score and grade",
        "    - accepted, 90, -",
        "    + rejected, 90, -",
    ]


def test_results_alone_exit_with_findings_and_none_with_none(called, judged, make):
    one = make.report(make.department("a"))
    judged(one, make.report(make.replace(make.department("a"), grade=Text("好", "Good"))))
    arguments = ["indicators", "diff", DEMO, DEMO, "--inputs", "x", "--period", "2022", "--format", "json"]
    done = called(*arguments)
    assert done.code == 1
    assert json.loads(done.out)["results"] == [
        {
            "code": "a",
            "department": {"zh": "a局", "en": "a bureau"},
            "indicator": "",
            "name": {"zh": "总分和等次", "en": "Score and grade"},
            "before": {"zh": "已接收，90 分，-", "en": "accepted, 90, -"},
            "after": {"zh": "已接收，90 分，好", "en": "accepted, 90, Good"},
        }
    ]
    judged(one, one)
    done = called(*arguments[:-2], language="zh")
    assert (done.code, lines(done.out)[-1]) == (0, "各单位的结果都不变")


@pytest.mark.parametrize(("given", "missing"), [(["--inputs", "x"], "--period"), (["--period", "2022Q4"], "--inputs")])
def test_inputs_and_period_go_together(called, given, missing):
    done = called("indicators", "diff", DEMO, DEMO, *given)
    assert done.code == 2
    assert f"{missing} is missing" in done.err


def test_a_pack_that_is_not_there_stops(called):
    assert called("indicators", "diff", DEMO, "nowhere").code == 2


def test_real_workbooks_are_judged_by_both_versions(called, tmp_path, monkeypatch):
    monkeypatch.undo()
    from openpyxl import Workbook

    shutil.copytree(SMALL, tmp_path / "small")
    path = tmp_path / "small" / "demo" / "sums.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at_most: 100", "at_most: 50"), encoding="utf-8")
    (tmp_path / "inputs").mkdir()
    book = Workbook()
    cover = book.active
    cover.title = "封面"
    cover.append(["单位", "区司法局"])
    cover.append(["报送期", "2022Q4"])
    cases = book.create_sheet("案件")
    cases.append(["案号", "立案日期", "开庭日期", "负责人是否出庭", "案件类别", "标的额", "是否胜诉"])
    cases.append(["A1", "2022-08-01", None, None, "一般案件", 60, "否"])
    book.save(tmp_path / "inputs" / "区司法局.xlsx")
    new = str(tmp_path / "small" / "demo")
    done = called("indicators", "diff", DEMO, new, "--inputs", str(tmp_path / "inputs"), "--period", "2022Q4")
    assert done.code == 1
    shown = lines(done.out)
    at = shown.index("  Sum in dispute  sums")
    assert shown[at + 1].startswith("    - met, 60 10k yuan, target ≤ 100 10k yuan")
    assert shown[at + 2].startswith("    + missed, 60 10k yuan, target ≤ 50 10k yuan")
