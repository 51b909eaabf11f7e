"""The indicators one by one: the figure that counts, its chart, what it needs, and how the departments differ."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from checker.model import IndicatorLabel, Point, Result, Status
from checker.reporters.html.charts import bullet, trend
from checker.reporters.html.figures import EMPTY, Figures, Said
from checker.reporters.html.overview import Count, status_counts
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.wording.labels import MARKS, STATUSES, value_text
from checker.wording.results import is_higher_better

#: Those that pull a figure down come first.
_WORST_FIRST = (
    Status.MISSED,
    Status.BEHIND,
    Status.UNDETERMINED,
    Status.ON_TRACK,
    Status.MET,
    Status.NOT_APPLICABLE,
)


@dataclass(frozen=True)
class Words:
    """A result with what shows it.

    Attributes:
        result: its number in the page's data.
        name: whose it is; empty for the indicator's own.
        chart: its bar.
    """

    result: int
    name: Text
    kind: str
    mark: str
    status: Text
    figures: Figures
    chart: Markup


@dataclass(frozen=True)
class Step:
    """One point of a trend, in words."""

    day: str
    value: Text
    expected: Text


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Attributes:
        number: from 1, as the heat map has it.
        main: the district's figure, or the only department's; None where there is none.
        trend, steps: how it came to that, as a chart and as a table; empty unless it was asked for.
        departments: the results of each, the worst first; empty for a single workbook.
        spread: how many departments have which status.
        flags: how many flags bear on it.
    """

    number: int
    id: str
    name: Text
    clause: str
    main: Words | None
    trend: Markup
    steps: tuple[Step, ...]
    departments: tuple[Words, ...]
    spread: tuple[Count, ...]
    flags: int


def standings(view: View, said: Said) -> tuple[Indicator, ...]:
    """Every indicator that has a result anywhere, in the pack's order."""
    own = 0 if view.alone else len(view.report.departments)
    found = (_indicator(view, label, said, own) for label in view.indicators)
    return tuple(each for each in found if each.main or each.departments)


def _indicator(view: View, label: IndicatorLabel, said: Said, own: int) -> Indicator:
    result = view.main_results.get(label.id)
    main = None if result is None else _words(view, result, EMPTY, own, said)
    departments = [] if view.alone else _departments(view, label, said)
    statuses = [each.figures.status for each in departments]
    return Indicator(
        number=view.numbers[label.id] + 1,
        id=label.id,
        name=view.text(label.name),
        clause=view.quote(label.clause),
        main=main,
        trend=Markup("") if result is None else trend(result, label.unit),
        steps=() if result is None else tuple(_step(point, label.unit) for point in result.trend),
        departments=tuple(departments),
        spread=tuple(count for count in status_counts(statuses) if count.number),
        flags=view.flags_on[label.id],
    )


def _departments(view: View, label: IndicatorLabel, said: Said) -> list[Words]:
    results = [
        (number, department, result)
        for number, department in view.judged
        for result in department.results
        if result.indicator == label.id
    ]
    results.sort(key=lambda each: _badness(each[2]))
    return [_words(view, result, view.text(one.name), number, said) for number, one, result in results]


def _badness(result: Result) -> tuple[int, Fraction]:
    """What to sort results by, the worst first."""
    value = result.value or Fraction(0)
    return _WORST_FIRST.index(result.status), value if is_higher_better(result.target) else -value


def _words(view: View, result: Result, name: Text, number: int, said: Said) -> Words:
    place, figures = said[number, result.indicator]
    return Words(
        result=place,
        name=name,
        kind=f"s-{result.status.value}",
        mark=MARKS[result.status],
        status=STATUSES[result.status],
        figures=figures,
        chart=bullet(result, figures.earlier),
    )


def _step(point: Point, unit: Text) -> Step:
    return Step(point.day.isoformat(), _value(point.value, unit), _value(point.expected, unit))


def _value(value: Fraction | None, unit: Text) -> Text:
    return Text("-", "-") if value is None else both(lambda language: value_text(value, unit, language))
