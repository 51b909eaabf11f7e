"""Somebody who has only the README: from a workbook to a pack of ten indicators, filled in, checked and run."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

ROOT = Path(__file__).parents[2]
README = {"en": "README.md", "zh": "README.zh.md"}
HEADS = {
    "en": (
        (
            "Requests",
            "Request number*",
            "Received on*",
            "Replied on",
            "Kind",
            "Satisfied",
            "Arrived at",
            "Seen at",
            "Minutes waited",
            "Cost",
        ),
        ("Sites", "Site*", "Month number*", "Hours worked", "Injuries"),
    ),
    "zh": (
        ("诉求", "编号*", "受理日期*", "答复日期", "类别", "是否满意", "到达时间", "接待时间", "等待分钟数", "费用"),
        ("网点", "网点名称*", "月序号*", "工时", "工伤数"),
    ),
}
KINDS = {"en": ("advice", "complaint", "permit"), "zh": ("咨询", "投诉", "许可")}
YES = {"en": ("yes", "no"), "zh": ("是", "否")}


def requests(language: str) -> list[list[Any]]:
    """Ten requests: the ninth is answered after nine days, the tenth never."""
    rows = []
    for at in range(10):
        received = date(2023, 3, 1) + timedelta(7 * at)
        replied = None if at == 9 else received + timedelta(9 if at == 8 else 2)
        arrived = datetime(2023, 3, 1, 9, 30) + timedelta(7 * at)  # noqa: DTZ001 - as in a cell
        seen = arrived + timedelta(minutes=10 + at)
        kind, satisfied = KINDS[language][at % 3], YES[language][at in (0, 5)]
        rows.append([f"R-{at:03}", received, replied, kind, satisfied, arrived, seen, 10 + at, 100 + 10 * at])
    return rows


def sites() -> list[list[Any]]:
    """Two sites, three months of a thousand hours each, and one injury."""
    return [[f"{name} depot", month, 1000, int((name, month) == ("N", 2))] for name in "NS" for month in (1, 2, 3)]


#: By hand: 8 of 10 in time; 8 of 10 satisfied; 10 to 15 minutes is 6 of 10; the second, fifth and eighth complain;
#: 100 + 110 + ... + 190; the first, fourth, seventh and tenth ask for advice: (100 + 130 + 160 + 190) / 4; the middle
#: of 14 and 15; the ninth of ten; 1450 / 10; 1 / 6000 x 200,000.
BY_HAND = [
    (Fraction(8, 10), "missed"),
    (Fraction(8, 10), "missed"),
    (Fraction(6, 10), "missed"),
    (Fraction(3), "missed"),
    (Fraction(1450), "met"),
    (Fraction(145), "met"),
    (Fraction(29, 2), "met"),
    (Fraction(18), "met"),
    (Fraction(145), "missed"),
    (Fraction(100, 3), "met"),
]


def commands(language: str) -> list[str]:
    text = (ROOT / README[language]).read_text(encoding="utf-8")
    block = text.partition("<!-- author:begin -->\n")[2].partition("<!-- author:end -->")[0]
    return [line.strip() for line in block.splitlines() if line.strip()]


def write_source(language: str, path: str) -> None:
    book = Workbook()
    for (title, *heads), rows in zip(HEADS[language], (requests(language), sites()), strict=True):
        sheet = book.create_sheet(title)
        for row in (heads, *rows):
            sheet.append(row)
    del book["Sheet"]
    book.save(path)


def fill(language: str, path: Path) -> None:
    """Types the rows below the headers, as somebody at Excel does."""
    book = load_workbook(path)
    for (title, *heads), rows in zip(HEADS[language], (requests(language), sites()), strict=True):
        sheet = book[title]
        top = int(re.sub(r"\D", "", sheet.freeze_panes))
        assert [cell.value.strip("*") for cell in sheet[top - 1]] == [head.strip("*") for head in heads]
        for at, row in enumerate(rows):
            for column, value in enumerate(row, 1):
                sheet.cell(top + at, column).value = value
    book.save(path)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_commands_of_the_readme_lead_to_a_pack_that_is_right(called, tmp_path, monkeypatch, language):
    monkeypatch.chdir(tmp_path)
    write_source(language, {"en": "waiting.xlsx", "zh": "台账.xlsx"}[language])
    written = []
    for line in commands(language):
        if line.startswith("#"):
            if "example-indicator" in line:
                Path("ward/example-indicator.yaml").unlink()
            else:
                (blank,) = Path("blank").glob("*.xlsx")
                fill(language, blank)
            continue
        _, *arguments = shlex.split(line)
        done = called(*arguments, language=language)
        # Targets are missed, and a check says so to the shell.
        assert done.code == int(arguments[0] == "check"), done.out + done.err
        if arguments[:2] == ["indicators", "add"]:
            written.append(re.search(r"ward/([\w-]+)\.yaml", done.out)[1])
        if arguments[:2] == ["indicators", "test"]:
            assert done.out.count("✓") == 10
            assert "✗" not in done.out
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    (department,) = report["departments"]
    assert not [flag for flag in department["flags"] if flag["severity"] == "error"]
    results = {each["indicator"]: each for each in department["results"]}
    assert [results[name]["status"] for name in written] == [status for _, status in BY_HAND]
    assert [results[name]["value"] for name in written] == pytest.approx([float(value) for value, _ in BY_HAND])
