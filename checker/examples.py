"""Runs the worked examples of indicators: rows in, and what the indicator must make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.definitions.examples import example_period, example_tables
from checker.definitions.indicators import Example, Expectation, Indicator
from checker.definitions.packs import Pack
from checker.errors import Text
from checker.model import Result, Rows
from checker.purpose import Task
from checker.spelling import number_text
from checker.standing import judged
from checker.submission import Submission


@dataclass(frozen=True)
class ExampleOutcome:
    """One example, and every way in which it did not come out as written (none: it passed)."""

    indicator: str
    number: int
    name: Text
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as written."""
        return not self.differences


def run_examples(pack: Pack, indicators: Iterable[str] = ()) -> tuple[ExampleOutcome, ...]:
    """Runs every example of a pack, or of some of its indicators."""
    chosen = set(indicators) or set(pack.indicators)
    return tuple(
        ExampleOutcome(indicator.id, number, _name(example, number), _differences(pack, indicator, example))
        for indicator in pack.indicators.values()
        if indicator.id in chosen
        for number, example in enumerate(indicator.examples, start=1)
    )


def judge_example(pack: Pack, indicator: Indicator, example: Example) -> Result:
    """Judges an example's rows as one department's submission; a table that it does not mention has no rows."""
    period = example_period(pack, example)
    task = Task(pack, period, example.as_of or period.window.end)
    tables = example_tables(pack, indicator, example)
    judging = pack.judged(indicator)
    entry = next((each for each in pack.roster.departments if each.code in judging), pack.roster.departments[0])
    return judged(indicator, Submission(tables), entry, task, {})


def _name(example: Example, number: int) -> Text:
    return example.name.text if example.name else Text(str(number), str(number))


def _differences(pack: Pack, indicator: Indicator, example: Example) -> tuple[str, ...]:
    result = judge_example(pack, indicator, example)
    asked = example.expect
    found = _found(result)
    return tuple(
        f"{name}: {_shown(getattr(asked, name))} expected, {_shown(found[name])} found"
        for name in Expectation.model_fields
        if getattr(asked, name) is not None and getattr(asked, name) != found[name]
    )


def _found(result: Result) -> Mapping[str, object]:
    measured = result.measured
    return {
        "numerator": result.numerator,
        "denominator": result.denominator,
        "value": result.value,
        "lower": result.lower,
        "upper": result.upper,
        "excluded": result.excluded,
        "unknown": result.unknown,
        "status": result.status,
        "needed": result.needed.count if result.needed else None,
        "reachable": result.reachable,
        "flagged": _numbers(measured.failure_rows),
        "undecided": _numbers(measured.unknown_rows),
    }


def _numbers(rows: Rows) -> tuple[int, ...]:
    return tuple(sorted(rows.numbers))


def _shown(value: object) -> str:
    if isinstance(value, Fraction):
        return number_text(value)
    return "none" if value is None else str(value)
