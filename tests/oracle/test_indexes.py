"""A small pack of indexes: its examples, and drawn workbooks whose indexes are computed from every way they can end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.authoring.examples import find_differences
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.checked import CheckedWorkbook
from checker.engine.report import build_report
from checker.engine.stored import dump, load
from checker.model import Report, Result, Status
from checker.reporters.report_json import render
from tests.engine.books import book, cells, checked

NAMES = {"甲局": True, "乙局": True, "丙局": False}
TARGETS = {"conduct": Fraction(4, 5), "standing": Fraction(60), "strict": Fraction(100), "region": Fraction(7, 10)}
UNREADABLE = "不清楚"
Values = dict[str, Fraction | None]
#: Lawsuits as (appeared, answered), and hours.
Rows = tuple[list[tuple[bool, bool]], list[Fraction]]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).with_name("index-pack"))


def test_its_examples(pack: Pack) -> None:
    for indicator in pack.indicators.values():
        assert indicator.examples
        for example in indicator.examples:
            assert find_differences(pack, indicator, example) == (), (indicator.id, example.name)
    assert lint(pack) == ()


class Drawn:
    """What one department submits; None is a cell that nobody can read."""

    def __init__(self, random: Random, *, sued: bool) -> None:
        most = random.choice((0, 1, 3, 8)) if sued else 0
        likely = random.choice((0.8, 0.8, 0.1))
        self.suits = [[random.random() < likely, random.random() < likely] for _ in range(random.randint(0, most))]
        self.hours = [Fraction(random.choice((0, 5, 12, 20))) for _ in range(random.randint(1, 4))]
        self.open_suits: list[list[bool | None]] = [list(each) for each in self.suits]
        self.open_hours: list[Fraction | None] = list(self.hours)
        for _ in range(random.choice((0, 0, 1, 2))):
            if self.suits:
                random.choice(self.open_suits)[random.randrange(2)] = None
        if random.random() < 0.4:
            self.open_hours[0] = None

    def endings(self) -> Iterator[Rows]:
        """Every way in which the unread cells can turn out; of hours, the least and the most."""
        unread = [(row, at) for row, each in enumerate(self.open_suits) for at in (0, 1) if each[at] is None]
        for answers in product((True, False), repeat=len(unread)):
            suits = [list(each) for each in self.suits]
            for (row, at), answer in zip(unread, answers, strict=True):
                suits[row][at] = answer
            for first in (self.hours[0],) if self.open_hours[0] is not None else (Fraction(0), Fraction(20)):
                yield [(each[0], each[1]) for each in suits], [first, *self.hours[1:]]

    def checked(self, pack: Pack, name: str) -> CheckedWorkbook:
        words = {True: "是", False: "否", None: UNREADABLE}
        suits = [
            cells(
                pack,
                "suits",
                suit_no=f"{name}{at}",
                heard_on=date(2022, 3, 1),
                appeared=words[one],
                answered=words[two],
            )
            for at, (one, two) in enumerate(self.open_suits)
        ]
        courses = [
            cells(pack, "training", course_no=f"{name}{at}", held_on=date(2022, 5, 1), hours=_shown(each))
            for at, each in enumerate(self.open_hours)
        ]
        sheets: dict[str, Any] = {"training": courses}
        if NAMES[name]:
            sheets["suits"] = suits or [["本期无"]]
        return checked(pack, "2022", book(pack, name, sheets))


def _shown(hours: Fraction | None) -> Any:
    return UNREADABLE if hours is None else int(hours)


def rate(answers: Sequence[bool]) -> Fraction | None:
    return Fraction(sum(answers), len(answers)) if answers else None


def mean(parts: Sequence[tuple[int, Fraction | None]]) -> Fraction | None:
    known = [(weight, value) for weight, value in parts if value is not None]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known) if known else None


def indexes(suits: Sequence[tuple[bool, bool]], hours: Sequence[Fraction], *, sued: bool) -> Values:
    """The indexes of rows that are all known."""
    appearance, answers = rate([one for one, _ in suits]), rate([two for _, two in suits])
    conduct = mean([(2, appearance), (1, answers)]) if sued else None
    points = None if conduct is None else min(Fraction(100), conduct / Fraction(4, 5) * 100)
    standing = mean([(3, points), (2, min(Fraction(100), sum(hours) / Fraction(50) * 100))])
    found = {"standing": standing, "strict": None if points is None or standing is None else points / 2 + standing}
    return {**found, "conduct": conduct, "region": mean([(1, appearance), (1, answers)])}


def score(suits: Sequence[tuple[bool, bool]], hours: Sequence[Fraction], *, sued: bool) -> tuple[Fraction, str, int]:
    """The score and the grade of rows that are all known, and how many rules beside the weights decide them."""
    found, seven, rules = indexes(suits, hours, sued=sued), sum(hours), 0
    appearance, answers = rate([one for one, _ in suits]), rate([two for _, two in suits])
    points: list[tuple[int, Fraction | None]] = [(20, min(Fraction(1), seven / Fraction(50)))]
    lawsuits: list[tuple[int, Fraction]] = []
    if appearance is not None and answers is not None:
        tier = next(share for least, share in ((80, 100), (60, 70), (40, 40), (0, 0)) if answers * 100 >= least)
        lawsuits = [(30, min(Fraction(1), appearance / Fraction(4, 5))), (20, Fraction(tier, 100))]
    points += [*lawsuits, (10, None if found["conduct"] is None else min(Fraction(1), found["conduct"] * 5 / 4))]
    points.append((10, min(Fraction(1), (found["standing"] or Fraction(0)) / 60)))
    points.append((5, min(Fraction(1), (found["strict"] or Fraction(0)) / 100)))
    lost = sum(weight * (1 - share) for weight, share in lawsuits)
    earned = sum(weight * share for weight, share in points if share is not None) + max(Fraction(0), lost - 35)
    total = 100 * earned / sum(weight for weight, share in points if share is not None)
    rules += lost > 35
    if seven < 10:
        total, rules = min(total, Fraction(59)), rules + 1
    vetoed = appearance is not None and appearance < Fraction(1, 5)
    return total, "不合格" if total < 60 or vetoed else "合格", rules + vetoed


def compare(results: Sequence[Result], endings: Sequence[Values], ids: Sequence[str]) -> None:
    by_id = {result.indicator: result for result in results}
    for name in ids:
        result, ends = by_id[name], [each[name] for each in endings]
        known = [each for each in ends if each is not None]
        if len(known) < len(ends):  # without lawsuits, whatever the cells
            assert not known
            strict = name in ("strict", "region")
            assert result.status is (Status.UNDETERMINED if strict else Status.NOT_APPLICABLE), name
            continue
        assert (result.lower, result.upper) == (min(known), max(known)), name
        reached = {each >= TARGETS[name] for each in known}
        assert result.status is {(True,): Status.MET, (False,): Status.MISSED}.get(tuple(reached), Status.UNDETERMINED)
        if len(set(known)) == 1:
            assert result.value == known[0]
        assert len(result.measured.composed) == 2


def report_of(pack: Pack, done: Sequence[CheckedWorkbook], **more: Any) -> Report:
    return build_report(list(done), replace(task_of(pack, "2022", None), **more), whole=True)


@pytest.mark.parametrize("seed", range(12))
def test_drawn_workbooks_have_the_indexes_of_every_ending(pack: Pack, seed: int) -> None:
    random = Random(f"indexes {seed}")
    drawn = {name: Drawn(random, sued=sued) for name, sued in NAMES.items()}
    done = [each.checked(pack, name) for name, each in drawn.items()]
    report = report_of(pack, done)
    departments = {each.name.zh: each for each in report.departments}
    for name, each in drawn.items():
        ends = [indexes(*rows, sued=NAMES[name]) for rows in each.endings()]
        department = departments[name]
        compare(department.results, ends, ("conduct", "standing", "strict")[0 if NAMES[name] else 1 :])
        if len(ends) == 1:
            (rows,) = each.endings()
            wanted = score(*rows, sued=NAMES[name])
            assert department.grade is not None
            assert (department.score, department.grade.zh, len(department.adjusted)) == wanted
            vetoes = sum(flag.code.id == "M550" for flag in department.flags)
            assert vetoes == sum("一票否决" in said.zh for said in department.adjusted)
    together = [
        indexes([one for rows in each for one in rows[0]], [one for rows in each for one in rows[1]], sued=True)
        for each in product(*(list(each.endings()) for each in drawn.values()))
    ]
    compare(report.district_results, together, tuple(TARGETS))
    assert render(report_of(pack, [load(dump(each)) for each in reversed(done)])) == render(report)
