"""checker run --ledger records the run and shows the head; checker ledger begins, verifies and prints heads."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from checker.cli.recording import Recorder
from checker.definitions.packs import Pack
from checker.ledger.store import open_ledger
from checker.model import Severity
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.reporters.report_schema import report_schema
from tests.system import program

PRIVATE = "张三"


@pytest.fixture
def office(tmp_path, monkeypatch, given, make):
    """A folder to work in, where a run finds two departments with flags that quote a name."""
    monkeypatch.chdir(tmp_path)
    Path("inputs/p/2022Q4").mkdir(parents=True)
    departments = (make.department("0101", Severity.RED, Severity.ERROR), make.department("0102", Severity.AMBER))
    given(make.report(*departments))
    return tmp_path


def run(called, *more: str, **options):
    return called("run", "p", "2022Q4", "--no-annotate", "--fail-on", "never", *more, **options)


def test_a_run_is_recorded_and_its_head_is_shown(office, called):
    done = run(called, "--ledger", "ledger.sqlite", "--out", "out")
    assert done.code == 0
    ledger = open_ledger("ledger.sqlite")
    (entry,) = ledger.entries("run")
    assert entry.payload["pack"] == {"id": "p", "version": "1", "sha256": "b" * 64}
    assert [each["code"] for each in entry.payload["departments"]] == ["0101", "0102"]
    assert [each["department"] for each in ledger.items(entry.seq, "flag")] == ["0101", "0101", "0102"]
    assert [each["department"] for each in ledger.items(entry.seq, "checked")] == ["0101", "0102"]
    assert PRIVATE not in "".join(map(str, ledger.items(entry.seq)))
    head = ledger.head().text
    assert "new ledger: ledger.sqlite" in done.err
    assert "recorded in the ledger as entry 2" in done.err
    assert head in done.err.replace("\r", "")
    document = json.loads(Path("out/report.json").read_text())
    Draft202012Validator(report_schema()).validate(document)
    assert (document["run"], document["head"]) == (entry.id, head)
    page = Path("out/report.html").read_text()
    assert all(line in page for line in (entry.id, *head.splitlines()))


def test_the_summary_and_the_marked_copy_show_the_head(office, make):
    from checker.marking.flags_page import make_flags_page
    from checker.reporters.registry import reporters

    department = make.department("0101", Severity.RED)
    report = make.replace(make.report(department), run="7-0f1e2d3c4b5a", head="origin\n7\nhash==\n")
    summary = next(each for each in reporters() if each.file == "summary.xlsx")
    write_files(Path("out"), {"summary.xlsx": summary.render(report, "zh", False)})
    cells = [str(cell.value) for row in load_workbook("out/summary.xlsx").worksheets[0].rows for cell in row]
    assert "台账记录 7-0f1e2d3c4b5a，台账头：origin  7  hash==" in cells
    page = make_flags_page(report, department, "en", None)
    texts = [cell.value for row in page.rows for cell in row if cell is not None]
    assert "Ledger entry 7-0f1e2d3c4b5a, head: origin  7  hash==" in texts


def test_the_same_inputs_are_not_recorded_twice_and_give_the_same_bytes(office, called):
    first = run(called, "--ledger", "ledger.sqlite", "--out", "one")
    again = run(called, "--ledger", "ledger.sqlite", "--out", "two")
    assert "the same inputs were recorded on" in again.err
    assert open_ledger("ledger.sqlite").head().size == 2
    assert first.out == again.out
    for name in ("report.json", "report.html", "flags.csv"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_nothing_is_recorded_if_the_reports_cannot_be_written(office, called):
    run(called, "--ledger", "ledger.sqlite")
    before = open_ledger("ledger.sqlite").head()
    Path("taken").write_text("a file")
    given = run(called, "--ledger", "ledger.sqlite", "--out", "taken", "--as-of", "2022-12-01")
    assert given.code == 2
    assert "can't write to the folder" in given.err
    assert "recorded" not in given.err
    assert open_ledger("ledger.sqlite").head() == before


def refuse(*_: object) -> None:
    raise make_stop("ledger-full")


def test_no_report_is_written_if_the_run_cannot_be_recorded(office, called, monkeypatch):
    run(called, "--ledger", "ledger.sqlite")
    Path("ledger.key").rename("elsewhere.key")
    done = run(called, "--ledger", "ledger.sqlite", "--out", "out")
    assert (done.code, Path("out").exists()) == (2, False)
    assert "the ledger's key" in done.err
    Path("elsewhere.key").rename("ledger.key")
    monkeypatch.setattr("checker.ledger.recording.series_of", lambda payload: object())  # not a run like the last
    monkeypatch.setattr("checker.ledger.store.add_entry", refuse)
    done = run(called, "--ledger", "ledger.sqlite", "--out", "out")
    assert (done.code, Path("out").exists()) == (2, False)
    assert "the disk is full" in done.err
    assert open_ledger("ledger.sqlite").head().size == 2


def test_a_ledger_is_begun_and_verified(office, called):
    begun = called("ledger", "init", "books/a.sqlite", "--origin", "example.cn/a", "--sm3")
    assert (begun.code, begun.out.splitlines()[:2]) == (0, ["example.cn/a", "1"])
    assert "keep a copy of it elsewhere" in begun.err
    again = called("ledger", "init", "books/a.sqlite")
    assert (again.code, again.out) == (2, "")
    assert called("ledger", "head", "books/a.sqlite").out == begun.out
    assert called("ledger", "head", "books/a.sqlite", "--out", "head.txt").out == ""
    run(called, "--ledger", "books/a.sqlite")
    done = called("ledger", "verify", "books/a.sqlite", "--head", "head.txt")
    assert done.code == 0
    assert (
        done.out.splitlines()[0] == "Intact: 2 entries and 17 items, each as it was recorded"
    )  # 2 checked, 3 flags, 12 columns of their index
    assert done.out.splitlines()[-1] == "It goes on from all earlier heads given (1)"
    chinese = called("ledger", "verify", "books/a.sqlite", language="zh").out
    assert chinese.startswith("台账完整：2 条记录、17 个明细")
    assert "没有用早先的台账头对照" in chinese


def test_verifying_says_what_was_changed(office, called):
    run(called, "--ledger", "ledger.sqlite")
    with sqlite3.connect("ledger.sqlite") as connection:
        connection.execute("UPDATE ledger_items SET payload = replace(payload, 'V301', 'V302') WHERE n = 15")
    connection.close()
    done = called("ledger", "verify", "ledger.sqlite")
    assert done.code == 1
    assert done.out.splitlines()[0] == "Changed: item 15 of entry 2 was altered"
    document = json.loads(called("ledger", "verify", "ledger.sqlite", "--format", "json").out)
    assert document["damage"] == {
        "what": "altered",
        "entry": 2,
        "item": 15,
        "message": {"zh": "第 2 条记录的第 15 个明细被改过", "en": "item 15 of entry 2 was altered"},
    }


def test_a_signature_beside_a_head_is_checked(office, called):
    tool = program("ssh-keygen", "openssh-client")
    called("ledger", "init", "ledger.sqlite")
    called("ledger", "head", "ledger.sqlite", "--out", "head.txt")
    subprocess.run([tool, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "signing"], check=True)
    sign = [tool, "-q", "-Y", "sign", "-n", "checker-ledger", "-f", "signing", "head.txt"]
    subprocess.run(sign, check=True, capture_output=True)
    Path("signers").write_text("auditor@example.cn " + Path("signing.pub").read_text())
    verify = ("ledger", "verify", "ledger.sqlite", "--head", "head.txt")
    assert "who signed was not checked" in called(*verify).out
    good = called(*verify, "--signers", "signers")
    assert good.code == 0
    assert "signed by auditor@example.cn" in good.out
    Path("nobody").write_text("")
    stranger = called(*verify, "--signers", "nobody")
    assert (stranger.code, "is not among the allowed signers" in stranger.out) == (1, True)
    run(called, "--ledger", "ledger.sqlite")
    shutil.copy("head.txt.sig", "later.txt.sig")
    called("ledger", "head", "ledger.sqlite", "--out", "later.txt")
    other = called("ledger", "verify", "ledger.sqlite", "--head", "later.txt", "--signers", "signers")
    assert (other.code, "the signature is not that of the head" in other.out) == (1, True)


def test_a_lost_key_can_be_replaced(office, called):
    run(called, "--ledger", "ledger.sqlite")
    refused = called("ledger", "init", "ledger.sqlite", "--new-key")
    assert (refused.code, "the key is not lost" in refused.err) == (2, True)
    Path("ledger.key").unlink()
    assert called("ledger", "verify", "ledger.sqlite").code == 0
    assert called("ledger", "init", "ledger.sqlite", "--new-key").code == 0
    ledger = open_ledger("ledger.sqlite")
    assert [each.kind for each in ledger.entries()] == ["init", "run", "key"]
    assert ledger.keyed("x").startswith(ledger.entry(3).key)
    assert called("ledger", "verify", "ledger.sqlite").code == 0


def test_without_a_ledger_the_commands_say_so(office, called):
    done = called("ledger", "verify")
    assert (done.code, "does not say which ledger" in done.err) == (2, True)
    missing = called("ledger", "verify", "none.sqlite")
    assert (missing.code, "there is no ledger here" in missing.err) == (2, True)
    assert not Path("none.sqlite").exists()
    wrong = called("ledger", "verify", "mysql://host/db")
    assert (wrong.code, "is not the address of a ledger" in wrong.err) == (2, True)
    hidden = called("ledger", "verify", "mysql://me:secret@host/db")
    assert "secret" not in hidden.err


def test_a_stop_is_raised_where_the_engine_fails(office, called, given):
    given(make_stop("no-workbooks"))
    assert run(called, "--ledger", "ledger.sqlite").code == 2
    assert not Path("ledger.sqlite").exists(), "no ledger is begun for a run that failed"


def test_a_key_that_others_can_read_gets_a_warning(office, called):
    assert "chmod" not in run(called, "--ledger", "ledger.sqlite").err
    Path("ledger.key").chmod(0o640)
    assert "chmod 600 ledger.key" in run(called, "--ledger", "ledger.sqlite").err.replace("\n", " ")
    Path("ledger.key").chmod(0o600)
    assert "chmod" not in run(called, "--ledger", "ledger.sqlite").err


def no_pack() -> Pack:
    raise AssertionError("no row was dismissed or waived")


def test_of_two_runs_at_once_the_second_follows_the_first(office, make):
    """The second has judged its workbooks before the first is recorded, and waits for its turn."""
    report = make.report(make.department("0101", Severity.RED, Severity.ERROR))
    restated = make.replace(report, as_of=date(2023, 1, 5))
    with Recorder("ledger.sqlite", None, no_pack, "en")(make.report()):
        pass

    def record_second() -> None:
        with Recorder("ledger.sqlite", None, no_pack, "en")(restated):
            pass

    second = Thread(target=record_second)
    with Recorder("ledger.sqlite", None, no_pack, "en")(report):
        second.start()
        second.join(timeout=2)
        assert second.is_alive(), "it waits for its turn"
    second.join(timeout=60)
    ledger = open_ledger("ledger.sqlite")
    _, first, last = ledger.entries("run")
    flags = [list(ledger.items(run.seq, "flag")) for run in (first, last)]
    assert [{each["state"] for each in found} for found in flags] == [{"new"}, {"persisting"}]
