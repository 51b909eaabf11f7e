"""What of a folder is read, what is listed as not read, and what lies in its subfolders and zip files."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.definitions.load import load_pack
from checker.engine import batch
from checker.intake.inbox import Inbox, open_inbox
from checker.outputs.manifest import FILE as MANIFEST
from checker.outputs.manifest import FORMAT
from checker.sources.limits import Limits
from checker.wording.unread import unread_texts

from .books import book, cover

run = partial(batch.run, load=cache(load_pack))
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("clutter.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return book(tmp_path_factory.mktemp("made") / "made.xlsx", cover("区应急局")).read_bytes()


def look(folder: Path, limits: Limits | None = None) -> tuple[list[str], dict[str, str]]:
    """The names of the files that are read, and the others with the reason."""
    with open_inbox(folder, limits or Limits()) as inbox:
        return [each.name for each in inbox.workbooks], {each.name: each.reason.en for each in inbox.unread}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_clutter_is_listed_and_no_workbook_is(case: Mapping[str, Any], tmp_path: Path, workbook: bytes) -> None:
    (tmp_path / "区司法局.xlsx").write_bytes(workbook)
    path = tmp_path / case["file"]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(workbook if case.get("content") == "workbook" else b"not a workbook")
    read, unread = look(tmp_path)
    if case.get("read"):
        assert (read, unread) == (sorted(["区司法局.xlsx", case["file"]]), {})
    elif case.get("silent"):
        assert (read, unread) == (["区司法局.xlsx"], {})
    else:
        assert read == ["区司法局.xlsx"]
        ((name, reason),) = unread.items()
        assert name == case.get("listed", case["file"])
        assert case["says"] in reason


def test_subfolders_are_read_and_a_report_among_them_is_not(tmp_path: Path, workbook: bytes) -> None:
    for name in ("收件/1月6日/区人社局.xlsx", "收件/区人社局.xlsx", "a.xlsx", "out/summary.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(workbook)
    (tmp_path / "out" / MANIFEST).write_text(json.dumps({"format": FORMAT, "files": []}))
    (tmp_path / "收件" / "again").symlink_to(tmp_path, target_is_directory=True)  # a folder that leads back
    read, unread = look(tmp_path)
    assert read == ["a.xlsx", "收件/区人社局.xlsx", "收件/1月6日/区人社局.xlsx"]
    assert unread == {"out": "the folder holds an earlier report"}


class Member(zipfile.ZipInfo):
    """A member whose name is written as these bytes, as programs do that don't say in which charset."""

    raw: bytes | None = None

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name in zipfile
        if self.raw is None:
            return super()._encodeFilenameFlags()  # type: ignore[misc, no-any-return]
        return self.raw, self.flag_bits


def member(name: bytes | str, mode: int = 0) -> zipfile.ZipInfo:
    made = Member(name if isinstance(name, str) else name.hex())
    made.raw = name if isinstance(name, bytes) else None
    made.external_attr = mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def packed(path: Path, *members: tuple[zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for info, content in members:
            archive.writestr(info, content)
    return path


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("区司法局.xlsx".encode("gbk"), "区司法局.xlsx"),  # Windows
        ("1月6日/区司法局.xlsx".encode("gbk"), "1月6日/区司法局.xlsx"),
        ("1月6日\\区司法局.xlsx".encode("gbk"), "1月6日/区司法局.xlsx"),
        ("区司法局（终稿）.xlsx".encode(), "区司法局（终稿）.xlsx"),  # macOS: UTF-8 that doesn't say so
        ("区司法局㐀.xlsx".encode("gb18030"), "区司法局㐀.xlsx"),
        ("区司法局.xlsx", "区司法局.xlsx"),  # UTF-8 that says so
        ("謀劃局.xlsx".encode("gbk"), "謀劃局.xlsx"),  # whose second byte is that of a backslash
        (b"justice.xlsx", "justice.xlsx"),
    ],
)
def test_names_in_a_zip_are_read_as_they_were_written(
    written: bytes | str, read: str, tmp_path: Path, workbook: bytes
) -> None:
    packed(tmp_path / "收件.zip", (member(written), workbook))
    assert look(tmp_path) == ([f"收件.zip/{read}"], {})


def encrypt(path: Path) -> None:
    """Sets the bit that says that the members need a password."""
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(mark, start + 4)
    path.write_bytes(bytes(content))


def one(name: str, content: bytes | None = None, mode: int = 0) -> Callable[[Path, bytes], object]:
    return lambda path, book: packed(path, (member(name, mode), book if content is None else content))


def nested(path: Path, book: bytes) -> None:
    inner = packed(path.with_suffix(".y"), (member("e.xlsx"), book))
    packed(path, (member("in.zip"), inner.read_bytes()))
    inner.unlink()


#: What makes the zip, what is listed, and why.
TRICKS: dict[str, tuple[Callable[[Path, bytes], object], str, str]] = {
    "up": (one("../../evil.xlsx"), "x.zip/../../evil.xlsx", "leads out"),
    "up within": (one("a/../../e.xlsx"), "x.zip/a/../../e.xlsx", "leads out"),
    "up on Windows": (one("..\\e.xlsx"), "x.zip/../e.xlsx", "leads out"),
    "absolute": (one("/etc/e.xlsx"), "x.zip/etc/e.xlsx", "leads out"),
    "drive": (one("C:\\e.xlsx"), "x.zip/C:/e.xlsx", "leads out"),
    "link": (one("e.xlsx", b"/etc/passwd", stat.S_IFLNK | 0o777), "x.zip/e.xlsx", "a link"),
    "bomb": (one("e.xlsx", bytes(3 * 1024**2)), "x.zip/e.xlsx", "more than 200"),
    "nested": (nested, "x.zip/in.zip", "a zip inside a zip"),
    "a picture": (one("a.jpg"), "x.zip/a.jpg", "a picture"),
    "macOS": (one("__MACOSX/._a.xlsx"), "x.zip/__MACOSX/._a.xlsx", "hidden"),
    "password": (lambda path, book: encrypt(packed(path, (member("e.xlsx"), book))), "x.zip", "a password"),
    "cut off": (lambda path, book: path.write_bytes(b"PK\x03\x04" + bytes(50)), "x.zip", "damaged"),
    "empty": (lambda path, book: packed(path), "x.zip", "an empty zip"),
    "no zip": (lambda path, book: path.write_bytes(b"Rar!\x1a\x07"), "x.zip", "damaged"),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_a_zip_should_not_hold_is_refused_by_name(trick: str, tmp_path: Path, workbook: bytes) -> None:
    make, name, reason = TRICKS[trick]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(workbook)
    make(folder / "x.zip", workbook)
    read, unread = look(folder)
    assert read == ["a.xlsx"]
    assert list(unread) == [name]
    assert reason in unread[name]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.xlsx", "in", "x.zip"]


def test_a_zip_is_opened_within_limits(tmp_path: Path, workbook: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook)
    packed(tmp_path / "x.zip", *((member(f"{number}.xlsx"), workbook) for number in range(3)))
    small = len(workbook) + len(workbook) // 2
    assert "at most 2" in look(tmp_path, Limits(members=2))[1]["x.zip"]
    assert look(tmp_path, Limits(inflated_bytes=small))[1] == {
        "x.zip/1.xlsx": "too large when unpacked",
        "x.zip/2.xlsx": "too large when unpacked",
    }
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for _ in range(2):
            archive.writestr("e.xlsx", workbook)
    assert look(tmp_path)[1] == {"x.zip/e.xlsx": "the zip file holds two files of this name"}


def test_a_subfolder_called_like_a_department_is_a_hint_where_nothing_else_says(tmp_path: Path) -> None:
    book(tmp_path / "区司法局" / "报表.xlsx", cover(department=""))
    book(tmp_path / "区司法局" / "区财政局.xlsx", cover(department=""))
    book(tmp_path / "区司法局" / "a.xlsx", cover("区应急局"))
    book(tmp_path / "区审计局" / "1月6日" / "b.xlsx", cover(department=""))
    book(tmp_path / "1月6日" / "c.xlsx", cover(department=""))
    report = run("heping", "2022Q4", tmp_path, workers=1)
    found = {each.file: each.code for each in (*report.departments, *report.unplaced) if each.file}
    assert found == {
        "1月6日/c.xlsx": "",
        "区司法局/a.xlsx": "yjj",
        "区司法局/区财政局.xlsx": "czj",
        "区司法局/报表.xlsx": "sfj",
        "区审计局/1月6日/b.xlsx": "sjj",
    }


def test_a_workbook_of_nobody_on_the_roster_is_no_department(tmp_path: Path) -> None:
    book(tmp_path / "区司法局.xlsx", cover())
    for name in ("区体育局", "园林中心", "工作簿1"):
        book(tmp_path / f"{name}.xlsx", cover(name))
    (tmp_path / "区科技局.xlsx").write_bytes(b"%PDF-1.7")
    report = run("heping", "2022Q4", tmp_path, workers=1)
    assert len(report.departments) == 30
    assert {each.file for each in report.unplaced} == {
        "区体育局.xlsx", "园林中心.xlsx", "工作簿1.xlsx", "区科技局.xlsx"
    }  # fmt: skip
    assert {each.code for each in report.departments if each.rank or each.score is not None} <= {"sfj"}


def test_one_sentence_for_each_reason_and_names_of_people_are_masked(tmp_path: Path) -> None:
    book(tmp_path / "区司法局.xlsx", cover())
    for name in ("张晓东的照片", "b", "c", "d", "e", "f", "g"):
        (tmp_path / f"{name}.jpg").write_bytes(b"x")
    inbox: Inbox
    with open_inbox(tmp_path) as inbox:
        (said,) = unread_texts(inbox.unread)
    assert said.en == "b.jpg, c.jpg, d.jpg, e.jpg, f.jpg and 2 more were not read: a picture, not a workbook"
