"""English nouns agree with their number: 1 row, 2 rows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from checker.text.bilingual import Text
from checker.text.plurals import counted, one_of, unit_of
from checker.wording.labels import POINTS, value_text

ROOT = Path(__file__).parents[2] / "checker"
#: A plural noun, perhaps after an adjective, directly behind a number.
_PLURAL = re.compile(r" (?:(?:more|data|other|worked|hidden) )?(?!has\b|was\b|is\b|this\b)[a-z]{2,}[^s\W]s\b")
#: What names a number that can be 1.
_COUNTS = re.compile(r"^(?:count|rows|flagged|total|number|many|hidden|passed|done|left|len\(.*\))$")


#: Phrases whose number is never 1: a limit of many, the parts of a whole, or said only if there are several.
SEVERAL = {
    "authoring/handbook/requirements.py: {total} requirements",
    "authoring/skeleton/tables.py: {count} rows",
    "authoring/skeleton/types.py: {len(cells)} cells",
    "authoring/skeleton/types.py: {len(words)} words",
    "cli/decide.py: {count} flags",
    "cli/decide.py: {len(flags)} flags",
    "intake/zips.py: {len(infos)} files",
    "measures/__init__.py: {len(own)} measures",
    "review/taking.py: {len(asked)} flags",
    "sources/archive.py: {len(members)} parts",
    "sources/grid.py: {total} cells",
    "tables/references.py: {number} years",
    "wording/requirements.py: {total} requirements",
}


def phrases() -> Iterator[str]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                for one, two in zip(node.values, node.values[1:], strict=False):
                    if isinstance(one, ast.FormattedValue) and isinstance(two, ast.Constant):
                        words, what = _PLURAL.match(str(two.value)), ast.unparse(one.value)
                        if words and _COUNTS.match(what):
                            yield f"{path.relative_to(ROOT).as_posix()}: {{{what}}}{words[0]}"


def test_no_number_that_can_be_1_stands_before_a_plural() -> None:
    assert sorted(set(phrases()) - SEVERAL) == []
    assert set(phrases()) >= SEVERAL


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, ("row",), "1 row"),
        (2, ("row",), "2 rows"),
        (0, ("flag",), "0 flags"),
        (1, ("entry", "entries"), "1 entry"),
        (21, ("entry", "entries"), "21 entries"),
    ],
)
def test_nouns(number: int, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (Fraction(1), Text("份", "lists"), "1 list", "1 份"),
        (Fraction(2), Text("份", "lists"), "2 lists", "2 份"),
        (Fraction(1), Text("小时", "hours"), "1 hour", "1 小时"),
        (Fraction(1, 2), Text("小时", "hours"), "0.5 hours", "0.5 小时"),
        (Fraction(1, 100), Text("个百分点", POINTS), "1 percentage point", "1 个百分点"),
        (Fraction(1), Text("%", "%"), "100%", "100%"),
    ],
)
def test_units_of_packs(value: Fraction, unit: Text, en: str, zh: str) -> None:
    assert (value_text(value, unit, "en"), value_text(value, unit, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("minutes", "minute"),
        ("cases", "case"),
        ("classes", "class"),
        ("boxes", "box"),
        ("entries", "entry"),
        ("analyses", "analysis"),
        ("people", "person"),
        ("young people", "young person"),
        ("working days", "working day"),
        ("failed KPIs", "failed KPI"),
        ("person-days", "person-day"),
        ("days of training", "day of training"),
        ("minutes per call", "minute per call"),
        ("reports/year", "report/year"),
        ("hours (net)", "hour (net)"),
        ("per 200,000 h", "per 200,000 h"),
        ("series", "series"),
        ("kg", "kg"),
        ("h", "h"),
        ("over the limit", "over the limit"),
        ("", ""),
    ],
)
def test_units_after_1(unit: str, one: str) -> None:
    assert one_of(unit) == unit_of(1, unit) == one
    assert unit_of(2, unit) == unit_of(0, unit) == unit_of(Fraction(1, 2), unit) == unit
