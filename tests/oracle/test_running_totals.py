"""Running totals: the period's own number, a fall, the first period of a year, and what a ledger recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from checker.definitions.indicators import Indicator
from checker.flags import make_flags
from checker.model import Result, Status
from checker.model.figure_data import figure_data, read_figure
from checker.periods import Window
from checker.privacy.masking import flag_message
from checker.scoring.score import add_attainment
from checker.scoring.status import judge
from checker.scoring.trend import without_rows
from checker.tables.rows.context import Context
from checker.text.bilingual import Text
from tests.measures.needed.world import BAD, TABLES, Row, indicator, scope_over
from tests.typed_rows import submitted

HOURS = {"table": "cases", "when": "on", "column": "hours"}
RUNNING: dict[str, Any] = {"of": {"total": HOURS}, "against": "last-period", "cumulative": "year"}
FIRST, SECOND = Window(date(2022, 1, 1), date(2022, 3, 31)), Window(date(2022, 4, 1), date(2022, 6, 30))


def total(on: date, hours: Any) -> Row:
    return {"no": f"{on}", "on": on, "hours": hours}


def asked(before: str = "rows", **target: int) -> Indicator:
    return indicator({"change": {**RUNNING, "before": before}}, target or {"at_most": 30}, period="quarter")


def stand(spec: Indicator, rows: Sequence[Row], window: Window, recorded: Any = None) -> Result:
    scope = scope_over(spec, {"cases": rows}, window.end).over(window)
    earlier = spec.asked.earlier(window)
    return judge(spec, spec.asked.measure(replace(scope, previous=earlier, earlier=recorded)), window, window.end)


MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)


def test_the_own_number_of_a_period_is_the_difference() -> None:
    rows = [total(date(2021, 12, 31), "150"), total(MARCH, "40"), total(JUNE, "65")]
    assert stand(asked(), rows, SECOND).value == 25
    assert stand(asked(), rows, FIRST).value == 40  # the year before doesn't matter
    assert stand(asked(), rows, SECOND).status is Status.MET


def test_a_total_of_zero_before_is_a_number_like_any_other() -> None:
    rows = [total(MARCH, "0"), total(JUNE, "65")]
    result = stand(asked(), rows, SECOND)
    assert (result.value, result.status) == (65, Status.MISSED)


def test_what_reaches_the_target_at_worst_earns_everything_after_a_zero_too() -> None:
    spec, missing = asked(at_least=0), [Text("丙局", "Bureau C")]
    measured = stand(spec, [total(MARCH, "0"), total(JUNE, "5")], SECOND).measured
    result = judge(spec, measured, SECOND, SECOND.end, uncounted=missing)
    assert result.status is Status.UNDETERMINED
    header: Any = SimpleNamespace(undetermined_earns="lower-bound")
    assert add_attainment(spec, result, header).attainment == 1
    higher = judge(asked(at_least=10), measured, SECOND, SECOND.end, uncounted=missing)
    assert add_attainment(asked(at_least=10), higher, header).attainment == Fraction(1, 2)


def test_without_the_period_before_it_is_open() -> None:
    assert stand(asked(), [total(JUNE, "65")], SECOND).status is Status.UNDETERMINED
    open_ = stand(asked(), [total(MARCH, BAD), total(JUNE, "65")], SECOND)
    assert (open_.lower, open_.upper) == (65 - 200, 65)


def messages(spec: Indicator, rows: Sequence[Row]) -> list[str]:
    result, submission = stand(spec, rows, SECOND), submitted({"cases": TABLES["cases"]}, {"cases": rows})
    flags = make_flags(spec, result, submission, TABLES, Context(JUNE, SECOND))
    return [flag_message(each, "en") for each in flags if each.code.id == "M564"]


def test_a_fall_is_flagged() -> None:
    (message,) = messages(asked(), [total(MARCH, "40"), total(JUNE, "9")])
    assert message.endswith("was 40 at the end of the period before and is 9 now")
    assert messages(asked(), [total(MARCH, "40"), total(JUNE, "40")]) == []
    assert messages(asked(), [total(MARCH, BAD), total(JUNE, "9")]) == []  # it may have been less
    plain = indicator(
        {"change": {"of": {"total": HOURS}, "against": "last-period", "before": "rows"}},
        {"at_most": 30},
        period="quarter",
    )
    assert messages(plain, [total(MARCH, "40"), total(JUNE, "9")]) == []  # these are the periods' own numbers


def test_the_period_before_may_be_recorded() -> None:
    spec = asked("history")
    recorded = spec.asked.recorded(stand(spec, [total(MARCH, "40")], FIRST).measured)
    assert recorded is not None and spec.asked.recorded_window(SECOND, date(2022, 5, 15)) == FIRST
    known = read_figure(figure_data(without_rows(recorded)))
    assert stand(spec, [total(JUNE, "65")], SECOND, known).value == 25
    assert stand(spec, [total(JUNE, "65")], SECOND).status is Status.UNDETERMINED
    assert stand(spec, [total(MARCH, "40")], FIRST).value == 40


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"of": {"count": {"table": "cases", "when": "on"}}}, "needs a `total`"),
        ({"against": "last-year"}, "last-period"),
        ({"by": "ratio"}, "difference"),
        ({"zero_base": "met-if-zero"}, "leave `zero_base` out"),
    ],
)
def test_what_does_not_go_together_is_refused(more: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        indicator({"change": {**RUNNING, "before": "rows", **more}}, {"at_most": 0})
    assert why in str([each.get("ctx") for each in refused.value.errors()])


def test_it_is_told_in_words() -> None:
    told = " ".join(each.en for each in asked().asked.describe(TABLES, None))
    assert "running totals since the beginning of the year" in told
    assert asked(at_most=0).asked.target_text(asked(at_most=0).target[0].target, None).en == "at most 0"
