"""Which of several files of one department counts, and what is asked where none says it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.definitions.load import load_pack
from checker.engine import batch
from checker.errors import Stop
from checker.intake.inbox import Inbox, open_inbox
from checker.marking import make_marked_copy
from checker.model import Department, Report, State
from checker.privacy.masking import flag_message
from samples.library.cells import Cell, book_of
from samples.library.xlsx import by_openpyxl, by_xlsxwriter

from .books import Rows, cover

run = partial(batch.run, load=cache(load_pack))
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("several.yaml").read_text(encoding="utf-8"))
REPLIES = ["申请编号", "申请人", "收到申请日期", "是否延长答复期限", "答复日期"]
TRAINING = ["执法证号", "姓名", "培训日期", "培训学时"]


def sheets_of(spec: Mapping[str, Any]) -> dict[str, Rows]:
    """The sheets of a file: its cover sheet, and the tables that it fills in or leaves blank."""
    said: dict[str, Cell] = cover(spec.get("department", "区司法局"), spec.get("period", "2022Q4"))
    if "supersedes" in spec:
        said["替代文件"] = spec["supersedes"]
    sheets: dict[str, Rows] = {"填报说明": list(said.items())}
    if "hours" in spec or spec.get("blank"):
        rows = range(1, spec.get("rows", 6) + 1) if "hours" in spec else ()
        skipped = spec.get("without")
        lines = [[f"津01-000{n}", "甲", date(2022, n, 10), spec["hours"]] for n in rows if n != skipped]
        sheets["执法人员培训"] = [TRAINING, *lines]
    if "replies" in spec:
        days = [f"2022-11-{spec['replies'] + n}" for n in range(2)]
        sheets["政府信息公开申请"] = [
            REPLIES,
            *([f"申{n}", "乙", "2022-11-01", "否", day] for n, day in enumerate(days)),
        ]
    return sheets


def content_of(spec: Mapping[str, Any]) -> bytes:
    if "raw" in spec:
        return str(spec["raw"]).encode()
    if "cut" in spec:
        return by_openpyxl(book_of(sheets_of({"hours": 20})))[: spec["cut"]]
    sheets = sheets_of(spec)
    if spec.get("csv"):
        (_, rows) = sheets.popitem()
        return "\r\n".join(",".join(map(str, row)) for row in rows).encode("gbk")
    return (by_xlsxwriter if spec.get("writer") else by_openpyxl)(book_of(sheets))


def lay(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> None:
    made: dict[str, bytes] = {}
    for name, spec in files.items():
        made[name] = made[spec["same"]] if "same" in spec else content_of(spec)
        holder, _, member = name.partition(".zip/")
        if member:
            with zipfile.ZipFile(folder / f"{holder}.zip", "a") as archive:
                archive.writestr(member, made[name])
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(made[name])


def justice(report: Report) -> Department:
    return next(each for each in report.departments if each.code == "sfj")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_the_files_say_decides(case: Mapping[str, Any], tmp_path: Path) -> None:
    lay(tmp_path, case["files"])
    report = run("heping", "2022Q4", tmp_path, workers=1, use=case.get("use", ()))
    found, codes = justice(report), [flag.code.id for flag in justice(report).flags]
    assert len(report.departments) == 30
    if "counts" in case:
        assert found.state is not State.REJECTED
        assert found.file == case["counts"]
        assert set(case.get("flags", ())) <= set(codes)
        assert "W244" not in codes
    elif "rejected" in case:
        assert (found.state, codes) == (State.REJECTED, case["rejected"])
    else:
        assert (found.state, codes[:2]) == (State.REJECTED, ["W244", "W280"])
        assert case["asked"] in flag_message(found.flags[1], "en")
        assert "--use" in found.flags[0].expected.en  # type: ignore[union-attr]
    reasons = {each.name: each.reason.en for each in report.unread}
    for name, why in case.get("passed", {}).items():
        assert why in reasons[name]
    if "counts" in case:  # every file either counts or is listed
        names = set(case["files"]) - set(case["counts"].split(" + "))
        assert set(reasons) == names


def test_the_parts_are_judged_as_one_workbook(tmp_path: Path) -> None:
    whole, apart = tmp_path / "whole", tmp_path / "apart"
    whole.mkdir()
    apart.mkdir()
    lay(whole, {"区司法局.xlsx": {"hours": 20, "replies": 12}})
    lay(apart, {"区司法局1.xlsx": {"hours": 20}, "区司法局2.xlsx": {"replies": 12}})
    one, other = (justice(run("heping", "2022Q4", folder, workers=1)) for folder in (whole, apart))
    assert one.results == other.results
    assert one.score == other.score
    assert [each.code.id for each in other.flags if each.code.id != "W282"] == [each.code.id for each in one.flags]


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    lay(tmp_path, {"a.xlsx": {"hours": 20}, "b.xlsx": {"hours": 30}, "c.xlsx": {"hours": 40}})
    seen = []
    with open_inbox(tmp_path) as inbox:
        for order in permutations(inbox.workbooks):
            report = run("heping", "2022Q4", Inbox(tmp_path, order, ()), workers=1)
            seen.append([flag_message(flag, "zh") for flag in justice(report).flags])
    assert len(seen[0]) == 3
    assert all(each == seen[0] for each in seen)


def test_files_that_do_not_count_are_listed_in_one_order(tmp_path: Path) -> None:
    same = {"same": "区司法局.xlsx"}
    lay(tmp_path, {"区司法局.xlsx": {"hours": 20}, "区司法局(1).xlsx": same, "0.csv": {"raw": ""}, "z/b.xlsx": same})
    files = {"a.xlsx": {"hours": 20, "department": "区财政局"}, "区财政局.xlsx": {"raw": "%PDF"}}
    lay(tmp_path, files)
    with open_inbox(tmp_path) as inbox:
        listed = {
            tuple(each.name for each in run("heping", "2022Q4", Inbox(tmp_path, order, ()), workers=1).unread)
            for order in (inbox.workbooks, inbox.workbooks[::-1])
        }
    assert listed == {("0.csv", "区司法局(1).xlsx", "区财政局.xlsx", "z/b.xlsx")}


def test_a_name_that_no_file_has_is_refused(tmp_path: Path) -> None:
    lay(tmp_path, {"区司法局.xlsx": {"hours": 20}})
    with pytest.raises(Stop) as caught:
        run("heping", "2022Q4", tmp_path, workers=1, use=["区司法局2.xlsx"])
    assert caught.value.reference == "use-unknown"
    assert caught.value.hint is not None
    assert "区司法局.xlsx" in caught.value.hint.en


@pytest.fixture
def marked(tmp_path: Path) -> tuple[Path, bytes]:
    """A folder with a workbook that has flags, and its marked copy."""
    lay(tmp_path, {"区司法局.xlsx": {"hours": "很多"}})
    report = run("heping", "2022Q4", tmp_path, workers=1)
    original = tmp_path / "区司法局.xlsx"
    copy = make_marked_copy(original, report, justice(report), "zh", tmp_path, frozenset())
    assert copy is not None
    return tmp_path, copy.content


def save_again(content: bytes, hours: int | None, path: Path) -> None:
    """Saves a marked copy as a spreadsheet program would, with other training hours."""
    from openpyxl import load_workbook

    path.write_bytes(content)
    book = load_workbook(path)
    if hours is not None:
        for row in book["执法人员培训"].iter_rows(min_row=2, min_col=4, max_col=4):
            row[0].value = hours
    book.save(path)


def test_a_marked_copy_under_another_name_does_not_compete(marked: tuple[Path, bytes]) -> None:
    folder, copy = marked
    (folder / "返回").mkdir()
    (folder / "返回" / "给区司法局的.xlsx").write_bytes(copy)
    report = run("heping", "2022Q4", folder, workers=1)
    assert justice(report).file == "区司法局.xlsx"
    assert [each.name for each in report.unread] == ["返回/给区司法局的.xlsx"]


def test_a_corrected_marked_copy_counts_as_the_newer_one(marked: tuple[Path, bytes]) -> None:
    folder, copy = marked
    save_again(copy, 20, folder / "改好的.xlsx")
    report = run("heping", "2022Q4", folder, workers=1)
    assert justice(report).file == "改好的.xlsx"
    assert justice(report).state is not State.REJECTED
    assert "corrected marked copy" in report.unread[0].reason.en


def test_a_marked_copy_from_before_the_corrections_does_not(marked: tuple[Path, bytes]) -> None:
    folder, copy = marked
    save_again(copy, None, folder / "存过的.xlsx")
    lay(folder, {"区司法局.xlsx": {"hours": 20}})
    report = run("heping", "2022Q4", folder, workers=1)
    assert justice(report).file == "区司法局.xlsx"
    assert "before the corrections" in report.unread[0].reason.en


def test_where_both_were_corrected_it_is_asked(marked: tuple[Path, bytes]) -> None:
    folder, copy = marked
    save_again(copy, 30, folder / "改好的.xlsx")
    lay(folder, {"区司法局.xlsx": {"hours": 20}})
    report = run("heping", "2022Q4", folder, workers=1)
    assert [each.code.id for each in justice(report).flags] == ["W244", "W280"]


def test_the_original_counts_if_the_office_says_so(marked: tuple[Path, bytes]) -> None:
    folder, copy = marked
    save_again(copy, 20, folder / "区司法局.checked.xlsx")
    assert justice(run("heping", "2022Q4", folder, workers=1)).file == "区司法局.checked.xlsx"
    report = run("heping", "2022Q4", folder, workers=1, use=["区司法局.xlsx"])
    assert justice(report).file == "区司法局.xlsx"
    assert [each.name for each in report.unread] == ["区司法局.checked.xlsx"]
