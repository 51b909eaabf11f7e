"""Whole quarters of kundulun and shuanghuancun, drawn and handed in as workbooks, come to what their texts ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.engine.batch import run
from checker.model import Result
from checker.periods import parse_period
from samples.drawn.declaring import declare, silent
from samples.drawn.kundulun import Drawer, Rows, write
from tests.evidence.adding import unbalanced
from tests.oracle.kundulun.asked import KUNDULUN, SHUANGHUANCUN, Asked
from tests.oracle.kundulun.decided import DECIDED, STREETS_OWN
from tests.oracle.kundulun.heping import HEPING
from tests.oracle.kundulun.rules import Found, total
from tests.oracle.silence import is_left_open
from tests.tiers import tiered

TEAMS = (("zfb", "fzb", "czj", "fgj"), ("zfb", "scjgj", "hbj"), ("fzb", "gtfj", "khz"))
#: Each team comes up at least once for every quarter, and twice for one of the three.
SEEDS = {"2016Q4": range(2), "2017Q4": range(4), "2018Q4": range(1, 5), "2020Q4": range(2, 6)}
QUARTERS = [
    *(("kundulun", period, TEAMS[seed % 3], seed) for period, seeds in SEEDS.items() for seed in seeds),
    *(("shuanghuancun", period, ("jdb",), seed) for seed in range(6) for period in ("2021Q4", "2022Q4")),
    *(("heping", "2022Q4", ("zfb", "sfj", "sjj", "qyc"), seed) for seed in range(6)),
]


#: Enough for every measure to meet its oracle.
EVERY_RUN = [
    ("kundulun", "2016Q4", TEAMS[0], 0),
    ("kundulun", "2017Q4", TEAMS[0], 0),
    ("kundulun", "2018Q4", TEAMS[1], 1),
    ("kundulun", "2020Q4", TEAMS[2], 2),
    ("shuanghuancun", "2021Q4", ("jdb",), 0),
    ("shuanghuancun", "2022Q4", ("jdb",), 0),
    ("heping", "2022Q4", ("zfb", "sfj", "sjj", "qyc"), 0),
]
INDICATORS: Mapping[str, Mapping[str, Asked]] = {
    "heping": HEPING,
    "kundulun": KUNDULUN | DECIDED,
    "shuanghuancun": SHUANGHUANCUN | STREETS_OWN,
}


def status_of(asked: Asked, found: Found) -> str:
    """What is said once no more can change."""
    if asked.most:
        return "met" if found.passed <= asked.target else "missed"
    if asked.counts:
        return "met" if found.passed >= asked.target else "missed"
    every = found.passed + found.failed + found.unknown
    if found.unsaid:
        return "undetermined"
    if not every:
        return asked.empty
    if Fraction(found.passed, every) >= asked.target:
        return "met"
    return "missed" if Fraction(found.passed + found.unknown, every) < asked.target else "undetermined"


def wrong(where: str, asked: Asked, found: Found, result: Result, final: bool) -> Iterable[str]:
    """In what a result differs from the oracle's."""
    judged = found.passed + found.failed
    expected: dict[str, object] = {"excluded": found.excluded, "unknown": found.unknown}
    if found.unsaid:
        expected |= {"numerator": None, "denominator": None, "value": None}
    elif asked.counts:
        expected["value"] = found.passed
    else:
        expected |= {"numerator": found.passed, "denominator": judged}
        if not found.unknown:
            expected["value"] = Fraction(found.passed, judged) if judged else None
    if final:
        expected["status"] = status_of(asked, found)
    for name, value in expected.items():
        if (said := getattr(result, name)) != value:
            yield f"{where} {result.indicator}: {name} {said}, expected {value}; {found}"


#: What the street announced on 27 February 2022.
ANNOUNCED = ("decision-two-meetings", "study-group-topic")
#: What is asked in two years, and so of 2016 too; and what has a later first day of its own.
OTHER_DAYS = (
    *("normdoc-cleanup-cycle", "expert-opinions-each-decision", "legality-reviews-registered"),
    *("online-enforcement-cases", "recorded-cases"),
)


def is_too_early(pack: str, name: str, asked: Asked, period: str) -> bool:
    """Whether it is asked for later: by the plan of 2016 from 2017 on, or by what the street announces.

    What is asked once has its own last day.
    """
    if pack == "shuanghuancun":
        return period[:4] == "2021" and name in ANNOUNCED
    return pack == "kundulun" and period[:4] == "2016" and not asked.once and name not in OTHER_DAYS


def judged_early(where: str, result: Result) -> Iterable[str]:
    """In what a result says anything of a time before its duty."""
    said = (result.status, result.numerator, result.denominator, result.value, result.excluded, result.unknown)
    if said != ("not_applicable", None, None, None, 0, 0):
        yield f"{where} {result.indicator}: {said} before it binds"


def not_open(where: str, result: Result) -> Iterable[str]:
    """In what a result says more than can be known while a sheet is silent."""
    said = (result.status, result.numerator, result.denominator, result.value, result.excluded, result.unknown)
    if said != ("undetermined", None, None, None, 0, 0):
        yield f"{where} {result.indicator}: {said} for a silent sheet"


#: The day by which what is asked once has to be done; once it is past, nothing can change it any more.
DUE_IN = {
    2016: ("public-services-catalogue", "fee-catalogues"),
    2017: (
        *("adjudication-duties", "officer-assessment-rules", "normdoc-cleanup-2017", "normdoc-cleanup-published"),
        *("expert-pool", "power-duty-list", "intermediary-services-list"),
    ),
    2018: (
        *("adjudication-procedure", "enterprise-information", "environment-vertical-management", "flow-charts"),
        *("expert-opinions-public", "legality-review-filing", "online-enforcement", "enterprise-information-shared"),
    ),
    2019: ("full-recording", "stability-risk-accountability", "supervision-platform", "third-party-legality-checks"),
    2021: ("supervision-points",),
}
DUE = {name: year for year, names in DUE_IN.items() for name in names}


def is_final(name: str, asked: Asked, period: str) -> bool:
    """Whether no more can change.

    What is asked once ends with its own year or with the plan; what is asked in two years, at the end of odd ones.
    """
    if not asked.once:
        return True
    return int(period[:4]) > DUE.get(name, 9999) or (period == "2020Q4" and name != "normdoc-cleanup-cycle")


@cache
def definitions_of(pack: str) -> Pack:
    """A pack's definitions, read once."""
    return load_pack(pack)


def by_indicator(results: Iterable[Result]) -> dict[str, Result]:
    """Results by what they are of."""
    return {result.indicator: result for result in results}


@pytest.mark.parametrize(("pack", "period", "team", "seed"), tiered(QUARTERS, always=EVERY_RUN))
def test_quarter(pack: str, period: str, team: tuple[str, ...], seed: int, tmp_path: Path) -> None:
    """Every number of every department, and of the district where it alone is judged, is the oracle's."""
    definitions, as_of = definitions_of(pack), parse_period(period).window.end
    chance = Random(f"{pack} {period} {seed}")
    names = {entry.code: entry.name.zh for entry in definitions.roster.departments}
    drawn: dict[str, Rows] = {}
    quiet: dict[str, frozenset[str]] = {}
    for code in team:
        drawn[code] = Drawer(pack, code, as_of, chance).rows()
        cover = [("报送单位", names[code]), ("报送期", f"{as_of.year}年第四季度"), ("指标包", pack)]
        ways = declare(drawn[code], Random(f"{pack} {period} {seed} {code}"))
        write(tmp_path / f"{names[code]}.xlsx", drawn[code], cover, ways)
        quiet[code] = silent(drawn[code], ways)
    report = run(pack, period, tmp_path, workers=1, rows="counted")
    assert report.faults == ()
    assert unbalanced(report) == []
    differences: list[str] = []
    departments = {department.code: by_indicator(department.results) for department in report.departments}
    assert set(team) <= set(departments)
    district = by_indicator(report.district_results)
    for name, asked in INDICATORS[pack].items():
        final = is_final(name, asked, period)
        if is_too_early(pack, name, asked, period):
            told = [("district", district[name])] if asked.district else []
            told += [(code, departments[code][name]) for code in sorted(asked.of & set(team)) if not asked.district]
            differences += [each for where, result in told for each in judged_early(where, result)]
            continue
        if asked.district:
            # where one that answers for it has submitted nothing, the district's figure waits for it
            if asked.of <= set(team):
                counted = [code for code in sorted(asked.of) if not is_left_open(pack, name, quiet[code])]
                if not counted:
                    differences += not_open("district", district[name])
                    continue
                found = total(asked.rule(drawn[code], as_of) for code in counted)
                everybody = len(counted) == len(asked.of)
                differences += wrong("district", asked, found, district[name], final and everybody)
            continue
        for code in sorted(asked.of & set(team)):
            if is_left_open(pack, name, quiet[code]):
                differences += not_open(code, departments[code][name])
                continue
            found = asked.rule(drawn[code], as_of)
            differences += wrong(code, asked, found, departments[code][name], final)
        differences += [f"{code} is asked for {name}" for code in set(team) - asked.of if name in departments[code]]
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("pack", INDICATORS)
def test_every_rule_is_met_in_every_run(pack: str) -> None:
    teams = [set(team) for of_pack, _, team, _ in EVERY_RUN if of_pack == pack]
    met = {
        name
        for name, asked in INDICATORS[pack].items()
        for team in teams
        if (asked.of <= team if asked.district else asked.of & team)
    }
    assert met == set(INDICATORS[pack])
