"""A change against a figure that the department typed: every comparison by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.model import Status
from checker.text.bilingual import Text
from tests.engine.books import book, cells, checked, of_code
from tests.measures.needed.world import PROPORTION, TABLES, Row, indicator, of_the_district, stand

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
COUNT = {"count": {"table": "cases", "when": "on"}}
TYPED = {
    "table": "figures",
    "figure": "suits-2021",
    "named_by": "figure",
    "printed": "printed",
    "source": "source",
    "numerator": "top",
    "denominator": "base",
}


def change(of: dict[str, Any] = COUNT, **more: Any) -> dict[str, Any]:
    return {"change": {"of": of, "before": TYPED, "zero_base": "judge", **more}}


def suits(number: int) -> list[Row]:
    return [
        {"no": f"S{index}", "on": MAY, "inside": True, "out": False, "good": index % 2 == 0} for index in range(number)
    ]


def typed(printed: str, top: str | None = None, base: str | None = None, source: str | None = "2021年统计表") -> Row:
    return {"figure": "suits-2021", "printed": printed, "top": top, "base": base, "source": source}


@pytest.mark.parametrize(
    ("printed", "now", "status", "value"),
    [
        ("4", 3, Status.MET, -1),
        ("3件", 3, Status.MISSED, 0),
        ("2", 3, Status.MISSED, 1),
        ("10余", 9, Status.MET, -1),
        ("近4", 3, Status.UNDETERMINED, -1),  # 3 or 4
        ("4以上", 3, Status.MET, -1),
        ("0", 0, Status.MISSED, 0),
    ],
)
def test_a_count_against_a_typed_one(printed: str, now: int, status: Status, value: int) -> None:
    result = stand(indicator(change(), {"below": 0}), {"cases": suits(now), "figures": [typed(printed)]})
    assert (result.status, result.value, result.measured.notes) == (status, value, ())


@pytest.mark.parametrize(
    "figures",
    [
        [],
        [{"figure": "other", "printed": "4"}],
        [typed("很多")],
        [typed("50%")],  # a rate is no number of suits
        [typed("4"), typed("5")],
    ],
)
def test_without_a_usable_figure_it_is_never_met(figures: list[Row]) -> None:
    result = stand(indicator(change(), {"below": 0}), {"cases": suits(0), "figures": figures})
    assert (result.status, result.value) == (Status.UNDETERMINED, None)
    assert result.reason is not None and "suits-2021" in result.reason.zh and "suits-2021" in result.reason.en


def test_a_figure_without_its_source_is_noted_at_its_row() -> None:
    result = stand(indicator(change(), {"below": 0}), {"cases": suits(3), "figures": [typed("4", source=None)]})
    assert result.status is Status.MET
    (note,) = result.measured.notes
    assert (note.code.id, note.table, note.row, note.field) == ("M532", "figures", 2, "source")


def test_a_rate_against_one_typed_with_its_counts() -> None:
    asked = indicator(change(PROPORTION), {"below": 0})
    rows = {"cases": suits(4), "figures": [typed("67%", "2", "3")]}
    result = stand(asked, rows)
    assert (result.status, result.value) == (Status.MET, Fraction(1, 2) - Fraction(2, 3))


def test_a_rate_typed_without_counts_is_what_its_print_allows() -> None:
    asked = indicator(change(PROPORTION), {"below": 0})
    for printed, status in (("51%", Status.MET), ("50%", Status.UNDETERMINED), ("49%", Status.MISSED)):
        assert stand(asked, {"cases": suits(4), "figures": [typed(printed)]}).status is status


def test_the_district_adds_up_typed_counts() -> None:
    asked = indicator(change(by="ratio"), {"at_most": "-10%"})
    parts = [
        stand(asked, {"cases": suits(now), "figures": [typed(before)]}).measured for now, before in ((4, "5"), (5, "5"))
    ]
    result = of_the_district(asked, parts)
    assert (result.status, result.value) == (Status.MET, Fraction(-1, 10))
    assert asked.asked.why_not_pooled([(Text("甲", "A"), parts[0]), (Text("乙", "B"), parts[1])]) is None


def test_the_district_does_not_add_up_rates() -> None:
    asked = indicator(change(PROPORTION), {"below": 0})
    parts = [
        stand(asked, {"cases": suits(4), "figures": [figure]}).measured
        for figure in (typed("51%"), typed("67%", "2", "3"))
    ]
    reason = asked.asked.why_not_pooled([(Text("甲", "A"), parts[0]), (Text("乙", "B"), parts[1])])
    assert reason is not None and "甲" in reason.zh and "乙" not in reason.zh


def test_it_reads_the_sheet_of_figures_and_says_so() -> None:
    asked = indicator(change(), {"below": 0}).asked
    assert asked.tables() == ("cases", "figures")
    assert "typed into the sheet “figures” as “suits-2021”" in " ".join(
        each.en for each in asked.describe(TABLES, None)
    )


@pytest.mark.parametrize(("key", "value"), [("table", "nothing"), ("source", "nothing"), ("printed", None)])
def test_a_place_that_does_not_exist_is_refused(key: str, value: str | None) -> None:
    with pytest.raises(ValueError, match=key):
        indicator({"change": {"of": COUNT, "before": {**TYPED, key: value}}}, {"below": 0})


def test_in_a_workbook_the_missing_source_is_flagged_at_its_cell() -> None:
    pack = load_pack(Path(__file__).with_name("figures-pack"))
    suit = cells(pack, "litigation", case_no="（2021）津0101行初1号", accepted_on="2021-05-06")
    figure = cells(pack, "figures", figure="suits-last-year", printed="2")
    department = checked(pack, "2021", book(pack, "甲局", {"litigation": [suit], "figures": [figure]})).department
    result = next(result for result in department.results if result.indicator == "fewer-suits")
    assert (result.status, result.value) == (Status.MET, -1)
    (flag,) = of_code(department, "M532")
    assert (flag.place.table, flag.place.row, flag.place.field) == ("figures", 2, "section")
