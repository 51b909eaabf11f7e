"""The flags on outages beside half hours: which rows, how long, how much of it others take too; severity and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from checker.definitions.indicators import Indicator
from checker.evidence import JudgedIndicator, gather_evidence
from checker.flags import make_flags, set_severities
from checker.measures.availability.overlaps import find_overlaps
from checker.model import Flag, Result, Severity, Status
from checker.model.fingerprints import Fingerprint, add_fingerprints
from checker.privacy.masking import flag_message, mask_for_digest
from checker.scoring.status import judge
from checker.tables.rows.context import Context
from checker.text.durations import duration_text
from tests.measures.needed.world import Row
from tests.oracle.test_availability import DURING, TABLES, WINDOW, asked, outage, scope_of, stand
from tests.typed_rows import BAD


def flags(spec: Indicator, rows: Sequence[Row], as_of: date = WINDOW.end, code: str = "M563") -> list[Flag]:
    scope, result = scope_of(rows, as_of), stand(spec, rows, as_of)
    context = Context(as_of, WINDOW, scope.submission.tables)
    return [each for each in make_flags(spec, result, scope.submission, TABLES, context) if each.code.id == code]


def told(found: Sequence[Flag]) -> list[tuple[int | None, str]]:
    return [(each.place.row, flag_message(each, "en")) for each in found]


def district(spec: Indicator, *parts: Result) -> Result:
    return judge(spec, spec.asked.combine([part.measured for part in parts]), WINDOW, WINDOW.end)


@pytest.mark.parametrize("during", DURING)
def test_each_outage_of_what_falls_short_with_its_time(during: str) -> None:
    written, needed = DURING[during]
    spec, random = asked({"by": "of", "during": written}, "80%"), Random(f"flags {during}")
    most = len(needed) - Fraction(4, 5) * len(needed)
    seen = {True: 0, False: 0}
    for _ in range(60):
        rows = []
        for _ in range(random.randint(1, 5)):
            start = random.randint(-10, 120)
            rows.append(outage(start, start + random.randint(0, 40), of=random.choice("AB"), planned=False))
        taken = {
            number: {half for half in range(start_of(row), end_of(row)) if half in needed}
            for number, row in enumerate(rows, start=2)
        }
        expected = {}
        for name in "AB":
            mine = {number: halves for number, halves in taken.items() if rows[number - 2]["of"] == name and halves}
            if len(set().union(*mine.values())) <= most:
                continue
            for number, halves in mine.items():
                others = {other: halves & more for other, more in mine.items() if other != number and halves & more}
                shared = set().union(*others.values())
                expected[number] = (len(halves), len(shared), sorted(others))
        found = flags(spec, rows)
        assert [each.place.row for each in found] == sorted(expected), rows
        for each in found:
            length, shared, others = expected[each.place.row or 0]
            message = flag_message(each, "en")
            assert f"takes {duration_text(length * 1800).en} (" in message, rows
            ending = f"; {duration_text(shared * 1800).en} of it also in row{'s' * (len(others) > 1)} "
            ending += f"{', '.join(map(str, others))} (counted once)"
            assert message.endswith(ending) if shared else message.endswith(")") and "also in" not in message, rows
            assert each.severity is Severity.RED
            seen[bool(shared)] += 1
    assert min(seen.values()) >= 10


def start_of(row: Row) -> int:
    return max(0, int((row["from"] - outage(0, 0)["from"]).total_seconds()) // 1800)


def end_of(row: Row) -> int:
    return min(144, int((row["to"] - outage(0, 0)["from"]).total_seconds()) // 1800)


def test_the_words_name_the_cells_and_the_overlap() -> None:
    rows = [outage(2, 14), outage(12, 20), outage(30, None)]
    (first, second, third) = flags(asked({}), rows)
    assert flag_message(first, "en") == (
        "Drawn: this outage takes 6 hours (开始: 2022-04-01 01:00; 恢复: 2022-04-01 07:00); "
        "1 hour of it also in row 3 (counted once)"
    )
    assert flag_message(second, "zh") == (
        "“指标”：本次中断占用 4 小时（开始：2022-04-01 06:00；恢复：2022-04-01 10:00）；"
        "其中 1 小时与第 2 行重叠，只算一次"
    )
    assert "takes 2 days 9 hours (" in flag_message(third, "en") and "恢复: blank)" in flag_message(third, "en")
    assert (first.place.field, first.place.row) == ("from", 2)


def test_only_the_part_in_the_window_and_in_the_needed_hours_counts() -> None:
    spec = asked({"during": DURING["every"][0]}, "99.9%")
    rows = [outage(-40, 18), outage(30, 60), outage(41, 50), outage(44, 55)]  # the third is at night, the fourth too
    assert [message.split(" (")[0] for _, message in told(flags(spec, rows))] == [
        "Drawn: this outage takes 1 hour",
        "Drawn: this outage takes 5 hours",
    ]


def test_one_second_more_than_allowed() -> None:
    spec = asked({}, "95%")  # of 72 hours, 3.6
    at = outage(2, 9)
    for seconds, rows in ((360, []), (361, [2])):
        row = {**at, "to": at["to"].fromtimestamp(at["to"].timestamp() + seconds)}
        assert [each.place.row for each in flags(spec, [row])] == rows


@pytest.mark.parametrize(
    ("target", "status", "found"),
    [
        ({"at_least": "90%"}, Status.MET, []),
        ({"above": "94.4%"}, Status.MET, []),
        ({"at_least": "95%"}, Status.MISSED, [2]),
        ({"at_most": "50%"}, Status.MISSED, []),  # nobody is asked for more outages
        ({"equals": "100%"}, Status.MISSED, [2]),
        ({"equals": "50%"}, Status.MISSED, []),
    ],
)
def test_outages_count_against_a_floor_that_is_not_reached(target: Any, status: Status, found: list[int]) -> None:
    spec = Indicator.model_validate(
        {
            **asked({}).model_dump(include={"id", "name", "clause", "basis", "period", "weight"}),
            **RAW,
            "target": target,
        },
        context={"tables": TABLES},
    )
    rows = [outage(8, 16)]
    assert stand(spec, rows).status is status
    assert [each.place.row for each in flags(spec, rows)] == found


RAW = {
    "measure": {"availability": {"table": "outages", "when": "from", "to": "to", "where": {"planned": False}}},
    "name": {"zh": "指标", "en": "Drawn"},
    "basis": {"zh": "依据", "en": "basis"},
}


def test_while_time_can_make_up_for_it_the_flag_is_amber() -> None:
    assert [each.severity for each in flags(asked({}, "95%"), [outage(2, 6)], date(2022, 4, 2))] == []
    behind = flags(asked({}, "95%"), [outage(2, 9)], date(2022, 4, 2))
    assert [each.severity for each in behind] == [Severity.AMBER]
    gone = flags(asked({}, "95%"), [outage(2, 10)], date(2022, 4, 2))
    assert [each.severity for each in gone] == [Severity.RED]


def test_the_district_decides_about_outages_if_only_it_is_judged() -> None:
    spec = asked({}, "95%").model_copy(update={"level": "district"})
    rows = [outage(0, 8)]  # 94.4% here
    found = flags(spec, rows)
    assert [each.severity for each in found] == [Severity.AMBER]
    mine = stand(spec, rows)
    for others, kept in (([], []), ([outage(0, 20)], [Severity.RED])):
        result = replace(district(spec, mine, stand(spec, others)), indicator="drawn")
        assert [each.severity for each in set_severities(tuple(found), {"drawn": result})] == kept
    small = flags(spec, [outage(0, 1)])  # nothing is wrong here, but it may be elsewhere
    assert [each.severity for each in small] == [Severity.INFO]


def test_an_outage_in_doubt_is_named_with_its_cells() -> None:
    rows = [outage(60, 50), outage(2, 3, to=BAD), {**outage(4, 5), "planned": None}, outage(6, 7)]
    found = dict(told(flags(asked({}), rows, code="M502")))
    assert {row: message.split("contradictory: ")[1] for row, message in found.items()} == {
        2: "开始, 恢复",
        3: "恢复",
        4: "计划内",
    }
    spec, scope = asked({}), scope_of(rows)
    judged = JudgedIndicator(spec, stand(spec, rows), scope)
    evidence = gather_evidence([judged], scope.submission, TABLES, every_row=False)
    reasons = {line.row: line.reason.en for line in evidence.results[0].lines if line.reason is not None}
    assert reasons == {
        2: "“Restored at” is before “Down at”",
        3: "“Restored at” can't be read",
        4: "“Planned” is blank",
        5: "30 minutes",
    }


def test_overlapping_outages_add_up_to_more_than_it_was_down() -> None:
    result = stand(asked({}), [outage(2, 14), outage(12, 20)])
    assert result.needed is not None
    assert result.needed.text.en.startswith("9 hours down") and "allows at most 0.72;" in result.needed.text.en
    assert "10 hours in all, but time in several of them counts once" in result.needed.text.en
    assert "各次合计 10 小时，重叠的时间只算一次" in result.needed.text.zh
    apart = stand(asked({}), [outage(2, 14), outage(14, 20)])
    assert apart.needed is not None and "in all" not in apart.needed.text.en


def test_a_flag_is_the_same_whatever_the_order_of_the_rows_and_whatever_overlaps() -> None:
    spec, random = asked({}), Random("order")
    rows = [{"no": f"{n}", **outage(start, start + 9)} for n, start in enumerate((0, 4, 7, 30, 34))]

    def prints(some: Sequence[Row]) -> set[tuple[str, str]]:
        stamped = add_fingerprints("p", "d", tuple(flags(spec, some)), mask_for_digest)
        read = [Fingerprint.parse(each.fingerprint) for each in stamped]
        return {(each.identity, each.facts) for each in read if each is not None}

    before = prints(rows)
    assert len(before) == 5
    assert all(prints(random.sample(rows, len(rows))) == before for _ in range(4))
    assert prints(rows[1:]) < before


def test_of_many_that_overlap_a_few_are_named() -> None:
    found = find_overlaps([(row, (row, 1000)) for row in range(2, 302)])
    assert all(len(each.others) == 9 and each.row not in each.others for each in found)
    assert [each.shared for each in found[:2]] == [1000 - 3, 1000 - 3]
    message = flag_message(flags(asked({}), [outage(0, 20) for _ in range(12)])[0], "en")
    assert "10 hours of it also in rows 3, " in message and " and others (counted once)" in message
