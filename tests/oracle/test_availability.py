"""Availability: half an hour at a time, over every way in which open cells turn out; refusals and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from checker.definitions.indicators import Indicator
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.scope import Scope
from checker.model import Result, Status
from checker.periods import Window
from checker.scoring.needed import needed_for
from checker.scoring.status import judge
from checker.tables.workdays import WorkCalendar
from tests.measures.needed.world import HERE, Row, words
from tests.typed_rows import BAD, submitted, table

OUTAGES = table(
    "outages",
    {
        "no": {"type": "text", "header": words("编号", "No.")},
        "of": {"type": "text", "header": words("系统", "Service")},
        "from": {"type": "datetime", "header": words("开始", "Down at")},
        "to": {"type": "datetime", "header": words("恢复", "Restored at")},
        "planned": {"type": "boolean", "header": words("计划内", "Planned")},
        "on": {"type": "date", "header": words("日期", "Date")},
    },
    key=["no"],
)
TABLES = {"outages": OUTAGES}
ASKED = {"table": "outages", "when": "from", "to": "to", "where": {"planned": False}}
WINDOW = Window(date(2022, 4, 1), date(2022, 4, 3))  # Saturday 2 April 2022 was worked, Sunday 3 was off
FIRST = datetime.fromisoformat("2022-04-01")
HALVES = 3 * 48


def asked(raw: Mapping[str, Any], target: str = "99%", tables: Mapping[str, Any] = TABLES) -> Indicator:
    given = {
        "id": "drawn",
        "name": words("指标", "Drawn"),
        "clause": "一",
        "basis": words("依据", "basis"),
        "measure": {"availability": {**ASKED, **raw}},
        "target": {"at_least": target},
        "period": "month",
        "weight": 10,
    }
    return Indicator.model_validate(given, context={"tables": tables})


def scope_of(rows: Sequence[Row], as_of: date = WINDOW.end) -> Scope:
    named = [{"no": f"{number}", **row} for number, row in enumerate(rows)]
    return Scope(submitted(TABLES, {"outages": named}), TABLES, HERE, WINDOW, as_of)


def stand(spec: Indicator, rows: Sequence[Row], as_of: date = WINDOW.end) -> Result:
    scope = scope_of(rows, as_of)
    result = judge(spec, spec.asked.measure(scope), WINDOW, as_of)
    return replace(result, needed=needed_for(spec, result, Basis(WINDOW, as_of, TABLES, scope.submission)))


def at(half: int) -> datetime:
    return FIRST + timedelta(minutes=30 * half)


def outage(start: int, end: int | None, **more: Any) -> Row:
    return {"from": at(start), "to": None if end is None else at(end), "planned": False, **more}


DURING: dict[str, tuple[Any, frozenset[int]]] = {
    "always": ("always", frozenset(range(HALVES))),
    "every": ({"from": "08:00", "to": "20:00"}, frozenset(half for half in range(HALVES) if 16 <= half % 48 < 40)),
    "workdays": (
        {"from": "09:00", "to": "17:00", "break": {"from": "12:00", "to": "13:00"}, "days": "workdays"},
        frozenset(half for half in range(96) if 18 <= half % 48 < 34 and half % 48 not in (24, 25)),
    ),
}


def ways(row: Row, number: int) -> Iterator[tuple[str, frozenset[int]]]:
    """What is down, and in which half hours, for the extremes of how a row can turn out."""
    start = 0 if row["from"] == BAD else (row["from"] - FIRST) // timedelta(minutes=30)
    end = HALVES if row["to"] in (None, BAD) else (row["to"] - FIRST) // timedelta(minutes=30)
    spans = [frozenset(range(max(start, 0), min(end, HALVES)))]
    if BAD in (row["from"], row["to"]) or row["planned"] is None:
        spans.append(frozenset())
    return product([row["of"]] if row["of"] else ["A", "B", f"other {number}"], spans)


@pytest.mark.parametrize("during", DURING)
def test_every_way_in_which_open_cells_turn_out(during: str) -> None:
    written, needed = DURING[during]
    spec, random = asked({"by": "of", "during": written}), Random(during)
    for _ in range(40):
        rows = []
        for _ in range(random.randint(0, 4)):
            start = random.randint(-20, HALVES)
            row = outage(start, random.choice((None, start + random.randint(0, 60))), of=random.choice("AAB"))
            row |= random.choice(({}, {}, {"from": BAD}, {"to": BAD}, {"planned": None}, {"of": None}))
            rows.append(row)
        values = []
        for way in product(*(ways(row, number) for number, row in enumerate(rows))):
            down: defaultdict[str, set[int]] = defaultdict(set)
            for name, halves in way:
                down[name] |= halves & needed
            values.append(1 - Fraction(max(map(len, down.values()), default=0), len(needed)))
        bounds = spec.asked.bounds(spec.asked.measure(scope_of(rows)))
        assert (bounds.lower, bounds.upper) == (min(values), max(values)), rows
        assert bounds.value is not None and min(values) <= bounds.value <= max(values), rows
        assert bounds.denominator == Fraction(len(needed), 2)


def test_departments_are_added_up_and_things_are_not() -> None:
    mine, yours = [outage(0, 48, of="A")], [outage(0, 24, of="B"), outage(12, 24, of="C")]
    for raw, expected in (({}, 1 - Fraction(48 + 24, 2 * HALVES)), ({"by": "of"}, 1 - Fraction(48, HALVES))):
        spec = asked(raw)
        parts = [spec.asked.measure(scope_of(rows)) for rows in (mine, yours)]
        assert spec.asked.bounds(spec.asked.combine(parts)).value == expected
        early = spec.asked.combine([spec.asked.measure(scope_of(rows, date(2022, 4, 1))) for rows in (mine, yours)])
        missed, open_ = (judge(asked(raw, wanted), early, WINDOW, date(2022, 4, 1)) for wanted in ("76%", "60%"))
        assert (missed.reachable, open_.reachable) == (False, True)  # at best 75% and 67%
        assert missed.status is Status.MISSED


def test_it_says_how_long_it_may_be_down() -> None:
    result = stand(asked({}, "95%"), [outage(2, 10)], date(2022, 4, 2))
    assert (result.status, result.value, result.reachable) == (Status.MISSED, Fraction(11, 12), False)
    behind = stand(asked({}, "95%"), [outage(2, 9), outage(20, 40, planned=None)], date(2022, 4, 2))
    assert (behind.status, behind.reachable) == (Status.BEHIND, True)  # 3.5 of 3.6 hours are used up
    assert result.needed is not None and "行" in result.needed.text.zh
    assert "4 hours down, and the period allows at most 3.6; outages: row 2 of" in result.needed.text.en
    assert stand(asked({}, "95%"), [outage(2, 9)]).needed is None
    open_ = stand(asked({}, "95%"), [outage(2, 3), outage(140, 141, to=BAD), {**outage(1, 99), "planned": None}])
    assert open_.needed is not None and "rows 3, 4 of “outages” have to be completed" in open_.needed.text.en


def test_every_outage_is_listed_with_its_hours() -> None:
    spec, scope = asked({}), scope_of([outage(-4, 2), outage(3, None, planned=None), outage(8, 8)])
    units = spec.asked.trace(scope, spec.asked.measure(scope)).units
    assert [(unit.row, unit.role.name, unit.reason and unit.reason.en) for unit in units] == [
        (2, "NUMERATOR", "1 hour"),
        (3, "UNKNOWN", None),
    ]


def test_working_days_that_nobody_has_proclaimed_leave_it_open() -> None:
    spec = asked({"during": DURING["workdays"][0]})
    scope = replace(scope_of([]), window=Window(date(2099, 4, 1), date(2099, 4, 30)), as_of=date(2099, 4, 30))
    assert spec.asked.measure(scope).reason is not None
    assert asked({}).asked.measure(scope).amount == 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"when": "on"}, "datetime"),
        ({"when": None}, "datetime"),
        ({"to": "on"}, "on"),
        ({"by": "nobody"}, "nobody"),
        ({"during": "working_time"}, "working_day"),
        ({"during": "sometimes"}, "working_time"),
        ({"during": {"from": "20:00", "to": "08:00"}}, "working_time"),
        ({"during": {"from": "08:00", "to": "20:00", "days": "sundays"}}, "days: workdays"),
    ],
)
def test_what_does_not_go_together_is_refused(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        asked(raw)
    assert said in str([each.get("ctx") for each in refused.value.errors()])


def test_working_time_is_the_packs() -> None:
    own = table("outages", {name: {"type": each.type} for name, each in OUTAGES.columns.items()}, key=["no"])
    own.follow(WorkCalendar("none", week=(0, 1, 2, 3, 4), spans=((9 * 3600, 17 * 3600),)))
    spec = asked({"during": "working_time"}, tables={"outages": own})
    bounds = spec.asked.bounds(spec.asked.measure(scope_of([outage(20, 22)])))  # only Friday 1 April is worked
    assert [bounds.numerator, bounds.denominator] == [7, 8]


def test_it_is_told_in_words() -> None:
    told = asked({"by": "of", "during": DURING["every"][0]}).asked.describe(TABLES, None)
    en, zh = " ".join(each.en for each in told), "".join(each.zh for each in told)
    assert "an outage from “Down at” to “Restored at”; without “Restored at”, it goes on." in en
    assert "Only these hours count: 08:00–20:00 every day." in en and "只算每天 08:00–20:00。" in zh
    assert "least available decides" in en and "取最低的一个" in zh
