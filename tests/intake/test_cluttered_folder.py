"""A folder as offices really keep it gives the same report as a tidy one."""

from __future__ import annotations

import json
import zipfile
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.engine import batch
from checker.model import Language, Report
from checker.reporters import report_json
from checker.reporters.html.page import render_page
from checker.wording.unread import unread_texts
from samples.library.cells import book_of
from samples.library.xlsx import by_openpyxl

from .test_inbox import member
from .test_several_files import content_of

run = partial(batch.run, load=cache(load_pack))
#: What each department submits: its rows differ, so that no workbook could stand for another.
TIDY: dict[str, dict[str, Any]] = {
    "区司法局": {"hours": 20},
    "区财政局": {"hours": 15, "replies": 12},
    "区应急局": {"hours": 30},
    "区民政局": {"hours": 12, "replies": 15},
    "区审计局": {"replies": 20},
    "区商务局": {"hours": 11, "replies": 13},
}


def made(whose: str, **more: Any) -> bytes:
    return content_of({**TIDY[whose], "department": whose, **more})


def tidy(folder: Path) -> None:
    for department in TIDY:
        (folder / f"{department}.xlsx").write_bytes(made(department))


def clutter(folder: Path) -> None:
    """The same submissions, as they come in: by mail, twice, in parts, in a zip, with everything around them."""
    files: dict[str, bytes] = {
        "收件/1月6日/区司法局.xlsx": made("区司法局"),
        "收件/1月6日/区司法局(1).xlsx": made("区司法局"),
        "收件/1月8日/区司法局 - 副本.xlsx": made("区司法局", writer="xlsxwriter"),
        "区财政局.pdf": b"%PDF-1.7",
        "区财政局（盖章）.xlsx": b"%PDF-1.7",
        "~$区财政局.xlsx": b"lock",
        "区安监局报送.xlsx": content_of({"hours": 30, "department": "区安监局"}),
        "区应急局三季度.xlsx": made("区应急局", period="2022Q3", hours=1),
        "区民政局（一）.xlsx": content_of({"hours": 12, "department": "区民政局"}),
        "区民政局（二）.xlsx": content_of({"replies": 15, "department": "区民政局"}),
        "区审计局初稿.xlsx": made("区审计局", replies=10),
        "区审计局终稿.xlsx": made("区审计局", supersedes="区审计局初稿.xlsx"),
        "区商务局/报表.xlsx": made("区商务局", department=""),
        "区商务局/空白模板.xlsx": content_of({"blank": True, "department": ""}),
        ".earlier/区商务局.xlsx": made("区商务局", hours=1),
        "__MACOSX/._区商务局.xlsx": b"x",
        "区体育局.xlsx": content_of({"hours": 50, "department": "区体育局"}),
        "Thumbs.db": b"x",
        "desktop.ini": b"x",
        ".DS_Store": b"x",
        "公章.jpg": b"x",
        "说明.docx": b"PK",
        "区商务局.xlsx.crdownload": b"PK",
        "区商务局.xlsx.lnk": b"L",
        "报送.eml": b"From: a",
        "说明.wps": b"x",
        "旧.rar": b"Rar!",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "邮件附件.zip", "w") as archive:
        archive.writestr(member("附件\\区财政局.xlsx".encode("gbk")), made("区财政局"))
        archive.writestr(member("附件\\扫描件.jpg".encode("gbk")), b"x")
        archive.writestr(member("../../区财政局.xlsx".encode("gbk")), made("区财政局", hours=1))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    folders = tmp_path_factory.mktemp("tidy"), tmp_path_factory.mktemp("cluttered")
    for lay, folder in zip((tidy, clutter), folders, strict=True):
        lay(folder)
    one, other = (run("heping", "2022Q4", folder, workers=1) for folder in folders)
    return one, other


def test_the_results_and_the_ranking_are_the_same(both: tuple[Report, Report]) -> None:
    one, other = both
    assert len(one.departments) == len(other.departments) == 30
    for tidy_one, cluttered in zip(one.departments, other.departments, strict=True):
        assert (tidy_one.code, tidy_one.state) == (cluttered.code, cluttered.state)
        assert (tidy_one.score, tidy_one.grade, tidy_one.rank) == (cluttered.score, cluttered.grade, cluttered.rank)
        assert tidy_one.results == cluttered.results
    assert one.district_results == other.district_results
    assert one.missing == other.missing


def test_every_other_file_is_named_once(both: tuple[Report, Report]) -> None:
    tidy_one, other = both
    assert tidy_one.unread == tidy_one.unplaced == ()
    assert [each.file for each in other.unplaced] == ["区体育局.xlsx"]
    names = [each.name for each in other.unread]
    assert len(names) == len(set(names)) == 21
    assert "邮件附件.zip/../../区财政局.xlsx" in names
    said = " ".join(each.en for each in unread_texts(other.unread))
    assert "its period is 2022Q3, not 2022Q4" in said
    assert "区审计局终稿.xlsx says on its cover sheet that it replaces this file" in said


def test_every_output_lists_them(both: tuple[Report, Report]) -> None:
    document = json.loads(report_json.render(both[1]))
    assert {each["file"] for each in document["unread"]} == {each.name for each in both[1].unread}
    assert [each["file"] for each in document["unplaced"]] == ["区体育局.xlsx"]
    page = render_page(both[1], "zh").decode()
    assert "30</strong>" in page
    for words in ("区体育局.xlsx", "没有读取的文件", "公章.jpg"):
        assert words in page


def test_the_order_of_the_files_does_not_matter(both: tuple[Report, Report], tmp_path: Path) -> None:
    clutter(tmp_path)
    again = run("heping", "2022Q4", tmp_path, workers=2)
    assert report_json.render(again) == report_json.render(both[1])


STRAYS: dict[str, bytes | list[list[Any]]] = {
    "新建 XLSX 工作表.xlsx": b"",
    "新建 Microsoft Excel 工作表.xlsx": [],
    "新建文本文档.csv": b"\r\n\r\n",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_empty_files_and_blank_templates_are_listed_and_flag_nothing(tmp_path: Path, language: Language) -> None:
    alone, among = tmp_path / "alone", tmp_path / "among"
    for folder in (alone, among):
        folder.mkdir()
        tidy(folder)
    for name, content in STRAYS.items():
        (among / name).parent.mkdir(exist_ok=True)
        (among / name).write_bytes(content if isinstance(content, bytes) else by_openpyxl(book_of({"Sheet1": content})))
    (among / "空白模板.xlsx").write_bytes(content_of({"blank": True, "department": ""}))
    (among / "报送.xlsx").write_bytes(content_of({"hours": 20, "department": ""}))  # may be somebody's
    one, other = (run("heping", "2022Q4", folder, workers=1) for folder in (alone, among))
    assert one.departments == other.departments
    assert [each.file for each in other.unplaced] == ["报送.xlsx"]
    reasons = {each.name: each.reason.of(language) for each in other.unread}
    assert set(reasons) == {*STRAYS, "空白模板.xlsx"}
    assert all(reasons.values())
    chosen = run("heping", "2022Q4", among, workers=1, use=["空白模板.xlsx"])
    assert [each.file for each in chosen.unplaced] == ["报送.xlsx", "空白模板.xlsx"]


def test_a_workbook_with_other_sheets_only_may_be_anybodys(tmp_path: Path) -> None:
    tidy(tmp_path)
    content = {"Sheet1": [["单位", "是否报送"], ["区司法局", "是"]]}
    (tmp_path / "催报名单.xlsx").write_bytes(by_openpyxl(book_of(content)))
    assert [each.file for each in run("heping", "2022Q4", tmp_path, workers=1).unplaced] == ["催报名单.xlsx"]
