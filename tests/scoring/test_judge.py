"""Where an indicator stands: both sides of every target, open and closed windows, what can still be reached."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.definitions.indicators import Indicator
from checker.model import Counts, Measured, Status
from checker.periods import Window
from checker.scoring.status import judge, pace_share
from checker.text.bilingual import Text

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
END, SEPTEMBER, HALF, MARCH = date(2022, 12, 31), date(2022, 9, 30), date(2022, 6, 30), date(2022, 3, 31)


def indicator(target: dict[str, Any], kind: str = "count", **more: Any) -> Indicator:
    """An indicator whose measure is never taken here: only its target, pace and scoring matter."""
    columns = {"held": {"header": {"zh": "日期", "en": "Held"}, "type": "date"}}
    from checker.tables.table import Table

    table = Table.model_validate({"id": "things", "sheet": {"zh": "事项", "en": "Things"}, "columns": columns})
    measures: dict[str, Any] = {
        "count": {"count": {"table": "things", "when": "held"}},
        "proportion": {"proportion": {"table": "things", "when": "held", "numerator": {"held": "present"}}},
        "change": {"change": {"of": {"count": {"table": "things", "when": "held"}}, **more.pop("change", {})}},
    }
    raw = {
        "id": "drawn",
        "name": {"zh": "指标", "en": "Drawn"},
        "clause": "一",
        "basis": {"zh": "依据", "en": "basis"},
        "measure": measures[kind],
        "target": target,
        "period": "year",
        "weight": 10,
        **more,
    }
    return Indicator.model_validate(raw, context={"tables": {"things": table}})


def share(passed: int, failed: int, unknown: int = 0, **more: Any) -> Measured:
    more = {"settled": failed, **more}
    return Measured("share", Counts(passed, failed, pass_or_fail=unknown), **more)


def amount(value: int, more: int = 0) -> Measured:
    return Measured("amount", amount=Fraction(value), low=Fraction(value), high=Fraction(value + more))


@pytest.mark.parametrize(
    ("target", "measured", "status"),
    [
        ({"at_least": "95%"}, share(18, 1), Status.MISSED),
        ({"at_least": "95%"}, share(19, 1), Status.MET),
        ({"at_least": "95%"}, share(20, 1), Status.MET),
        ({"above": "95%"}, share(19, 1), Status.MISSED),
        ({"at_least": "95%"}, share(18, 0, 1), Status.UNDETERMINED),
        ({"at_least": "95%"}, share(19, 0, 1), Status.MET),
        ({"at_least": "95%"}, share(17, 2, 1), Status.MISSED),
        ({"at_least": "95%"}, share(0, 0), Status.NOT_APPLICABLE),
        ({"at_least": 4}, amount(3), Status.MISSED),
        ({"at_least": 4}, amount(4), Status.MET),
        ({"at_least": 4}, amount(3, 1), Status.UNDETERMINED),
        ({"at_least": 4}, amount(2, 1), Status.MISSED),
        ({"at_most": 2}, amount(2), Status.MET),
        ({"at_most": 2}, amount(3), Status.MISSED),
        ({"at_most": 2}, amount(2, 1), Status.UNDETERMINED),
        ({"below": 2}, amount(2), Status.MISSED),
        ({"equals": 1}, amount(1), Status.MET),
        ({"equals": 1}, amount(0), Status.MISSED),
        ({"equals": 1}, amount(2), Status.MISSED),
        ({"equals": 1}, amount(0, 1), Status.UNDETERMINED),
        ({"equals": 1}, amount(2, 1), Status.MISSED),
    ],
)
def test_closed(target: dict[str, Any], measured: Measured, status: Status) -> None:
    kind = "proportion" if measured.shape == "share" else "count"
    result = judge(indicator(target, kind), measured, YEAR, END)
    assert (result.status, result.final) == (status, True)


@pytest.mark.parametrize(
    ("target", "measured", "as_of", "more", "status", "reachable"),
    [
        ({"at_least": 4}, amount(1), MARCH, {}, Status.ON_TRACK, True),
        ({"at_least": 4}, amount(0), MARCH, {}, Status.BEHIND, True),
        ({"at_least": 4}, amount(1), HALF, {}, Status.BEHIND, True),
        ({"at_least": 4}, amount(2), HALF, {}, Status.ON_TRACK, True),
        ({"at_least": 4}, amount(1, 1), HALF, {}, Status.UNDETERMINED, True),
        ({"at_least": 4}, amount(0), HALF, {"pace": "end"}, Status.ON_TRACK, True),
        ({"at_least": 4}, amount(0), HALF, {"pace": {"by_quarter": [0, 0, "50%", 1]}}, Status.ON_TRACK, True),
        (
            {"at_least": 4},
            amount(1),
            date(2022, 9, 30),
            {"pace": {"by_quarter": [0, 0, "50%", 1]}},
            Status.BEHIND,
            True,
        ),
        ({"at_most": 2}, amount(3), MARCH, {}, Status.MISSED, False),
        ({"at_most": 2}, amount(2), MARCH, {}, Status.ON_TRACK, True),
        ({"equals": 1}, amount(2), MARCH, {}, Status.MISSED, False),
        ({"at_least": "100%"}, share(5, 1), MARCH, {}, Status.MISSED, False),
        ({"at_least": "100%"}, share(5, 0), MARCH, {}, Status.ON_TRACK, True),
        ({"at_least": "95%"}, share(5, 1), MARCH, {}, Status.BEHIND, True),
        ({"at_least": "95%"}, share(19, 1), MARCH, {}, Status.ON_TRACK, True),
        ({"at_least": "95%"}, share(19, 1, grows=False), MARCH, {}, Status.ON_TRACK, True),
        ({"at_least": "95%"}, share(18, 1, 1, grows=False), MARCH, {}, Status.UNDETERMINED, True),
        ({"at_least": "95%"}, share(10, 2, grows=False), MARCH, {}, Status.MISSED, False),
    ],
)
def test_open(
    target: dict[str, Any], measured: Measured, as_of: date, more: dict[str, Any], status: Status, reachable: bool
) -> None:
    kind = "proportion" if measured.shape == "share" else "count"
    result = judge(indicator(target, kind, **more), measured, YEAR, as_of)
    assert (result.status, result.reachable, result.final) == (status, reachable, False)


def test_the_pace_of_a_closed_window_is_all_of_it() -> None:
    for pace in ("even", "end", {"by_quarter": ["10%", "20%", "50%", "100%"]}):
        assert pace_share(indicator({"at_least": 4}, pace=pace), YEAR, END) == 1
        assert pace_share(indicator({"at_least": 4}, pace=pace), YEAR, date(2023, 5, 1)) == 1


@pytest.mark.parametrize(
    ("now", "before", "target", "change", "status"),
    [
        (amount(9), amount(10), {"below": 0}, {}, Status.MET),
        (amount(10), amount(10), {"below": 0}, {}, Status.MISSED),
        (amount(10), amount(10), {"at_most": 0}, {}, Status.MET),
        (amount(9, 1), amount(10), {"below": 0}, {}, Status.UNDETERMINED),
        (amount(8, 1), amount(10), {"below": 0}, {}, Status.MET),
        (amount(9), amount(10), {"at_most": "-10%"}, {"by": "ratio"}, Status.MET),
        (amount(10), amount(11), {"at_most": "-10%"}, {"by": "ratio"}, Status.MISSED),
        (amount(0), amount(0), {"below": 0}, {}, Status.UNDETERMINED),
        (amount(0), amount(0), {"below": 0}, {"zero_base": "met-if-zero"}, Status.MET),
        (amount(1), amount(0), {"below": 0}, {"zero_base": "met-if-zero"}, Status.MISSED),
        (amount(0), amount(0), {"below": 0}, {"zero_base": "not-applicable"}, Status.NOT_APPLICABLE),
        (amount(0), amount(0), {"below": 0}, {"zero_base": "judge"}, Status.MISSED),
    ],
)
def test_change(
    now: Measured, before: Measured, target: dict[str, Any], change: dict[str, Any], status: Status
) -> None:
    drawn = indicator(target, "change", change=change)
    assert judge(drawn, Measured("change", parts=(now, before)), YEAR, END).status is status


def test_no_earlier_figure_is_never_a_pass() -> None:
    reason = Text(zh="没有上期", en="nothing earlier")
    result = judge(indicator({"below": 0}, "change"), Measured("change", parts=(amount(0),), reason=reason), YEAR, END)
    assert (result.status, result.reason) == (Status.UNDETERMINED, reason)


def test_the_target_in_force_is_the_last_that_has_begun() -> None:
    dated = indicator(
        [{"from": date(2021, 1, 1), "at_least": "90%"}, {"from": date(2023, 1, 1), "at_least": "95%"}], "proportion"
    )
    assert judge(dated, share(92, 8), YEAR, END).status is Status.MET
    later = Window(date(2023, 1, 1), date(2023, 12, 31))
    assert judge(dated, share(92, 8), later, later.end).status is Status.MISSED


@pytest.mark.parametrize(
    ("measured", "status"),
    [
        (share(5, 1), Status.MISSED),  # one miss decides 100%, whoever else is still to come
        (share(5, 0), Status.UNDETERMINED),
        (share(0, 0), Status.UNDETERMINED),
    ],
)
def test_nothing_is_met_while_departments_are_missing(measured: Measured, status: Status) -> None:
    whole = indicator({"at_least": "100%"}, "proportion")
    result = judge(whole, measured, YEAR, END, uncounted=[Text(zh="区财政局", en="Finance Bureau")])
    assert result.status is status


@pytest.mark.parametrize(("target", "status"), [("100%", Status.MISSED), ("80%", Status.UNDETERMINED)])
@pytest.mark.parametrize("day", [END, HALF])
def test_those_who_are_missing_may_bring_members_that_make_up_for_it(target: str, status: Status, day: date) -> None:
    # 1 of 2 members of a roster, and the members of one department are not known: 4 good ones of 5 would be 80%.
    whole = indicator({"at_least": target}, "proportion")
    measured = share(1, 1, grows=False)
    assert judge(whole, measured, YEAR, day).status is Status.MISSED
    result = judge(whole, measured, YEAR, day, uncounted=[Text(zh="区财政局", en="Finance Bureau")])
    assert (result.status, result.reachable) == (status, status is Status.UNDETERMINED)
