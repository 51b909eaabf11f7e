"""Sums for single failures, recomputed row by row from the contract, whatever unreadable cells may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest

from checker.definitions.asked import columns_asked
from checker.definitions.consequences import ConsequenceRule
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.describe.consequences import tell_consequences
from checker.engine.report import build_report
from checker.errors import Stop
from checker.model import Department
from checker.model.consequences import Consequence
from checker.reporters import report_json
from checker.reporters.report_schema import report_schema
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked
from tests.oracle.facilities import rules
from tests.oracle.facilities.reading import Row
from tests.oracle.facilities.test_facilities import Drawn

AS_OF = date(2023, 6, 30)
#: The start of the day after it: what isn't done by then is late until then.
NOW = datetime(2023, 7, 1)  # noqa: DTZ001 - what the clock on the wall shows
PRIORITIES = ("emergency", "urgent", "routine", "minor")
attended = rules.attended("urgent", 1)


def rule(name: str, failures: dict[str, Any], **more: Any) -> ConsequenceRule:
    given = {"name": {"zh": name, "en": name}, "unit": {"zh": "英镑", "en": "pounds"}, "failures": failures, **more}
    return ConsequenceRule.model_validate(given)


BY_PRIORITY = {"by": "priority", "of": {"emergency": 1000, "urgent": 250}}
RULES = (
    rule("calls", {"indicators": ["made-safe", "urgent-attended"], "takes": 500, "free": 2}, at_most=3000),
    rule("priorities", {"indicators": ["faults-fixed"], "takes": BY_PRIORITY}),
    rule("hours", {"indicators": ["made-safe"], "takes": 50, "per": "hour", "steps": "begun", "each_at_most": 1000}),
    rule("days", {"indicators": ["faults-fixed"], "takes": "0.5%", "per": "day"}, of=12000),
)  # fmt: skip


def hours_late(row: Row) -> int:
    """The hours begun after the two in which an emergency is made safe."""
    return ceil(((row["made_safe_at"] or NOW) - row["reported_at"] - timedelta(hours=2)) / timedelta(hours=1))


def days_late(row: Row) -> int:
    """The days after the last one of 3 or 10 working days."""
    limit = 3 if row["priority"] in ("emergency", "urgent") else 10
    return (
        ((row["fixed_at"] and row["fixed_at"].date()) or AS_OF) - rules.after_workdays(row["reported_at"].date(), limit)
    ).days


def by_priority(row: Row) -> int:
    takes = {"emergency": 1000, "urgent": 250}
    return takes.get(row["priority"], 0) if rules.fixed(row) is False else 0


#: What a row takes, by indicator.
TAKES: dict[str, tuple[Callable[[Row], int], ...]] = {
    "calls": (lambda row: 500 * (rules.made_safe(row) is False), lambda row: 500 * (attended(row) is False)),
    "priorities": (by_priority,),
    "hours": (lambda row: min(50 * hours_late(row), 1000) if rules.made_safe(row) is False else 0,),
    "days": (lambda row: 60 * days_late(row) if rules.fixed(row) is False else 0,),
}


def bounds(name: str, rows: list[Row]) -> tuple[Fraction, Fraction]:
    """The least and the most that the rows take, whatever their unreadable priorities may be."""
    low = high = Fraction(0)
    for row in rows:
        for takes in TAKES[name]:
            found = [
                takes({**row, "priority": each}) for each in ([row["priority"]] if row["priority"] else PRIORITIES)
            ]
            low, high = low + min(found), high + max(found)
    if name == "calls":
        low, high = (min(max(each - 1000, Fraction(0)), Fraction(3000)) for each in (low, high))
    return low, high


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = load_pack("facilities")
    return replace(found, header=found.header.model_copy(update={"consequences": RULES}))


def judged(pack: Pack, drawn: Drawn) -> Department:
    return checked(pack, "2023Q1", drawn.workbook("Town Hall"), AS_OF).department


def by_name(department: Department) -> dict[str, Consequence]:
    return {each.name.en: each for each in department.consequences}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("unreadable", [0, 3])
def test_drawn_failures_take_what_the_rules_say(pack: Pack, seed: int, unreadable: int) -> None:
    random = Random(f"failures {seed}")
    drawn = Drawn(random, "A-")
    faults = drawn.tables["faults"]
    for row in random.sample(faults, unreadable):
        row["priority"] = "?"
    department = judged(pack, drawn)
    read = [{**row, "priority": None if row["priority"] == "?" else row["priority"]} for row in faults]
    found = by_name(department)
    for name in TAKES:
        low, high = bounds(name, read)
        least, most = found[name].low, found[name].high
        assert (found[name].amount is None) is (least != most)
        if not unreadable or name == "calls":
            assert (least, most) == (low, high), name
        else:  # whether a row fails and what it takes hang together by its priority, so bounds may be wider
            assert least is not None and least <= low, name
            assert most is None or most >= high, name
    # The same rows as are flagged.
    flagged = sum(flag.code.id == "M501" and flag.indicator == "made-safe" for flag in department.flags)
    assert flagged == sum(each.number for each in found["hours"].charges)


def small(*faults: Row) -> Drawn:
    drawn = Drawn(Random(1), "A-")
    blank = dict.fromkeys(("attended_at", "made_safe_at", "fixed_at", "on_hold", "repeat_of"))
    drawn.tables["faults"] = [{**blank, "fault_no": f"A-{place}", **row} for place, row in enumerate(faults)]
    return drawn


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


LATE = {
    "priority": "emergency",
    "reported_at": at("2023-05-08 09:00"),
    "made_safe_at": at("2023-05-08 11:01"),
    "fixed_at": at("2023-05-09 08:00"),
}
SLOW = {
    "priority": "urgent",
    "reported_at": at("2023-04-06 09:00"),
    "attended_at": at("2023-04-06 11:00"),
    "fixed_at": at("2023-04-14 08:00"),
}


def test_the_sentences_say_how_many_at_what_sum(pack: Pack) -> None:
    made = by_name(judged(pack, small(LATE, {**LATE, "made_safe_at": at("2023-05-08 13:30")}, SLOW)))
    assert made["calls"].text.en == (
        "calls: £500.00 (Emergencies not made safe within 2 hours: 2 at £500.00 each; "
        "Urgent faults attended within 1 working hour: 1 at £500.00 each; the first 2 free; total £500.00)"
    )
    assert made["priorities"].text.zh == (
        "priorities：250.00 英镑（故障按时修复率（加急）：1 项，每项 250.00 英镑；共 250.00 英镑）"
    )
    hours = "2, late by about 2.52 hours in total, £50.00 for each hour: £200.00; total £200.00"
    assert hours in made["hours"].text.en
    assert made["days"].text.en.startswith(
        "days: £60.00 of £12,000.00 (Faults fixed in time: 1, late by 1 day in total"
    )


def test_what_is_in_doubt_is_said_and_bounded(pack: Pack) -> None:
    made = by_name(judged(pack, small(LATE, {**LATE, "priority": "?"}, {**SLOW, "priority": "?"})))
    # One emergency for certain; two may be emergencies that nobody made safe, or urgent ones that came late: 1 to 5,
    # of which 2 are free.
    assert (made["calls"].low, made["calls"].high, made["calls"].provisional) == (0, 1500, True)
    assert (
        "1 at £500.00 each, 2 more undecided; Urgent faults attended within 1 working hour: 2 undecided, £500.00 each"
        in made["calls"].text.en
    )
    assert (made["hours"].low, made["hours"].high) == (50, 2050)
    assert (made["priorities"].low, made["priorities"].high) == (0, 1000)  # it may be a routine job, with 10 days
    assert made["days"].low == 0 and made["days"].high is None
    assert made["days"].text.en.startswith("days: amount unknown (")


def test_nothing_against_the_targets_takes_nothing_and_silence_leaves_it_unknown(pack: Pack) -> None:
    fine = {**LATE, "made_safe_at": at("2023-05-08 10:00")}
    made = by_name(judged(pack, small(fine)))
    assert {each.amount for each in made.values()} == {0}
    assert made["calls"].text.zh == "calls：0.00 英镑（没有不符合目标的）"
    silent = small()
    del silent.tables["faults"]
    unknown = by_name(judged(pack, silent))
    assert all(each.low == 0 and each.amount is None for each in unknown.values())
    assert "it isn't known how many" in unknown["hours"].text.en and unknown["calls"].high == 3000


def test_the_report_lists_what_it_is_made_up_of(pack: Pack) -> None:
    done = checked(pack, "2023Q1", small(LATE, SLOW).workbook("Town Hall"), AS_OF)
    document = json.loads(report_json.render(build_report([done], task_of(pack, "2023Q1", AS_OF), whole=True)))
    jsonschema.validate(document, report_schema())
    (town,) = [each for each in document["departments"] if each["code"] == "town-hall"]
    charges = {each["name"]["en"]: each["charges"] for each in town["consequences"]}
    assert [(each["indicator"], each["number"], each["takes"]) for each in charges["calls"]] == [
        ("made-safe", 1, 500),
        ("urgent-attended", 1, 500),
    ]
    assert [each["choice"]["en"] for each in charges["priorities"]] == ["Urgent"]


def test_it_is_told_in_words(pack: Pack) -> None:
    told = [text.en for text in tell_consequences(pack)]
    assert told[0] == (
        "calls: £500.00 for each one against the target of “Emergencies not made safe within 2 hours”, "
        "“Urgent faults attended within 1 working hour”, the first 2 free; £3,000.00 at most."
    )
    assert "by Priority (Emergency £1,000.00, Urgent £250.00) for each one against the target of" in told[1]
    assert "£50.00 per hour late for each one" in told[2] and "£1,000.00 at most for each" in told[2]


COUNTED = "failures: {{indicators: [{id}], takes: {takes}{more}}}"
BY = "{by: category, of: {major: 5}}"


@pytest.mark.parametrize(
    ("rule_text", "why"),
    [
        (COUNTED.format(id="nothing", takes=5, more=""), "nothing"),
        (COUNTED.format(id="lectures", takes=5, more=""), "only the district"),
        (COUNTED.format(id="fall", takes=5, more=""), "counted one by one"),
        (COUNTED.format(id="appearance", takes=5, more=", per: day"), "no time limit"),
        (COUNTED.format(id="appearance", takes=5, more=", each_at_most: 9"), "goes with `per`"),
        (COUNTED.format(id="appearance", takes=0, more=""), "above 0"),
        (COUNTED.format(id="appearance", takes=BY, more=", free: 1"), "one sum for all"),
        (COUNTED.format(id="hours", takes=BY, more=""), "counts single rows"),
        (COUNTED.format(id="appearance", takes="{by: kind, of: {major: 5}}", more=""), "kind"),
        (COUNTED.format(id="appearance", takes="{by: won, of: {major: 5}}", more=""), "column with choices"),
        (COUNTED.format(id="appearance", takes="{by: category, of: {minor: 5}}", more=""), "general, major, group"),
        (COUNTED.format(id="appearance, appearance", takes=5, more=""), "written twice"),
        (COUNTED.format(id="appearance", takes=5, more="") + "\n    missed: {takes: 5}", "exactly one"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, rule_text: str, why: str) -> None:
    with pytest.raises(Stop) as stop:
        load_pack(demo(tmp_path, rule_text))
    assert stop.value.hint is not None and why in stop.value.hint.en


def test_members_take_too(tmp_path: Path) -> None:
    found = load_pack(demo(tmp_path, COUNTED.format(id="hours", takes=200, more=", free: 1")))
    duty = {"from_on": "2021-01-01", "to_on": "2022-12-31"}
    people = [cells(found, "officers", officer_id=str(number), role="执法人员", **duty) for number in range(1, 5)]
    held = [cells(found, "training", officer_id="1", held_on="2022-02-01", hours=60, share="50%")]
    workbook = book(found, "区司法局", {"officers": people, "training": held})
    (made,) = checked(found, "2022Q4", workbook).department.consequences
    assert made.amount == 400 and made.charges[0].number == 3  # three of four, the first free


def test_the_column_that_decides_is_asked_for(pack: Pack) -> None:
    repeats = [pack.indicators["repeat-faults"]]
    bare = pack.header.model_copy(update={"consequences": (), "columns": {}})
    by = {"indicators": ["repeat-faults"], "takes": {"by": "priority", "of": {"urgent": 250}}}
    priced = bare.model_copy(update={"consequences": (rule("repeats", by),)})
    assert "priority" not in columns_asked(bare, pack.tables, repeats)["faults"]
    assert "priority" in columns_asked(priced, pack.tables, repeats)["faults"]


def demo(folder: Path, rule_text: str) -> Path:
    header = "consequences:\n  - name: {zh: 扣款, en: Taken}\n    unit: {zh: 元, en: yuan}\n    "
    change = {"demo/pack.yaml": {"starts: 2021-01-01": f"{header}{rule_text}\nstarts: 2021-01-01"}}
    touched: dict[str, dict[str, str]] = {f"demo/{name}.yaml": {} for name in ("hours", "fall", "lectures")}
    return write_small(folder, change={**change, **touched})
