"""An earlier report read back, held against the report that it was written from, and what is refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from checker.cli.app import main
from checker.compare.previous import read_previous
from checker.engine.batch import run
from checker.errors import Stop
from checker.model import Between, Report, Status, Target
from checker.periods import parse_period
from checker.reporters import report_json
from checker.wording.results import movement

ROOT = Path(__file__).parents[2]
INPUTS = ROOT / "inputs" / "heping" / "2022Q4"
FILES = ("区城市管理委.xls", "区司法局.xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("two")
    for name in FILES:
        shutil.copy(INPUTS / name, place / name)
    return place


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return run("heping", "2022Q4", folder, workers=1)


@pytest.fixture
def written(report: Report, tmp_path: Path) -> Path:
    """The report as one of the quarter before would be."""
    path = tmp_path / "report.json"
    path.write_text(report_json.render(replace(report, period="2022Q3")), encoding="utf-8")
    return path


Q4 = parse_period("2022Q4")


def test_what_was_written_is_read_back_number_by_number(report: Report, written: Path) -> None:
    previous = read_previous(written, "heping", Q4)
    assert (previous.period, previous.pack_version) == ("2022Q3", report.pack_version)
    ten = 10**10  # decimals that report.json keeps
    assert previous.scores == {
        each.code: Fraction(round(each.score * ten), ten) for each in report.departments if each.score is not None
    }
    expected = {(each.code, result.indicator): result for each in report.departments for result in each.results}
    expected |= {("", result.indicator): result for result in report.district_results}
    assert previous.standings.keys() == expected.keys()
    for key, result in expected.items():
        standing = previous.standings[key]
        assert standing.status is result.status
        assert (standing.value is None) == (result.value is None)
        if result.value is not None and standing.value is not None:
            assert standing.value == result.value


@pytest.mark.parametrize(
    ("value", "numerator", "denominator"),
    [
        (Fraction(2, 3), 2, 3),  # a share
        (Fraction(-2, 7), 5, 7),  # a rise against the last period, here a fall
        (Fraction(22, 7), None, None),  # an amount, rounded and with no counts
        (Fraction(1, 3), 1, 0),
        (Fraction(0), 0, 3),
        (Fraction(1), 3, 3),
    ],
)
def test_a_report_compared_with_itself_has_not_moved(
    report: Report, tmp_path: Path, value: Fraction, numerator: int | None, denominator: int | None
) -> None:
    counts = [None if each is None else Fraction(each) for each in (numerator, denominator)]
    first = next(each for each in report.departments if each.results)
    changed = [replace(each, value=value, numerator=counts[0], denominator=counts[1]) for each in first.results]
    same = replace(report, period="2022Q3", departments=(replace(first, results=tuple(changed)),))
    path = tmp_path / "report.json"
    path.write_text(report_json.render(same), encoding="utf-8")
    previous = read_previous(path, "heping", Q4)
    for result in changed:
        then = previous.standings[first.code, result.indicator].value
        assert movement(result, then) == ("same", "")
        assert movement(replace(result, value=value + Fraction(1, 10**9)), then)[0] == "up"
        assert movement(replace(result, value=value - Fraction(1, 10**9)), then)[0] == "down"


@pytest.mark.parametrize(
    ("op", "turns"),
    [
        ("at_least", ("better", "worse")),
        ("above", ("better", "worse")),
        ("at_most", ("worse", "better")),
        ("below", ("worse", "better")),
        ("equals", ("", "")),
    ],
)
def test_whether_a_move_is_better_depends_on_the_target(report: Report, op: str, turns: tuple[str, str]) -> None:
    result = next(each for one in report.departments for each in one.results if each.value is not None)
    asked = replace(result, target=Target(op, Fraction(1, 2)), value=Fraction(1, 2))
    assert movement(asked, Fraction(1, 4)) == ("up", turns[0])
    assert movement(asked, Fraction(3, 4)) == ("down", turns[1])
    assert movement(asked, None) == movement(replace(asked, value=None), Fraction(1)) == ("", "")


def test_with_two_sides_nearer_is_better(report: Report) -> None:
    result = next(each for one in report.departments for each in one.results if each.value is not None)
    two = Between(Target("at_least", Fraction(1, 4)), Target("below", Fraction(1, 2)))
    moves = {
        (1, 2): ("up", "better"), (2, 1): ("down", "worse"),
        (2, 3): ("up", "better"), (3, 4): ("up", ""), (5, 4): ("down", ""),
        (6, 9): ("up", "worse"), (9, 6): ("down", "better"), (1, 9): ("up", "worse"), (9, 1): ("down", "better"),
    }  # fmt: skip
    for (then, now), move in moves.items():
        asked = replace(result, target=two, value=Fraction(now, 12))
        assert movement(asked, Fraction(then, 12)) == move, (then, now)


def test_numbers_are_not_read_through_binary_floating_point(written: Path) -> None:
    document = json.loads(written.read_text(encoding="utf-8"))
    document["departments"][0]["score"] = 89.1
    written.write_text(json.dumps(document), encoding="utf-8")
    code = document["departments"][0]["code"]
    assert read_previous(written, "heping", Q4).scores[code] == Fraction(891, 10)


@pytest.mark.parametrize(
    ("pack", "period", "reference"),
    [
        ("heping", "2022Q4", None),
        ("heping", "2023", None),
        ("heping", "2022Q3", None),
        ("heping", "2022Q2", "previous-mismatch"),
        ("hantai", "2022Q4", "previous-mismatch"),
    ],
)
def test_only_the_same_pack_and_no_later_period_can_be_compared_with(
    written: Path, pack: str, period: str, reference: str | None
) -> None:
    if reference is None:
        previous = read_previous(written, pack, parse_period(period))
        assert (previous.period, previous.rerun) == ("2022Q3", period == "2022Q3")
        return
    with pytest.raises(Stop) as stopped:
        read_previous(written, pack, parse_period(period))
    assert stopped.value.reference == reference
    assert stopped.value.hint is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": "checker-report/1"}',
        b'{"format": "checker-report/1", "pack": {"id": "heping"}, "period": "2022Q3"}',
        b'{"format": "checker-report/1", "pack": [], "period": "2022Q3"}',
        b'{"format": "checker-report/1", "pack": {"id": "heping", "version": "1"}, "period": "2021", "departments": 7}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": NaN}',
        b'{"format": "checker-report/1", "pack": {"id": "heping", "version": "1"}, "period": "2021", "x": Infinity}',
        b'{"format": "checker-report/1", "pack": {"id": "heping", "version": "1"}, "period": "2021", "x": 1e999999999}',
        b'{"format": "checker-report/1", "pack": {"id": "heping", "version": "1"}, "period": "2021", "x": 1e-99999999}',
        b'{"format": "checker-report/1", "pack": {"id": "heping", "version": "1"}, "period": "2021", "x": '
        + b"1" * 5000
        + b"}",
    ],
)
def test_what_is_no_report_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)
    with pytest.raises(Stop) as stopped:
        read_previous(path, "heping", Q4)
    assert stopped.value.reference == "previous-unreadable"


def test_another_format_is_said(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"format": "checker-report/2"}', encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        read_previous(path, "heping", Q4)
    assert stopped.value.message.en == "that report is in the format checker-report/2, not checker-report/1"
    assert "checker-report/2" in stopped.value.message.zh


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.json", "no-previous"), (tmp_path, "previous-unreadable")):
        with pytest.raises(Stop) as stopped:
            read_previous(path, "heping", Q4)
        assert stopped.value.reference == said


def score_now(folder: Path) -> str:
    """What the Urban Management Commission scores, to two decimals, as report.json has it."""
    report = run("heping", "2022Q4", folder, workers=1)
    (score,) = (each.score for each in report.departments if each.code == "cgw")
    assert score is not None and 0 < score < 100
    return f"{int(score * 100) / 100:.2f}"


def test_the_board_tells_what_changed(
    folder: Path, written: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Urban Management Commission had 5.61 points less; of the Justice Bureau nothing was known before."""
    now = score_now(folder)
    monkeypatch.setenv("COLUMNS", "140")
    document = json.loads(written.read_text(encoding="utf-8"))
    for department in document["departments"]:
        department["score"] = {"cgw": float(now) - 5.61}.get(department["code"])
    for result in document["district"]["results"]:
        result["status"], result["value"] = Status.MISSED.value, 0.5
    document["pack"]["version"] = "0.9"
    written.write_text(json.dumps(document), encoding="utf-8")
    words = ["run", "heping", "2022Q4", str(folder), "--previous", str(written), "--fail-on", "never"]

    assert main([*words, "--lang", "en"]) == 0
    said = capfd.readouterr()
    (line,) = (line for line in said.out.splitlines() if line.startswith("Urban Management Commission") and now in line)
    fields = line.split()
    at = fields.index(now)
    assert (fields[:3], fields[at - 2 : at + 2]) == (
        ["Urban", "Management", "Commission"],
        ["errors", "18/23", now, "+5.61"],
    )
    assert "Since 2022Q3" in said.out
    assert "2022Q3: ✗ missed 50%" in said.out
    (line,) = (line for line in said.out.splitlines() if line.startswith("Justice Bureau") and "Excellent" in line)
    fields = line.split()
    assert fields[fields.index("accepted") + 3] == "-"  # there was no score
    assert "2022Q3 was judged by version 0.9 of the pack" in said.err

    assert main([*words, "--lang", "zh"]) == 0
    said = capfd.readouterr()
    assert "较 2022Q3" in said.out
    assert "2022Q3：✗ 未达标 50%" in said.out


def test_no_figure_is_cut_on_a_narrow_screen(
    folder: Path, written: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = ["run", "heping", "2022Q4", str(folder), "--previous", str(written), "--fail-on", "never"]
    now = score_now(folder)
    for language in ("en", "zh"):
        assert main([*words, "--lang", language]) == 0
        board = capfd.readouterr().out.partition("\n\n")[2].partition("\n\n")[0]
        assert now in board
        assert "…" not in board
        assert "2022Q3" in board


def test_a_department_that_was_not_there_is_new_and_a_rounded_third_is_no_change(
    folder: Path, written: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    document = json.loads(written.read_text(encoding="utf-8"))
    document["departments"] = [each for each in document["departments"] if each["code"] != "cgw"]
    written.write_text(json.dumps(document), encoding="utf-8")
    previous = read_previous(written, "heping", Q4)
    assert "cgw" not in previous.departments
    now = score_now(folder)
    assert "zfb" in previous.departments  # it had not submitted
    for language, word in (("en", "new"), ("zh", "新增")):
        assert main(["run", "heping", "2022Q4", str(folder), "--previous", str(written), "--fail-on", "never",
                     "--lang", language]) == 0  # fmt: skip
        said = capfd.readouterr().out
        assert [line for line in said.splitlines() if f" {now} " in line and f" {word} " in line]
        assert not [line for line in said.splitlines() if "2022Q3: " in line and not line.startswith("Since ")]
        assert not [line for line in said.splitlines() if "2022Q3：" in line and not line.startswith("较 ")]


def test_a_pack_is_known_by_its_folder_however_that_is_written(
    folder: Path, written: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.chdir(ROOT / "indicators" / "heping")
    words = ["2022Q4", str(folder), "--previous", str(written), "--fail-on", "never", "--lang", "en"]
    for pack in (".", "../heping", "../hantai/../heping/"):
        assert main(["run", pack, *words]) == 0
        assert "Since 2022Q3" in capfd.readouterr().out
    assert main(["run", "../hantai", *words]) == 2
    assert "that report is of pack heping, not hantai" in capfd.readouterr().err


def test_without_it_nothing_is_compared(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "heping", "2022Q4", str(folder), "--fail-on", "never", "--lang", "en"]) == 0
    assert "Since" not in capfd.readouterr().out
