"""Measures what the review costs on a ledger of many quarters: `flags`, the review screen and a key in it.

    python -m benchmarks.review [--quarters N] [--departments N] [--flags N] [--decisions N] [--keep FILE]

The flags of every quarter are drawn, with a fixed seed, and recorded through the ledger itself; from one quarter to the
next some are fixed, some change and others come up. Commands are timed in fresh processes, imports and all, by the
clock and by the processor; the screen is driven in this process. All figures are medians of five.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.quarters import AT, ROUNDS, ledger_of, measure, quarter, read_options, report
from checker.codes import catalogue
from checker.model import State
from checker.model.fingerprints import Fingerprint

SIZES = {"quarters": 12, "departments": 60, "flags": 50_000, "decisions": 500}
PACK, INDICATORS, TABLES = "drawn", ("hours", "replies", "hearings", "lists"), ("training", "disclosure", "cases")
SEVERITIES = {"M503": "red", "C405": "error", "V312": "error", "M501": "amber"}
#: Of a hundred flags, so many are changed in the next quarter, and so many are replaced by others.
CHANGED, REPLACED = 4, 6


def draw_flag(random: random.Random, department: str) -> dict[str, Any]:
    """Draws a flag as a run records it."""
    code, table = random.choice(list(SEVERITIES)), random.choice(TABLES)
    key, row = f"津01-{random.randrange(10**6):06}", random.randrange(5, 2_000)
    hours = random.randrange(60)
    return {
        **{"item": "flag", "department": department, "code": code, "slug": "drawn", "severity": SEVERITIES[code]},
        **{"sheet": f"{table}登记表", "row": row, "column": "D", "cell": f"D{row}", "table": table, "field": "hours"},
        **{"header": "学时", "key": key, "indicator": random.choice(INDICATORS), "observed": str(hours)},
        **{"record": [{"header": "序号", "value": str(row)}], "answer": None, "decision": None, "difference": "-2"},
        "expected": {"zh": "≥ 60 学时", "en": "≥ 60 hours"},
        "message": {
            "zh": f"“执法人员年度培训达到60学时”：{key}完成 {hours}，要求 60 学时，还差 {60 - hours}",
            "en": f"Every enforcement officer has 60 hours of training a year: {key} has {hours} of 60 hours",
        },
        "keyed": f"{random.getrandbits(48):012x}:{random.getrandbits(256):064x}",
        **_recognised(random, f"{random.getrandbits(64):016x}", f"{random.getrandbits(32):08x}"),
    }


def _recognised(random: random.Random, identity: str, row: str) -> dict[str, str]:
    facts = f"{random.getrandbits(32):08x}"
    print = Fingerprint(identity, facts, row)
    return {"fingerprint": f"id1:{identity}", "facts": f"f1:{facts}", "ref": str(print)}


def next_quarter(random: random.Random, flags: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields the flags of the next quarter: most as they were, some changed, some others."""
    for each in flags:
        drawn = random.randrange(100)
        if drawn < REPLACED:
            yield draw_flag(random, each["department"])
        elif drawn < REPLACED + CHANGED:
            print = Fingerprint.parse(each["ref"])
            assert print is not None
            yield {**each, **_recognised(random, print.identity, print.row)}
        else:
            yield each


def run_payload(period: str, departments: Sequence[str]) -> dict[str, Any]:
    """What a run says of itself."""
    rules = {**dict.fromkeys(INDICATORS, "1"), **{f"tables/{each}": "1" for each in TABLES}}
    return {
        "pack": {"id": PACK, "version": "1", "sha256": "0" * 64},
        **{"period": period, "as_of": "2026-01-01", "tool": "1", "faults": 0, "waiver_months": 12, "rules": rules},
        "departments": [
            {
                **{"code": each, "name": {"zh": f"{each}局", "en": f"Bureau {each}"}, "file": f"{each}.xlsx"},
                **{"sha256": period + each, "state": State.ACCEPTED.value, "score": None, "grade": None},
            }
            for each in departments
        ],
        "district": {"zh": "区", "en": "District"},
        "indicators": {
            each: {"zh": each, "en": each, "clause": "§ 3", "unit": {"zh": "", "en": ""}} for each in INDICATORS
        },
    }


def checked_item(department: str) -> dict[str, Any]:
    """What a run looked at in a department."""
    return {
        **{"item": "checked", "department": department, "state": State.ACCEPTED.value, "indicators": INDICATORS},
        "checks": sorted(catalogue()),
        "tables": [{"table": each, "rows": 10, "nil": False, "silent": False} for each in TABLES],
    }


def build(path: Path, arguments: argparse.Namespace) -> None:
    """Writes the ledger: the runs, and decisions about flags of each."""
    from checker.ledger.address import read_address
    from checker.ledger.founding import create_ledger
    from checker.model.decisions import Kind, Reason
    from checker.review.deciding import decide
    from checker.review.flags import load_review
    from checker.review.holding import Decisions, read_decisions
    from checker.review.recording import follow_flags
    from checker.review.taking import Wish

    drawing = random.Random(10)
    departments = [f"d{each:02}" for each in range(arguments.departments)]
    ledger = create_ledger(read_address(str(path)), at=AT)
    flags = [draw_flag(drawing, departments[each % len(departments)]) for each in range(arguments.flags)]
    for number in range(arguments.quarters):
        begun = time.perf_counter()
        period = quarter(number)
        payload = run_payload(period, departments)
        items = [*map(checked_item, departments), *flags]
        decisions = Decisions(read_decisions(ledger, PACK))
        ledger.append("run", payload, follow_flags(ledger, payload, items, decisions), at=AT)
        review = load_review(ledger, None, period, date(2026, 1, 1))
        found = [each for each in review.flags if "gone" not in each.data]
        for kind, reason in ((Kind.DISMISS, Reason.FALSE_ALARM), (Kind.CONFIRM, None)):
            for size in (1, 1, 1, arguments.decisions):
                wish = Wish(kind, "李明", reason)
                decide(ledger, review, wish, drawing.sample(found, min(size, len(found))), AT)
        flags = list(next_quarter(drawing, flags))
        print(f"{period}: {time.perf_counter() - begun:.1f} s", file=sys.stderr)


def measure_screen(path: Path) -> Iterator[tuple[str, float, float]]:
    """Yields what the screen takes: until it shows the first flags, to move, to mark, and to record a decision."""
    from checker.ledger.store import open_ledger
    from checker.review.deciding import decide
    from checker.review.filters import Filter
    from checker.review.flags import load_review
    from checker.review.keyboard import ReviewApp

    taken: dict[str, list[tuple[float, float]]] = {}

    async def drive() -> None:
        begun = time.perf_counter(), time.process_time()

        def lap(name: str) -> None:
            nonlocal begun
            now = time.perf_counter(), time.process_time()
            taken.setdefault(name, []).append((now[0] - begun[0], now[1] - begun[1]))
            begun = time.perf_counter(), time.process_time()

        ledger = open_ledger(path)
        review = load_review(ledger, None, None, date(2026, 1, 1))
        app = ReviewApp(
            review, Filter(), "李明", "", "zh", lambda now, wish, flags: decide(ledger, now, wish, flags, AT)
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            lap("review: first screen, without imports")
            for name, keys in (("j: next", "j"), ("n: next page", "n"), ("space: mark", "space")):
                await pilot.press(keys)
                await pilot.pause()
                lap(f"review, {name}")
            await pilot.press("d")
            lap("review, d: ask for the reason")
            await pilot.press("1")
            await pilot.pause()
            lap("review, 1: record a decision")

    for _ in range(ROUNDS):
        asyncio.run(drive())
    for name, laps in taken.items():
        yield name, median(each for each, _ in laps), median(each for _, each in laps)


def main() -> None:
    """Builds a ledger and prints what each command and key costs."""
    arguments = read_options(__doc__, SIZES)
    with ledger_of(arguments, build) as path:
        for command in (("flags",), ("flags", "--department", "d07", "--code", "M503"), ("decisions", "list")):
            report(" ".join(command), *measure(*command, "--ledger", str(path)))
        for name, clock, processor in measure_screen(path):
            report(name, clock, processor)


if __name__ == "__main__":
    main()
