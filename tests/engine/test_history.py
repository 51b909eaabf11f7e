"""A change whose earlier figure the ledger has: as if the rows of both years lay in one sheet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.authoring.examples import example_tables, run_examples
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task, task_of
from checker.definitions.worked import Example
from checker.engine.indicator import choose_history, judge_indicator, recorded_figures
from checker.ledger.figures import figure_items, read_figures
from checker.model import Department, Measured, Result, State, Status
from checker.model.records import RecordedFigures
from checker.model.workbook import Submission
from checker.text.bilingual import Text
from checker.text.exact_json import canonical, parse
from tests.definitions.small_pack import write_small

CODE = "0101"
COUNT = "{count: {table: cases, when: filed_on}}"
MEASURES = {
    "count": COUNT,
    "total": "{total: {table: cases, when: filed_on, column: sum}}",
    "share": "{proportion: {table: cases, when: filed_on, numerator: {won: true}}}",
}


class FakeLedger:
    """A ledger of the items that were given, as they read after they were written."""

    def __init__(self, items: list[dict[str, Any]]) -> None:
        self._items = [parse(canonical(item)) for item in items]

    def entries(self, kind: str) -> list[Any]:
        class Entry:
            seq = 1
            payload = {"pack": {"id": "demo"}}  # noqa: RUF012 - one entry

        return [Entry()]

    def items(self, seq: int, item: str) -> list[dict[str, Any]]:
        return self._items


def small(folder: Path, measure: str, before: str, examples: str = "") -> Pack:
    """The small pack whose one indicator compares a measure with last year's."""
    by = "\n    by: difference"
    change = {COUNT: MEASURES[measure], "before: rows": f"before: {before}{by}", "period: year": "period: year"}
    path = write_small(folder, change={"demo/fall.yaml": change})
    text = (path / "fall.yaml").read_text(encoding="utf-8")
    (path / "fall.yaml").write_text(text[: text.index("examples:")] + examples, encoding="utf-8")
    return load_pack(path)


def judged(pack: Pack, task: Task, rows: list[dict[str, Any]], history: dict[tuple[str, str], Measured]) -> Result:
    indicator = pack.indicators["fall"]
    example = Example.model_validate({"rows": {"cases": rows}, "expect": {}})
    nil = frozenset() if rows else frozenset({"cases"})
    submission = Submission(example_tables(pack, indicator, example), nil=nil)
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    return judge_indicator(indicator, submission, entry, task, history)


def recorded(pack: Pack, period: str, rows: list[dict[str, Any]]) -> RecordedFigures:
    """What the ledger has after a run."""
    task = task_of(pack, period, None)
    code = next(entry.code for entry in pack.roster.departments if entry.code in pack.judged(pack.indicators["fall"]))
    figures = tuple(recorded_figures([judged(pack, task, rows, {})], task))
    department = Department(code, Text("甲", "A"), "a.xlsx", "", State.ACCEPTED, figures=figures)
    return read_figures(FakeLedger(list(figure_items(department, code))), "demo")


def outcome(result: Result) -> tuple[object, ...]:
    return result.status, result.value, result.lower, result.upper, result.numerator, result.denominator


def draw(chance: Random, year: int, number: int) -> dict[str, Any]:
    day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    won = chance.choice([True, False, "invalid"])
    return {"case_no": f"A{year}{number}", "filed_on": day, "sum": chance.choice([1, "2.5", "1/3"]), "won": won}


@pytest.mark.parametrize("measure", MEASURES)
def test_two_runs_give_what_one_sheet_with_both_years_gives(tmp_path: Path, measure: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    by_rows, by_history = small(tmp_path / "a", measure, "rows"), small(tmp_path / "b", measure, "history")
    compared = 0
    for seed in range(40):
        chance = Random(seed)
        before, now = ([draw(chance, year, n) for n in range(chance.randrange(1, 6))] for year in (2021, 2022))
        quarter = chance.randrange(1, 5)
        task = task_of(by_history, f"2022Q{quarter}", None)
        figures = recorded(by_history, f"2021Q{quarter}", before)
        found = judged(by_history, task, now, choose_history({"demo": figures}.__getitem__, task))
        in_one = judged(by_rows, task_of(by_rows, f"2022Q{quarter}", None), [*before, *now], {})
        if any(row["filed_on"] <= task.as_of.replace(year=2021) for row in before):
            assert outcome(found) == outcome(in_one), seed
            compared += 1
    assert compared > 20


def test_a_figure_of_other_days_is_not_used(tmp_path: Path) -> None:
    pack = small(tmp_path, "count", "history")
    figures = recorded(pack, "2021Q4", [{"case_no": "A1", "filed_on": date(2021, 1, 4)}])
    same, other = task_of(pack, "2022Q4", None), task_of(pack, "2022Q3", None)
    assert choose_history(lambda name: figures, same)
    assert choose_history(lambda name: figures, other) == {}


def test_without_a_figure_the_reason_names_the_days(tmp_path: Path) -> None:
    pack = small(tmp_path, "count", "history")
    result = judged(pack, task_of(pack, "2022Q3", None), [{"case_no": "A1", "filed_on": date(2022, 1, 4)}], {})
    assert result.status is Status.UNDETERMINED
    assert result.reason is not None
    assert "台账或 --previous 的报告中没有" in result.reason.zh
    assert "no ledger or report (--previous) has one for" in result.reason.en
    assert "2021" in result.reason.en


def test_worked_examples_say_what_the_ledger_has(tmp_path: Path) -> None:
    now = "{cases: [{filed_on: 2022-01-04}, {filed_on: 2022-01-05}]}"
    examples = f"""\
examples:
  - rows: {now}
    history: 3
    expect: {{status: met, value: -1, numerator: 2, denominator: 3}}
  - rows: {now}
    history: 2
    expect: {{status: missed}}
  - rows: {now}
    expect: {{status: undetermined}}
"""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    found = run_examples(small(tmp_path / "a", "count", "history", examples), ["fall"])
    assert [each.differences for each in found] == [()] * 3
    share = """\
examples:
  - rows: {cases: [{filed_on: 2022-01-04, won: true}, {filed_on: 2022-01-05}]}
    history: {numerator: 3, denominator: 4}
    expect: {status: met, value: -25%}
"""
    assert [each.differences for each in run_examples(small(tmp_path / "b", "share", "history", share), ["fall"])] == [
        ()
    ]
