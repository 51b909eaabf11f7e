"""Where an indicator compares with an earlier time, the template asks for the rows of that time as well."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.model import Language, Status
from checker.template import Blank
from checker.template.guide import Line, write_guide
from tests.definitions.small_pack import write_small

from .making import blanks, bytes_of, fill, loaded, opened, saved, seen, task
from .rows import rows_of

LANGUAGES: tuple[Language, ...] = ("zh", "en")
SHEETS = {"zh": "行政应诉案件", "en": "Litigation"}


def the_blank(language: Language, period: str = "2024Q4") -> Blank:
    (blank,) = blanks(task("hantai", period), language, "sfj")
    return blank


def of(blank: Blank, indicator: str) -> list[Line]:
    told = list(write_guide(blank))
    name = blank.of(blank.pack.indicators[indicator].name.text)
    start = next(at for at, line in enumerate(told) if line.kind == "name" and line.text.startswith(name))
    end = next((at for at, line in enumerate(told) if at > start and line.kind == "name"), len(told))
    return told[start:end]


def test_the_indicator_asks_for_them_behind_its_own_time() -> None:
    zh, en = ({line.label: line.text for line in of(the_blank(each), "case-volume")} for each in LANGUAGES)
    assert zh["时间"] == "2024年1月1日至2024年12月31日。对汉中市汉台区整体评判，本单位提供数据。"
    assert zh["还要填"] == "“立案日期”在2023年1月1日至2023年12月31日之间的行，用来比较；没有就无法判定。"
    assert en["Also needed"] == (
        "Rows whose “Accepted on” is between 1 January 2023 and 31 December 2023, for comparison; without them nothing "
        "can be decided."
    )
    labels = [line.label for line in of(the_blank("zh"), "case-volume")]
    assert labels.index("还要填") == labels.index("时间") + 1


def test_they_are_cut_at_the_same_day_of_the_year() -> None:
    told = {line.label: line.text for line in of(the_blank("zh", "2024Q2"), "loss-rate")}
    assert told["还要填"] == "“裁判生效日期”在2023年1月1日至2023年6月30日之间的行，用来比较；没有就无法判定。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_own_line_and_the_sheet_itself_ask_for_them(language: Language) -> None:
    blank = the_blank(language)
    asked = {
        "zh": [
            "还要填“立案日期”在2023年1月1日至2023年12月31日之间的行，用来比较。",
            "还要填“裁判生效日期”在2023年1月1日至2023年12月31日之间的行，用来比较。",
        ],
        "en": [
            "Also needed: rows whose “Accepted on” is between 1 January 2023 and 31 December 2023, for comparison.",
            "Also needed: rows whose “Judgment effective on” is between 1 January 2023 and 31 December 2023, for "
            "comparison.",
        ],
    }[language]
    (line,) = (line for line in write_guide(blank) if line.label == SHEETS[language])
    written = " ".join(str(row[0]) for row in seen(bytes_of(blank))[SHEETS[language]].values if row[0])
    for sentence in asked:
        assert sentence in line.text
        assert sentence in written


@pytest.mark.parametrize(("language", "word"), [("zh", "还要填"), ("en", "Also needed")])
def test_nobody_is_asked_who_compares_with_nothing(language: Language, word: str) -> None:
    blank, *_ = blanks(task("shuanghuancun", "2022Q4"), language)
    assert not [line for line in write_guide(blank) if word in line.label + line.text]
    assert [line for line in write_guide(the_blank(language)) if word in line.text and not line.label]


OPEN_ROWS = {
    "zh": "还要填上年转入的行：“收到申请日期”在2021年12月31日以前，到当天既没有办结也没有到期"
    "（上年报告中列为“尚未到期”）。",
    "en": "Also needed: rows of last year that were still open: “Received on” by 31 December 2021, and on that day "
    "neither done nor due (last year's report lists them as not due yet).",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_has_a_place_for_what_was_still_open_last_year(language: Language) -> None:
    (blank,) = blanks(task("heping", "2022Q1"), language, "sfj")
    sheet = {"zh": "政府信息公开申请", "en": "Disclosure"}[language]
    written = " ".join(str(row[0]) for row in seen(bytes_of(blank))[sheet].values if row[0])
    (line,) = (line for line in write_guide(blank) if line.label == sheet)
    assert OPEN_ROWS[language] in written
    assert OPEN_ROWS[language] in line.text


@pytest.mark.parametrize(("language", "asked"), [("zh", "2022年11月30日以前"), ("en", "by 30 November 2022")])
def test_what_is_judged_by_month_was_open_when_the_month_before_ended(language: Language, asked: str) -> None:
    (blank,) = blanks(task("hospital", "2022-12"), language, "cgh")
    told = {line.label: line.text for line in write_guide(blank) if line.label}
    assert asked in told[{"zh": "投诉", "en": "Complaints"}[language]]
    quarter = told[{"zh": "手术取消", "en": "Cancelled operations"}[language]]
    assert {"zh": "2022年9月30日以前", "en": "by 30 September 2022"}[language] in quarter


def small(folder: Path, against: str, before: str) -> list[str]:
    change = {"against: last-year": f"against: {against}", "before: rows": f"before: {before}"}
    pack = write_small(folder, change={"demo/fall.yaml": change})
    (blank,) = blanks(task(pack, "2022Q2"), "zh", "east")
    return [line.text for line in write_guide(blank) if line.label == "还要填"]


def test_the_period_before_is_named_and_a_recorded_figure_needs_no_rows(tmp_path: Path) -> None:
    assert small(tmp_path / "rows", "last-period", "rows") == [
        "“立案日期”在2021年7月1日至2021年12月31日之间的行，用来比较；没有就无法判定。"
    ]
    assert small(tmp_path / "history", "last-period", "history") == []


def standings(path: Path, *years: int) -> dict[str, Status]:
    """How the two comparisons stand where the template holds suits of these years."""
    blank = the_blank("zh")
    book, pack = opened(blank), blank.pack
    lost = pack.tables["litigation"].columns["outcome"].choices["lost"].zh
    suits = []
    for year in years:
        made = rows_of(pack.tables, ["litigation"], date(year, 3, 1), str(year), "zh")["litigation"]
        numbered = enumerate(made, start=1)
        suits += [{**row, "case_no": f"（{year}）陕0702行初{at}号", "outcome": lost} for at, row in numbered]
    fill(book, pack, "zh", {"litigation": suits}, {})
    (department,) = check([saved(book, path)]).departments
    results = department.results
    return {each.indicator: each.status for each in results if each.indicator in ("case-volume", "loss-rate")}


def test_filled_in_as_it_asks_the_comparisons_are_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.intake.target.load_pack", loaded)
    undecided = dict.fromkeys(("case-volume", "loss-rate"), Status.UNDETERMINED)
    assert standings(tmp_path / "this.xlsx", 2024) == undecided
    # The same suits in both years: neither fewer of them nor a smaller share that is lost.
    assert standings(tmp_path / "both.xlsx", 2023, 2024) == dict.fromkeys(undecided, Status.MISSED)
