"""Departments that became one: the workbooks of both count, also where both have rows of the same table."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from checker.intake.adding import FILE
from checker.marking import make_marked_copy
from checker.marking.parts import of_part
from checker.model import Department, Report, State, Status
from checker.privacy.masking import flag_message
from samples.library.cells import book_of
from samples.library.xlsx import by_openpyxl

from .books import cover
from .test_several_files import content_of, run

#: 区市场监管局 was formed of three departments, 区应急局 was 区安监局 before.
INTO, OF, ALSO = "区市场监管局", "区工商局", "区质监局"


def lay(folder: Path, files: dict[str, dict[str, Any]]) -> Report:
    for name, spec in files.items():
        (folder / name).write_bytes(content_of(spec))
    return run("heping", "2022Q4", folder, workers=1, rows="all")


def found(report: Report, code: str = "scjgj") -> Department:
    return next(each for each in report.departments if each.code == code)


def rows_of(department: Department, table: str = "training") -> int:
    return next((each.read for each in department.sheets if each.table == table), 0)


@pytest.mark.parametrize(
    ("files", "rows"),
    [
        ({"a.xlsx": {"department": OF, "hours": 10}, "b.xlsx": {"department": ALSO, "hours": 20}}, 12),
        ({"区工商局.xlsx": {"department": "", "hours": 10}, "区质监局.xlsx": {"department": "", "hours": 20}}, 12),
        ({"a.xlsx": {"department": OF, "hours": 10}, "b.xlsx": {"department": INTO, "hours": 20}}, 12),
        (
            {
                "a.xlsx": {"department": OF, "hours": 10},
                "b.xlsx": {"department": ALSO, "hours": 20, "rows": 3},
                "c.xlsx": {"department": "区食药监局", "hours": 30, "rows": 2},
            },
            11,
        ),
        ({"a.xlsx": {"department": OF, "hours": 10, "replies": 12}, "b.xlsx": {"department": ALSO, "hours": 20}}, 12),
        ({"a.xlsx": {"department": OF, "hours": 10}, "b.xlsx": {"department": ALSO, "replies": 12}}, 6),
    ],
)
def test_the_rows_of_both_are_added(tmp_path: Path, files: dict[str, dict[str, Any]], rows: int) -> None:
    department = found(lay(tmp_path, files))
    assert department.state is not State.REJECTED
    assert [each.code.id for each in department.flags if each.code.id in ("W244", "W280")] == []
    assert (rows_of(department), department.file) == (rows, " + ".join(files))
    (told,) = [each for each in department.flags if each.code.id == "W282"]
    assert all(name in flag_message(told, "zh") for name in files)


HEAD = ["申请编号", "申请人", "收到申请日期", "是否延长答复期限", "答复日期"]
TURNED = [HEAD[4], HEAD[0], "备注", *HEAD[1:4]]


def replies(department: str, head: list[str], rows: list[dict[str, Any]]) -> bytes:
    """A workbook with applications, in columns of any order, below a title and above a total."""
    lines = [[row.get(name, "") for name in head] for row in rows]
    total: list[Any] = ["合计", *[""] * (len(head) - 1)]
    sheets = {
        "填报说明": list(cover(department).items()),
        "政府信息公开申请": [["台账"], head, *lines, total, ["填表人：甲"]],
    }
    return by_openpyxl(book_of(sheets))


def application(number: str, replied: Any = "2022-11-12", **more: Any) -> dict[str, Any]:
    usual = {"申请编号": number, "申请人": "乙", "收到申请日期": "2022-11-01", "是否延长答复期限": "否"}
    return {**usual, "答复日期": replied, **more}


ONE = [application("工1"), application("工2"), application("同")]
OTHER = [application("质1"), application("质2", "随后"), application("质3", "2022-12-30"), application("同", 备注="补")]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    folder = tmp_path_factory.mktemp("merged")
    (folder / "a.xlsx").write_bytes(replies(OF, HEAD, ONE))
    (folder / "b.xlsx").write_bytes(replies(ALSO, TURNED, OTHER))
    return folder, run("heping", "2022Q4", folder, workers=1, rows="all")


def test_the_result_is_that_of_one_workbook_with_all_rows(merged: tuple[Path, Report], tmp_path: Path) -> None:
    (tmp_path / "c.xlsx").write_bytes(replies(INTO, HEAD, [*ONE, *OTHER]))
    whole, joined = found(run("heping", "2022Q4", tmp_path, workers=1)), found(merged[1])
    assert [each for each in joined.results if each.indicator == "disclosure-replies"] == [
        each for each in whole.results if each.indicator == "disclosure-replies"
    ]
    assert joined.score == whole.score
    own = {"W282", "W283"}
    codes = sorted(each.code.id for each in joined.flags if each.code.id not in own)
    assert codes == sorted(each.code.id for each in whole.flags)


def test_what_was_passed_over_is_told_for_each_file(merged: tuple[Path, Report]) -> None:
    told = [each for each in found(merged[1]).flags if each.code.id == "W310"]
    assert [flag_message(each, "en") for each in told] == [
        "Not read as data in sheet “政府信息公开申请”: row 6 of a.xlsx, row 7 of b.xlsx (totals, averages or counts)",
        "Not read as data in sheet “政府信息公开申请”: row 7 of a.xlsx, row 8 of b.xlsx (notes and signatures)",
    ]
    assert "第 6（a.xlsx）、7（b.xlsx） 行未计为数据行" in flag_message(told[0], "zh")


def test_each_row_says_which_file_it_is_from(merged: tuple[Path, Report]) -> None:
    department = found(merged[1])
    records = {each.place.key: dict(each.record) for each in department.flags if each.place.key and each.place.row}
    assert {key: str(record[FILE].text) for key, record in records.items()}.items() >= {"质2": "b", "质3": "b"}.items()
    (told,) = [each for each in department.flags if each.code.id == "W282"]
    assert "rows 6–9 of “政府信息公开申请” are rows 3–6 of b.xlsx" in flag_message(told, "en")


def test_each_file_gets_a_copy_with_the_flags_on_its_own_rows(merged: tuple[Path, Report]) -> None:
    folder, report = merged
    department = found(report)
    cells = []
    for part in department.parts:
        shown = of_part(department, part)
        copy = make_marked_copy(folder / part.file, report, shown, "zh", folder, frozenset())
        assert copy is not None
        sheet = load_workbook(BytesIO(copy.content))["政府信息公开申请"]
        marked = [cell for row in sheet.iter_rows(min_row=3) for cell in row if cell.comment]
        cells.append({(cell.coordinate, cell.value) for cell in marked})
    assert cells[0] == {("A5", "同")}
    assert cells[1] == {("A4", "随后"), ("A5", "2022-12-30"), ("B6", "同")}


@pytest.mark.parametrize(
    ("files", "state"),
    [
        # Two versions of one of them: asked about, and told which.
        ({"a.xlsx": (OF, ONE), "a2.xlsx": (OF, [*ONE, application("工3")]), "b.xlsx": (ALSO, OTHER)}, "asked"),
        # A department that only got another name sent the same rows under both, or other rows.
        ({"a.xlsx": ("区安监局", ONE), "b.xlsx": ("区应急局", [*ONE, application("应1")])}, "asked"),
        ({"a.xlsx": ("区安监局", ONE), "b.xlsx": ("区应急局", [application("应1")])}, "added"),
        ({"a.xlsx": (INTO, ONE), "b.xlsx": (INTO, [application("市1")])}, "asked"),
        ({"a.xlsx": (OF, ONE), "a(1).xlsx": (OF, ONE), "b.xlsx": (ALSO, OTHER)}, "added"),
    ],
)
def test_what_can_be_versions_of_one_file_is_asked_about(
    tmp_path: Path, files: dict[str, tuple[str, list[dict[str, Any]]]], state: str
) -> None:
    for name, (department, rows) in files.items():
        (tmp_path / name).write_bytes(replies(department, HEAD, rows))
    report = run("heping", "2022Q4", tmp_path, workers=1)
    (department,) = [each for each in report.departments if each.file]
    if state == "asked":
        assert [each.code.id for each in department.flags] == ["W244", "W280"]
        assert "b.xlsx" not in flag_message(department.flags[0], "en") or len(files) == 2
    else:
        assert department.file == "a.xlsx + b.xlsx"
    if len(files) == 3 and state == "asked":
        (department,) = [
            each for each in run("heping", "2022Q4", tmp_path, workers=1, use=["a2.xlsx"]).departments if each.file
        ]
        assert department.file == "b.xlsx + a2.xlsx"


def test_nothing_to_report_counts_where_all_of_them_say_so(tmp_path: Path) -> None:
    def laid(department: str, ticks: tuple[str, ...], rows: bool) -> bytes:
        said: list[list[Any]] = [*map(list, cover(department).items()), ["没有内容的表", ""]]
        said += [[name, "√" if name in ticks else ""] for name in ("政府信息公开申请", "司法检察建议", "案卷评查")]
        sheets: dict[str, Any] = {"填报说明": said}
        if rows:
            sheets["政府信息公开申请"] = [HEAD, *([row[name] for name in HEAD] for row in ONE)]
        return by_openpyxl(book_of(sheets))

    (tmp_path / "a.xlsx").write_bytes(laid(OF, ("政府信息公开申请", "司法检察建议", "案卷评查"), False))
    (tmp_path / "b.xlsx").write_bytes(laid(ALSO, ("司法检察建议",), True))
    department = found(run("heping", "2022Q4", tmp_path, workers=1))
    assert department.file == "a.xlsx + b.xlsx"
    nil = {each.table for each in department.sheets if each.nil}
    silent = {each.indicator for each in department.results if each.status is Status.UNDETERMINED}
    assert "casefile-review" in silent
    assert "judicial-suggestions" not in silent
    assert "disclosure" not in nil
