"""A template that was filled in and marked shows what is marked, though it has a rule of its own for filled rows."""

from __future__ import annotations

import re
import subprocess
import zlib
from pathlib import Path

import pytest
from lxml import etree

from checker.model import Severity
from checker.ooxml.mark import mark_package
from checker.ooxml.page import COLOURS, Mark
from tests.ooxml.pages import page_leading_to
from tests.ooxml.sound import Sound
from tests.system import libreoffice

from .making import blanks, fill, header_row, opened, saved, task
from .rows import rows_of

SHEET = "行政应诉案件"
SEVERITIES = sorted(Severity)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four filled cells side by side, one of each severity."""
    folder = tmp_path_factory.mktemp("marked")
    (blank,) = blanks(task("heping", "2022Q4"), "zh", "sfj")
    book = opened(blank)
    row = header_row(book[SHEET]) + 1
    rows = rows_of(blank.pack.tables, ["litigation"], blank.period.window.start, "sfj", "zh")
    fill(book, blank.pack, "zh", rows, {})
    content = saved(book, folder / "filled.xlsx").read_bytes()
    marks = tuple(Mark(row, column, severity, "") for column, severity in enumerate(SEVERITIES, start=1))
    path = folder / "copy.xlsx"
    path.write_bytes(mark_package(content, {SHEET: marks}, page_leading_to(SHEET)))
    return path


def test_our_rules_stand_before_the_templates_own(copy: Path) -> None:
    """In rank, by which Excel goes, and in the file, by which LibreOffice does."""
    package = Sound(copy.read_bytes())
    (part,) = (sheet.part for sheet in package.sheets if sheet.name == SHEET)
    rules = list(etree.fromstring(package.parts[part]).iter("{*}cfRule"))
    formulas = [rule.findtext("{*}formula") or "" for rule in rules]
    ranks = [int(rule.get("priority", "0")) for rule in rules]
    assert ["checker:" in formula for formula in formulas] == [True] * len(SEVERITIES) + [False]
    assert formulas[-1].startswith("COUNTA(")
    assert ranks == sorted(ranks)


def painted(pdf: bytes) -> set[str]:
    """The colours with which anything is filled in a PDF, e.g. "FF8F87"."""
    colours = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            drawn = zlib.decompress(stream)
        except zlib.error:  # a font or a picture, packed in some other way
            continue
        for parts in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\b", drawn):
            colours.add("".join(f"{round(255 * float(part)):02X}" for part in parts))
    return colours


def test_libreoffice_shows_every_colour(copy: Path) -> None:
    profile = f"-env:UserInstallation={(copy.parent / 'profile').as_uri()}"
    command = [libreoffice(), profile, "--headless", "--convert-to", "pdf", "--outdir", str(copy.parent)]
    subprocess.run([*command, str(copy)], check=True, capture_output=True, timeout=120)
    colours = painted(copy.with_suffix(".pdf").read_bytes())
    assert {ground[-6:] for word, (_, ground) in COLOURS.items() if word != "good"} <= colours
