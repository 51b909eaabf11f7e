"""The instructions say what is judged, how, until when and from which sheets; and every row is as high as its text."""

from __future__ import annotations

import pytest

from checker.model import Language
from checker.ooxml.page import COLOURS
from checker.spreadsheet.text_size import count_lines
from checker.template.guide import write_guide

from .making import PERIODS, blanks, bytes_of, seen, task

LANGUAGES: tuple[Language, ...] = ("zh", "en")
PARTS: dict[Language, tuple[str, ...]] = {
    "zh": ("要求", "目标", "时间", "看哪些表", "怎样计算"),
    "en": ("Requirement", "Target", "Time", "Sheets", "How it is computed"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", PERIODS)
def test_every_indicator_and_every_sheet_is_told(pack: str, language: Language) -> None:
    for blank in blanks(task(pack, PERIODS[pack]), language):
        told = list(write_guide(blank))
        names = [line.text for line in told if line.kind == "name"]
        indicators = blank.pack.indicators_of(blank.entry.code)
        assert len(names) == len(indicators)
        assert all(each.name.text.of(language) in name for each, name in zip(indicators, names, strict=True))
        labels = [line.label for line in told]
        for table in blank.tables:
            assert table.sheet.text.of(language) in labels
        wanted = {
            "zh": ("要求", "目标", "时间", "看哪些表", "怎样计算"),
            "en": ("Requirement", "Target", "Time", "Sheets"),
        }
        for label in wanted[language]:
            assert labels.count(label) == len(indicators)
        for line in told:
            assert line.text.strip() == line.text != ""
            assert "{" not in line.text and "Text(" not in line.text


def section(language: Language, name: str) -> list[tuple[str, str]]:
    """What is told of one indicator: labels and texts."""
    (blank,) = blanks(task("heping", "2022Q3"), language, "sfj")
    told = list(write_guide(blank))
    start = next(at for at, line in enumerate(told) if line.kind == "name" and line.text.startswith(name))
    rest = told[start + 1 :]
    end = next((at for at, line in enumerate(rest) if line.kind == "name"), len(rest))
    return [(line.label, line.text) for line in rest[:end]]


def test_an_indicator_in_plain_words() -> None:
    assert section("zh", "四类行政案件负责人出庭应诉率")[1:5] == [
        ("目标", "达到 100%。"),
        ("时间", "2022年1月1日至2022年12月31日，本次算到2022年9月30日。"),
        ("看哪些表", "行政应诉案件"),
        ("怎样计算", "看“行政应诉案件”表中“开庭日期”在评判期内的行。"),
    ]
    told = dict(section("en", "Heads appear in court in the four named kinds of case"))
    assert told["Target"] == "100%."
    assert told["Time"] == "1 January 2022 to 31 December 2022; this time up to 30 September 2022."
    assert told["Sheets"] == "Litigation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_to_check_and_what_the_colours_mean(language: Language) -> None:
    (blank,) = blanks(task("heping", "2022Q4"), language, "sfj")
    told = {line.label: line.text for line in write_guide(blank) if line.label}
    if language == "zh":
        assert told["运行"] == "checker check 区司法局.xlsx"
        assert "区司法局.checked.xlsx" in told["结果"]
        assert {"错误", "红旗", "黄旗", "提示"} <= set(told)
        assert told["改正"].startswith("在“区司法局.checked.xlsx”里直接改正并保存，再检查这个文件")
        assert told["再运行"] == "checker check 区司法局.checked.xlsx"
        assert told["报送"].startswith("没有要改的了，报送最后改好的那一个文件")
    else:
        assert told["Run"] == 'checker check "Justice Bureau.xlsx"'
        assert "Justice Bureau.checked.xlsx" in told["Result"]
        assert {"Error", "Red", "Amber", "Info"} <= set(told)
        assert told["Correct"].startswith("Correct “Justice Bureau.checked.xlsx” itself, save it, and check that file")
        assert told["Run again"] == 'checker check "Justice Bureau.checked.xlsx"'
        assert told["Submit"].startswith("When nothing is left to correct, submit the file that you corrected last")


def test_the_colours_are_those_of_the_marked_copy() -> None:
    (blank,) = blanks(task("heping", "2022Q4"), "en", "sfj")
    cells = (row[0] for row in seen(bytes_of(blank)).worksheets[1].iter_rows(max_col=1))
    fills = {cell.value: cell.fill.fgColor.rgb[2:] for cell in cells if cell.fill.fill_type == "solid"}
    words = ("error", "red", "amber", "info")
    assert fills == {word.capitalize(): COLOURS[word][1][2:] for word in words}  # type: ignore[index]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2024Q2", "Not judged this time: the duty binds only from 2024-07-01."),
        ("2024Q3", "1 July 2024 to 30 September 2024."),
    ],
)
def test_a_time_before_the_duty_binds_is_said_to_be_not_judged(period: str, said: str) -> None:
    (blank,) = blanks(task("hantai", period), "en", "pz")
    told = list(write_guide(blank))
    (name,) = (blank.of(each.name.text) for each in blank.pack.indicators_of("pz") if each.id == "unit-casefile-review")
    start = next(at for at, line in enumerate(told) if line.kind == "name" and line.text.startswith(name))
    assert next(line.text for line in told[start:] if line.label == "Time") == said


def test_what_is_judged_for_the_district_is_said_to_be() -> None:
    (blank,) = blanks(task("hantai", "2024Q4"), "zh", "sfj")
    whole = [each for each in blank.pack.indicators_of("sfj") if each.level == "district"]
    told = [line.text for line in write_guide(blank) if line.label == "时间"]
    assert len([text for text in told if "整体评判，本单位提供数据" in text]) == len(whole) > 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", PERIODS)
def test_every_row_is_as_high_as_its_text(pack: str, language: Language) -> None:
    """By a plain count: 16 points a line of Chinese, 13 of English; half a digit to spare for each Chinese sign."""
    for blank in blanks(task(pack, PERIODS[pack]), language):
        sheet = seen(bytes_of(blank)).worksheets[1]
        room = sheet.column_dimensions["B"].width - 2
        for row in sheet.iter_rows(min_col=2, max_col=2):
            if row[0].value:
                needed = count_lines(row[0].value, room) * (16 if language == "zh" else 13)
                assert needed <= sheet.row_dimensions[row[0].row].height < 409
