"""One drawn workbook at a time, of each kind: written as a file, read back and judged, compared with its oracle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from random import Random

from checker.model import Department, Result
from checker.periods import parse_period
from samples.drawn import hantai
from samples.drawn.declaring import declare, silent
from samples.drawn.doubling import doubled
from samples.drawn.heping import generator
from samples.drawn.heping.layout import Style
from samples.drawn.kundulun import Drawer, write
from samples.library.definitions import departments, judged, table
from tests.oracle import flaws, test_drawn
from tests.oracle.comparing import differences, misflagged, misplaced_rows
from tests.oracle.hantai import test_hantai
from tests.oracle.hantai.rulebook import DEPARTMENT, DISTRICT
from tests.oracle.hantai.rules import NOT_ASKED, Told
from tests.oracle.kundulun import test_kundulun
from tests.oracle.kundulun.rules import Found
from tests.oracle.many.completing import completions, disputed, reads, single, without_blanks
from tests.oracle.oracle import evidence_of, expected
from tests.oracle.records import laid_single
from tests.oracle.silence import is_left_open


@dataclass(frozen=True)
class Case:
    """A workbook as drawn.

    Attributes:
        write: writes it to a path.
        differ: lists where what is said of it is not the oracle's; adds the indicators that are more open than need be.
        compared: the indicators that the oracle has rules for.
    """

    pack: str
    department: str
    period: str
    write: Callable[[Path], None]
    differ: Callable[[Department, list[str]], list[str]]
    compared: frozenset[str]


def heping(chance: Random) -> Case:
    """A workbook of heping with cells that are open, doubled rows, and silent sheets now and then."""
    period = f"{chance.choice((2022, 2022, 2023, 2024, 2025))}Q{chance.choice((1, 2, 3, 4, 4))}"
    code = chance.choice(test_drawn.EVERYBODY)
    rows = {name: chance.choice((0, 1, 2, 4, 6)) for name in generator.DRAWN_TABLES}
    drawn = generator.draw(code, period, seed=chance.randrange(10**9), rows=rows)
    if chance.random() < 0.2:
        drawn = generator.quieten(drawn, chance)
    drawn = flaws.doubled(flaws.flawed(drawn, chance, chance.choice((0, 1, 1, 2, 3))), chance)
    style = chance.choice((Style(), Style(varied=True), Style(varied=True, order=True, blanks=True)))
    seed, by = chance.randrange(10**9), chance.choice(("openpyxl", "xlsxwriter"))
    laid = {}

    def put(path: Path) -> None:
        laid.update(laid_single(drawn, generator.write(drawn, path, style, seed=seed, by=by).laid))

    def differ(department: Department, wider: list[str]) -> list[str]:
        looked = test_drawn.looked_at(department)
        # The district's own indicator is not judged here, and gets no flag about its target.
        mine = replace(looked, results=tuple(each for each in looked.results if each.indicator != test_drawn.CONGRESS))
        evidence = evidence_of(drawn)
        wrong = differences(code, looked.results, expected(evidence, drawn.as_of))
        wrong += misplaced_rows(code, looked.results, evidence, laid)
        return wrong + misflagged(code, mine, evidence, laid)

    return Case("heping", code, period, put, differ, frozenset(test_drawn.INDICATORS))


#: What an indicator comes to: numerator, failures, excluded, value and status; None where nothing is said of it.
Outcome = tuple[int | None, int | None, int, Fraction | None, str | None]


def of_hantai(chance: Random) -> Case:
    """A workbook of hantai, some of whose rows are filled in twice."""
    period = chance.choice(tuple(test_hantai.LAST_DAYS))
    as_of = test_hantai.LAST_DAYS[period]
    code = chance.choice(tuple(code for code, each in departments("hantai").items() if each.submits))
    drawn = hantai.draw(code, period, as_of, chance, most=6)
    drawn = replace(drawn, tables=doubled(drawn.tables, chance))
    sheets = some(drawn.tables, chance)
    drawn = replace(drawn, ways={name: way for name, way in drawn.ways.items() if name in sheets})
    quiet = silent(drawn.tables, drawn.ways) | (drawn.tables.keys() - sheets)
    rules = {name: rule for name, rule in (DEPARTMENT | DISTRICT).items() if code in judged("hantai", name)}

    def of(told: Told) -> Outcome:
        failures = None if told.numerator is None or told.denominator is None else told.denominator - told.numerator
        return told.numerator, failures, told.excluded, told.value, told.status

    def differ(department: Department, wider: list[str]) -> list[str]:
        known = single(drawn.tables)
        cells = disputed(known)
        ways = [without_blanks(each) for each in completions(known, cells, as_of)]
        wrong = []
        for name, result in by_indicator(department, rules).items():
            rule = rules[name]
            if is_left_open("hantai", name, quiet):
                # What is not asked for yet needs no sheet.
                nothing = rule.told(defaultdict(list), rule.window(as_of))
                found = {of(NOT_ASKED if nothing == NOT_ASKED else test_hantai.OPEN)}
            else:
                found = set()
                for each in ways if reads("hantai", name, cells) else ways[:1]:
                    # A rule that cannot do without a value has the same of a blank as of any value.
                    with suppress(KeyError):
                        found.add(of(rule.told(each, rule.window(as_of))))
            in_dispute = reads("hantai", name, cells)
            wrong += compare(name, result, found, disputed=in_dispute)
            wider += [name] * (in_dispute and is_wider(result, found))
        return wrong

    return Case("hantai", code, period, lambda path: hantai.write_to(drawn, path, sheets), differ, frozenset(rules))


def drawer_of(pack: str, *periods: str) -> Callable[[Random], Case]:
    """Workbooks of a pack whose rows `Drawer` draws, some of them filled in twice."""

    def draw(chance: Random) -> Case:
        asked = test_kundulun.INDICATORS[pack]
        period = chance.choice(periods)
        as_of = parse_period(period).window.end
        code = chance.choice(sorted(frozenset().union(*(each.of for each in asked.values()))))
        rows = doubled(Drawer(pack, code, as_of, chance).rows(), chance)
        sheets = some(rows, chance)
        declared = declare({name: each for name, each in rows.items() if name in sheets}, chance)
        quiet = silent(rows, declared) | (rows.keys() - sheets)
        kept = {name: each for name, each in rows.items() if name in sheets}
        name = departments(pack)[code].names[0]
        cover = [("报送单位", name), ("报送期", f"{as_of.year}年第四季度"), ("指标包", pack)]
        rules = {name: each for name, each in asked.items() if code in each.of}

        def of(name: str, found: Found) -> Outcome:
            rule = rules[name]
            final = test_kundulun.is_final(name, rule, period)
            status = test_kundulun.status_of(rule, found) if final else None
            judged_ones = found.passed + found.failed
            value = (
                Fraction(found.passed) if rule.counts else Fraction(found.passed, judged_ones) if judged_ones else None
            )
            return found.passed, None if rule.counts else found.failed, found.excluded, value, status

        def differ(department: Department, wider: list[str]) -> list[str]:
            wrong: list[str] = []
            known = single(rows)
            cells = disputed(known)
            ways = list(completions(known, cells, as_of))
            for name, result in by_indicator(department, rules).items():
                if test_kundulun.is_too_early(pack, name, rules[name], period):
                    wrong += test_kundulun.judged_early(code, result)
                    continue
                if is_left_open(pack, name, quiet):
                    wrong += test_kundulun.not_open(code, result)
                    continue
                several = ways if reads(pack, name, cells) else ways[:1]
                found = []
                for each in several:
                    # As in hantai: a rule that cannot do without a value has the same of a blank as of any value.
                    with suppress(*([TypeError] if len(several) > 1 else [])):
                        found.append(rules[name].rule(each, as_of))
                if any(each.unknown or each.unsaid for each in found):
                    if len(several) == 1:
                        final = test_kundulun.is_final(name, rules[name], period)
                        wrong += test_kundulun.wrong(code, rules[name], found[0], result, final)
                    continue
                outcomes = {of(name, each) for each in found}
                in_dispute = reads(pack, name, cells)
                wrong += compare(name, result, outcomes, disputed=in_dispute)
                wider += [name] * (in_dispute and is_wider(result, outcomes))
            return wrong

        return Case(pack, code, period, lambda path: write(path, kept, cover, declared), differ, frozenset(rules))

    return draw


def some(tables: Iterable[str], chance: Random) -> frozenset[str]:
    """The sheets that a workbook has: more than half of them, and those that they refer to."""
    found = {name for name in tables if chance.random() < 0.6}
    return frozenset(found | {target.partition(".")[0] for name in found for target in table(name).references.values()})


def by_indicator(department: Department, rules: Mapping[str, object]) -> dict[str, Result]:
    """The results that an oracle has rules for."""
    return {result.indicator: result for result in department.results if result.indicator in rules}


def compare(name: str, result: Result, found: Collection[Outcome], *, disputed: bool) -> Iterator[str]:
    """Where a result differs from its outcome; if it reads a `disputed` cell, where it rules an outcome out."""
    passed, failed, excluded, values, statuses = (set(each) for each in zip(*found, strict=True))
    numbers = [each for each in values if each is not None]
    if not disputed:
        pairs: dict[str, object] = {"excluded": min(excluded), "value": values.pop()}
        pairs |= {"lower": min(numbers, default=None), "upper": max(numbers, default=None)}
        if None not in passed | failed:
            pairs |= {"numerator": min(passed), "denominator": min(passed) + min(failed)}
        if None not in statuses:
            pairs["status"] = statuses.pop()
        for each, ours in pairs.items():
            if (its := getattr(result, each)) != ours:
                yield f"{name} has {each} {its}, expected {ours}"
        return
    if numbers and not (is_at_most(result.lower, min(numbers)) and is_at_most(max(numbers), result.upper)):
        yield f"{name} is from {result.lower} to {result.upper}, but may be from {min(numbers)} to {max(numbers)}"
    if None not in statuses and result.status != "undetermined" and statuses != {result.status.value}:
        yield f"{name} is {result.status.value}, but may be any of {sorted(map(str, statuses))}"
    if None not in passed | failed and (
        (result.numerator or 0) > min(passed) or (result.denominator or 0) - (result.numerator or 0) > min(failed)
    ):
        yield f"{name} is {result.numerator} of {result.denominator}, but {min(passed)} and {min(failed)} are certain"


def is_at_most(one: Fraction | None, other: Fraction | None) -> bool:
    """Whether one bound is not above another; None is no bound."""
    return one is None or other is None or one <= other


def is_wider(result: Result, found: Collection[Outcome]) -> bool:
    """Whether a result leaves more open than its outcomes: conditions are asked one by one, also of one cell."""
    numbers = {each[3] for each in found} - {None}
    return (result.lower, result.upper) != (min(numbers, default=None), max(numbers, default=None))


SOURCES: dict[str, Callable[[Random], Case]] = {
    "heping": heping,
    "heping-documents": drawer_of("heping", "2022Q4"),
    "hantai": of_hantai,
    "kundulun": drawer_of("kundulun", "2016Q4", "2017Q4", "2018Q4", "2020Q4"),
    "shuanghuancun": drawer_of("shuanghuancun", "2021Q4", "2022Q4"),
}
