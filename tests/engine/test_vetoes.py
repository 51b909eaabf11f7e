"""One-vote vetoes and limits on points, from the workbook to what people read."""

from __future__ import annotations

import io
import json
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from rich.console import Console

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.model import Language, Report
from checker.reporters.letters.letters import open_letters
from checker.reporters.registry import reporters
from checker.reporters.terminal.screens import render_batch, render_workbooks
from checker.reporters.terminal.view import View
from tests.engine.books import of_code
from tests.engine.test_indexes import AUTUMN, ONE, PACK, SPRING, judged

LANGUAGES: tuple[Language, ...] = ("zh", "en")
#: Nobody ever appeared or answered in time.
NEVER = [(SPRING, "否", "否"), (AUTUMN, "否", "否")]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK)


@pytest.fixture(scope="module")
def report(pack: Pack) -> Report:
    """Three offices: with few hours of training, without anybody in court, and with hours that nobody can read."""
    task = task_of(pack, "2022", None)
    done = [
        judged(pack, "甲局", ONE, task, hours=5),
        judged(pack, "乙局", NEVER, task, hours=20),
        judged(pack, "丙局", [], task, hours="很多"),
    ]
    return build_report(done, task, whole=True)


def test_what_it_decides_and_flags(report: Report) -> None:
    one, two, three = report.departments
    assert one.score is not None and one.score <= 59
    assert [flag.indicator for flag in of_code(one, "M550")] == ["hours"]
    assert two.grade is not None and two.grade.zh == "不合格"
    assert [flag.indicator for flag in of_code(two, "M550")] == ["appearance"]
    # 50 points are lost in court, and 35 count.
    assert [said.en for said in two.adjusted] == [
        "“Points for lawsuits” (七): of 50 points lost, only 35 count",
        "Veto of “Appearance rate” (一): the grade is no better than “不合格”".replace("不合格", "Fail"),
    ]
    assert [flag.indicator for flag in of_code(three, "M551")] == ["hours"]
    assert three.adjusted == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_named_with_its_clause_in_everything_that_people_read(report: Report, language: Language) -> None:
    said = [text.of(language) for each in report.departments for text in each.adjusted]
    assert len(said) == 3
    stream = io.StringIO()
    console = Console(width=300, file=stream, highlight=False, markup=False, emoji=False)
    render_batch(View(report, language, 300), console)
    render_workbooks(View(report, language, 300), console)
    shown = {"terminal": stream.getvalue()}
    for reporter in reporters():
        if reporter.file in ("report.html", "summary.xlsx", "report.json"):
            content = reporter.render(report, language, False)
            shown[reporter.file] = _cells(content) if reporter.file == "summary.xlsx" else content.decode()
    letters = dict(open_letters(None, language).make(report, False))
    shown["letters"] = "\n".join(
        text.text for letter in letters.values() for text in Document(BytesIO(letter)).paragraphs
    )
    assert len(shown) == 5
    data = json.loads(shown.pop("report.json"))
    assert [text[language] for each in data["departments"] for text in each["adjusted"]] == said
    for name, content in shown.items():
        assert [text for text in said if text not in content] == [], name


def _cells(content: bytes) -> str:
    book = load_workbook(BytesIO(content), read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
