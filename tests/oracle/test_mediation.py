"""Heping's share of mediated disputes, drawn and submitted as workbooks, against the year before: by counting."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from checker.definitions.load import load_pack
from checker.model import Status
from tests.engine.books import book, cells, checked

PACK = load_pack("heping")
YEAR = 2022


def status_of(now: Fraction | None, before: Fraction | None, over: bool) -> Status:
    """A rise meets the target once the year is over; without either figure nothing is said."""
    if before is None:
        return Status.UNDETERMINED
    if now is None:
        return Status.NOT_APPLICABLE
    if now > before:
        return Status.MET if over else Status.ON_TRACK
    return Status.MISSED if over else Status.BEHIND


@pytest.mark.parametrize("seed", range(12))
def test_the_rate_against_the_one_typed(seed: int) -> None:
    chance = Random(seed)
    over = seed % 3 > 0
    last = date(YEAR, 12, 31) if over else date(YEAR, 6, 30)
    rows, received, taken = [], 0, 0
    for number in range(chance.choice((1, 4, 9))):
        on = last - timedelta(days=chance.randrange((last - date(YEAR - 1, 10, 1)).days + 1))
        accepted = on + timedelta(days=chance.randrange(9)) if chance.random() < 0.6 else None
        received += on.year == YEAR
        taken += on.year == YEAR and accepted is not None
        rows.append(
            cells(PACK, "mediations", mediation_no=f"调〔{YEAR}〕{number + 1}号", received_on=on, accepted_on=accepted)
        )
    of = chance.randrange(1, 6)
    part = chance.randrange(of + 1)
    name = chance.choice(("上年纠纷调解率", "上年纠纷调解率", "上年调解成功率"))
    figure = cells(
        PACK, "earlier_figures", figure=name, printed="约", numerator=str(part), denominator=str(of), source="统计表"
    )
    sheets = {"mediations": rows, "earlier_figures": [figure]}
    period = f"{YEAR}Q4" if over else f"{YEAR}Q2"
    department = checked(PACK, period, book(PACK, "区卫生健康委", sheets)).department
    result = next(result for result in department.results if result.indicator == "mediation-rate")
    now = Fraction(taken, received) if received else None
    before = Fraction(part, of) if name == "上年纠纷调解率" else None
    assert result.status is status_of(now, before, over)
    assert result.value == (None if now is None or before is None else now - before)
