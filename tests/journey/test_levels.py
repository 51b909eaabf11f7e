"""A pack whose levels have odd names: nothing that people read, in any output, calls them by the usual words.

The pack is that of the service contract, whose document and workbooks have neither word. What may say them all the
same is listed with the reason.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from checker.cli.app import main
from checker.cli.reviewing import open_review
from checker.model import Language
from checker.review.keyboard_lines import Lines
from checker.sampling.form import ANSWERS, YES
from checker.sampling.form import WORDS as FORM
from checker.text.levels import speaking

ROOT = Path(__file__).parents[2]
PERIOD, SENT = "2023Q1", ROOT / "inputs" / "facilities" / "2023Q1"
LEVELS = "levels: {department: {zh: 佐普, en: zorp, en_plural: zorpen}, district: {zh: 库克斯, en: quux}}\n"
USUAL = re.compile(r"department|district|部门|全区|各单位|个单位|本单位|报送单位", re.IGNORECASE)
OWN = re.compile(r"zorp|quux|佐普|库克斯", re.IGNORECASE)
#: What may say the usual words, and why.
EXCEPTIONS = {
    r"key-in-two-departments|_district\b": "a code's name, and an id",
    r"--department\b": "the option of a command keeps its name",
    r"by_department|department=": "a filter keeps its name",
    r"\bDEPARTMENT\b": "what help calls an argument of a command",
    r"departments\.yaml": "the name of a file",
    r"\bfor_each: department\b|`?level: district`?": "keys of a definition, quoted as they are written",
}


def left_in(text: str) -> list[str]:
    """The lines that say one of the usual words, without what may."""
    for allowed in EXCEPTIONS:
        text = re.sub(allowed, "", text)
    return [line.strip()[:200] for line in text.splitlines() if USUAL.search(line)]


class Visible(HTMLParser):
    """What a browser shows of a page, and the texts that its script has."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.data: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._inside = tag if tag in ("script", "style") else self._inside
        if tag == "script":
            self._inside = "data" if named.get("type") == "application/json" else "script"
        self.shown += [
            str(value)
            for name, value in attrs
            if name in ("title", "aria-label", "placeholder", "alt") or name in ("data-zh", "data-en")
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._inside = ""

    def handle_data(self, text: str) -> None:
        if self._inside == "data":
            self.data.append(text)
        elif not self._inside:
            self.shown.append(text)


def texts_in(node: Any, key: str = "") -> Iterator[str]:
    """The texts in a document for programs, without its keys and the words that programs compare."""
    if isinstance(node, Mapping):
        for name, each in node.items():
            yield from texts_in(each, name)
    elif isinstance(node, list):
        for each in node:
            yield from texts_in(each, key)
    elif isinstance(node, str):
        yield node


def workbook_text(content: bytes) -> str:
    """Every cell, comment, prompt and sheet name of a workbook."""
    book = load_workbook(BytesIO(content))
    found = list(book.sheetnames)
    for sheet in book.worksheets:
        found += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        found += [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment is not None]
        for rule in sheet.data_validations.dataValidation:
            found += [str(each) for each in (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle) if each]
    return "\n".join(found)


def fill_in_all(name: str, language: Language) -> str:
    """Fills in a sample: every row agrees with its document."""
    book = load_workbook(name)
    for sheet in book.worksheets:
        heads = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
        for head in (FORM[each].of(language) for each in ANSWERS):
            for row in range(heads[head].row + 1, sheet.max_row + 1) if head in heads else ():
                sheet.cell(row, heads[head].column, YES.of(language) if head != FORM["remark"].of(language) else None)
    book.save(name)
    return name


def letter_text(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as document:
        return re.sub(r"<[^>]+>", "\n", document.read("word/document.xml").decode())


def text_of(path: Path) -> str:
    """What people read of a file."""
    content = path.read_bytes()
    if path.suffix == ".xlsx":
        return workbook_text(content)
    if path.suffix == ".docx":
        return letter_text(content)
    if path.suffix == ".html":
        page = Visible()
        page.feed(content.decode())
        return "\n".join((*page.shown, *(each for data in page.data for each in texts_in(json.loads(data)))))
    if path.suffix == ".json":
        return "\n".join(texts_in(json.loads(content)))
    return content.decode("utf-8-sig").partition("\n")[2]  # the names of the columns are for programs


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack, the workbooks, and the outputs of a run in both languages."""
    folder = tmp_path_factory.mktemp("levels")
    pack = folder / "facilities"
    shutil.copytree(ROOT / "indicators" / "facilities", pack)
    header = pack / "pack.yaml"
    text = re.sub(r"(?m)^levels: .*\n", "", header.read_text(encoding="utf-8"))
    header.write_text(text.replace("starts:", LEVELS + "starts:", 1), encoding="utf-8")
    shutil.copytree(SENT, folder / "inputs")
    return folder


Call = Any


@pytest.fixture
def call(home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls a command beside the pack, and gives what it prints."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("COLUMNS", "200")

    def called(*arguments: str) -> str:
        capfd.readouterr()
        main(arguments)
        printed = capfd.readouterr()
        assert "Traceback" not in printed.err
        return printed.out + printed.err

    return called


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_run_and_its_files_have_the_words_of_the_pack(home: Path, call: Call, language: Language) -> None:
    out = home / f"out-{language}"
    asked = ("run", "facilities/", PERIOD, "inputs", "--out", str(out), "--letters", "--rows", "--lang", language)
    said = {"screen": call(*asked, "--ledger", f"{language}.sqlite")}
    said |= {path.relative_to(out).as_posix(): text_of(path) for path in sorted(out.rglob("*")) if path.is_file()}
    assert {name: left for name, text in said.items() if (left := left_in(text))} == {}
    named = {name for name, text in said.items() if OWN.search(text)}
    assert {"screen", "report.html", "summary.xlsx", "report.json"} <= named


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_other_command_has_them(
    home: Path, call: Call, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    lang = ("--lang", language)
    office = ("--pack", "facilities/", *lang)
    ledger = ("--ledger", f"other-{language}.sqlite")
    call("run", "facilities/", PERIOD, "inputs", *ledger, *lang)
    call("run", "facilities/", PERIOD, "inputs", "--as-of", "2023-06-20", *ledger, *lang)
    review = ("--pack", "facilities", *ledger, *lang)
    said = {
        "check": call("check", "inputs/Museum.xlsx", *office),
        "unknown": call("check", "inputs/Museum.xlsx", *office, "--department", "Nobody"),
        "explain": call("explain", "Museum", "satisfaction", "--period", PERIOD, "--inputs", "inputs", *office),
        "district": call(
            "explain", "Riverford Borough Council", "satisfaction", "--period", PERIOD, "--inputs", "inputs", *office
        ),
        "template": call("template", "facilities/", PERIOD, "--out", f"blank-{language}", *lang),
        "list": call("indicators", "list", "facilities/", *lang),
        "docs": call("indicators", "docs", "facilities/", *lang),
        "coverage": call("indicators", "coverage", "facilities/", *lang),
        "diff": call("indicators", "diff", "facilities", "facilities/", *lang),
        "compare": call("compare", PERIOD, *review),
        "history": call("history", "satisfaction", *review),
        "runs": call("history", "--runs", *review),
        "flags": call("flags", *review),
        "in excel": call("flags", *review, "--format", "xlsx", "--out", f"flags-{language}.xlsx"),
        "sample": call(
            "sample",
            "draw",
            "facilities/",
            PERIOD,
            "inputs",
            "--indicator",
            "all",
            "--tolerable",
            "20%",
            "--seed",
            "7",
            "--out",
            f"{language}.xlsx",
            *lang,
        ),
    }
    pack = home / "facilities"
    said |= {path.stem: call("indicators", "show", "facilities/", path.stem, *lang) for path in pack.glob("*-*.yaml")}
    sample = workbook_text(Path(f"{language}.xlsx").read_bytes())
    said["flags in excel"] = workbook_text(Path(f"flags-{language}.xlsx").read_bytes())
    said["drawn"] = re.sub(r"(?m)^(Department|单位|单位代码)$", "", sample)  # column heads: they are read back
    monkeypatch.setenv("CHECKER_PACKS", str(home))  # a sample names its pack, not the folder
    said["evaluated"] = call("sample", "evaluate", fill_in_all(f"{language}.xlsx", language), "--no-ledger", *lang)
    with speaking(None):
        open_review(f"other-{language}.sqlite", None, "facilities", None, None)
        said["review"] = Lines(language).say("asked")
    blank = sorted((home / f"blank-{language}").glob("*.xlsx"))
    said |= {
        path.name: workbook_text(path.read_bytes()) for path in (blank[0], home / "inputs" / "Museum.checked.xlsx")
    }
    assert {name: left for name, text in said.items() if (left := left_in(text))} == {}
    assert {"unknown", "district", "template", "compare", "history", "review", "evaluated", "drawn"} <= {
        name for name, text in said.items() if OWN.search(text)
    }
