"""Years to date: judged on the rows of the whole year, or on those of the period and what earlier runs recorded."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.authoring.examples import run_examples
from checker.compare.previous import read_previous
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.describe.sections import describe
from checker.engine.batch import task_of_run
from checker.engine.checked import CheckedWorkbook
from checker.engine.pipeline import check_workbook
from checker.engine.report import build_report
from checker.engine.to_date import with_previous
from checker.errors import Stop
from checker.intake.target import Request, read_declaration
from checker.model import Previous, Report, Result, Status
from checker.reporters import report_json
from checker.template import file_names
from checker.template.blank import Blank
from checker.template.guide import write_guide
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells

TO_DATE = """\
id: {id}
name: {{zh: 累计, en: To date}}
clause: 第十条
basis: {{zh: 本年累计。, en: The year to date.}}
owner: [区司法局]
applies_to: {{groups: [offices]}}
measure: {measure}
target: {{{target}}}
period: year-to-date
{earlier}
weight: 5
"""
MEASURES = {
    "count": "{count: {table: cases, when: filed_on, where: {won: true}}}",
    "total": "{total: {table: cases, when: filed_on, column: sum}}",
    "proportion": "{proportion: {table: cases, when: filed_on, numerator: {won: true}}}",
    "ratio": "{ratio: {numerator: {total: {table: cases, when: filed_on, column: sum}},"
    " denominator: {count: {table: cases, when: filed_on, where: {won: true}}}, factor: 3}}",
    "mean": "{mean: {table: cases, when: filed_on, column: sum}}",
}
APRIL = {"starts: 2021-01-01\nends: 2025-12-31": 'starts: 2021-04-01\nends: 2026-03-31\nyear_starts: "04-01"'}
HISTORY = "earlier_periods: history"


def of_kind(id: str, kind: str, earlier: str = HISTORY, target: str = "at_least: 1") -> str:
    return TO_DATE.format(id=id, measure=MEASURES[kind], earlier=earlier, target=target)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    write = {f"demo/{kind}.yaml": of_kind(kind, kind) for kind in MEASURES}
    write |= {f"demo/{kind}-rows.yaml": of_kind(f"{kind}-rows", kind, "") for kind in MEASURES}
    folder = tmp_path_factory.mktemp("to-date")
    return load_pack(write_small(folder, change={"demo/pack.yaml": APRIL}, write=write))


Rows = list[dict[str, Any]]


def run(pack: Pack, period: str, rows: Rows, previous: Previous | None = None) -> Report:
    """One workbook of the period, compared with a report if there is one."""
    workbook = book(pack, "区司法局", {"cases": [cells(pack, "cases", **row) for row in rows]})
    task = task_of_run(pack, period, None, figures=with_previous(lambda _: {}, previous), open_rows=lambda *_: {})
    checked: CheckedWorkbook = check_workbook(
        Path(workbook.name), workbook, read_declaration(workbook, pack.cover), (), task, Request()
    )
    return build_report([checked], task, whole=True)


def reread(report: Report, folder: Path, pack: Pack, period: str) -> Previous:
    """The report as the next run reads it."""
    path = folder / "report.json"
    path.write_text(report_json.render(report), encoding="utf-8")
    return read_previous(path, pack.header.id, task_of(pack, period, None).period)


def results(report: Report) -> dict[str, Result]:
    (found,) = [each for each in report.departments if each.code == "justice"]
    return {each.indicator: each for each in found.results}


def expected(kind: str, rows: Rows) -> Fraction | None:
    """The figure of some rows, by hand."""
    sums, won = [Fraction(row["sum"]) for row in rows], sum(row["won"] == "是" for row in rows)
    return {
        "count": Fraction(won),
        "total": sum(sums, Fraction(0)),
        "proportion": Fraction(won, len(rows)) if rows else None,
        "ratio": sum(sums, Fraction(0)) / won * 3 if won else None,
        "mean": sum(sums, Fraction(0)) / len(rows) if rows else None,
    }[kind]


def draw(chance: Random, month: int) -> Rows:
    """Rows of one month of the year that begins in April 2022."""
    year = 2022 if month >= 4 else 2023
    return [
        {
            "case_no": f"A{month}{number}",
            "filed_on": date(year, month, chance.randrange(1, 28)).isoformat(),
            "sum": chance.choice(["1", "2.5", "0.125"]),
            "won": chance.choice(["是", "否"]),
        }
        for number in range(chance.randrange(1, 4))
    ]


def test_month_by_month_it_is_what_the_rows_of_the_year_give(pack: Pack, tmp_path: Path) -> None:
    chance, months = Random(3), [4, 5, 6, 7]
    drawn = [draw(chance, month) for month in months]
    previous = None
    for month, own, whole in zip(months, drawn, accumulate(drawn, lambda one, other: [*one, *other]), strict=True):
        report = run(pack, f"2022-{month:02d}", own, previous)
        in_one = results(run(pack, f"2022-{month:02d}", whole))
        found = results(report)
        for kind in MEASURES:
            assert found[kind].value == in_one[f"{kind}-rows"].value == expected(kind, whole), (kind, month)
            assert found[kind].status is in_one[f"{kind}-rows"].status
        previous = reread(report, tmp_path, pack, f"2022-{month + 1:02d}")


def test_what_is_missing_is_named(pack: Pack, tmp_path: Path) -> None:
    may = run(pack, "2022-05", draw(Random(1), 5))
    for kind in MEASURES:
        found = results(may)[kind]
        assert (found.status, found.value) == (Status.UNDETERMINED, None)
        assert found.reason is not None
        assert "the figure for 1 April 2022 to 30 April 2022 is missing" in found.reason.en
        assert "缺少2022年4月1日至2022年4月30日的数" in found.reason.zh
    assert results(may)["count-rows"].value is not None
    june = results(run(pack, "2022-06", draw(Random(2), 6), reread(may, tmp_path, pack, "2022-06")))["mean"]
    assert june.reason is not None and "30 April 2022 is missing" in june.reason.en  # not all of April and May


def test_a_cell_that_cannot_be_read_stays_open(pack: Pack, tmp_path: Path) -> None:
    april = [{"case_no": "A1", "filed_on": "2022-04-02", "sum": "?", "won": "?"}]
    may = [{"case_no": "A2", "filed_on": "2022-05-02", "sum": "3", "won": "是"}]
    found = results(run(pack, "2022-05", may, reread(run(pack, "2022-04", april), tmp_path, pack, "2022-05")))
    whole = results(run(pack, "2022-05", [*april, *may]))
    for kind in MEASURES:
        one, other = found[kind], whole[f"{kind}-rows"]
        assert (one.lower, one.upper, one.unknown) == (other.lower, other.upper, other.unknown), kind


def test_the_first_period_of_a_year_needs_nothing(pack: Pack) -> None:
    rows = draw(Random(4), 4)
    assert results(run(pack, "2022-04", rows))["total"].value == expected("total", rows)
    assert results(run(pack, "2022Q1", rows))["total"].value == expected("total", rows)


def test_it_says_which_part_is_from_earlier_runs(pack: Pack, tmp_path: Path) -> None:
    april = run(pack, "2022-04", [{"case_no": "A1", "filed_on": "2022-04-02", "sum": "3", "won": "是"}])
    may = run(pack, "2022-05", [], reread(april, tmp_path, pack, "2022-05"))
    assert results(may)["count"].status is Status.UNDETERMINED  # a silent sheet is not a zero
    rows = [{"case_no": "A2", "filed_on": "2022-05-02", "sum": "1", "won": "否"}]
    found = results(run(pack, "2022-05", rows, reread(april, tmp_path, pack, "2022-05")))["proportion"]
    assert found.reason is not None
    assert found.reason.en == "the figure for 1 April 2022 to 30 April 2022 (100%) is from earlier runs"
    assert (found.numerator, found.denominator) == (1, 2)


def test_the_district_adds_up_years_to_date(pack: Pack, tmp_path: Path) -> None:
    april = run(pack, "2022-04", [{"case_no": "A1", "filed_on": "2022-04-02", "sum": "3", "won": "是"}])
    may = [{"case_no": "A2", "filed_on": "2022-05-02", "sum": "1", "won": "否"}]
    report = run(pack, "2022-05", may, reread(april, tmp_path, pack, "2022-05"))
    (total,) = [each for each in report.district_results if each.indicator == "total"]
    assert total.value == 4


def test_it_is_told_in_words_and_in_the_template(pack: Pack) -> None:
    told = " ".join(describe(pack, pack.indicators["mean"], "en"))
    assert "The sheets have the rows of the reporting period only." in told
    assert "The year 2021 is 1 April 2021 to 31 March 2022." in told
    entry = pack.roster.departments[0]
    lines = {}
    for id in ("mean", "mean-rows"):
        blank = Blank(pack, task_of(pack, "2022-06", None).period, entry, "en", file_names([entry], "en")[entry.code])
        text = [line.text for line in write_guide(blank)]
        lines[id] = text
    joined = "\n".join(lines["mean"])
    assert "1 June 2022 to 30 June 2022." in joined and "1 April 2022 to 30 June 2022." in joined


@pytest.mark.parametrize(
    ("measure", "keys", "why"),
    [
        (MEASURES["count"], "period: quarter", "period: year-to-date"),
        (
            "{count: {table: cases, when: filed_on, distinct: case_no}}",
            "period: year-to-date",
            "a value may come again",
        ),
        ("{median: {table: cases, when: filed_on, column: sum}}", "period: year-to-date", "the rows"),
        (MEASURES["mean"], "period: year-to-date\nby: category", "no earlier figures of its values"),
    ],
)
def test_what_cannot_be_added_up_is_refused(tmp_path: Path, measure: str, keys: str, why: str) -> None:
    text = TO_DATE.format(id="bad", measure=measure, earlier=HISTORY, target="at_least: 1")
    with pytest.raises(Stop) as stop:
        load_pack(write_small(tmp_path, write={"demo/bad.yaml": text.replace("period: year-to-date", keys)}))
    assert stop.value.hint is not None and why in stop.value.hint.en


EXAMPLES = """\
examples:
  - period: 2022Q2
    rows:
      cases:
        - {{case_no: A1, filed_on: 2022-05-02, sum: 3, won: true}}
        - {{case_no: A2, filed_on: 2022-01-02, sum: 9}}
    {history}
    expect: {expect}
"""


@pytest.mark.parametrize(
    ("kind", "history", "expect"),
    [
        ("count", "history: 4", "{value: 5}"),
        ("total", "history: 4.5", "{value: 7.5}"),
        ("proportion", "history: {numerator: 1, denominator: 3}", "{numerator: 2, denominator: 4, value: 50%}"),
        ("ratio", "history: {numerator: 5, denominator: 1}", "{value: 12}"),
        ("mean", "history: {numerator: 5, denominator: 3}", "{value: 2}"),
        ("mean", "", "{status: undetermined}"),
    ],
)
def test_examples_give_what_was_recorded(tmp_path: Path, kind: str, history: str, expect: str) -> None:
    text = of_kind("shown", kind) + EXAMPLES.format(history=history, expect=expect)
    pack = load_pack(write_small(tmp_path, write={"demo/shown.yaml": text}))
    (outcome,) = [each for each in run_examples(pack) if each.indicator == "shown"]
    assert outcome.differences == ()


def test_rows_of_periods_that_took_their_sum_then_take_no_other(tmp_path: Path) -> None:
    """A consequence for each failure is for the rows of the sheets, not for what earlier runs recorded."""
    rule = """\
consequences:
  - name: {zh: 扣款, en: Withheld}
    unit: {zh: 元, en: yuan}
    failures: {indicators: [to-date], takes: 500}
starts: 2021-01-01"""
    for number, earlier in enumerate((HISTORY, "earlier_periods: rows", "")):
        written = {"demo/to-date.yaml": of_kind("to-date", "proportion", earlier, "at_least: 90%")}
        change = {"demo/pack.yaml": {"starts: 2021-01-01": rule}}
        folder = write_small(_made(tmp_path / str(number)), change=change, write=written)
        if earlier != HISTORY:
            assert load_pack(folder).header.consequences
            continue
        with pytest.raises(Stop) as stop:
            load_pack(folder)
        assert stop.value.hint is not None
        assert "its figure has rows of earlier periods, which took their sum then" in stop.value.hint.en
        assert "含以前各期的行，这些行当期已扣过" in stop.value.hint.zh


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
