"""Evaluating: what the filled-in sample means, and that no incomplete or changed file is evaluated."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from scipy.stats import beta, hypergeom

from tests.sampling.office import fill_in
from tests.system import libreoffice

ONE = ("--department", "justice")  # 38 of 60 rows; 3 rows of 60 are the tolerable rate


def answers(*deviating: tuple[object, object]) -> Callable[[int], tuple[object, object]]:
    """The first rows deviate as given, the others agree."""
    return lambda number: deviating[number - 1] if number <= len(deviating) else ("是", "是")


def evaluated(called, path: Path) -> tuple[int, dict[str, Any]]:
    done = called("sample", "evaluate", str(path), "--format", "json")
    assert done.err == ""
    return done.code, json.loads(done.out)


@pytest.mark.parametrize(
    ("more", "deviating", "code", "conclusion"),
    [
        (ONE, (), 0, "not_reached"),
        (ONE, (("是", "否"),), 1, "extend"),
        (ONE, (("否", None), ("是", "否")), 1, "check_all"),
        (("--tolerable", "10%"), (), 0, "not_reached"),
        (("--tolerable", "10%"), (("否", "否"),), 1, "extend"),
        (("--tolerable", "10%", "--expected", "2%"), (("否", "否"),), 0, "not_reached"),
        (("--rows", "93"), (("否", None),) * 4, 0, "not_reached"),  # all rows: 4 of 93 are below 5%
        (("--rows", "93"), (("否", None),) * 5, 1, "check_all"),
    ],
    ids=str,
)
def test_both_sides_of_each_threshold(draw, called, more, deviating, code: int, conclusion: str) -> None:
    _, path = draw(*more)
    fill_in(path, answers(*deviating))
    done, found = evaluated(called, path)
    assert (done, found["conclusion"]) == (code, conclusion)
    assert found["deviations"] == len(deviating) == len(found["rows"])
    assert found["missing_documents"] == sum(seen == "否" for seen, _ in deviating)
    assert sum(each["deviations"] for each in found["departments"]) == len(deviating)
    assert (found["upper_rows"] < found["tolerable_rows"]) == (conclusion == "not_reached")


@pytest.mark.parametrize("found", [0, 1, 2, 3])
def test_the_bounds_of_one_department_are_exact(draw, called, found: int) -> None:
    _, path = draw(*ONE)
    fill_in(path, answers(*[("是", "否")] * found))
    _, said = evaluated(called, path)
    size, population, rows = said["size"], said["population"], said["upper_rows"]
    assert hypergeom.cdf(found, population, rows, size) > 0.05 >= hypergeom.cdf(found, population, rows + 1, size)
    assert said["upper_rate"] == pytest.approx(rows / population)
    assert said["process_upper_rate"] == pytest.approx(beta.ppf(0.95, found + 1, size - found), abs=1.1e-6)
    assert said["departments"][0]["upper_rows"] == rows


def test_the_extension_that_is_advised_shows_enough(draw, called, tmp_path: Path) -> None:
    _, path = draw("--tolerable", "10%", name="small.xlsx")
    _, said = evaluated(called, fill_in(path, answers(("是", "否"))))
    to = said["extend_to"]
    done, larger = draw("--tolerable", "10%", "--rows", str(to), "--format", "json", name="large.xlsx")
    assert json.loads(done.out)["size"] == to
    assert evaluated(called, fill_in(larger, answers(("是", "否"))))[0] == 0
    (tmp_path / "large.xlsx").unlink()
    draw("--tolerable", "10%", "--rows", str(to), "--answers", str(path), name="large.xlsx")
    filled = [row[6:8] for row in load_workbook(larger).worksheets[1].iter_rows(min_row=2, values_only=True)]
    assert (filled.count(("是", "是")), filled.count(("是", "否"))) == (said["size"] - 1, 1)
    assert filled.count((None, None)) == to - said["size"]
    identities = ({row[10].value for row in load_workbook(each).worksheets[1].iter_rows()} for each in (path, larger))
    assert next(identities) < next(identities)


def test_the_page_in_english(draw, called) -> None:
    _, path = draw(*ONE)
    fill_in(path, answers(("否", None)))
    done = called("sample", "evaluate", str(path))
    lines = done.out.splitlines()
    assert lines[0] == "demo 2022Q4  appearance"
    most = max(rows for rows in range(60) if hypergeom.cdf(1, 60, rows, 38) > 0.05)
    assert lines[2].split() == ["Justice", "Bureau", "60", "38", "1", "1", str(most)]
    assert lines[3].endswith("no document")
    assert lines[4:7] == [
        "1 of 38 rows deviate; 1 of them have no document.",
        f"With 95% confidence, at most {most} of the 60 rows that passed deviate ({most / 60:.2%}).",
        f"If these rows are taken as a part of an ongoing process, its rate of deviations is at most "
        f"{beta.ppf(0.95, 2, 37):.2%} (Clopper-Pearson, one-sided).",
    ]
    assert lines[7].startswith("Conclusion: it isn't shown that the rows that passed can be relied on.")
    assert lines[8].startswith("Next: extend the sample to ")
    assert "--rows" in lines[8]


def test_the_page_in_chinese(draw, called) -> None:
    _, path = draw(*ONE, language="zh")
    fill_in(path)
    done = called("sample", "evaluate", str(path), language="zh")
    assert done.code == 0
    assert done.out.splitlines()[3:5] == [
        "样本 38 行，偏差 0 行，其中 0 行没有原件。",
        "以 95% 的置信度，60 行合格行中至多 2 行有偏差（3.33%）。",
    ]
    assert "结论：合格行可以信赖，没有达到可容忍偏差率 5%（3 行）。" in done.out


@pytest.mark.parametrize(
    ("word", "no"),
    [("yes", "no"), ("Y", "N"), ("√", "×"), ("有", "没有"), (1, 0), (True, False), (" 是 ", " NO ")],
    ids=repr,
)
def test_answers_may_be_written_as_people_write_them(draw, called, word: object, no: object) -> None:
    _, path = draw(*ONE)
    fill_in(path, lambda number: (word, word) if number > 1 else (no, None))
    assert evaluated(called, path)[1]["missing_documents"] == 1


def change(path: Path, sheet: int, edit: Callable[[Any], None]) -> None:
    book = load_workbook(path)
    edit(book.worksheets[sheet])
    book.save(path)


def put(row: int, column: int, value: object) -> Callable[[Any], None]:
    return lambda sheet: setattr(sheet.cell(row, column), "value", value)


def copy_row(sheet: Any) -> None:
    sheet.append([cell.value for cell in sheet[3]])


def swap(sheet: Any) -> None:
    """Puts in place of one row another that wasn't drawn, with its own draw value."""
    from checker.sampling.sample import hash_row

    drawn = {cell.value for cell in sheet["K"]}
    seed = "lottery 26140: 03 08 12"
    other = next(name for n in range(60) if (name := f"demo/2022Q4/justice/cases/justice-{n}") not in drawn)
    sheet["K3"].value, sheet["J3"].value = other, hash_row(seed, other)[:16]


def field(label: str, value: object) -> Callable[[Any], None]:
    def edit(sheet: Any) -> None:
        (row,) = (cell.row for cell in sheet["A"] if cell.value == label)
        sheet.cell(row, 2).value = value

    return edit


@pytest.mark.parametrize(
    ("sheet", "edit", "place", "message", "hint"),
    [
        (1, put(5, 7, None), "[Sample] G5", "“Document seen” of No. 4 isn't filled in", "write yes or no"),
        (1, put(6, 8, None), "[Sample] H6", "“Agrees” of No. 5 isn't filled in", "leave it blank if no document"),
        (1, put(6, 8, "mostly"), "[Sample] H6", "“Agrees” of No. 5 says “mostly”, which can't be read", "yes or no"),
        (1, put(6, 7, "否"), "[Sample] H6", "No. 5 agrees with a document that wasn't seen", "leave it blank"),
        (1, put(4, 11, "demo/2022Q4/justice/cases/x"), "[Sample] K4", "the identity doesn't match", "as it was drawn"),
        (1, put(4, 10, "0" * 16), "[Sample] K4", "the identity doesn't match the draw value", "as it was drawn"),
        (1, put(4, 11, None), "[Sample] K4", "this row has no identity", "as it was drawn"),
        (1, copy_row, "[Sample] K40", "this is the row of row 3 again", "as it was drawn"),
        (1, lambda sheet: sheet.delete_rows(9, 2), "[Sample]", "36 are here (missing No. 8, 9)", "as it was drawn"),
        (1, lambda sheet: sheet.delete_cols(8), "[Sample]", "the column “Agrees” is missing", "as it was drawn"),
        (1, swap, "[About the sample]", "the file doesn't match its check value", "as it was drawn"),
        (0, field("Tolerable rate", "9%"), "[About the sample]", "doesn't match its check value", "as it was drawn"),
        (0, field("Seed", "mine"), "[Sample] K2", "one of them or the seed was changed", "as it was drawn"),
        (0, field("Confidence", None), "[About the sample]", "“Confidence” or its value is missing", "as it was drawn"),
        (0, field("Confidence", "high"), "[About the sample]", "“high” is not a percentage", "5%"),
        (0, field("Sample size", "39"), "[About the sample]", "doesn't match its check value", "as it was drawn"),
        (0, field("Justice Bureau", "x.xlsx"), None, None, None),  # the name of a workbook may be changed
    ],
)
def test_a_file_that_is_not_complete_or_was_changed_is_refused_at_its_cell(
    draw, called, sheet: int, edit: Callable[[Any], None], place: str | None, message: str | None, hint: str | None
) -> None:
    _, path = draw(*ONE)
    fill_in(path)
    change(path, sheet, edit)
    done = called("sample", "evaluate", str(path))
    if place is None:
        assert done.code == 0
        return
    assert (done.code, done.out) == (2, "")
    first, where, what = done.err.splitlines()
    assert message in first
    assert where == f"  Where: {path} {place}"
    assert hint in what


def test_an_extra_row_is_refused(draw, called) -> None:
    _, path = draw(*ONE, name="small.xlsx")
    _, larger = draw(*ONE, "--rows", "39", name="large.xlsx")
    more = [cell.value for cell in load_workbook(larger).worksheets[1][40]]
    change(fill_in(path), 1, lambda sheet: sheet.append([*more[:6], "是", "是", *more[8:]]))
    done = called("sample", "evaluate", str(path))
    assert done.code == 2
    assert "there are rows that weren't drawn: 38 were drawn from Justice Bureau, 39 are here" in done.err
    assert f"{path} [Sample] K40" in done.err


@pytest.mark.parametrize(
    ("content", "said"), [(None, "there is no such file"), (b"no workbook", "small.xlsx"), ("other", "it has no sheet")]
)
def test_what_is_no_sample_is_refused(called, tmp_path: Path, district, content, said: str) -> None:
    path = tmp_path / "small.xlsx"
    if content == "other":
        path = next(Path(district[1]).iterdir())
    elif content is not None:
        path.write_bytes(content)
    done = called("sample", "evaluate", str(path))
    assert done.code == 2
    assert said in done.err


def test_sorted_rows_are_the_same_sample(draw, called) -> None:
    _, path = draw()
    fill_in(path, answers(("否", None), ("是", "否")))
    _, before = evaluated(called, path)

    def sort(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, values in enumerate(sorted(rows, key=lambda row: str(row[9])), start=2):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value

    change(path, 1, sort)
    _, after = evaluated(called, path)
    assert {row["identity"] for row in after.pop("rows")} == {row["identity"] for row in before.pop("rows")}
    assert after == before


@pytest.mark.parametrize(("language", "name"), [("en", "xlsx"), ("zh", "ods")])
def test_what_libreoffice_saved_is_read_like_the_file_itself(draw, called, tmp_path: Path, language, name) -> None:
    soffice = libreoffice()
    _, path = draw("--tolerable", "10%", "--expected", "2%", language=language)
    fill_in(path, lambda number: ("否", None) if number == 3 else ("是", "是"))
    code, before = evaluated(called, path)
    profile, out = (tmp_path / "profile").as_uri(), tmp_path / "saved"
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", name, "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=240)
    assert evaluated(called, out / f"sample.{name}") == (code, before)
