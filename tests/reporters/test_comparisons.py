"""The count of comparisons with chance: said in every report that compared, and nowhere else."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from fractions import Fraction

from openpyxl import load_workbook
from rich.console import Console

from checker.model import Comparisons, Report
from checker.reporters import html, report_json, summary
from checker.reporters.terminal.screens import render_batch
from checker.reporters.terminal.view import View
from checker.wording.comparisons import comparisons_text

COMPARED = Comparisons(640, 2, Fraction(64, 100))
ZH = "与上期相比较 640 次，2 处值得核对；只凭偶然，平均最多有 0.64 处"
EN = "640 comparisons with the previous report, 2 worth a look; chance alone would give at most 0.64 on average"


def test_it_is_said_in_both_languages() -> None:
    said = comparisons_text(COMPARED)
    assert said is not None
    assert (said.zh, said.en) == (ZH, EN)
    assert comparisons_text(None) is None


def on_screen(report: Report) -> str:
    stream = io.StringIO()
    render_batch(View(report, "en", 200), Console(width=200, file=stream, highlight=False))
    return stream.getvalue()


def in_summary(report: Report) -> set[object]:
    book = load_workbook(io.BytesIO(summary.render(report, "zh")))
    return {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}


def test_the_screen_the_page_and_the_summary_say_it(quarter: Report) -> None:
    compared = replace(quarter, comparisons=COMPARED)
    assert EN in on_screen(compared) and EN not in on_screen(quarter)
    assert ZH in in_summary(compared) and ZH not in in_summary(quarter)
    page, plain = (html.render(report, "zh").decode() for report in (compared, quarter))
    assert ZH in page and EN in page and ZH not in plain


def test_programs_get_the_numbers(quarter: Report) -> None:
    written = json.loads(report_json.render(replace(quarter, comparisons=COMPARED)))
    assert written["comparisons"] == {"count": 640, "flagged": 2, "by_chance": 0.64}
    assert json.loads(report_json.render(quarter))["comparisons"] is None
