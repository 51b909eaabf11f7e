"""A whole batch in which each signal has its planted pattern, and honest twins that look much like it.

Two years of four departments: one that does everything that a signal looks for, one that goes along with it, and their
twins, who have as many rows of the same kinds and did nothing wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from checker.checks.batch import batch_signals
from checker.checks.signals import signals
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.history.previous import find_previous
from checker.model import Report, Severity
from checker.periods import parse_period
from tests.engine.books import cells
from tests.history.recorded import Runs

CHEAT, ACCOMPLICE = "区市场监管局", "区城市管理委"
TWIN, OTHER_TWIN = "区卫生健康委", "区住房建设委"
#: The year before, and the year that is judged.
THEN, NOW = 2022, 2023
#: In what each signal is planted; a copied block is in two departments.
PLANTED = {
    "A720": {CHEAT},
    "A721": {CHEAT},
    "A722": {CHEAT},
    "A723": {CHEAT},
    "A730": {CHEAT, ACCOMPLICE},
    "A731": {CHEAT},
    "A732": {ACCOMPLICE},
    "A740": {CHEAT},
    "A741": {CHEAT},
}
Rows = list[list[Any]]


def suits(pack: Pack, year: int, count: int, *, left_out: int = 0, absent: Sequence[int] = (), open_: int = 0) -> Rows:
    """Suits; some are left out, in some the head was absent, and for some nobody has said yet whether he was there."""
    return [
        cells(
            pack,
            "litigation",
            case_no=f"（{year}）津0101行初{number}号",
            hearing_on=date(year, 1, 4) + timedelta(number % 300),
            category="重大公共利益",
            head_appeared=None if number > count - open_ else "否" if number in absent else "是",
            outcome="开庭前撤诉" if number <= left_out else "胜诉",
        )
        for number in range(1, count + 1)
    ]


def decisions(pack: Pack, prefix: str, year: int, first: int, count: int = 3) -> Rows:
    """Decisions of a year with titles and dates that no other `first` has."""
    return [
        cells(
            pack,
            "decisions",
            decision_no=f"{prefix}{number}号",
            title=f"关于第{number}项改造的决定",
            started_on=date(year, 1, number),
            consult_from=date(year, 2, number),
            decided_on=date(year, 6, number),
        )
        for number in range(first, first + count)
    ]


def officers(pack: Pack) -> Rows:
    return [cells(pack, "officers", officer_id=f"津01-{n}", name="张三", role="执法人员") for n in range(1, 7)]


def training(pack: Pack, *, raised: bool = False, doubled: bool = False) -> Rows:
    """Seven courses of eight hours, and five hours of one's own for four of six people.

    Raised: the two who lack four hours get them in one of the courses. Doubled: a second course on one day.
    """
    hours = {(course, n): 8 for course in range(1, 8) for n in range(1, 7)}
    hours |= {(8, n): 5 for n in range(1, 5)}
    if raised:
        hours |= {(3, n): 12 for n in (5, 6)}
    rows = [(f"第{course}期", date(NOW, course, 9), n, h) for (course, n), h in hours.items()]
    if doubled:
        rows.append(("加班", date(NOW, 5, 9), 1, 8))
    return [
        cells(
            pack,
            "training",
            officer_id=f"津01-{n}",
            officer_name="张三",
            held_on=day,
            title=title,
            content_type="法律法规",
            hours=h,
        )
        for title, day, n, h in rows
    ]


def leaders(pack: Pack, *, both_at_once: bool) -> Rows:
    """One leader in two classes, one after the other, or the second while the first still goes on."""
    second = date(NOW, 5, 10) if both_at_once else date(NOW, 5, 12)
    who = {"person_id": "L1", "name": "李四", "topic": "行政法"}
    return [
        cells(pack, "leader_training", **who, title=title, start_on=start, end_on=start + timedelta(4))
        for title, start in (("第一班", date(NOW, 5, 8)), ("第二班", second))
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on the second submission of the year, with a ledger that has the first one and the year before."""
    pack = load_pack("heping")
    runs = Runs(tmp_path_factory.mktemp("planted"), pack)
    runs.run(
        str(THEN),
        {
            CHEAT: {"litigation": suits(pack, THEN, 200), "decisions": decisions(pack, f"津市监〔{THEN}〕", THEN, 1)},
            TWIN: {"litigation": suits(pack, THEN, 200), "decisions": decisions(pack, f"津卫〔{THEN}〕", THEN, 1)},
            ACCOMPLICE: {"litigation": suits(pack, THEN, 100, left_out=5)},
            OTHER_TWIN: {"litigation": suits(pack, THEN, 100, left_out=5)},
        },
    )
    copied = decisions(pack, f"津城管〔{NOW}〕", NOW, 11)

    def submitted(cheat: Rows, twin: Rows) -> dict[str, dict[str, Rows]]:
        return {
            CHEAT: {
                "litigation": cheat,
                "decisions": [
                    *decisions(pack, f"津市监〔{NOW}〕", NOW, 11),
                    *decisions(pack, f"津市监新〔{NOW}〕", THEN, 1),
                ],
                "officers": officers(pack),
                "training": training(pack, raised=True, doubled=True),
                "leader_training": leaders(pack, both_at_once=True),
            },
            TWIN: {
                "litigation": twin,
                "decisions": [
                    *decisions(pack, f"津卫〔{NOW}〕", NOW, 21),
                    *decisions(pack, f"津卫新〔{NOW}〕", NOW, 1),
                ],
                "officers": officers(pack),
                "training": training(pack),
                "leader_training": leaders(pack, both_at_once=False),
            },
            ACCOMPLICE: {"litigation": suits(pack, NOW, 100, left_out=40), "decisions": copied},
            OTHER_TWIN: {
                "litigation": suits(pack, NOW, 100, left_out=6),
                "decisions": decisions(pack, f"津住建〔{NOW}〕", NOW, 24),
            },
        }

    saved = {CHEAT: date(NOW, 6, 12), TWIN: date(NOW, 12, 31)}
    # In one hearing the head was absent; the cheat says later that he was there, the twin fills in what was open.
    first = submitted(suits(pack, NOW, 60, absent=(7,)), suits(pack, NOW, 190, absent=(7,), open_=3))
    second = submitted(suits(pack, NOW, 60), suits(pack, NOW, 192, absent=(7,)))
    runs.run(str(NOW), first, saved_on=saved)
    previous = find_previous(runs.ledger, "heping", str(THEN), parse_period(str(NOW)))
    return runs.run(str(NOW), second, saved_on=saved, previous=previous)


def test_each_planted_pattern_is_found_and_no_twin_is_flagged(report: Report) -> None:
    found: dict[str, set[str]] = {}
    for department in report.departments:
        for flag in department.flags:
            if flag.code.id in PLANTED:
                found.setdefault(flag.code.id, set()).add(department.name.zh)
                assert flag.severity is Severity.INFO
    assert found == PLANTED
    assert report.faults == ()


def test_no_signal_is_left_out(report: Report) -> None:
    """Whoever adds a signal plants it here too; the two that need a ledger are in no folder of checks."""
    assert {each.code.id for each in (*signals(), *batch_signals())} | {"A740", "A741"} == set(PLANTED)
