"""A small pack of standards by department, group and day: drawn workbooks are judged a second time by a plain table."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook
from rich.console import Console

from checker.authoring.examples import run_examples
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.roster import RosterEntry
from checker.definitions.task import task_of
from checker.describe.sections import describe
from checker.engine.checked import CheckedWorkbook
from checker.engine.report import build_report
from checker.engine.stored import dump, load
from checker.engine.subtotals import departments_below, from_the_top
from checker.model import Language, Report, Result, Status
from checker.reporters.html import render as render_page
from checker.reporters.report_json import render
from checker.reporters.report_schema import report_schema
from checker.reporters.summary.workbook import render_workbook
from checker.reporters.terminal.screens import render_batch
from checker.reporters.terminal.view import View
from checker.template import Blank
from checker.template.guide import write_guide
from checker.wording.labels import MARKS
from tests.engine.books import book, cells, checked
from tests.reporters.html.reading import Reading

CODES = {"甲院": "one", "乙院": "two", "北站": "north", "南站": "south", "指挥中心": "centre"}
#: What the pack asks of each department: the share in the first and the second half, the days, the weight, the base.
ASKED: dict[str, tuple[int | None, int | None, int, int, int | None]] = {
    "甲院": (80, 90, 3, 40, 4),
    "乙院": (80, 75, 3, 40, 10),
    "北站": (60, 60, 1, 60, 2),
    "南站": (60, 60, 1, 60, None),
    "指挥中心": (None, None, 3, 40, 5),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).with_name("own-pack"))


def drawn(random: Random) -> list[tuple[date, date | None]]:
    """When each patient came and was seen."""
    came = [date(2022, random.choice((2, 8)), random.randint(1, 28)) for _ in range(random.randint(1, 12))]
    return [(day, day + timedelta(days=random.choice((0, 0, 1, 1, 2, 3, 4, 9)))) for day in came]


def judged(pack: Pack, period: str, name: str, visits: list[tuple[date, date | None]]) -> CheckedWorkbook:
    rows = [cells(pack, "visits", visit_no=f"{name}{n}", came_on=a, seen_on=b) for n, (a, b) in enumerate(visits)]
    return checked(pack, period, book(pack, name, {"visits": rows}))


def of(results: Any, name: str) -> Result:
    return next(each for each in results if each.indicator == name)


def in_time(name: str, visits: list[tuple[date, date | None]], half: int) -> tuple[int, int]:
    here = [(came, seen) for came, seen in visits if (came.month > 6) == (half == 2)]
    days = ASKED[name][2]
    return sum(seen is not None and (seen - came).days <= days for came, seen in here), len(here)


def report_of(pack: Pack, period: str, done: list[CheckedWorkbook]) -> Report:
    return build_report(done, task_of(pack, period, None), whole=True)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("half", [1, 2])
def test_each_department_is_judged_by_its_own_standard(pack: Pack, seed: int, half: int) -> None:
    random = Random(f"own {seed} {half}")
    submitted = {name: drawn(random) for name in ASKED}
    done = [judged(pack, f"2022H{half}", name, visits) for name, visits in submitted.items()]
    report = report_of(pack, f"2022H{half}", done)
    departments = {each.name.zh: each for each in report.departments}
    total = [0, 0]
    for name, visits in submitted.items():
        result, share = of(departments[name].results, "seen-in-time"), ASKED[name][half - 1]
        good, all_of = in_time(name, visits, half)
        if share is None:
            assert (result.status, result.attainment, result.target.given) == (Status.NOT_APPLICABLE, None, False)
            assert "附件一" in (result.reason or result.measured.reason).zh  # type: ignore[union-attr]
            continue
        total = [total[0] + good, total[1] + all_of]
        assert (result.target.value, result.weight) == (Fraction(share, 100), ASKED[name][3])
        if all_of:
            assert (result.numerator, result.denominator) == (good, all_of)
            assert (result.status is Status.MET) == (100 * good >= share * all_of)
            assert any(f"{share}%" in each.zh and "附件一" in each.zh for each in result.given)
        else:
            assert result.status is Status.NOT_APPLICABLE
    district = of(report.district_results, "seen-in-time")
    assert [district.numerator, district.denominator] == total
    if half == 1:  # the pack gives the district a standard of its own from July on only
        assert (district.status, district.target.given) == (Status.UNDETERMINED, False)
    else:
        assert (district.status is Status.MET) == (100 * total[0] >= 70 * total[1])
    again = [load(dump(each)) for each in reversed(done)]
    assert render(report_of(pack, f"2022H{half}", again)) == render(report)


@pytest.mark.parametrize("seed", range(4))
def test_each_figure_is_compared_with_its_own_base(pack: Pack, seed: int) -> None:
    random = Random(f"base {seed}")
    submitted = {name: drawn(random) for name in ASKED if seed or ASKED[name][4] is not None}
    report = report_of(pack, "2022", [judged(pack, "2022", name, visits) for name, visits in submitted.items()])
    departments = {each.name.zh: each for each in report.departments}
    for name, visits in submitted.items():
        result, base = of(departments[name].results, "fewer-visits"), ASKED[name][4]
        if base is None:
            assert (result.status, result.attainment) == (Status.UNDETERMINED, 0)
        else:
            assert result.value == Fraction(len(visits) - base, base)
            assert (result.status is Status.MET) == (10 * (len(visits) - base) <= -base)
    district = of(report.district_results, "fewer-visits")
    assert district.denominator == 4 + 10 + 2 + 5  # the sum of the bases, never their mean


def test_its_examples_and_its_lint(pack: Pack) -> None:
    assert all(each.passed for each in run_examples(pack))
    assert {each.found for each in lint(pack) if each.code.id == "D153"} == {"120"}  # the weights of a station


def test_it_is_told_for_whom_each_number_is(pack: Pack) -> None:
    told = describe(pack, pack.indicators["seen-in-time"], "en")
    assert "Stations: The target: at least 60%." in told
    assert "From 1 July 2022 Hospital Two: The target: at least 75%." in told
    assert "Hospitals: In the numerator if: “Seen on” is within 3 days of “Came on”." in told
    assert any(each.startswith("Call Centre: It is not applicable") for each in told)


@pytest.mark.parametrize("code, share", [("two", "75%"), ("north", "60%")])
def test_the_template_shows_the_department_its_own_target(pack: Pack, code: str, share: str) -> None:
    task = task_of(pack, "2022H2", None)
    entry = next(each for each in pack.roster.departments if each.code == code)
    lines = [line.text for line in write_guide(Blank(pack, task.period, entry, "en", "a.xlsx"))]
    assert [line for line in lines if line.startswith("At least ")][-1] == f"At least {share}."


def waits(random: Random, blanks: bool) -> list[tuple[str | None, bool]]:
    """The specialty of each patient, and whether they were seen within a week."""
    names = ("心内科", "骨科", "眼科", *((None,) if blanks else ()))
    return [(random.choice(names), random.random() < 0.8) for _ in range(random.randint(2, 14))]


def could_be(each: list[tuple[str | None, bool]]) -> set[str]:
    """The outcomes of every way to give the patients without a specialty one, or one that has no row yet."""
    blank = [seen for name, seen in each if name is None]
    names = ["心内科", "骨科", "眼科", "别的科"]
    outcomes = set()
    for ways in product(names, repeat=len(blank)):
        rows = [(name, seen) for name, seen in each if name is not None] + list(zip(ways, blank, strict=True))
        shares = [[seen for name, seen in rows if name == one] for one in names]
        judged_ones = [seen for seen in shares if len(seen) >= 2]
        missed = any(5 * sum(seen) < 4 * len(seen) for seen in judged_ones)
        outcomes.add("missed" if missed else "met" if judged_ones else "not_applicable")
    return outcomes


@pytest.mark.parametrize("seed", range(12))
def test_every_specialty_must_reach_the_target(pack: Pack, seed: int) -> None:
    random = Random(f"strata {seed}")
    submitted = {name: waits(random, blanks=seed % 2 == 1 and name == "甲院") for name in ("甲院", "乙院")}
    done = []
    for name, each in submitted.items():
        came, days = date(2022, 8, 1), {True: timedelta(7), False: timedelta(9)}
        rows = [
            cells(pack, "visits", visit_no=f"{name}{n}", came_on=came, specialty=one, seen_on=came + days[seen])
            for n, (one, seen) in enumerate(each)
        ]
        done.append(checked(pack, "2022H2", book(pack, name, {"visits": rows})))
    report = report_of(pack, "2022H2", done)
    departments = {each.name.zh: each for each in report.departments}
    for name, each in submitted.items():
        result, outcomes = of(departments[name].results, "seen-by-specialty"), could_be(each)
        if result.status is not Status.UNDETERMINED:  # what is decided holds however the blanks are filled in
            assert outcomes == {result.status.value}, each
        if all(one is not None for one, _ in each):
            assert {result.status.value} == outcomes
            told = {one.label.zh: (one.rows, one.result.value) for one in result.strata}
            counted = {one: [seen for other, seen in each if other == one] for one, _ in each}
            assert told == {one: (len(seen), Fraction(sum(seen), len(seen))) for one, seen in counted.items()}
            assert all(one.zh in result.reason.zh for one in [each.label for each in result.strata])  # type: ignore[union-attr]
        else:
            assert "没有写明" in result.reason.zh  # type: ignore[union-attr]
    both = of(report.district_results, "seen-by-specialty")
    everyone = [pair for each in submitted.values() for pair in each]
    if all(one is not None for one, _ in everyone):
        assert {both.status.value} == could_be(everyone)
    again = [load(dump(each)) for each in reversed(done)]
    assert render(report_of(pack, "2022H2", again)) == render(report)
    jsonschema.validate(json.loads(render(report)), report_schema())


def test_the_values_of_a_column_are_told(pack: Pack) -> None:
    told = describe(pack, pack.indicators["seen-by-specialty"], "en")
    assert "It is measured apart for each value of “Specialty”." in told
    assert "A value with fewer than 2 rows is not judged." in told


#: Who belongs together: a group, then units from the top down; the call centre has a station and its own patients.
TOGETHER = {
    "stations": ("北站", "南站"),
    "region": ("甲院", "乙院", "南站"),
    "trust": ("甲院", "乙院"),
    "centre": ("北站", "指挥中心"),
}


@pytest.mark.parametrize("seed", range(4))
def test_subtotals_are_pooled_from_rows_and_never_from_rates(pack: Pack, seed: int) -> None:
    random = Random(f"subtotals {seed}")
    submitted = {name: drawn(random) for name in ASKED if seed < 3 or name != "乙院"}
    report = report_of(pack, "2022H2", [judged(pack, "2022H2", name, each) for name, each in submitted.items()])
    assert {each.id: (each.depth, each.parent) for each in report.subtotals} == {
        "stations": (0, None),
        "region": (0, None),
        "trust": (1, "region"),
        "centre": (0, None),
    }
    assert [each.id for each in report.subtotals] == list(TOGETHER)
    for subtotal in report.subtotals:
        names = TOGETHER[subtotal.id]
        result = of(subtotal.results, "seen-in-time")
        standards = {(ASKED[name][1], ASKED[name][3]) for name in names if ASKED[name][1] is not None}
        pairs = [in_time(name, submitted[name], 2) for name in names if name in submitted and ASKED[name][1]]
        assert [result.numerator, result.denominator] == [sum(each) for each in zip(*pairs, strict=True)]
        assert subtotal.departments == len(names) and subtotal.counted == len(set(names) & set(submitted))
        if len(standards) > 1:
            assert (result.status, result.target.given) == (Status.UNDETERMINED, False)
        elif "乙院" in submitted and result.denominator:
            share = standards.pop()[0]
            assert share is not None
            assert (result.status is Status.MET) == (100 * (result.numerator or 0) >= share * result.denominator)
    jsonschema.validate(json.loads(render(report)), report_schema())


def test_subtotals_have_a_sheet_of_their_own(pack: Pack) -> None:
    random = Random("sheet")
    report = report_of(pack, "2022H2", [judged(pack, "2022H2", name, drawn(random)) for name in ASKED])
    sheet = load_workbook(BytesIO(render_workbook(report, "en", False)))["Subtotals"]
    told = [[cell.value for cell in row][:3] for row in sheet.iter_rows()]
    assert ["\u3000Trust", "2/2", "Share seen in time"] in told
    assert ["Stations", "2/2", "Share seen in time"] in told


@pytest.fixture(scope="module")
def shown(pack: Pack) -> Report:
    """A report in which one target is not given, and has no value beside it either."""
    random, done = Random("page"), []
    for name in ASKED:
        rows = [
            cells(pack, "visits", visit_no=f"{name}{n}", came_on=date(2022, 8, 1), specialty=one, seen_on=seen)
            for n, (one, good) in enumerate(waits(random, blanks=False))
            for seen in [date(2022, 8, 3 if good else 20)]
        ]
        done.append(checked(pack, "2022H2", book(pack, name, {"visits": rows})))
    report = report_of(pack, "2022H2", done)
    assert any(not one.target.given and one.value is None for each in report.departments for one in each.results)
    return report


def test_the_page_shows_groups_units_and_the_values_of_a_column(shown: Report) -> None:
    rows = [(row.text, row.text.split()) for row in Reading(render_page(shown, "en")).named("tr")]

    def is_told(name: str, size: str, result: Result) -> bool:
        wanted = {size, f"{result.numerator}/{result.denominator}"}
        return any(name in text and wanted <= set(words) for text, words in rows)

    groups = [(group, result) for group in shown.subtotals for result in group.results]
    counted = [(group, result) for group, result in groups if result.indicator != "fewer-visits" and result.denominator]
    assert {group.id for group, _ in counted} == set(TOGETHER)
    for group, result in counted:
        assert is_told(group.name.en, f"{group.counted}/{group.departments}", result)
    strata = [each for result in shown.district_results for each in result.strata]
    assert {each.label.zh for each in strata} == {"心内科", "骨科", "眼科"}
    for each in strata:
        assert is_told(each.label.en, str(each.rows), each.result)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_shows_a_mark_for_each_result_of_a_group_or_unit(shown: Report, language: Language) -> None:
    console = Console(file=StringIO(), width=100, color_system=None)
    render_batch(View(shown, language, 100), console)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    for group in shown.subtotals:
        said = {"zh": f"{group.name.zh}（{group.counted}/{group.departments}）"}
        said["en"] = f"{group.name.en} ({group.counted}/{group.departments})"
        (line,) = (line for line in lines if line.strip().startswith(said[language]))
        marks = line.replace(said[language], "").split()
        assert sorted(marks) == sorted(MARKS[result.status] for result in group.results)


def test_three_thousand_units_cost_in_proportion() -> None:
    """Each department is passed once for each unit above it."""

    def passed(count: int) -> int:
        above: dict[str, str | None] = {"region": None}
        above |= {f"trust{n}": "region" for n in range(count // 10)}
        above |= {f"d{n}": f"trust{n % (count // 10)}" for n in range(count)}
        entries = [RosterEntry(code=f"d{n}", name={"zh": f"单位{n}", "en": f"Unit {n}"}) for n in range(count)]
        asked = Counted(above)
        below = departments_below(entries, asked)
        assert len(below["region"]) == count and next(iter(from_the_top(below, above))) == ("region", 0)
        return asked.gets

    assert passed(3000) == 10 * passed(300)


class Counted(dict[str, "str | None"]):
    """Counts how often somebody looks for what is above."""

    gets = 0

    def get(self, key: str, default: Any = None) -> Any:
        self.gets += 1
        return super().get(key, default)
