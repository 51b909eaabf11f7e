"""Drawing: who is drawn from, how many, in which order, and that anybody can recheck it."""

from __future__ import annotations

import hashlib
import json
import subprocess
from math import ceil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from scipy.stats import binom, hypergeom

from tests.sampling.conftest import APPEARED
from tests.sampling.office import Case, write_inputs, write_pack
from tests.system import program

SEED = "lottery 26140: 03 08 12"


def drawn_of(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path).worksheets[1]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def first_by_hash(seed: str, identities: list[str], size: int) -> set[str]:
    return set(sorted(identities, key=lambda each: hashlib.sha256(f"{seed}\n{each}".encode()).digest())[:size])


def sizes_by_scipy(populations: list[int], expected: float = 0, risk: float = 0.05, least: int = 0) -> list[int]:
    """The rows of each department that must be drawn against a tolerable rate of 5%, a second time."""
    total = sum(populations)
    deviating = ceil(total / 20)
    size = next(n for n in range(1, total) if hypergeom.cdf(ceil(n * expected), total, deviating, n) <= risk)
    allowed = ceil(size * expected)
    if len(populations) == 1:
        return [max(size, least)]
    for n in range(size, total):
        sizes = [ceil(n * each / total) for each in populations]
        share = min(one / other for one, other in zip(sizes, populations, strict=True))
        enough = binom.cdf(allowed, deviating, share) <= risk and (not allowed or allowed + 1 <= share * deviating)
        if enough and sum(sizes) >= least:
            return sizes
    return populations


def test_each_department_gives_its_share_in_an_order_that_nobody_chooses(draw) -> None:
    done, path = draw()
    assert done.code == 0, done.err
    expected = dict(zip(APPEARED, sizes_by_scipy(list(APPEARED.values())), strict=True))
    assert done.out.splitlines()[:5] == [
        f"{sum(expected.values())} of 93 rows that passed were drawn and written to {path}",
        "Department          Passed  Drawn",
        f"Justice Bureau      60      {expected['justice']}   ",
        f"Finance Bureau      30      {expected['finance']}   ",
        f"East Street Office  3       {expected['east']}    ",
    ]
    found: dict[str, set[str]] = {}
    for row in drawn_of(path):
        code = str(row[10]).split("/")[2]
        found.setdefault(code, set()).add(str(row[10]))
    for code, size in expected.items():
        population = [f"demo/2022Q4/{code}/cases/{code}-{number}" for number in range(APPEARED[code])]
        assert found[code] == first_by_hash(SEED, population, size)


def test_the_draw_value_is_what_sha256sum_says(draw) -> None:
    sha256sum = program("sha256sum", "coreutils")
    _, path = draw()
    for row in drawn_of(path)[:5]:
        text = f"{SEED}\n{row[10]}".encode()
        said = subprocess.run([sha256sum], input=text, capture_output=True, check=True).stdout.decode()
        assert said[:16] == row[9]


def test_the_same_draw_has_the_same_bytes_and_another_seed_other_rows(draw) -> None:
    (_, one), (_, same) = draw(name="one.xlsx"), draw(name="same.xlsx")
    _, other = draw(name="other.xlsx", seed="lottery 26140: 03 08 13")
    assert one.read_bytes() == same.read_bytes()
    assert [row[10] for row in drawn_of(one)] != [row[10] for row in drawn_of(other)]


def test_rows_and_columns_in_another_order_are_the_same_rows(draw, called, tmp_path: Path) -> None:
    done, _ = draw("--format", "json")
    pack = write_pack(tmp_path / "again")
    shuffled = {
        code: [Case(f"{code}-{number}") for number in reversed(range(count))] for code, count in APPEARED.items()
    }
    inputs = write_inputs(tmp_path / "shuffled", shuffled)
    options = ("--indicator", "appearance", "--tolerable", "5%", "--seed", SEED, "--format", "json")
    again = called("sample", "draw", str(pack), "2022Q4", str(inputs), *options, "--out", str(tmp_path / "b.xlsx"))
    assert json.loads(again.out)["rows"] == json.loads(done.out)["rows"]


@pytest.mark.parametrize(
    ("more", "sizes"),
    [
        (("--department", "区司法局"), sizes_by_scipy([60])),
        (("--department", "justice", "--department", "finance"), sizes_by_scipy([60, 30])),
        (("--indicator", "absence"), sizes_by_scipy([60, 30, 3])),  # those in which the head was not absent
        (("--expected", "1%"), sizes_by_scipy([60, 30, 3], expected=0.01)),
        (("--confidence", "80"), sizes_by_scipy([60, 30, 3], risk=0.2)),
        (("--rows", "70"), sizes_by_scipy([60, 30, 3], least=70)),
        (("--rows", "5000"), [60, 30, 3]),
        (("--indicator", "all", "--rows", "5000"), [60, 30, 3]),  # the same rows in both, each once
    ],
    ids=str,
)
def test_what_is_asked_decides_the_sizes(draw, more: tuple[str, ...], sizes: list[int]) -> None:
    done, _ = draw(*more, "--format", "json")
    assert done.code == 0, done.err
    assert [each["size"] for each in json.loads(done.out)["departments"]] == sizes


def test_an_extended_sample_contains_the_smaller_one(draw) -> None:
    (_, small), (_, large) = draw(name="small.xlsx"), draw("--rows", "70", name="large.xlsx")
    assert {row[10] for row in drawn_of(small)} < {row[10] for row in drawn_of(large)}


def test_names_are_masked_and_nothing_is_a_formula(called, district, tmp_path: Path) -> None:
    pack, _ = district
    bad = [Case("=HYPERLINK(1)", party="张三丰"), Case("+1", party="李小龙"), Case("@x", party="王大锤")]
    inputs = write_inputs(tmp_path / "inputs", {"east": bad})
    out = tmp_path / "sample.xlsx"
    options = ("--indicator", "appearance", "--tolerable", "5%", "--seed", "=1+1", "--out", str(out))
    assert called("sample", "draw", pack, "2022Q4", str(inputs), *options).code == 0
    book = load_workbook(out)
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in texts} <= {"s", "n"}
    assert not any(name in str(cell.value) for cell in texts for name in ("张三丰", "李小龙", "王大锤"))
    assert any("张**" in str(cell.value) for cell in texts)
    assert "=HYPERLINK(1)" in {cell.value for cell in texts}


def test_rows_without_a_key_or_with_one_key_have_identities_of_their_own(called, district, tmp_path: Path) -> None:
    pack, _ = district
    same = [Case("", day=date) for date in (Case("").day.replace(day=2), Case("").day.replace(day=3))]
    masked = [Case("13900001111"), Case("13900002211 "), Case("13900001111 x")]
    inputs = write_inputs(tmp_path / "inputs", {"east": [*same, Case(""), Case(""), *masked, Case("A1")]})
    out = tmp_path / "sample.xlsx"
    options = ("--indicator", "appearance", "--tolerable", "5%", "--seed", "x", "--out", str(out))
    assert called("sample", "draw", pack, "2022Q4", str(inputs), *options).code == 0
    identities = [str(row[10]) for row in drawn_of(out)]
    assert len(set(identities)) == len(identities) == 8
    start = "demo/2022Q4/east/cases/"
    assert f"{start}A1" in identities
    assert f"{start} | 案件 | hearing_on=2022-03-02; head_appeared=是" in identities
    assert f"{start} | 案件 | hearing_on=2022-03-01; head_appeared=是 | 4" in identities
    assert not any("13900001111" in each or "13900002211" in each for each in identities)


def test_both_sheets_are_in_the_language_asked_for_and_say_how_to_go_on(draw) -> None:
    done, path = draw("--expected", "1%", language="zh")
    size = sum(sizes_by_scipy([60, 30, 3], expected=0.01))
    assert done.out.splitlines()[0] == f"合格行 93 行，抽取 {size} 行，写入 {path}"
    assert f"再运行 checker sample evaluate {path}" in done.out
    book = load_workbook(path)
    assert book.sheetnames == ["抽样说明", "样本"]
    about = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows()}
    assert (about["置信度"], about["可容忍偏差率"], about["抽签号"], about["样本行数"]) == (
        "95%",
        "5%",
        SEED,
        str(size),
    )
    sheet = book.worksheets[1]
    assert [cell.value for cell in sheet[1]][6:9] == ["见到原件", "与原件一致", "备注"]
    assert sheet.protection.sheet
    assert [sheet.cell(2, column).protection.locked for column in (7, 8, 9, 10, 11)] == [False] * 3 + [True] * 2
    assert {rule.formula1 for rule in sheet.data_validations.dataValidation} == {'"是,否"'}


@pytest.mark.parametrize(
    ("more", "message", "hint"),
    [
        (("--tolerable", "0.05"), "“0.05” is not a percentage", "write it as 5% or 0.5%"),
        (("--tolerable", "0"), "--tolerable can't be 0", "it must be between 0 and 100%"),
        (("--confidence", "100%"), "--confidence can't be 100%", "it must be at least 50% and below 100%"),
        (("--confidence", "49"), "--confidence can't be 49", "it must be at least 50% and below 100%"),
        (("--expected", "5%"), "--expected can't be 5%", "it must be below the tolerable rate"),
        (("--rows", "-3"), "“-3” is not a number of rows", "write a whole number, 1 or more"),
        (("--indicator", "appearence"), "the pack demo has no indicator “appearence”", "choose from: appearance"),
        (("--department", "西街道"), "the department “西街道” is not on the roster", "东街道"),
        (("--indicator", "load"), "no row passed, so there is nothing to draw from", "each counts against it"),
        (("--seed", "  "), "a seed is one line of text with at most 200 characters", "without line breaks"),
        (("--seed", "a\nb"), "a seed is one line of text with at most 200 characters", "without line breaks"),
        (("--out", "sample.csv"), "a sample is written as an .xlsx file", "ends with .xlsx"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_to_write(draw, more, message: str, hint: str) -> None:
    done, path = draw(*more)
    assert done.code == 2
    assert done.err.splitlines()[0] == f"Cannot go on: {message}"
    assert hint in done.err
    assert not path.exists()


@pytest.mark.parametrize(("language", "said"), [("en", "the seed is missing"), ("zh", "没有写抽签号")])
def test_without_a_seed_the_program_explains_how_to_choose_one(
    called, district, tmp_path: Path, language: str, said: str
) -> None:
    pack, inputs = district
    options = ("--indicator", "all", "--tolerable", "5%", "--out", str(tmp_path / "a.xlsx"))
    done = called("sample", "draw", pack, "2022Q4", inputs, *options, language=language)
    assert done.code == 2
    assert said in done.err
    assert "--seed" in done.err.split(said)[1]


@pytest.mark.parametrize("more", [("--seed", "other"), ("--indicator", "absence"), ("--tolerable", "6%")])
def test_answers_of_another_sample_are_refused(draw, more: tuple[str, ...]) -> None:
    _, path = draw(name="small.xlsx")
    done, large = draw("--rows", "70", "--answers", str(path), *more, name="large.xlsx")
    assert done.code == 2
    assert "so its answers don't fit" in done.err
    assert not large.exists()


def test_a_file_that_somebody_filled_in_is_not_written_over(draw) -> None:
    _, path = draw()
    assert draw()[0].code == 0  # the same bytes: nothing can be lost
    path.write_bytes(path.read_bytes() + b"x")
    done, _ = draw()
    assert done.code == 2
    assert "sample.xlsx" in done.err
    assert path.read_bytes().endswith(b"x")


def test_departments_that_are_not_drawn_from_are_named_with_the_reason(called, district, tmp_path: Path) -> None:
    pack, _ = district
    inputs = write_inputs(tmp_path / "inputs", {"justice": [Case("A1")], "finance": [Case("B1", appeared=False)]})
    (inputs / "东街道.xlsx").write_bytes(b"%PDF-1.4")
    out = tmp_path / "sample.xlsx"
    options = ("--indicator", "appearance", "--tolerable", "5%", "--seed", "x", "--out", str(out))
    assert called("sample", "draw", pack, "2022Q4", str(inputs), *options).code == 0
    texts = [row[0] for row in load_workbook(out).worksheets[0].iter_rows(values_only=True)]
    assert texts[-3:] == [
        "Departments not drawn from",
        "Finance Bureau: no row passed",
        "East Street Office: workbook rejected",
    ]
    assert "So few rows passed that a sample proves nothing: all of them are drawn." in texts
    (inputs / "东街道.xlsx").unlink()
    out.unlink()
    assert called("sample", "draw", pack, "2022Q4", str(inputs), *options).code == 0
    assert load_workbook(out).worksheets[0].cell(len(texts), 1).value == "East Street Office: no workbook"


def test_checker_toml_names_the_packs_and_the_inputs(
    called, district, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, inputs = map(Path, district)
    (tmp_path / "in" / "demo").mkdir(parents=True)
    (tmp_path / "in" / "demo" / "2022Q4").symlink_to(inputs)
    (tmp_path / "checker.toml").write_text(f'packs = "{pack.parent}"\ninputs = "in"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    options = ("--indicator", "appearance", "--tolerable", "5%", "--seed", SEED, "--out", "sample.xlsx")
    done = called("sample", "draw", "demo", "2022Q4", *options)
    assert (done.code, done.err) == (0, "")
    assert len(drawn_of(tmp_path / "sample.xlsx")) == sum(sizes_by_scipy([60, 30, 3]))
