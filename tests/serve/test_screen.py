"""The page shows what the terminal shows: the same words in the same order."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from checker.engine.batch import check
from checker.model import Language
from checker.reporters.terminal.screens import render_workbooks, workbook_parts
from checker.reporters.terminal.view import View
from checker.serve.screen import make_nodes
from tests.serve.serving import QUARTER, flat


@pytest.mark.parametrize("name", ["区城市管理委.xls", "区人社局.xlsx"])
def test_the_page_shows_the_words_of_the_terminal_in_its_order(name: str) -> None:
    report = check([QUARTER / name])
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        view = View(report, language, 900)
        screen = Console(file=io.StringIO(), width=900)
        render_workbooks(view, screen)
        printed = screen.file.getvalue()  # type: ignore[attr-defined]
        shown = flat(make_nodes(workbook_parts(view, report.departments[0])))
        assert sorted(shown.split()) == sorted(printed.split())
        # What is accepted is printed on a line of its own: with the place, that is two lines of one row.
        assert "".join(shown.split()) == "".join(printed.split())


def test_titles_codes_and_notes_are_told_apart() -> None:
    report = check([QUARTER / "区城市管理委.xls"])
    nodes = make_nodes(workbook_parts(View(report, "en", 100), report.departments[0]))
    codes = {node["code"] for node in nodes if "code" in node}
    assert codes == {"W230", "W231", "M503", "T601", "V341"}
    (listed,) = (node for node in nodes if node["kind"] == "list")
    assert ["".join(text for text, _ in cell) for cell in listed["heads"]][-1] == "Indicator"  # type: ignore[attr-defined]
    noted = [entry for entry in listed["entries"] if entry["notes"]]  # type: ignore[attr-defined]
    assert len(noted) == 2
    assert all("Needed" in flat([{"kind": "line", "spans": entry["notes"][0]}]) for entry in noted)
    assert nodes[-1]["spans"] == [["Fix 2 before submitting", "bold red"]]
