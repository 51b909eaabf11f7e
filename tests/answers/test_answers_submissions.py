"""Names of marked copies, and which files of a folder are submissions where copies lie among them."""

from __future__ import annotations

import errno
import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Stop
from checker.intake.inbox import open_inbox
from checker.marked_copy.edited import OWN_PART
from checker.marked_copy.names import LONGEST_NAME, choose_submissions, copy_name
from checker.text.bilingual import Text
from checker.wording.unread import unread_texts


@pytest.mark.parametrize(
    ("name", "ending", "copy"),
    [
        ("区司法局.xlsx", ".xlsx", "区司法局.checked.xlsx"),
        ("区司法局.xlsm", ".xlsm", "区司法局.checked.xlsm"),
        ("区司法局.csv", ".xlsx", "区司法局.checked.xlsx"),
        ("区司法局", ".xlsx", "区司法局.checked.xlsx"),
        ("2022.Q4 区司法局.xls", ".xlsx", "2022.Q4 区司法局.checked.xlsx"),
        ("区司法局.checked.xlsx", ".xlsx", "区司法局.checked-2.xlsx"),
        ("区司法局.checked-2.xlsx", ".xlsx", "区司法局.checked-3.xlsx"),
        ("区司法局.CHECKED-9.XLSM", ".xlsm", "区司法局.checked-10.xlsm"),
        ("区司法局.checked.csv", ".xlsx", "区司法局.checked.checked.xlsx"),
        ("..~$x.xlsx", ".xlsx", "x~#.checked.xlsx"),
        ("a:b\\c?.xlsx", ".xlsx", "a_b_c_~#.checked.xlsx"),
        ("a\u202eb.xlsx", ".xlsx", "a‹U+202E›b~#.checked.xlsx"),
        (" . .xlsx", ".xlsx", "workbook~#.checked.xlsx"),
    ],
)
def test_a_copy_is_called_after_its_file_and_never_like_it(name, ending, copy):
    # A name that has to be cleaned gets six digits of its own, written # here.
    assert re.sub("~[0-9a-f]{6}(?=[.])", "~#", copy_name(Path(name), ending)) == copy


def test_further_names_count_on():
    assert copy_name(Path("x.xlsx"), ".xlsx", 1) == "x.checked-2.xlsx"
    assert copy_name(Path("x.checked-2.xlsx"), ".xlsx", 2) == "x.checked-5.xlsx"


@given(
    st.text(alphabet=st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1), st.integers(0, 3)
)
def test_a_name_is_short_a_name_alone_and_another_one(stem, further):
    name = copy_name(Path(f"{stem}.xlsx"), ".xlsx", further)
    assert len(name.encode()) <= LONGEST_NAME
    assert Path(name).name == name
    assert name != f"{stem}.xlsx"
    assert not name.startswith((".", "~"))


@pytest.mark.parametrize(
    ("there", "counted"),
    [
        (["x.xlsx"], ["x.xlsx"]),
        (["x.xlsx", "x.checked.xlsx", "x.checked-2.xlsx"], ["x.xlsx"]),
        (["x.csv", "x.checked.xlsx"], ["x.csv"]),
        (["X.XLSX", "x.checked.xlsm"], ["X.XLSX"]),
        (["x.checked.xlsx"], ["x.checked.xlsx"]),
        (["x.checked.xlsx", "x.checked-2.xlsx", "x.checked-10.xlsx"], ["x.checked-10.xlsx"]),
        (["x.checked.xlsx", "x.checked-2.xlsm"], ["x.checked-2.xlsm"]),
        (["x.checked.xlsx", "y.xlsx", "z.checked-2.xlsx"], ["x.checked.xlsx", "y.xlsx", "z.checked-2.xlsx"]),
        (["x.checked.csv", "x.checked-01.xlsx"], ["x.checked-01.xlsx", "x.checked.csv"]),
    ],
)
def test_a_copy_counts_where_its_file_is_not_there_and_only_the_latest(there, counted):
    found, instead = choose_submissions((Path(name) for name in there), is_edited=lambda _: False)
    assert [path.name for path in found] == counted
    assert {path.name for path in instead} == {*there} - {*counted}
    assert {path.name for path in instead.values()} <= {*counted}


@pytest.mark.parametrize(
    ("there", "worked", "counted"),
    [
        (["x.xlsx", "x.checked.xlsx"], ["x.checked.xlsx"], ["x.checked.xlsx"]),
        (["x.xls", "y.xlsx", "x.checked.xlsx"], ["x.checked.xlsx"], ["x.checked.xlsx", "y.xlsx"]),
        (["x.xlsx", "x.checked.xlsx", "x.checked-2.xlsx"], ["x.checked.xlsx"], ["x.checked.xlsx"]),
        (
            ["x.xlsx", "x.checked.xlsx", "x.checked-2.xlsx"],
            ["x.checked.xlsx", "x.checked-2.xlsx"],
            ["x.checked-2.xlsx"],
        ),
        (["x.checked.xlsx", "x.checked-2.xlsx"], ["x.checked.xlsx"], ["x.checked.xlsx"]),
        (["x.xlsx", "y.checked.xlsx"], ["y.checked.xlsx"], ["x.xlsx", "y.checked.xlsx"]),
    ],
)
def test_a_copy_in_which_somebody_worked_counts_instead_of_its_file(there, worked, counted):
    found, instead = choose_submissions((Path(name) for name in there), is_edited=lambda path: path.name in worked)
    assert [path.name for path in found] == counted
    assert {path.name for path in instead} == {*there} - {*counted}


def test_a_copy_whose_name_was_cut_is_still_a_copy_of_its_file():
    stem = "关于报送二〇二二年第四季度法治政府建设指标完成情况有关数据和说明材料的工作簿（修改稿）"
    copy = copy_name(Path(f"{stem}.xlsx"), ".xlsx")
    assert not copy.startswith(stem)
    found, _ = choose_submissions([Path(f"{stem}.xlsx"), Path(copy)], is_edited=lambda _: False)
    assert [path.name for path in found] == [f"{stem}.xlsx"]


LONG = "天津市和平区关于报送二〇二二年第四季度法治政府建设指标完成情况有关数据和说明材料的工作簿"
STEMS = st.sets(
    st.sampled_from(["", LONG[:20], LONG, LONG * 2])
    .flatmap(lambda start: st.text("aA:?_~. 一二", max_size=6).map(lambda end: start + end))
    .filter(lambda stem: stem.strip(". ") and not stem.startswith(("~$", "."))),
    min_size=2,
    max_size=6,
)


@given(STEMS, st.data())
def test_no_file_is_lost_to_the_copy_of_another(stems, data):
    files = {stem: Path(f"{stem}.xlsx") for stem in stems}
    copies = {stem: copy_name(path, ".xlsx") for stem, path in files.items()}
    assert len({*copies.values()}) == len(stems)
    edited = data.draw(st.sampled_from(sorted(stems)))
    further = Path(copy_name(Path(copies[edited]), ".xlsx"))
    for there in ([Path(copies[edited])], [Path(copies[edited]), further], [*map(Path, copies.values())]):
        found, instead = choose_submissions(
            [*files.values(), *there], is_edited=lambda path: path.name == copies[edited]
        )
        assert {*found} == {Path(copies[edited]), *(path for stem, path in files.items() if stem != edited)}
        assert instead[files[edited]] == Path(copies[edited])


def test_copies_come_back_in_another_case():
    there = [Path("Justice.xlsx"), Path("JUSTICE.CHECKED.XLSX")]
    assert choose_submissions(there, is_edited=lambda path: path == there[1])[0] == [there[1]]
    # Of two files, the copy is of the one that is written like it.
    there += [Path("JUSTICE.xlsx")]
    assert choose_submissions(there, is_edited=lambda path: path == there[1])[0] == [there[1], there[0]]


def names_in(folder: Path) -> list[str]:
    with open_inbox(folder) as inbox:
        return [each.name for each in inbox.workbooks]


def unread_in(folder: Path) -> list[Text]:
    with open_inbox(folder) as inbox:
        return list(unread_texts(inbox.unread))


def test_a_folder_gives_its_submissions(tmp_path):
    notes = ("README.md", "note.txt", "~$a.xlsx", ".hidden.xlsx", "Thumbs.db", "desktop.ini")
    for name in ("b.checked.xlsx", "a.xlsx", *notes):
        (tmp_path / name).write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "a.checked.xlsx", "w") as archive:
        archive.writestr(f"xl/worksheets/{OWN_PART}1.xml", b"")
    assert names_in(tmp_path) == ["a.xlsx", "b.checked.xlsx"]
    assert [said.en for said in unread_in(tmp_path)] == [
        ".hidden.xlsx, Thumbs.db, desktop.ini were not read: system or hidden files",
        "README.md, note.txt were not read: a plain text note, not a workbook",
        "~$a.xlsx was not read: left behind while a workbook is open",
    ]


def test_what_is_passed_over_is_named(tmp_path):
    for name in ("a.xlsx", "a.checked.xlsx"):  # no copy as we write them: somebody has saved it
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.xlsx").write_bytes(b"")
    (tmp_path / "nothing").mkdir()
    assert names_in(tmp_path) == ["a.checked.xlsx", "more/b.xlsx"]
    assert [said.zh for said in unread_in(tmp_path)] == ["没有读取 a.xlsx：a.checked.xlsx 里有改动，以它为准"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_an_odd_entry_is_told_and_costs_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "a.xlsx").write_bytes(b"")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "gone.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    (tmp_path / "itself.xlsx").symlink_to("itself.xlsx")
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "locked").mkdir()
    entries = Path.iterdir

    def refuse(path):
        if path.name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied")
        return entries(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert names_in(tmp_path) == ["a.xlsx"]
    assert [said.en for said in unread_in(tmp_path)] == [
        f"gone.xlsx was not read: can't be opened ({os.strerror(errno.ENOENT)})",
        f"itself.xlsx was not read: can't be opened ({os.strerror(errno.ELOOP)})",
        "locked was not read: can't be opened (Permission denied)",
        "pipe.xlsx was not read: not a file",
    ]
    with pytest.raises(Stop) as stop:
        names_in(tmp_path / "locked")
    assert stop.value.reference == "unreadable-inputs"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"")
    with pytest.raises(Stop) as stop:
        names_in(tmp_path / "a.xlsx")
    assert stop.value.reference == "is-file"


def test_a_note_beside_a_copy_is_not_its_file(tmp_path):
    for name in ("a.md", "a.checked.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert names_in(tmp_path) == ["a.checked.xlsx"]


def test_a_folder_with_nothing_but_notes_holds_no_workbook(tmp_path):
    (tmp_path / "note.txt").write_bytes(b"")
    with pytest.raises(Stop) as stop:
        names_in(tmp_path)
    assert stop.value.reference == "no-workbooks"
