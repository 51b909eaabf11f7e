"""checker indicators add: five questions, answered in a terminal or by options, become an indicator."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from checker.authoring.addition.asked import Unclear
from checker.authoring.addition.targets import read_target
from checker.authoring.examples import run_examples
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.tables.words import exact


@pytest.fixture
def ward(called, tmp_path, monkeypatch) -> Path:
    """A pack from a workbook with dates, times, choices, answers and numbers, and a computed length of time."""
    monkeypatch.chdir(tmp_path)
    book = Workbook()
    sheet = book.active
    sheet.title = "Requests"
    sheet.append(
        ["Number*", "Received on*", "Replied on", "Kind", "Satisfied", "Arrived at", "Seen at", "Cost", "Share"]
    )
    for at in range(9):
        day, moment = date(2023, 2, 1) + timedelta(at), datetime(2023, 2, 1, 9, 30) + timedelta(at)  # noqa: DTZ001
        kind = ["advice", "complaint", "permit"][at % 3]
        cells = [f"R{at}", day, day if at % 2 else None, kind, ["yes", "no"][at % 2], moment, moment, 100 + at, 0.5]
        sheet.append(cells)
        sheet.cell(sheet.max_row, 9).number_format = "0%"
    book.save("source.xlsx")
    assert called("indicators", "new", "ward", "--from", "source.xlsx").code == 0
    table = tmp_path / "ward/tables/requests.yaml"
    waited = "  waited: {header: Waited, type: duration, unit: minutes, from: arrived_at, to: seen_at}\n"
    table.write_text(table.read_text(encoding="utf-8") + waited, encoding="utf-8")
    return tmp_path / "ward"


ADDED = {
    "in-time": (
        ("--passes", "Replied on within 5 workdays of received_on", "--target", "at least 95%"),
        "when: {within: {workdays: 5, of: received_on}, done: replied_on}",
    ),
    "in-months": (("--passes", "replied_on within 2 months of received_on", "--target", ">= 9/10"), "months: 2"),
    "seen": (("--passes", "seen_at within 4 hours of arrived_at", "--target", "above 80%"), "{hours: 4, of: arrived_at}"),  # noqa: E501
    "by-day": (("--passes", "replied_on <= 2023-12-01", "--target", "at least 90%"), "{replied_on: present}"),
    "few": (("--passes", "kind is complaint", "--target", "at most 10%"), "{kind: complaint}"),
    "either": (("--rows", "kind is advice, permit", "--passes", "cost >= 100 and cost < 105", "--target", ">= 50%"), "all:"),  # noqa: E501
    "not": (("--passes", "Kind is not complaint", "--target", "at least 2/3"), "{kind: {not: complaint}}"),
    "unanswered": (("--passes", "replied_on is blank", "--target", "below 20%"), "{replied_on: absent}"),
    "count": (("--figure", "count", "--target", "at least 4", "--period", "quarter"), "count:"),
    "none": (("--figure", "count", "--rows", "satisfied = no", "--target", "at most 0", "--period", "month"), "at_most: 0"),  # noqa: E501
    "thousands": (("--figure", "count", "--target", "at least 3000"), "silent"),
    "total": (("--figure", "total", "--column", "Cost", "--target", "at most 2000"), "column: cost"),
    "mean": (("--figure", "mean", "--column", "cost", "--target", "below 150", "--when", "replied_on"), "replied_on: present"),  # noqa: E501
    "mean-share": (("--figure", "mean", "--column", "share", "--target", "at least 60%"), "{at_least: 60%}"),
    "median": (("--figure", "median", "--column", "waited", "--target", "at most 15"), "median:"),
    "percentile": (("--figure", "percentile", "--column", "waited", "--at", "95%", "--target", "<= 240"), "at: 95%"),
    "per-row": (("--figure", "ratio", "--column", "cost", "--target", "at most 110"), "denominator:\n      count:"),
    "rate": (("--figure", "ratio", "--passes", "satisfied is no", "--per", "cost", "--factor", "1000", "--target", "<= 5"), "factor: 1000"),  # noqa: E501
    "once": (("--passes", "satisfied is yes", "--target", "at least 90%", "--whom", "district", "--period", "term"), "level: district"),  # noqa: E501
    "week": (("--passes", "satisfied is yes", "--target", "at least 90%", "--period", "week"), "period: week"),
}  # fmt: skip


def test_what_is_added_can_be_linted_and_its_examples_hold(called, ward):
    for name, (options, said) in ADDED.items():
        done = called("indicators", "add", "ward", "--title", name, "--id", name, "--table", "requests", *options)
        assert (done.code, done.err) == (0, ""), (name, done.out, done.err)
        assert said in (ward / f"{name}.yaml").read_text(encoding="utf-8"), name
    pack = load_pack(ward)
    assert {(each.file, each.code.id) for each in lint(pack)} == {("ward/pack.yaml", "D153")}
    outcomes = [each for each in run_examples(pack) if each.indicator in ADDED]
    assert all(each.passed for each in outcomes)
    assert {name: sum(each.indicator == name for each in outcomes) for name in ADDED} == dict.fromkeys(ADDED, 3)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--passes", "satisfid = no"), 2, "names no column"),
        (("--passes", "kind is nothing"), 2, "choose from: advice, complaint, permit"),
        (("--passes", "kind >= advice"), 2, "have no order"),
        (("--passes", "kind"), 2, "has no comparison"),
        (("--passes", "replied_on within 3 hours of received_on"), 2, "isn't a datetime column"),
        (("--passes", "satisfied is yes", "--target", "95"), 2, "is no target"),
        (("--passes", "satisfied is yes", "--target", "at least 100.5%"), 1, "D123"),
        (("--passes", "satisfied is yes", "--whom", "nobody"), 2, "no group or department"),
        (("--passes", "satisfied is yes", "--id", "example-indicator"), 2, "there is such an indicator already"),
        (("--passes", "satisfied is yes", "--id", "pack"), 2, "a file of the pack itself"),
        (("--figure", "mean", "--column", "kind"), 2, "names no column"),
        ((), 2, "this is missing"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line_and_nothing_is_written(called, ward, options, code, said):
    before = {path.name: path.read_bytes() for path in ward.glob("*.yaml")}
    given = ("--title", "T", "--table", "requests", *(() if "--target" in options else ("--target", "at least 90%")))
    done = called("indicators", "add", "ward", *given, *options)
    assert (done.code, said in done.out + done.err) == (code, True), done.out + done.err
    assert {path.name: path.read_bytes() for path in ward.glob("*.yaml")} == before


def test_built_in_packs_stay_as_they_are(called):
    done = called("indicators", "add", "heping", "--title", "T", "--table", "litigation", "--target", "at least 1")
    assert (done.code, "built in" in done.err) == (2, True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_asks_until_an_answer_can_be_used(called, ward, monkeypatch, language):
    """The only table is chosen by Enter; a wrong answer is told in a line, and asked again."""
    lines = ["Satisfied people", "", "rates", "1", "", "satisfied is perhaps", "satisfied is 是", "95", "不低于 95%"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*lines, "", "", "", ""])))
    done = called("indicators", "add", "ward", "--format", "json", language=language)
    made = json.loads(done.out)
    assert (done.code, made["indicator"], made["examples"]) == (0, "satisfied-people", 3)
    text = (ward / "satisfied-people.yaml").read_text(encoding="utf-8")
    assert "when: received_on" in text and "target: {at_least: 95%}" in text
    said = {
        "en": ("1. What is measured?", "“rates” is no figure", "received_on: Received on"),
        "zh": ("1. 衡量什么？", "“rates”不是"),
    }
    assert all(each in done.err for each in said[language])
    assert ("# Open: which clause" if language == "en" else "# 待定：文件的哪一条") in text


def test_what_nobody_answers_is_missed(called, ward, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Title\n"))
    done = called("indicators", "add", "ward")
    assert (done.code, "--table" in done.err) == (2, True), done.err


def test_the_first_indicator_of_a_pack(called, ward):
    for path in ward.glob("*.yaml"):
        if path.name not in ("pack.yaml", "departments.yaml", "register.yaml", "parameters.yaml"):
            path.unlink()
    options = ("--title", "First", "--id", "first", "--table", "requests", "--passes", "kind is advice")
    done = called("indicators", "add", "ward", *options, "--target", "at least 90%")
    assert (done.code, done.err) == (0, ""), done.out
    assert list(load_pack(ward).indicators) == ["first"]


LIMITED = {
    "share": ("--passes", "replied_on within 5 workdays of received_on", "--target", "at least 95%"),
    "share by another day": (
        *("--passes", "seen_at within 4 hours of arrived_at", "--when", "received_on"),
        *("--target", "at least 95%"),
    ),
    "two limits": (
        *("--passes", "replied_on within 5 workdays of received_on and seen_at within 4 hours of arrived_at"),
        *("--target", "at least 80%"),
    ),
    "ratio": (
        *("--figure", "ratio", "--passes", "replied_on within 5 days of received_on"),
        *("--target", "at least 0.5", "--when", "received_on"),
    ),
    "rows in time": (
        *("--rows", "replied_on within 5 workdays of received_on", "--passes", "kind is advice"),
        *("--target", "at least 80%"),
    ),
    "a limit and a day": (
        *("--passes", "replied_on within 5 workdays of received_on and replied_on >= 2023-01-01"),
        *("--target", "at least 80%"),
    ),
    "a limit and an answer": (
        *("--passes", "replied_on is filled in and replied_on within 5 workdays of received_on"),
        *("--target", "at least 80%"),
    ),
    "rows since a day": (
        *("--rows", "received_on >= 2023-01-01", "--passes", "kind is advice"),
        *("--target", "at least 80%", "--when", "received_on"),
    ),
}


@pytest.mark.parametrize("asked", LIMITED)
def test_a_limit_from_a_day_that_may_be_blank(called, ward, asked):
    table = ward / "tables/requests.yaml"
    text = table.read_text(encoding="utf-8")
    for name in ("received_on", "arrived_at"):
        begins = text.index(f"  {name}:")
        ends = text.find("\n  ", begins + 1)
        while text[ends + 3] == " ":
            ends = text.find("\n  ", ends + 1)
        text = text[:begins] + re.sub(r",? *required: true\n?", "", text[begins:ends]) + text[ends:]
    table.write_text(text, encoding="utf-8")
    columns = load_pack(ward).tables["requests"].columns
    assert not columns["received_on"].required
    assert not columns["arrived_at"].required
    done = called("indicators", "add", "ward", "--title", "T", "--id", "t", "--table", "requests", *LIMITED[asked])
    assert done.code == 0, done.out
    text = (ward / "t.yaml").read_text(encoding="utf-8")
    for name in {*re.findall(r"of: (\w+)", text), *re.findall(r"when: (\w+)", text)}:
        assert f"{name}: present" in text


def test_no_limit_runs_from_its_own_column(called, ward):
    passes = "replied_on within 5 workdays of replied_on"
    options = ("--title", "T", "--table", "requests", "--passes", passes, "--target", "at least 80%")
    for language, said in (("en", "from the same column"), ("zh", "不能从它自己起算")):
        done = called("--lang", language, "indicators", "add", "ward", *options)
        assert done.code == 2
        assert said in done.err


def test_the_owner_is_one_of_those_whom_it_binds(called, ward):
    (ward / "departments.yaml").write_text(
        "groups: {units: Units, centre: Centre}\ndepartments:\n"
        + "".join(f"  - {{code: u{at}, name: Unit {at}, groups: [units]}}\n" for at in range(4))
        + "  - {code: hub, name: Centre, groups: [centre]}\n",
        encoding="utf-8",
    )
    for path in ward.glob("*.yaml"):
        if path.name not in ("pack.yaml", "departments.yaml"):
            path.unlink()
    options = ("--table", "requests", "--passes", "kind is advice", "--target", "at least 90%")
    for whom, owner in (("Centre", "Centre"), ("centre", "Centre"), ("units", "Unit 0"), ("Unit 2", "Unit 2")):
        done = called("indicators", "add", "ward", "--title", "T", "--id", "t", "--whom", whom, *options)
        assert done.code == 0, done.out
        assert f'owner: ["{owner}"]' in (ward / "t.yaml").read_text(encoding="utf-8"), whom
        (ward / "t.yaml").unlink()


def test_the_date_is_that_from_which_a_limit_runs_and_a_guess_is_said(called, ward):
    options = ("--title", "T", "--id", "t", "--table", "requests", "--target", "at least 80%")
    for more, when, asked in (
        (("--passes", "seen_at within 4 hours of arrived_at"), "when: arrived_at", False),
        (("--passes", "kind is advice"), "when: received_on", True),
        (("--passes", "kind is advice", "--when", "received_on"), "when: received_on", False),
    ):
        done = called("indicators", "add", "ward", *options, *more)
        assert done.code == 0, done.out
        text = (ward / "t.yaml").read_text(encoding="utf-8")
        assert when in text and ("There are also" in text or "also replied_on" in text) is asked, text
        (ward / "t.yaml").unlink()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("at least 78%", ("at_least", "78%")),
        ("90% or more", ("at_least", "90%")),
        ("no fewer than 4", ("at_least", "4")),
        ("30 or less", ("at_most", "30")),
        ("2 or fewer", ("at_most", "2")),
        ("92% or below", ("at_most", "92%")),
        ("not exceeding 0.8%", ("at_most", "0.8%")),
        ("under 5%", ("below", "5%")),
        ("fewer than 5", ("below", "5")),
        ("over 80%", ("above", "80%")),
        ("exactly 0", ("equals", "0")),
        ("30 及以下", ("at_most", "30")),
        ("90%以上（含）", ("at_least", "90%")),
        ("不得超过 4", ("at_most", "4")),
        ("Under 5％", ("below", "5%")),
    ],
)
def test_targets_as_documents_write_them(written, read):
    op, value, number = read_target(written)
    assert (op, number) == read
    assert value == exact(read[1])


@pytest.mark.parametrize("written", ["95", "at least", "30 or so", "at least 78%, from 2027 at least 82%", "not 5"])
def test_what_is_no_target_gets_every_form(written):
    with pytest.raises(Unclear) as raised:
        read_target(written)
    assert all(form in raised.value.why.en for form in ("at least 95%", "under 5%", "30 or less", "`from`"))
