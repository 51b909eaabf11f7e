"""The indicators one by one: the main result, its chart and what it needs, then the results of the departments."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from checker.frozen import dataclass
from checker.model import Between, Department, IndicatorLabel, Point, Result, Standing, Status
from checker.model.reports import Subtotal
from checker.reporters.html.charts import bullet, funnel, trend
from checker.reporters.html.figures import EMPTY, AllFigures, Figures, make_figures
from checker.reporters.html.overview import Count, present, status_counts
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.wording.funnels import describe_funnel
from checker.wording.labels import MARKS, STATUSES, value_text
from checker.wording.results import is_higher_better

#: Results that pull a figure down come first.
_WORST_FIRST = (Status.MISSED, Status.BEHIND, Status.UNDETERMINED, Status.ON_TRACK, Status.MET, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class Entry:
    """A result with its chart; `name` is the department, empty for the main result of the indicator."""

    name: Text
    figures: Figures
    chart: Markup


@dataclass(frozen=True)
class PartEntry:
    """The result of a part of the rows: of a group or unit of departments, or of one value of a column.

    Attributes:
        depth: how many units are above it.
        size: how many departments are counted, or how many rows.
    """

    name: Text
    depth: int
    size: str
    figures: Figures
    chart: Markup


@dataclass(frozen=True)
class Step:
    """One point of a trend, in words."""

    day: str
    value: Text
    expected: Text


@dataclass(frozen=True)
class PastStep:
    """The main result in one period, in words."""

    period: str
    kind: str
    mark: str
    status: Text
    value: Text


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Attributes:
        number: the number from 1, as in the heat map.
        main: the result of the district, or of the only department; None if there is none.
        trend, steps: the trend as a chart and as a table; empty unless it was requested.
        history, past: the same over the recorded periods; empty without a ledger.
        funnel, beside: the departments' rates beside the district's, as a picture and in words; empty if there is none.
        departments: the departments' results, worst first; empty for a single workbook.
        strata: the main result by the values of a column, if the indicator judges these.
        groups: the results of groups and of the units above departments, each unit below the one that it belongs to.
        spread: how many departments have each status.
    """

    number: int
    id: str
    name: Text
    clause: str
    main: Entry | None
    trend: Markup
    steps: tuple[Step, ...]
    history: Markup
    past: tuple[PastStep, ...]
    funnel: Markup
    beside: tuple[Text, ...]
    strata: tuple[PartEntry, ...]
    groups: tuple[PartEntry, ...]
    departments: tuple[Entry, ...]
    spread: tuple[Count, ...]
    flags: int


def make_indicators(view: View, figures: AllFigures) -> tuple[Indicator, ...]:
    """Makes every indicator that has a result, in the pack's order."""
    groups = _groups(view)
    indicators = (_indicator(view, label, figures, groups.get(label.id, ())) for label in view.indicators)
    return tuple(each for each in indicators if each.main or each.departments)


def _indicator(
    view: View, label: IndicatorLabel, figures: AllFigures, groups: Sequence[tuple[Subtotal, Result]]
) -> Indicator:
    owner = 0 if view.alone else len(view.report.departments)
    result = view.main_results.get(label.id)
    results = [] if view.alone else _department_results(view, label)
    shown = next((each for each in view.report.funnels if each.indicator == label.id), None)
    return Indicator(
        number=view.numbers[label.id] + 1,
        id=label.id,
        name=view.text(label.name),
        clause=view.quote(label.clause),
        main=None if result is None else _entry(EMPTY, result, figures[owner, label.id]),
        trend=Markup("") if result is None else trend(result, label.unit),
        steps=tuple(
            Step(point.day.isoformat(), _value(point.value, label.unit), _value(point.expected, label.unit))
            for point in (result.trend if result else ())
        ),
        history=Markup("") if result is None else _draw_history(view, result, label.unit),
        past=() if result is None else tuple(_past_steps(view, result, label.unit)),
        funnel=Markup("") if shown is None else funnel(shown),
        beside=() if shown is None else tuple(view.text(each) for each in describe_funnel(shown)),
        strata=() if result is None else tuple(_strata(view, result)),
        groups=tuple(
            _part_entry(view, view.text(each.name), each.depth, f"{each.counted:,}/{each.departments:,}", one)
            for each, one in groups
        ),
        departments=tuple(
            _entry(view.text(department.name), each, figures[number, label.id]) for number, department, each in results
        ),
        spread=present(status_counts(each for _, _, each in results)),
        flags=view.flags_on[label.id],
    )


def _strata(view: View, result: Result) -> Iterator[PartEntry]:
    for each in result.strata:  # what they need is said of the indicator as a whole
        entry = _part_entry(view, view.text(each.label), 0, f"{each.rows:,}", each.result)
        yield replace(entry, figures=replace(entry.figures, needed=EMPTY))


def _groups(view: View) -> dict[str, list[tuple[Subtotal, Result]]]:
    """Returns the results of groups and units by their indicators."""
    found: dict[str, list[tuple[Subtotal, Result]]] = defaultdict(list)
    for subtotal in view.report.subtotals:
        for result in subtotal.results:
            found[result.indicator].append((subtotal, result))
    return found


def _part_entry(view: View, name: Text, depth: int, size: str, result: Result) -> PartEntry:
    return PartEntry(name, depth, size, make_figures(view, result, None), bullet(result, None))


def _standings(view: View, result: Result) -> list[tuple[str, date, Standing]]:
    """The main result in the recorded periods that have one, and now; empty if it is in no earlier period."""
    code = "" if view.alone is None else view.alone.code
    found = [
        (past.period, past.as_of, standing)
        for past in view.report.past
        if past.as_of is not None and (standing := past.standings.get((code, result.indicator))) is not None
    ]
    now = (view.report.period, view.report.as_of, Standing(result.status, result.value))
    return [*found, now] if found else []


def _draw_history(view: View, result: Result, unit: Text) -> Markup:
    points = tuple(Point(day, standing.value, None) for _, day, standing in _standings(view, result))
    return trend(replace(result, trend=points), unit)


def _past_steps(view: View, result: Result, unit: Text) -> Iterator[PastStep]:
    for period, _, standing in _standings(view, result):
        status = standing.status
        yield PastStep(period, f"s-{status.value}", MARKS[status], STATUSES[status], _value(standing.value, unit))


def _department_results(view: View, label: IndicatorLabel) -> list[tuple[int, Department, Result]]:
    """Returns the results of an indicator with their departments, worst first."""
    results = (
        (number, department, result)
        for number, department in view.judged
        for result in department.results
        if result.indicator == label.id
    )

    def badness(result: Result) -> tuple[int, Fraction]:
        value, target = result.value or Fraction(0), result.target
        if isinstance(target, Between):
            return _WORST_FIRST.index(result.status), -target.distance(value)
        return _WORST_FIRST.index(result.status), value if is_higher_better(target) else -value

    return sorted(results, key=lambda each: badness(each[2]))


def _entry(name: Text, result: Result, figures: Figures) -> Entry:
    return Entry(name, figures, bullet(result, figures.earlier))


def _value(value: Fraction | None, unit: Text) -> Text:
    return Text("-", "-") if value is None else both(lambda language: value_text(value, unit, language))
