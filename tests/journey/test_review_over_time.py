"""Three quarters of two packs in one ledger, reviewed in all places, restated, sampled and verified.

What has to be found follows from what is typed into the workbooks here: each application is answered in time or late,
and each quarter changes what its function says.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from checker.model import Language
from checker.model.decisions import Kind, Reason
from checker.review.words import KINDS, REASONS
from checker.sampling.form import YES
from tests.journey.auditor import Auditor, Row, fill_in, save_page_file, write_workbook
from tests.system import libreoffice

JUSTICE, MARKET, WATER = "区司法局", "区市场监管局", "区水利局"
#: Twenty working days after 14 February 2022 is 14 March.
RECEIVED, IN_TIME = date(2022, 2, 14), date(2022, 3, 4)


def application(number: str, replied_on: date = IN_TIME, extended: str = "否", matter: str = "资料") -> Row:
    return {
        **{"application_no": number, "matter": matter, "received_on": RECEIVED, "extended": extended},
        **{"replied_on": replied_on, "valid_application": "是"},
    }


def late(number: str, day: int) -> Row:
    return application(number, date(2022, 5, day))


def first_rows() -> list[Row]:
    """Five late ones, eighteen in time, and a word that is neither yes nor no in five rows: A-2, the twins A-3, which
    only what was asked for tells apart, and the twins E-1, which nothing does.
    """
    twins = [application("A-3", extended="大概", matter=each) for each in ("丙事", "丁事")]
    twins += [{**application("E-1", extended="大概"), "valid_application": "否"}] * 2
    lates = [late(f"A-{number}", number) for number in (4, 5, 6, 7)]
    good = [application(f"G-{number:02}") for number in range(1, 19)]
    return [late("A-1", 1), application("A-2", extended="大概"), *twins, *lates, *good]


def submit(period: str, department: str, rows: list[Row]) -> None:
    write_workbook(Path(f"inputs/heping/{period}/{department}.xlsx"), "heping", department, "disclosure", rows)


@pytest.fixture
def auditor(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Auditor:
    monkeypatch.chdir(tmp_path)
    return Auditor("zh", capfd)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_three_quarters_of_two_packs(auditor: Auditor, language: Language) -> None:
    auditor.language = language
    run_first_quarter(auditor)
    decide_in_the_command(auditor)
    decide_in_the_workbook(auditor)
    decide_on_the_page(auditor)
    decide_on_the_screen(auditor)
    restate_first_quarter(auditor)
    run_second_quarter(auditor)
    watch_the_days(auditor)
    run_third_quarter(auditor)
    run_the_other_pack(auditor)
    draw_a_sample(auditor)
    prove_it_elsewhere(auditor)
    verify_the_ledger(auditor)


def run_first_quarter(auditor: Auditor) -> None:
    submit("2022Q2", JUSTICE, first_rows())
    submit("2022Q2", MARKET, [late("B-1", 20)])
    auditor.run("heping", "2022Q2")
    auditor.call("ledger", "head", "ledger.sqlite", "--out", "first.head")
    assert auditor.states("M501") == dict.fromkeys(["A-1", "A-4", "A-5", "A-6", "A-7", "B-1"], ("new", "open"))
    assert [each["cell"] for each in auditor.flags("--code", "V312")] == ["D3", "D4", "D5", "D6", "D7"]


def decide_in_the_command(auditor: Auditor) -> None:
    """Dismisses A-1, B-1 and the first row of either twins; what may not be recorded is refused."""
    ref, dismiss = auditor.ref("M501", "A-1"), ("--dismiss", "--by", "李明")
    auditor.ask("decide", ref, *dismiss, code=2)
    assert "--reason" in auditor.err
    auditor.ask("decide", ref, *dismiss, "--reason", "accepted_until", code=2)
    auditor.ask("decide", ref, "--confirm", "--dismiss", "--by", "李明", code=2)
    auditor.ask("decide", "0000", *dismiss, "--reason", "false_alarm", code=2)
    auditor.ask("decide", ref, *dismiss, "--reason", "false_alarm")
    auditor.ask("decide", "--where", "code=M501 key=B-1", *dismiss, "--reason", "evidence_seen")
    twins = [each["finding"] for each in auditor.flags("--code", "V312") if each["cell"] in ("D4", "D6")]
    auditor.ask("decide", *twins, *dismiss, "--reason", "false_alarm", "--yes")
    assert auditor.open("M501", "2022-07-10") == {"A-4", "A-5", "A-6", "A-7"}
    assert [each["cell"] for each in auditor.flags("--code", "V312")] == ["D3", "D5", "D7"]


def said_in_the_workbook(language: Language) -> list[tuple[str, dict[str, Any]]]:
    """A waiver until the end of September for A-4, a rectification by the end of August for A-5."""
    waiver = {"decision": KINDS[Kind.WAIVE].of(language), "reason": REASONS[Reason.ACCEPTED_UNTIL].of(language)}
    plan = {"decision": KINDS[Kind.PLAN].of(language), "text": "补发答复", "person": "王芳"}
    return [
        ("A-4", {**waiver, "until": date(2022, 9, 30), "by": "李明"}),
        ("A-5", {**plan, "due": date(2022, 8, 31), "by": "李明"}),
    ]


def decide_in_the_workbook(auditor: Auditor) -> None:
    auditor.ask("flags", "--code", "M501", "--format", "xlsx", "--out", "review.xlsx", code=1)
    fill_in(Path("review.xlsx"), auditor.language, said_in_the_workbook(auditor.language))
    auditor.ask("decisions", "import", "review.xlsx")
    assert auditor.states("M501")["A-4"] == ("new", "requested")
    assert auditor.states("M501")["A-5"] == ("new", "planned")
    before = auditor.call("ledger", "head", "ledger.sqlite")
    auditor.ask("decisions", "import", "review.xlsx")
    assert auditor.call("ledger", "head", "ledger.sqlite") == before, "imported twice, recorded once"
    auditor.ask("decide", auditor.ref("M501", "A-4"), "--approve", "--by", "李 明", code=2)


def decide_on_the_page(auditor: Auditor) -> None:
    """Approves the waiver of A-4 and remarks on A-7; another person's file and another period's are refused."""
    run = json.loads(auditor.ask("flags", "--format", "json", code=1))["run"]
    approved = {"ref": auditor.ref("M501", "A-4"), "decision": "approve"}
    said = [approved, {"ref": auditor.ref("M501", "A-7"), "decision": "comment", "text": "等补证"}]
    for by, period, wrong in (("李 明", "2022Q2", True), ("赵敏", "2022Q3", True), ("赵敏", "2022Q2", False)):
        save_page_file(Path("page.json"), run=run, period=period, entries=said, by=by)
        auditor.ask("decisions", "import", "page.json", code=2 if wrong else 0)
        assert auditor.states("M501")["A-4"] == ("new", "requested" if wrong else "waived")
    before = auditor.call("ledger", "head", "ledger.sqlite")
    auditor.ask("decisions", "import", "page.json")
    assert auditor.call("ledger", "head", "ledger.sqlite") == before, "imported twice, recorded once"
    taken = json.loads(auditor.ask("decisions", "list", "--format", "json"))["decisions"]
    assert [each["text"] for each in taken if each["decision"] == "comment"] == ["等补证"]


def decide_on_the_screen(auditor: Auditor) -> None:
    auditor.press("code=M501 key=A-6", "2022-07-10", "c")
    assert auditor.states("M501")["A-6"] == ("new", "confirmed")
    assert auditor.open("M501", "2022-07-10") == {"A-7"}


def restate_first_quarter(auditor: Auditor) -> None:
    """The rows are sorted the other way round, and A-8 comes in late; every decision stays with its record."""
    submit("2022Q2", JUSTICE, [*reversed(first_rows()), late("A-8", 8)])
    auditor.run("heping", "2022Q2")
    assert auditor.states("M501") == {
        **{"A-1": ("persisting", "dismissed"), "A-4": ("persisting", "waived"), "A-5": ("persisting", "planned")},
        **{"A-6": ("persisting", "confirmed"), "A-7": ("persisting", "open"), "A-8": ("new", "open")},
        **{"B-1": ("persisting", "dismissed")},
    }
    assert words_in_doubt(auditor) == {"D24": "open", "D25": "open", "D26": "open", "D27": "dismissed", "D28": "open"}


def words_in_doubt(auditor: Auditor) -> dict[str, str]:
    """What holds of the flags about a word that is neither yes nor no, by cell."""
    flags = auditor.flags("--all", "--code", "V312")
    return {each["cell"]: each["decision"]["holds"] for each in flags if "gone" not in each}


def run_second_quarter(auditor: Auditor) -> None:
    """The market bureau submits nothing. A-1 is answered later still, A-7 and A-2 are put right, A-6 is typed A-60, and
    of either twins the first row, which was dismissed, is put right.
    """
    rows = [*first_rows(), late("A-8", 8)]
    rows[0] = late("A-1", 9)
    rows[1], rows[2] = application("A-2"), application("A-3", matter="丙事")
    rows[4] = {**rows[4], "extended": "否"}
    rows[8], rows[9] = late("A-60", 6), application("A-7")
    submit("2022Q3", JUSTICE, rows)
    auditor.run("heping", "2022Q3")
    assert auditor.states("M501") == {
        **{"A-1": ("changed", "outdated"), "A-4": ("persisting", "waived"), "A-5": ("persisting", "planned")},
        **{"A-60": ("new", "open"), "A-6": ("not_looked_at", "confirmed"), "A-7": ("fixed", "open")},
        **{"A-8": ("persisting", "open"), "B-1": ("not_looked_at", "dismissed")},
    }
    why = {each["key"]: each["why"] for each in auditor.flags("--code", "M501", "--state", "not_looked_at")}
    assert why == {"A-6": "no_record", "B-1": "no_workbook"}
    (gone,) = auditor.flags("--all", "--where", "code=V312 key=A-2")
    assert gone["state"] == "fixed"
    assert words_in_doubt(auditor) == {"D5": "open", "D7": "open"}


def watch_the_days(auditor: Auditor) -> None:
    """A plan is overdue the day after its due day, a waiver expires the day after its last day; both come back."""
    always = {"A-1", "A-60", "A-8"}
    for day, back in (
        ("2022-08-31", set()),
        ("2022-09-01", {"A-5"}),
        ("2022-09-30", {"A-5"}),
        ("2022-10-01", {"A-4", "A-5"}),
    ):
        assert auditor.open("M501", day) == always | back, day
    assert auditor.states("M501", "2022-10-01")["A-4"] == ("persisting", "expired")
    (waiver,), (plan,) = auditor.listed("expired", "2022-10-01"), auditor.listed("overdue", "2022-09-01")
    assert auditor.listed("expired", "2022-09-30") == auditor.listed("overdue", "2022-08-31") == []
    assert auditor.listed("expiring", "2022-08-31") == [waiver]
    assert auditor.listed("expiring", "2022-08-30") == []
    assert waiver != plan
    (idle,) = auditor.listed("idle", "2022-10-01")  # the one about the twins
    auditor.ask("decisions", "undo", str(idle), "--by", "赵敏")
    assert auditor.listed("idle", "2022-10-01") == []
    close = ("decide", auditor.ref("M501", "A-5"), "--close", "--evidence", "补发件")
    auditor.ask(*close, "--by", "王芳", day="2022-10-08", code=2)
    auditor.ask(*close, "--by", "赵敏", day="2022-10-08")
    assert auditor.listed("overdue", "2022-10-08") == []


def run_third_quarter(auditor: Auditor) -> None:
    """The market bureau is back, A-7 is as late as it was first, and A-6 has its number again."""
    submit("2022Q4", JUSTICE, [*first_rows(), late("A-8", 8)])
    submit("2022Q4", MARKET, [late("B-1", 20)])
    auditor.run("heping", "2022Q4")
    assert auditor.states("M501", "2023-01-10") == {
        **{"A-1": ("changed", "dismissed"), "A-4": ("persisting", "expired"), "A-5": ("persisting", "closed")},
        **{"A-6": ("persisting", "confirmed"), "A-60": ("not_looked_at", "open"), "A-7": ("reopened", "open")},
        **{"A-8": ("persisting", "open"), "B-1": ("persisting", "dismissed")},
    }


def run_the_other_pack(auditor: Auditor) -> None:
    """Three quarters of another pack; what is decided in one pack says nothing in the other."""
    row = {"case_no": "（2024）陕0702行初12号", "accepted_on": date(2024, 6, 10), "head_appeared": "大概"}
    before = auditor.states("M501")
    for period, wanted in (("2024Q2", ("new", "open")), ("2024Q3", ("persisting", "dismissed"))):
        write_workbook(Path(f"inputs/hantai/{period}/{WATER}.xlsx"), "hantai", WATER, "litigation", [row])
        auditor.run("hantai", period)
        (flag,) = auditor.flags("--all", "--code", "V312", pack="hantai")
        assert (flag["state"], flag["decision"]["holds"]) == wanted
        if period == "2024Q2":
            auditor.ask("decide", flag["ref"], "--dismiss", "--by", "李明", "--reason", "false_alarm", pack="hantai")
    Path("inputs/hantai/2024Q4").mkdir()
    write_workbook(Path("inputs/hantai/2024Q4/区司法局.xlsx"), "hantai", JUSTICE, "litigation", [row])
    auditor.run("hantai", "2024Q4")
    flags = auditor.flags("--all", "--code", "V312", pack="hantai")
    assert {each["department"]: (each["state"], each["decision"]["holds"]) for each in flags} == {
        "sfj": ("new", "open"),
        "slj": ("not_looked_at", "dismissed"),
    }
    assert auditor.states("M501") == before
    auditor.call("flags", "--ledger", "ledger.sqlite", code=2)
    assert "--pack" in auditor.err


def draw_a_sample(auditor: Auditor) -> None:
    """Twenty of the first quarter's applications were answered in time: the good ones, A-2 and A-3. Four would be 20%;
    ten rows miss all four with 8008/184756, which is 4.3%, and nine would miss them with 6.8%.
    """
    asked = ("--indicator", "disclosure-replies", "--tolerable", "20%", "--seed", "7 21 33", "--out", "sample.xlsx")
    auditor.call("sample", "draw", "heping", "2022Q2", "inputs/heping/2022Q2", *asked)
    book = load_workbook("sample.xlsx")
    sheet: Any = book.worksheets[1]
    rows = list(sheet.iter_rows(min_row=2))
    keys = {str(cell.value) for row in rows for cell in row} & {
        "A-2",
        "A-3",
        *(f"G-{each:02}" for each in range(1, 19)),
    }
    assert len(rows) == len(keys) == 10
    for row in rows:
        row[6].value = row[7].value = YES.of(auditor.language)
    book.save("sample.xlsx")
    auditor.call("sample", "evaluate", "sample.xlsx")


def prove_it_elsewhere(auditor: Auditor) -> None:
    """The newest run goes to another folder, where nothing else is; a workbook that differs there is named."""
    hantai = Path("inputs/hantai/2024Q4")
    auditor.call("ledger", "export", "proof.zip", "--ledger", "ledger.sqlite", "--inputs", str(hantai))
    home, elsewhere = Path.cwd(), Path("elsewhere")
    elsewhere.mkdir()
    Path("proof.zip").rename(elsewhere / "proof.zip")
    os.chdir(elsewhere)
    try:
        said = json.loads(auditor.call("ledger", "verify", "--bundle", "proof.zip", "--format", "json"))
        assert said["damage"] is None
        with ZipFile("proof.zip") as bundle:
            (workbook,) = (each for each in bundle.namelist() if each.endswith(".xlsx"))
            others = {each: bundle.read(each) for each in bundle.namelist() if each != workbook}
        with ZipFile("forged.zip", "w") as forged:
            for name, content in others.items():
                forged.writestr(name, content)
            forged.writestr(workbook, (home / "inputs/hantai/2024Q2/区水利局.xlsx").read_bytes())
        said = auditor.call("ledger", "verify", "--bundle", "forged.zip", code=1)
        assert "区司法局.xlsx" in said
    finally:
        os.chdir(home)


def verify_the_ledger(auditor: Auditor) -> None:
    """It goes on from its first head; a day that somebody changed in the plan is found where it is."""
    auditor.call("ledger", "verify", "ledger.sqlite", "--head", "first.head")
    with sqlite3.connect("ledger.sqlite") as database:
        ((plan, payload),) = database.execute(
            "SELECT seq, payload FROM ledger_entries WHERE payload LIKE ?", ('%"due":"2022-08-31"%',)
        )
        changed = payload.replace('"due":"2022-08-31"', '"due":"2022-08-30"')
        database.execute("UPDATE ledger_entries SET payload = ? WHERE seq = ?", (changed, plan))
    database.close()
    found = auditor.call("ledger", "verify", "ledger.sqlite", "--head", "first.head", "--format", "json", code=1)
    assert json.loads(found)["damage"]["entry"] == plan


def test_the_workbook_as_libreoffice_saved_it(auditor: Auditor, tmp_path: Path) -> None:
    soffice = libreoffice()
    submit("2022Q2", JUSTICE, first_rows())
    auditor.run("heping", "2022Q2")
    auditor.ask("flags", "--code", "M501", "--format", "xlsx", "--out", "review.xlsx", code=1)
    fill_in(Path("review.xlsx"), auditor.language, said_in_the_workbook(auditor.language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = (soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", "saved", "review.xlsx")
    subprocess.run(convert, check=True, capture_output=True, timeout=240)
    auditor.ask("decisions", "import", "saved/review.xlsx")
    states = auditor.states("M501")
    assert (states["A-4"][1], states["A-5"][1]) == ("requested", "planned")
    assert auditor.open("M501", "2022-07-10") == {"A-1", "A-4", "A-6", "A-7"}
