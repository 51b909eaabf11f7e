"""Nothing that a workbook, its name or a roster says becomes a path, a command or a formula, whatever command writes.

Hostile workbooks go through the program itself; whatever it leaves on the disk is looked at from outside.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
from lxml import etree

from checker.cli.app import main
from checker.cli.copies import FOLDER
from checker.errors import Exit
from checker.reporters.flags_csv import HEADERS
from tests.definitions.small_pack import SMALL, write_small
from tests.privacy.hostile import COLOUR, CONTROLS, FORMULAS, HOSTILE, MARKUP, PATHS, steering

PACK, PERIOD = "heping", "2022Q4"
#: Names that a file can have here, and that mean something elsewhere.
FILES = (
    "=1+1.xlsx",
    "-rf.xlsx",
    "CON.xlsx",
    "nul.tar.xlsx",
    "C:\\pwned.xlsx",
    "..\\..\\pwned.xlsx",
    "%2e%2e%2fpwned.xlsx",
    "a\nb.xlsx",
    "\x1b[31m区司法局.xlsx",
    "\u202excod.xlsx",
    "<script>window.pwned=1<",
    '"><img src=x>.xlsx',
    "a|b?*.xlsx",
    "trailing. . .xlsx",
    " .xlsx",
    "😀区财政局😀.xlsx",
    "字" * 80 + ".xlsx",
    "[bold red]x[].xlsx",
    "{0}{who}.xlsx",
    "_x000D_.xlsx",
    "区审计局.XLSX",
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@pytest.fixture
def called(capfdbinary, monkeypatch, tmp_path: Path) -> Callable[..., SimpleNamespace]:
    """Calls the program in this process, from a folder of its own; gives its exit code, stdout and stderr."""
    monkeypatch.chdir(_folder(tmp_path / "here"))
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> SimpleNamespace:
        capfdbinary.readouterr()
        code = main(list(arguments))
        out, err = capfdbinary.readouterr()
        return SimpleNamespace(code=code, out=out.decode(), err=err.decode())

    return call


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def tree(folder: Path) -> set[str]:
    """Every file and folder below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def is_sound(name: str) -> bool:
    """Whether every system takes a file's name, and shows it as it is."""
    stem = name.partition(".")[0]
    return not (
        re.search(r'[<>:"/\\|?*]', name)
        or steering(name, "")
        or name[-1] in ". "
        or name[0] in ".~$ "
        or _RESERVED.fullmatch(stem)
        or len(name.encode()) > 120
    )


def hostile_book(path: Path, department: str = "区司法局") -> Path:
    """A workbook with a hostile text in every cell, header, and cover field, and sheets of hostile names."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "填报说明"
    texts = [_writable(text) for text in HOSTILE]
    for row in ("报送单位", department), ("报送期", PERIOD), ("模板版本", texts[12]), ("填报人", texts[13]):
        _append(cover, row)
    _append(cover, ("联系电话", texts[0]))
    officers = book.create_sheet("执法人员名册")
    _append(officers, ("执法证号", "姓名", "身份证号", "人员类别", "上岗日期", *texts[:6], "备注"))
    cases = book.create_sheet("行政应诉案件")
    _append(cases, ("案号", "被诉行政机关", "开庭日期", "负责人是否出庭", "案件类别", "裁判结果", *texts[6:12]))
    for text in texts:
        _append(officers, [text] * 12)
        _append(cases, [text] * 12)
    for number, _ in enumerate(HOSTILE):
        _append(book.create_sheet(f"sheet{number}"), ("x", "y"))
    book.save(path)
    return _with_sheet_names(path)


def _append(sheet, values) -> None:
    """Texts as texts, whatever they begin with; what no XML can hold in the way that spreadsheets write it."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.value = value
        cell.data_type = "s"


def _writable(text: str) -> str:
    plain = text.replace("\ud800", "\ufffd")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda match: f"_x{ord(match[0]):04X}_", plain)[:30_000]


def _with_sheet_names(path: Path) -> Path:
    """The same file with sheets called as no program would let them be."""
    content = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/workbook.xml":
                for number, text in enumerate(HOSTILE):
                    called = quoteattr(_writable(f"{text} {number}"), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
                    part = part.replace(f'name="sheet{number}"'.encode(), f"name={called}".encode())
            target.writestr(name, part)
    path.write_bytes(content.getvalue())
    return path


def hostile_csv(path: Path) -> Path:
    """The same as CSV, where control characters can stand as they are."""
    rows = [["案号", "被诉行政机关", "开庭日期", "负责人是否出庭", *CONTROLS[:4]]]
    rows += [[text.replace("\ud800", "\ufffd").replace("\x00", "")] * 8 for text in HOSTILE]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def check_package(content: bytes, own: tuple[str, ...] = ()) -> None:
    """A workbook of ours, or the parts of one that are: well-formed, without formulas, links outside or scripts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        for name in names:
            part = package.read(name)
            path = PurePosixPath(name)
            assert not path.is_absolute() and ".." not in path.parts and "\\" not in name
            if path.suffix in (".xml", ".rels", ".vml"):
                parsed = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
                assert not parsed.xpath("//*[local-name()='f']"), name
                assert not parsed.xpath("//@TargetMode"), name


def check_outputs(folder: Path, asked: SimpleNamespace) -> None:
    """Everything that a run left behind, read by a second means."""
    assert steering(COLOUR.sub("", asked.out)) == steering(COLOUR.sub("", asked.err)) == set()
    assert "\x1b" not in asked.out + asked.err  # it was not for a terminal
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["format"] == "checker-report/1"
    with (folder / "flags.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert {len(row) for row in rows} == {len(HEADERS)}
    for name in ("report.json", "flags.csv", "report.html"):
        assert steering((folder / name).read_text(encoding="utf-8"), "\n\r\ufeff") == set()
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"<(?:img|iframe|svg onload|svg/)", page)
    assert page.count("<script") == 3 + ('id="rows"' in page)
    if (folder / "summary.xlsx").exists():
        check_package((folder / "summary.xlsx").read_bytes())
    for copy in (folder / FOLDER).glob("*"):
        check_package(copy.read_bytes())


def test_a_hostile_workbook_does_nothing_but_be_reported(called, tmp_path: Path) -> None:
    inputs, out = _folder(tmp_path / "inputs"), tmp_path / "out"
    hostile_book(inputs / "区司法局.xlsx")
    hostile_csv(inputs / "劝业场街道办事处.csv")
    hostile_book(inputs / "x.xlsx", department="../../pwned")
    before = tree(tmp_path)
    ran = called("run", PACK, PERIOD, str(inputs), "--out", str(out), "--workers", "1", "--lang", "zh")
    assert ran.code == Exit.FLAGS, ran.err
    check_outputs(out, ran)
    made = tree(tmp_path) - before
    assert {name for name in made if not name.startswith("out")} == set()
    assert {"out/report.json", "out/flags.csv", "out/report.html", "out/summary.xlsx", f"out/{FOLDER}"} <= made
    assert all(is_sound(name.rpartition("/")[2]) for name in made)
    # What is shown of it is shown: the report quotes the texts with their steering made visible.
    said = (out / "report.json").read_text(encoding="utf-8")
    for shown in ("=1+1", "␛[31mred␛[0m", "../../pwned"):
        assert json.dumps(shown, ensure_ascii=False)[1:-1] in said, shown


def test_hostile_names_of_files_stay_names(called, tmp_path: Path) -> None:
    inputs, out = _small_books(tmp_path / "inputs"), tmp_path / "out"
    before = tree(tmp_path)
    ran = called("run", PACK, PERIOD, str(inputs), "--out", str(out), "--workers", "1", "--lang", "en")
    check_outputs(out, ran)
    made = tree(tmp_path) - before
    assert all(name == "out" or name.startswith("out/") for name in made)
    unsound = [name for name in made if not is_sound(name.rpartition("/")[2])]
    assert unsound == []
    # What begins with a dot is hidden, and no submission.
    assert len(list((out / FOLDER).iterdir())) == sum(not name.startswith(".") for name in FILES)


def test_a_check_writes_its_copies_beside_the_workbooks(called, tmp_path: Path) -> None:
    inputs = _small_books(tmp_path / "inputs")
    before = tree(tmp_path)
    paths = [str(inputs / name) for name in FILES]
    checked = called("check", *paths, "--pack", PACK, "--period", PERIOD, "--lang", "zh")
    assert checked.code == Exit.FLAGS
    assert steering(checked.out) == steering(checked.err) == set()
    made = tree(tmp_path) - before
    assert len(made) == len(FILES)
    assert {name.rpartition("/")[0] for name in made} == {"inputs"}
    assert [name for name in made if not is_sound(name.rpartition("/")[2])] == []


def _small_books(folder: Path) -> Path:
    """A workbook under each of the hostile names."""
    book = openpyxl.Workbook()
    book.active.append(["x"])
    folder.mkdir()
    for name in FILES:
        book.save(folder / name)
    return folder


def test_hostile_departments_name_no_path(called, tmp_path: Path) -> None:
    texts = [text.replace("\ud800", "\ufffd") for text in (*PATHS, *FORMULAS, *MARKUP, *CONTROLS)]
    roster = (SMALL / "demo" / "departments.yaml").read_text(encoding="utf-8")
    for number, text in enumerate(texts):
        zh, en = _in_yaml(text + chr(0x4E00 + number)), _in_yaml(f"{text} {number}")
        roster += f"  - {{code: d{number}, name: {{zh: {zh}, en: {en}}}, groups: [offices]}}\n"
    pack = write_small(_folder(tmp_path / "packs"), write={"demo/departments.yaml": roster})
    before = tree(tmp_path)
    made = called("template", str(pack), "2022Q1", "--out", str(tmp_path / "out"), "--lang", "zh")
    assert made.code == Exit.CLEAN, made.err
    assert steering(made.out) == steering(made.err) == set()
    files = tree(tmp_path / "out")
    assert len(files) == len(texts) + 2  # two of the small pack submit as well
    assert [name for name in files if not is_sound(name)] == []
    for name in sorted(files):
        check_package((tmp_path / "out" / name).read_bytes())
    assert {name.partition("/")[0] for name in tree(tmp_path) - before} == {"out"}


def _in_yaml(text: str) -> str:
    return '"' + "".join(each if each.isalnum() else f"\\U{ord(each):08X}" for each in text) + '"'
