"""The most in any stretch of time: by hand, against every stretch and every way in which open cells turn out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from checker.definitions.indicators import Indicator
from checker.flags import make_flags, set_severities
from checker.measures.sliding.stretches import Event, Stretch, fullest, longest
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.scope import Scope
from checker.model import Result, Severity, Status
from checker.model.fingerprints import Fingerprint, add_fingerprints
from checker.periods import Window
from checker.privacy.masking import flag_message, mask_for_digest
from checker.scoring.needed import needed_for
from checker.scoring.status import judge
from checker.tables.rows.context import Context
from checker.text.bilingual import Text
from tests.measures.needed.world import END, HERE, YEAR, Row, words
from tests.typed_rows import BAD, submitted, table

SHIFTS = table(
    "shifts",
    {
        "no": {"type": "text", "header": words("班次", "Shift")},
        "who": {"type": "text", "header": words("工号", "Staff no.")},
        "on": {"type": "date", "header": words("日期", "Date")},
        "from": {"type": "datetime", "header": words("上班", "From")},
        "to": {"type": "datetime", "header": words("下班", "To")},
        "hours": {"type": "decimal", "header": words("小时", "Hours"), "minimum": 0, "maximum": 24},
        "points": {"type": "decimal", "header": words("分", "Points")},
    },
    key=["no"],
)
WEEK = {"table": "shifts", "when": "on", "column": "hours", "by": "who", "length": {"days": 7}}
SPANS = {"table": "shifts", "when": "from", "to": "to", "by": "who", "length": {"hours": 24}}


def asked(raw: Mapping[str, Any], target: Mapping[str, Any], **more: Any) -> Indicator:
    given = {
        "id": "drawn",
        "name": words("指标", "Drawn"),
        "clause": "一",
        "basis": words("依据", "basis"),
        "measure": {"sliding": raw},
        "target": target,
        "period": "year",
        "weight": 10,
        **more,
    }
    return Indicator.model_validate(given, context={"tables": {"shifts": SHIFTS}})


def stand(spec: Indicator, rows: Sequence[Row], as_of: date = END, window: Window = YEAR) -> Result:
    named = [{"no": f"{number}", **row} for number, row in enumerate(rows)]
    submission = submitted({"shifts": SHIFTS}, {"shifts": named})
    scope = Scope(submission, {"shifts": SHIFTS}, HERE, window, as_of, asked_from=window.start)
    result = judge(spec, spec.asked.measure(scope), window, as_of)
    return replace(result, needed=needed_for(spec, result, Basis(window, as_of, {"shifts": SHIFTS}, submission)))


def flags(spec: Indicator, rows: Sequence[Row], result: Result) -> list[tuple[int | None, str, str]]:
    named = [{"no": f"{number}", **row} for number, row in enumerate(rows)]
    submission = submitted({"shifts": SHIFTS}, {"shifts": named})
    found = make_flags(spec, result, submission, {"shifts": SHIFTS}, Context(END, YEAR, submission.tables))
    return [
        (each.place.row, flag_message(each, "zh"), flag_message(each, "en")) for each in found if each.code.id == "M562"
    ]


def prints(spec: Indicator, rows: Sequence[Row]) -> list[tuple[str, str]]:
    """What a later check compares of the flags on rows, which have their numbers."""
    submission = submitted({"shifts": SHIFTS}, {"shifts": list(rows)})
    scope = Scope(submission, {"shifts": SHIFTS}, HERE, YEAR, END)
    result = judge(spec, spec.asked.measure(scope), YEAR, END)
    found = make_flags(spec, result, submission, {"shifts": SHIFTS}, Context(END, YEAR, submission.tables))
    stamped = add_fingerprints("p", "d", tuple(found), mask_for_digest)
    read = [Fingerprint.parse(each.fingerprint) for each in stamped if each.code.id == "M562"]
    return sorted((each.identity, each.facts) for each in read if each is not None)


def day(number: int) -> date:
    return date(2022, 3, 1) + timedelta(days=number)


def shift(on: int, hours: Any, who: Any = "A") -> Row:
    return {"on": day(on), "hours": hours, "who": who}


def test_seven_days_are_not_a_calendar_week() -> None:
    spec = asked(WEEK, {"at_most": 48}, unit=words("小时", "hours"))
    rows = [*(shift(on, 8) for on in range(5)), shift(6, 12), shift(7, 10), shift(30, 40, "B")]
    result = stand(spec, rows)
    assert (result.status, result.value) == (Status.MISSED, 54)
    ((row, zh, en),) = flags(spec, rows, result)
    assert row == 8  # the last of the stretch: rows are numbered from 2
    assert "A 在" in zh and "第 3、4、5、6、7、8 行" in zh
    assert "54 hours" in en and "rows 3, 4, 5, 6, 7, 8" in en and "48 hours" in en
    assert result.needed is not None and "6 too many" in result.needed.text.en
    assert stand(spec, rows[:-2]).status is Status.MISSED and stand(spec, rows[1:-2]).value == 44


def test_a_flag_is_the_same_whatever_the_order_of_the_rows() -> None:
    spec, random = asked(WEEK, {"at_most": 48}), Random("order")
    rows = [*(shift(on, 10) for on in range(5)), shift(4, 7), shift(4, 6), *(shift(on, 20, "B") for on in (9, 9, 10))]
    numbered = [{"no": f"{number}", **row} for number, row in enumerate(rows)]
    before = prints(spec, numbered)
    assert len(set(before)) == 2  # one for each of A and B
    for _ in range(8):
        assert prints(spec, random.sample(numbered, len(numbered))) == before


def test_a_limit_of_cases_in_thirty_days() -> None:
    spec = asked({"table": "shifts", "when": "on", "length": {"days": 30}}, {"at_most": 3})
    assert stand(spec, [shift(on, 1) for on in (0, 10, 29, 30)]).value == 3
    assert stand(spec, [shift(on, 1) for on in (0, 10, 28, 29)]).value == 4
    assert stand(spec, []).status is Status.MET


def test_an_average_over_seventeen_weeks() -> None:
    raw = {**WEEK, "length": {"weeks": 17}, "averaged": {"weeks": 1}}
    spec = asked(raw, {"at_most": 48})
    rows = [shift(7 * week, 24) for week in range(17)] + [shift(7 * week + 1, 24) for week in range(17)]
    assert stand(spec, rows).value == 48
    assert stand(spec, [*rows, shift(3, 17)]).value == 49


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def span(start: datetime, hours: float, who: str = "A") -> Row:
    return {"from": start, "to": start + timedelta(hours=hours), "who": who}


def test_the_part_of_a_shift_that_lies_in_the_stretch_counts() -> None:
    spec = asked(SPANS, {"at_most": 13})
    rows = [span(at("2022-03-01 00:00"), 8), span(at("2022-03-01 20:00"), 8)]
    assert stand(spec, rows).value == 12  # from 4:00 to 4:00
    late = [span(at("2022-03-01 00:00"), 8), span(at("2022-03-01 15:30"), 8)]
    result = stand(spec, late)
    assert (result.status, result.value) == (Status.MISSED, 16)
    ((_, _, en),) = flags(spec, late, result)
    assert "16 hours" in en and "rows 2, 3" in en
    two = [*rows, span(at("2022-03-01 04:00"), 8, "B")]
    assert stand(spec, two).value == 12


def test_a_shift_without_an_end_may_last() -> None:
    spec = asked(SPANS, {"at_most": 13})
    rows = [span(at("2022-03-01 00:00"), 8), {"from": at("2022-03-05 00:00"), "to": BAD, "who": "A"}]
    result = stand(spec, rows)
    assert (result.status, result.lower, result.upper, result.unknown) == (Status.UNDETERMINED, 8, 24, 1)
    backwards = [{"from": at("2022-03-05 00:00"), "to": at("2022-03-04 00:00"), "who": "A"}]
    assert stand(spec, backwards).upper == 24


def test_it_belongs_to_the_period_in_which_its_last_row_lies() -> None:
    raw = {**WEEK, "before": "rows"}
    spec, march = asked(raw, {"at_most": 48}), Window(date(2022, 3, 1), date(2022, 3, 31))
    before = [shift(-3, 20), shift(-2, 20), shift(-1, 20)]
    assert stand(spec, [*before, shift(20, 1)], window=march).value == 1  # 60 hours in February were judged then
    assert stand(spec, [*before, shift(1, 8)], window=march).value == 68
    assert stand(asked(WEEK, {"at_most": 48}), [*before, shift(1, 8)], window=march).value == 8
    unknown = stand(spec, [shift(1, 8)], window=march)
    assert (unknown.status, unknown.lower, unknown.upper) == (Status.UNDETERMINED, 8, None)


def test_rows_of_nobody_may_be_anybodys() -> None:
    spec = asked(WEEK, {"at_most": 30})
    result = stand(spec, [shift(0, 20), shift(2, 20, BAD)])
    assert (result.status, result.lower, result.upper) == (Status.UNDETERMINED, 20, 40)
    assert stand(spec, [shift(0, 5), shift(2, 24, BAD), shift(2, 24, BAD)]).lower == 24


def test_the_district_takes_the_most() -> None:
    spec = asked(WEEK, {"at_most": 48})
    parts = [stand(spec, [shift(0, hours)]).measured for hours in (20, 24)]
    assert spec.asked.bounds(spec.asked.combine(parts)).value == 24


def test_a_stretch_is_red_once_the_district_misses_its_target() -> None:
    spec, rows = (
        asked(WEEK, {"at_most": 30}, level="district"),
        [{**shift(0, 20), "no": "1"}, {**shift(2, 20), "no": "2"}],
    )
    result, submission = stand(spec, rows), submitted({"shifts": SHIFTS}, {"shifts": rows})
    found = make_flags(spec, result, submission, {"shifts": SHIFTS}, Context(END, YEAR, submission.tables))
    found = tuple(each for each in found if each.code.id == "M562")
    assert [each.severity for each in found] == [Severity.AMBER]
    missed = judge(spec, spec.asked.combine([result.measured]), YEAR, END, uncounted=[Text("丙局", "Bureau C")])
    assert missed.status is Status.MISSED  # whatever the other departments submit
    assert [each.severity for each in set_severities(found, {"drawn": missed})] == [Severity.RED]


def every_stretch(events: Sequence[tuple[int, Fraction]], length: int) -> Fraction:
    starts = range(min((at for at, _ in events), default=0) - length, max((at for at, _ in events), default=0) + 1)
    sums = (sum((more for at, more in events if start <= at < start + length), Fraction(0)) for start in starts)
    return max(sums, default=Fraction(0))


def test_every_stretch_and_every_way_in_which_open_cells_turn_out() -> None:
    random, spec = Random("stretches"), asked(WEEK, {"at_most": 30})
    for _ in range(150):
        rows = [
            shift(random.randint(0, 16), random.choice((4, 8, 12, 24, 24, BAD)), random.choice("AB"))
            for _ in range(random.randint(1, 6))
        ]
        if random.random() < 0.3:
            rows[0]["on"] = BAD
        days = {row["on"] for row in rows if row["on"] != BAD} or {day(0)}
        choices = [
            [
                (on, Fraction(hours), row["who"])
                for on in (days | {None} if row["on"] == BAD else {row["on"]})
                for hours in ((0, 24) if row["hours"] == BAD else (row["hours"],))
            ]
            for row in rows
        ]
        possible = set()
        for outcome in product(*choices):
            by_person = [[(on.toordinal(), more) for on, more, who in outcome if on and who == name] for name in "AB"]
            possible.add(max(every_stretch(events, 7) for events in by_person))
        result = stand(spec, rows)
        assert (result.lower, result.upper) == (min(possible), max(possible)), rows


def test_every_stretch_of_spans() -> None:
    random = Random("spans")
    for _ in range(200):
        spans = []
        for row in range(random.randint(1, 6)):
            start = random.randint(0, 60)
            spans.append(Event(start, Fraction(0), row, start + random.randint(0, 15)))
        best = max(
            sum(max(0, min(each.end, start + 24) - max(each.moment, start)) for each in spans)
            for start in range(-24, 80)
        )
        found = longest(spans, 24, -1000)
        assert found.amount == best
        assert sum(time for _, time in found.rows) == best


class Counted(int):
    """A moment that counts how often it is compared or added to."""

    steps = 0

    def __lt__(self, other: int) -> bool:
        Counted.steps += 1
        return int(self) < int(other)

    def __add__(self, other: int) -> int:
        Counted.steps += 1
        return int(self) + other


@pytest.mark.parametrize("find", [fullest, longest])
def test_it_takes_no_longer_than_sorting(find: Any) -> None:
    def steps(number: int) -> int:
        Counted.steps = 0
        events = [
            Event(Counted(7 * place % number), Fraction(1), place, Counted(7 * place % number + 30))
            for place in range(number)
        ]
        found: Stretch = find(events, number // 2, 0)
        assert found.amount > 0
        return Counted.steps

    assert steps(4000) < 3 * steps(2000)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"table": "shifts", "length": {"days": 7}}, "`when` is needed"),
        ({**WEEK, "length": {"hours": 24}}, "datetime"),
        ({**WEEK, "to": "to"}, "datetime"),
        ({**SPANS, "column": "hours"}, "leave `column` out"),
        ({**WEEK, "length": {"days": 7, "weeks": 1}}, "exactly one"),
        ({**WEEK, "length": {"days": 0}}, "above 0"),
        ({**WEEK, "column": "points"}, "can't be negative"),
    ],
)
def test_what_does_not_go_together_is_refused(raw: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        asked(raw, {"at_most": 1})
    assert why in str([each.get("ctx") for each in refused.value.errors()])


def test_it_is_told_in_words() -> None:
    told = asked({**WEEK, "length": {"weeks": 17}, "averaged": {"weeks": 1}}, {"at_most": 48}).asked.describe(
        {"shifts": SHIFTS}, None
    )
    text = " ".join(each.en for each in told)
    assert "most in any 17 weeks: the sum of “Hours”, on average per 1 week" in text
    assert "Rows with different “Staff no.” are taken apart" in text
    assert "任意连续 17 周内" in "".join(each.zh for each in told)
