"""The sentences as a clerk reads them, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.measures.toolkit.basis import Basis
from checker.model import Counts, Measured, Rows, Status
from checker.scoring.needed import needed_for
from checker.scoring.status import judge
from checker.text.bilingual import Text
from tests.measures.needed.test_amounts import CHANGE, COUNT, DISTINCT, RATE, TOTAL
from tests.measures.needed.test_rows import case
from tests.measures.needed.world import (
    BAD,
    END,
    JUNE,
    PROPORTION,
    TABLES,
    TRAINING,
    YEAR,
    Row,
    indicator,
    of_the_district,
    sentences,
    stand,
)
from tests.typed_rows import submitted, table

GOOD, WRONG, OPEN = case(True), case(False), {**case(True), "good": BAD}
MARCH, BEFORE = date(2022, 3, 1), date(2021, 3, 1)


@pytest.mark.parametrize(
    ("rows", "target", "as_of", "zh", "en"),
    [
        (
            [WRONG, GOOD],
            "60%",
            JUNE,
            "“cases”表再有 1 个达标的行（“是否出庭”为“是”）即可达到目标（2022-12-31 前）；"
            "或者“cases”表第 2 行如登记有误，更正后达标，即可达到目标",
            "1 more good row of “cases” (“Appeared” is “yes”) reaches the target by 2022-12-31; "
            "or correcting row 2 of “cases” reaches the target if it was recorded wrongly",
        ),
        (
            [WRONG, GOOD],
            "75%",
            END,
            "“cases”表第 2 行如登记有误，更正后达标，即可达到目标",
            "correcting row 2 of “cases” reaches the target if it was recorded wrongly",
        ),
        (
            [WRONG, GOOD, WRONG],
            "100%",
            JUNE,
            "新增记录已不能达到目标；“cases”表第 2、4 行如均登记有误，更正后达标，即可达到目标",
            "no further row can reach the target; "
            "correcting rows 2, 4 of “cases” reaches the target if they were all recorded wrongly",
        ),
        (
            [GOOD, OPEN],
            "100%",
            END,
            "“cases”表第 3 行补全后达标，即可达到目标",
            "completing row 3 of “cases” reaches the target if it turns out good",
        ),
        (
            [WRONG, OPEN, OPEN],
            "100%",
            END,
            "新增记录已不能达到目标；“cases”表第 3、4 行补全、“cases”表第 2 行更正（如登记有误）后均达标，即可达到目标",
            "no further row can reach the target; completing rows 3, 4 of “cases” and correcting row 2 of “cases”, "
            "if recorded wrongly, reaches the target",
        ),
        (
            [WRONG] * 10,
            "100%",
            END,
            "新增记录已不能达到目标；"
            "“cases”表第 2、3、4、5、6、7、8、9 行等 10 行如均登记有误，更正后达标，即可达到目标",
            "no further row can reach the target; correcting rows 2, 3, 4, 5, 6, 7, 8, 9 and 2 more of “cases” "
            "reaches the target if they were all recorded wrongly",
        ),
    ],
)
def test_a_proportion(rows: list[Row], target: str, as_of: date, zh: str, en: str) -> None:
    assert sentences(stand(indicator(PROPORTION, {"at_least": target}), {"cases": rows}, as_of)) == (zh, en)


def test_a_ceiling() -> None:
    result = stand(indicator(PROPORTION, {"at_most": "50%"}), {"cases": [GOOD, GOOD, WRONG]})
    assert sentences(result) == (
        "“cases”表第 2 行如登记有误，更正后达标，即可达到目标",
        "correcting row 2 of “cases” reaches the target if it was recorded wrongly",
    )


@pytest.mark.parametrize(
    ("measure", "rows", "target", "as_of", "zh", "en"),
    [
        (
            COUNT,
            [GOOD],
            {"at_least": 4},
            JUNE,
            "“cases”表再有 3 次（“是否出庭”为“是”）即可达到目标（2022-12-31 前）；按进度目前还差 1 次",
            "3 more lectures in “cases” (“Appeared” is “yes”) reach the target by 2022-12-31; "
            "1 of that due by 2022-06-30",
        ),
        (
            COUNT,
            [GOOD, GOOD, GOOD],
            {"at_least": 4},
            END,
            "“cases”表距目标差 1 次（“是否出庭”为“是”）",
            "“cases” is 1 lecture short of the target (“Appeared” is “yes”)",
        ),
        (
            COUNT,
            [GOOD, OPEN],
            {"above": 1},
            END,
            "“cases”表距目标差 1 次（“是否出庭”为“是”）；“cases”表第 3 行补全后也可能计入",
            "“cases” is 1 lecture short of the target (“Appeared” is “yes”); "
            "row 3 of “cases” may also count once completed",
        ),
        (
            DISTINCT,
            [],
            {"at_least": 2},
            END,
            "“cases”表距目标差 2 次（“是否出庭”为“是”；“案号”不与其他行重复）",
            "“cases” is 2 lectures short of the target (“Appeared” is “yes”; each with another “Case no.”)",
        ),
        (
            COUNT,
            [GOOD, GOOD, GOOD, OPEN],
            {"at_most": 2},
            END,
            "须减少 2 次才能达到目标；“cases”表第 5 行补全后可能不计入；“cases”表第 2、3、4 行如登记有误，可以更正",
            "2 lectures too many for the target; row 5 of “cases” may not count once completed; "
            "rows 2, 3, 4 of “cases” can be corrected if recorded wrongly",
        ),
    ],
)
def test_a_count(
    measure: dict[str, Any], rows: list[Row], target: dict[str, Any], as_of: date, zh: str, en: str
) -> None:
    asked = indicator(measure, target, unit={"zh": "次", "en": "lectures"})
    assert sentences(stand(asked, {"cases": rows}, as_of)) == (zh, en)


def test_a_sum_that_has_to_be_exceeded() -> None:
    asked = indicator(TOTAL, {"above": 10}, unit={"zh": "万元", "en": "thousand"})
    assert sentences(stand(asked, {"cases": [{**GOOD, "hours": "7.5"}]})) == (
        "“cases”表距目标差超过 2.5 万元（“是否出庭”为“是”）",
        "“cases” is more than 2.5 thousand short of the target (“Appeared” is “yes”)",
    )


def test_a_number_of_cases_that_has_to_fall() -> None:
    asked = indicator(CHANGE, {"below": 0}, unit={"zh": "件", "en": "suits"})
    rows = [GOOD, GOOD, {**GOOD, "on": BEFORE}, {**GOOD, "on": BEFORE}]
    assert sentences(stand(asked, {"cases": rows})) == (
        "上年同期为 2 件，本期为 2 件，须低于 2 件；须减少 1 件才能达到目标；“cases”表第 2、3 行如登记有误，可以更正",
        "it was 2 suits a year before, is 2 suits now and has to be below 2 suits; 1 suit too many for the target; "
        "rows 2, 3 of “cases” can be corrected if recorded wrongly",
    )


def test_hours_that_have_to_fall_by_a_fifth() -> None:
    hours = {"total": {"table": "cases", "when": "on", "column": "hours"}}
    asked = indicator({"change": {"of": hours, "before": "rows", "by": "ratio"}}, {"at_most": "-20%"})
    rows = [{**GOOD, "hours": "90"}, {**GOOD, "on": BEFORE, "hours": "100"}]
    assert sentences(stand(asked, {"cases": rows})) == (
        "上年同期为 100，本期为 90，须不高于 80；须减少 10 才能达到目标；“cases”表第 2 行如登记有误，可以更正",
        "it was 100 a year before, is 90 now and has to be at most 80; 10 too many for the target; "
        "row 2 of “cases” can be corrected if recorded wrongly",
    )


def test_a_rate_that_has_to_fall() -> None:
    asked = indicator(RATE, {"below": 0})
    rows = [GOOD, WRONG, {**GOOD, "on": BEFORE}, {**WRONG, "on": BEFORE}]
    assert sentences(stand(asked, {"cases": rows})) == (
        "上年同期为 50%，本期为 50%，须低于 50%；“cases”表第 2 行如登记有误，更正后达标，即可达到目标",
        "it was 50% a year before, is 50% now and has to be below 50%; "
        "correcting row 2 of “cases” reaches the target if it was recorded wrongly",
    )


def test_the_district_names_no_rows() -> None:
    asked = indicator(PROPORTION, {"at_least": "100%"})
    part = stand(asked, {"cases": [GOOD, WRONG]}).measured
    result = of_the_district(asked, [part, part])
    assert sentences(result) == (
        "新增记录已不能达到目标；各单位共有 2 行补全或更正后达标即可",
        "no further row can reach the target; completing or correcting 2 of the departments' rows reaches the target",
    )
    assert result.needed is not None
    assert result.needed.rows == ()


def test_the_district_counts_members() -> None:
    asked = indicator(TRAINING, {"at_least": "100%"})
    part = stand(asked, {"officers": [{"id": "1", "serves": True}], "cases": []}).measured
    assert sentences(of_the_district(asked, [part, part])) == (
        "“officers”表还须有 2 个各达到 60 学时",
        "2 more of “officers” each had to reach 60 hours",
    )
    early = stand(asked, {"officers": [{"id": "1", "serves": True}], "cases": []}, JUNE).measured
    assert sentences(of_the_district(asked, [early], JUNE)) == (
        "“officers”表还须有 1 个达到 60 学时（2022-12-31 前）",
        "1 more of “officers” must reach 60 hours by 2022-12-31",
    )


def test_what_waits_for_others_needs_nothing_itself() -> None:
    asked = indicator(PROPORTION, {"at_least": "50%"})
    part = stand(asked, {"cases": [GOOD]}).measured
    waiting = judge(asked, part, YEAR, END, uncounted=[Text("区财政局", "Finance Bureau")])
    assert waiting.status is Status.UNDETERMINED
    assert needed_for(asked, waiting, Basis(YEAR, END, TABLES)) is None


def test_undecided_rows_come_before_those_that_count_against() -> None:
    measured = Measured(
        "share",
        Counts(17, 2, pass_or_fail=1),
        settled=2,
        failure_rows=Rows("cases", (5, 9)),
        unknown_rows=Rows("cases", (7,)),
    )
    asked = indicator(PROPORTION, {"at_least": "95%"})
    needed = needed_for(asked, judge(asked, measured, YEAR, JUNE), Basis(YEAR, JUNE, TABLES))
    assert needed is not None
    # 17 of 20 for certain: 19 of 20 would do, so two of the three rows; or (17 + n) / (20 + n) >= 0.95 from n = 40
    assert (needed.rows, needed.count) == ((7, 5), 40)


def test_a_sheet_is_called_as_the_workbook_calls_it() -> None:
    named = table("cases", {"good": {"type": "boolean"}}, **{})
    basis = Basis(YEAR, END, {"cases": named}, submitted({"cases": named}, {"cases": [{"good": True}]}))
    assert basis.name_sheet("cases") == Text("“cases”表", "“cases”")
    assert basis.name_rows("cases", (2,)) == Text("“cases”表第 2 行", "row 2 of “cases”")
    assert basis.name_rows("cases", (13, 15, 10)) == Text("“cases”表第 10、13、15 行", "rows 10, 13, 15 of “cases”")
    listed = TABLES["cases"].model_copy(
        update={"sheet": TABLES["cases"].sheet.model_copy(update={"zh": "情况表", "en": "Cases"})}
    )
    assert Basis(YEAR, END, {"cases": listed}).name_sheet("cases") == Text("“情况表”", "“Cases”")
