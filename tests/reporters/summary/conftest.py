"""A drawn quarter with everything in it, and the sample's quarter as it is really checked."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from checker.engine.batch import run
from checker.model import Answer, Disposition, Fault, Needed, Previous, Shown, Standing, Status
from checker.text.bilingual import Text
from tests.reporters.drawn_reports import AUDIT, JUSTICE, MARKET, POLICE, QUARTER

ROOT = Path(__file__).parents[3]
ANSWER = Answer(Disposition.CONFIRMED, Shown("已与当事人王小明 13812345678 核对"), Shown("诸葛亮", "name"))


@pytest.fixture
def full():
    """The drawn quarter with answers, an earlier quarter, a last day and a fault."""
    flags = tuple(replace(flag, fingerprint=f"{number:016x}") for number, flag in enumerate(JUSTICE.flags))
    needed = Needed(Fraction(1), (412,), Text(zh="还需 1 人", en="1 more officer"), date(2022, 12, 31))
    results = tuple(
        replace(each, needed=needed) if each.indicator == "training-coverage" else each for each in JUSTICE.results
    )
    justice = replace(JUSTICE, flags=(replace(flags[0], answer=ANSWER), *flags[1:]), results=results)
    previous = Previous(
        "2022Q2",
        {"justice": Fraction(90), "police": Fraction(50)},
        {
            ("", "court-appearance-rate"): Standing(Status.BEHIND, Fraction(9, 10)),
            ("justice", "satisfaction-rate"): Standing(Status.MET, Fraction(19, 20)),
            ("justice", "reply-in-time"): Standing(Status.NOT_APPLICABLE, None),
        },
    )
    fault = Fault("区财政局.xlsx", "KeyError at judge.py:120")
    return replace(QUARTER, departments=(AUDIT, justice, MARKET, POLICE), previous=previous, faults=(fault,))


@pytest.fixture(scope="package")
def sample():
    """The sample quarter of one district, checked."""
    return run("heping", "2022Q4", ROOT / "inputs" / "heping" / "2022Q4", workers=1)
