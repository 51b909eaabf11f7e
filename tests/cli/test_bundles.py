"""checker ledger export, verify --bundle and import: a run is proved elsewhere, and a ledger is made again."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from checker.definitions.load import load_pack
from checker.ledger.heads import Head
from checker.ledger.public import publish
from checker.ledger.records import Entry
from checker.ledger.store import open_ledger
from checker.model import Severity
from tests.definitions.small_pack import SMALL

INPUTS = Path("inputs/heping/2022Q4")
EXPORT = ("ledger", "export", "bundle.zip", "--ledger", "ledger.sqlite", "--inputs", str(INPUTS), "--reports", "out")
VERIFY = ("ledger", "verify", "--bundle", "bundle.zip")


@pytest.fixture
def recorded(tmp_path, monkeypatch, given, make, called):
    """A recorded run of two workbooks, and what `checker run` finds from now on."""
    monkeypatch.chdir(tmp_path)
    INPUTS.mkdir(parents=True)
    departments = []
    for code in ("0101", "0102"):
        path = INPUTS / f"{code}.xlsx"
        path.write_bytes(code.encode() * 9)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        department = make.department(code, Severity.RED, Severity.INFO, sha256=sha256)
        flags = (
            make.replace(flag, fingerprint=f"{code}{number:012x}-{number:08x}-{number:08x}")
            for number, flag in enumerate(department.flags)
        )
        departments.append(make.replace(department, flags=tuple(flags)))
    report = make.replace(make.report(*departments), pack="heping", pack_sha256=load_pack("heping").sha256)
    given(report)
    done = called("run", "heping", "2022Q4", "--no-annotate", "--ledger", "ledger.sqlite", "--out", "out")
    assert "recorded in the ledger" in done.err
    return report


def test_a_bundle_is_verified_on_its_own_and_judged_again(recorded, called):
    done = called(*EXPORT)
    assert done.code == 0, done.err
    assert [each.kind for each in open_ledger("ledger.sqlite").entries()] == ["init", "run", "export"]
    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    shutil.move("bundle.zip", elsewhere / "bundle.zip")
    good = called("ledger", "verify", "--bundle", str(elsewhere / "bundle.zip"))
    assert good.code == 0, good.out
    assert good.out.startswith("Intact: 3 entries")
    assert "the workbooks were judged again: every result is the same" in good.out
    chinese = called("ledger", "verify", "--bundle", str(elsewhere / "bundle.zip"), language="zh").out
    assert "工作簿已重新检查，结果与记录完全相同" in chinese


def test_a_run_of_real_workbooks_is_verified_and_judged_again(tmp_path, monkeypatch, called):
    """Of these, one is of nobody on the roster: what was found in it is in the ledger and in report.json, too."""
    samples = Path("inputs/heping/2022Q4").resolve()
    monkeypatch.chdir(tmp_path)
    INPUTS.mkdir(parents=True)
    for name in ("区园林局.xlsx", "区司法局.xlsx"):
        shutil.copy(samples / name, INPUTS / name)
    called("run", "heping", "2022Q4", "--no-annotate", "--ledger", "ledger.sqlite", "--out", "out")
    assert json.loads(Path("out/report.json").read_bytes())["unplaced"]
    assert called(*EXPORT).code == 0
    done = called(*VERIFY)
    assert (done.code, "judged again: every result is the same" in done.out) == (0, True), done.out


def test_another_outcome_is_said(recorded, called, given, make):
    called(*EXPORT)
    first, second = recorded.departments
    given(make.replace(recorded, departments=(first, make.replace(second, flags=second.flags[:1]))))
    done = called(*VERIFY)
    assert (done.code, "judged again, the results differ" in done.out) == (1, True)


def test_missing_workbooks_are_not_judged_again(recorded, called):
    called("run", "heping", "2022Q4", "--ledger", "ledger.sqlite", "--no-annotate")
    (INPUTS / "0102.xlsx").write_bytes(b"corrected since")
    called(*EXPORT)
    with zipfile.ZipFile("bundle.zip") as archive:
        assert "inputs/0101.xlsx" in archive.namelist()
        assert "inputs/0102.xlsx" not in archive.namelist()
    done = called(*VERIFY)
    assert (done.code, "workbooks missing in the bundle: 1" in done.out) == (0, True)


def rewrite(name: str, old: bytes, new: bytes) -> None:
    """Changes a file in the bundle."""
    with zipfile.ZipFile("bundle.zip") as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    with zipfile.ZipFile("bundle.zip", "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("entries.txt", b'"period":"2022Q4"', b'"period":"2022Q3"', "entry 2 was altered"),
        ("items/2.txt", b'"severity":"red"', b'"severity":"info"', "of entry 2 was altered"),
        ("inputs/0101.xlsx", b"0101", b"0109", "the workbook 0101.xlsx is not the one that was checked"),
        ("report/report.json", b'"severity": "red"', b'"severity": "info"', "report.json is not the report of entry 2"),
        (
            "report/report.json",
            b'"period": "2022Q4"',
            b'"period": "2022Q3"',
            "report.json is not the report of entry 2",
        ),
    ],
)
def test_a_change_in_a_bundle_is_found(recorded, called, name, old, new, said):
    called(*EXPORT)
    rewrite(name, old, new)
    done = called(*VERIFY)
    assert done.code == 1
    assert said in done.out.splitlines()[0]


def test_what_is_not_a_bundle_is_refused(recorded, called):
    Path("bundle.zip").write_bytes(b"PK\x03\x04 nothing")
    assert "this is not a bundle of checker" in called(*VERIFY).err
    with zipfile.ZipFile("bundle.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    assert called(*VERIFY).code == 2
    assert called("ledger", "verify", "--bundle", "none.zip").code == 2
    assert called("ledger", "export", "b.zip", "--ledger", "ledger.sqlite", "--run", "99").code == 2


def test_a_ledger_is_made_again_record_by_record(recorded, called):
    called(*EXPORT)
    missing = called("ledger", "import", "bundle.zip", "again.sqlite")
    assert (missing.code, "key" in missing.err, Path("again.sqlite").exists()) == (2, True, False)
    done = called("ledger", "import", "bundle.zip", "again.sqlite", "--key", "ledger.key")
    assert done.code == 0, done.err
    old, new = open_ledger("ledger.sqlite"), open_ledger("again.sqlite", Path("ledger.key"))
    assert list(new.entries())[:3] == list(old.entries())
    assert list(new.items(2)) == list(old.items(2))
    assert new.entry(4).kind == "import"
    assert called("ledger", "verify", "again.sqlite").code == 0
    assert called("ledger", "import", "bundle.zip", "again.sqlite", "--key", "ledger.key").code == 2
    rewrite("entries.txt", b'"period":"2022Q4"', b'"period":"2022Q3"')
    changed = called("ledger", "import", "bundle.zip", "third.sqlite", "--key", "ledger.key")
    assert (changed.code, "entry 2 was altered" in changed.err, Path("third.sqlite").exists()) == (2, True, False)


def test_the_public_version_has_no_rows_and_no_keys(recorded, called):
    assert called("ledger", "export", "public.json", "--ledger", "ledger.sqlite", "--public").code == 0
    text = Path("public.json").read_text()
    document = json.loads(text)
    assert document["head"].splitlines()[1] == "2"
    assert document["departments"][0]["flags"] == {"error": 0, "red": None, "amber": 0, "info": None}
    assert "张" not in text
    assert "fingerprint" not in text


def result(department: str, numerator: int, denominator: int, **more: int | None):
    return {
        "item": "result", "department": department, "indicator": "rate", "clause": "一", "status": "missed",
        "final": True, "target": {"op": "at_least", "value": 1}, "unit": "%", "value": 1, "lower": 1, "upper": 1,
        "attainment": 1, "numerator": numerator, "denominator": denominator, "excluded": 0, "unknown": 0, **more,
    }  # fmt: skip


def shown(*results) -> list[str]:
    """The departments whose figures are published."""

    departments = [{"code": code, "name": code, "state": "accepted", "grade": None, "score": 90} for code in "abc"]
    said = {"tool": "1", "pack": {}, "period": "2022Q4", "as_of": "2022-12-31", "departments": departments}
    run = Entry(2, "", "run", said, "", (), "", "", "0" * 64, "")
    document = publish(run, results, Head("o", 2, "0" * 64))
    parts = [("", document["district"]), *((each["code"], each) for each in document["departments"])]
    for _, part in parts:
        for each in part["results"]:
            figures = {each[name] for name in ("numerator", "denominator", "value", "excluded", "lower")}
            assert (figures == {None}) is each["suppressed"]
    return [code for code, part in parts for each in part["results"] if not each["suppressed"]]


def test_small_numbers_are_suppressed_and_cannot_be_worked_out():
    large = result("a", 30, 40), result("b", 10, 20), result("c", 50, 60)
    assert shown(result("", 90, 120), *large) == ["", "a", "b", "c"]
    assert shown(result("", 90, 120), *large[:2], result("c", 3, 60)) == ["", "a"], "the difference would show c"
    assert shown(result("", 90, 120), *large[:2], result("c", 57, 60)) == ["", "a"], "three failed"
    assert shown(result("", 90, 120), *large[:2], result("c", 50, 60, unknown=1)) == ["", "a"]
    assert shown(result("", 90, 120), large[0], result("b", 1, 8), result("c", 2, 9)) == ["", "a"]
    assert shown(result("", 118, 120), *large) == ["a", "b", "c"]
    assert shown(result("", 0, 0), result("a", 0, 40), result("b", 20, 20)) == ["", "a", "b"], "none and all are no few"


def read_report() -> dict:
    return json.loads(Path("out/report.json").read_text(encoding="utf-8"))


def decide(called) -> None:
    """Dismisses a flag and writes the reports anew: the same inputs add no run."""
    flag = read_report()["departments"][0]["flags"][0]["decision"]["finding"]
    decided = called(
        "decide", flag, "--dismiss", "--reason", "false_alarm", "--by", "李明", "--ledger", "ledger.sqlite"
    )
    assert decided.code == 0, decided.err
    called("run", "heping", "2022Q4", "--no-annotate", "--ledger", "ledger.sqlite", "--out", "out")
    assert read_report()["departments"][0]["flags"][0]["decision"]["holds"] == "dismissed"


def test_what_a_report_says_of_decisions_is_compared_with_those_of_the_ledger(recorded, called):
    called(*EXPORT)
    assert called(*VERIFY).code == 0, "before any decision"
    decide(called)
    called(*EXPORT)
    done = called(*VERIFY)
    assert (done.code, "the workbooks were judged again: every result is the same" in done.out) == (0, True), done.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"holds": "dismissed"', b'"holds": "confirmed"'),
        (b'"holds": "open"', b'"holds": "waived"'),
        ('"by": "李明"'.encode(), '"by": "赵敏"'.encode()),
        (b'"seq": 3', b'"seq": 4'),
        (b'"first": "2022Q4"', b'"first": "2022Q3"'),
    ],
)
def test_a_decision_that_nobody_took_is_found_in_the_report(recorded, called, old, new):
    decide(called)
    called(*EXPORT)
    rewrite("report/report.json", old, new)
    done = called(*VERIFY)
    assert (done.code, "what report.json says of decisions is not what was recorded" in done.out) == (1, True)


def test_another_score_without_settled_rows_is_found(recorded, called):
    decide(called)
    called(*EXPORT)
    rewrite("report/report.json", b'"score_settled": null', b'"score_settled": 99')
    done = called(*VERIFY)
    assert (done.code, "report.json, made again, differs" in done.out) == (1, True)


def test_an_own_pack_is_in_the_bundle(recorded, called, given, make):
    shutil.copytree(SMALL, "packs")
    sha256 = load_pack("packs/demo").sha256
    given(make.replace(recorded, pack="demo", pack_sha256=sha256))
    called("run", "packs/demo", "2022Q4", "--no-annotate", "--ledger", "ledger.sqlite", "--out", "out")
    without = called(*EXPORT)
    assert "the pack that judged the run was not found" in without.err
    for how in ("--pack", "checker.toml"):
        if how == "checker.toml":
            Path("checker.toml").write_text('packs = "packs"\n')
        assert "was not found" not in called(*EXPORT, *(["--pack", "packs/demo"] if how == "--pack" else [])).err
        with zipfile.ZipFile("bundle.zip") as archive:
            assert {"pack/demo/pack.yaml", "pack/tables/cover.yaml"} <= set(archive.namelist())
    shutil.rmtree("packs")
    Path("checker.toml").unlink()
    done = called(*VERIFY)
    assert (done.code, "the workbooks were judged again: every result is the same" in done.out) == (0, True), done.out
