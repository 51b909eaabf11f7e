"""Measures and judges one indicator over one submission, and traces it month by month."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.definitions.indicators import Indicator
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.engine.strata import measure_strata
from checker.engine.to_date import join_earlier, recorded_part, tell_earlier, windows_recorded
from checker.measures.index import Index
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.scope import Roster, Scope
from checker.model import Measured, Point, Result
from checker.model.records import RecordedFigure, RecordedFigures
from checker.model.workbook import Submission
from checker.periods import Window
from checker.scoring import status as judge
from checker.scoring.composed import Composing, compose
from checker.scoring.needed import needed_for
from checker.scoring.strata import judge_all
from checker.scoring.trend import days_of, trend_of, without_rows
from checker.text.normalize import word_form

#: The measures of the earlier window that earlier runs recorded, by (department, indicator).
History = Mapping[tuple[str, str], Measured]
_NOTHING: Mapping[str, Result] = {}


def judge_indicator(
    indicator: Indicator,
    submission: Submission,
    entry: RosterEntry,
    task: Task,
    history: History,
    judged: Mapping[str, Result] = _NOTHING,
) -> Result:
    """Measures and judges one indicator, and says what it needs; `judged` are results that an index may take."""
    window = indicator.window(task.period, task.pack.plan)
    measured = measure(indicator, submission, entry, task, history, judged)
    result = judge_all(indicator, measured, window, task.as_of)
    result = tell_earlier(indicator, result, history.get((entry.code, indicator.id)), task)
    basis = Basis(window, task.as_of, task.pack.tables, submission, _roster(indicator, task))
    return replace(result, needed=needed_for(indicator, result, basis))


def measure(
    indicator: Indicator,
    submission: Submission,
    entry: RosterEntry,
    task: Task,
    history: History,
    judged: Mapping[str, Result] = _NOTHING,
) -> Measured:
    """Measures one indicator over one submission, on the as-of date of the task; nothing if it doesn't bind yet."""
    window = indicator.window(task.period, task.pack.plan)
    if (unbound := indicator.why_not_bound(window, task.as_of)) is not None:
        return Measured(indicator.asked.shape, reason=unbound)
    if indicator.lacks is not None:
        return Measured(indicator.asked.shape, reason=indicator.lacks.reason)
    scope = scope_of(indicator, submission, entry, task, history)
    if isinstance(indicator.asked, Index):

        def own(id: str) -> Indicator:
            return task.own(id, entry.code)

        results = {
            part.id: judged.get(part.id) or judge_indicator(part, submission, entry, task, history, judged)
            for part in (task.own(each.indicator, entry.code) for each in indicator.asked.of)
            if part.id in judged or entry.code in task.pack.judged(part)
        }
        given = Composing(indicator.asked, results, own, task.pack.header, task.pack.tables)
        scope = replace(scope, parts=compose(given))
    measured = indicator.asked.measure(scope)
    part = recorded_part(indicator, task)
    if part is None or entry.since is None or entry.since <= part.end:  # else it wasn't on the roster then
        measured = join_earlier(indicator, measured, scope.earlier, task)
    if indicator.by is None or measured.reason is not None:
        return measured
    return replace(measured, strata=measure_strata(indicator.by, indicator.asked, scope))


def scope_of(indicator: Indicator, submission: Submission, entry: RosterEntry, task: Task, history: History) -> Scope:
    """Gives what an indicator is computed from."""
    window = indicator.window(task.period, task.pack.plan)
    first = indicator.window_of_rows(task.period, task.pack.plan).start
    return Scope(
        submission=submission,
        tables=task.pack.tables,
        department=(entry.code, entry.name.text),
        window=indicator.window_of_rows(task.period, task.pack.plan),
        binds_from=indicator.binds_from,
        as_of=task.as_of,
        roster=_roster(indicator, task),
        pace=judge.pace_share(indicator, window, task.as_of),
        even=indicator.pace == "even",
        earlier=history.get((entry.code, indicator.id)),
        previous=earlier_window(indicator, window, task),
        asked_from=min(first, submission.complete_from or first),
        begins=task.pack.plan.start,
    )


def measure_months(
    indicator: Indicator, last: Measured, submission: Submission, entry: RosterEntry, task: Task
) -> tuple[Measured, ...]:
    """Measures an indicator on each day of its trend, without rows; empty if the day makes no difference.

    Args:
        indicator: what is measured.
        last: the measure on the as-of date, the last of these days.
        submission: the rows, the same for every day.
        entry: the department.
        task: the as-of date and the window.
    """
    window = indicator.window(task.period, task.pack.plan)
    bound = indicator.lacks is None and indicator.why_not_bound(window, task.as_of) is None
    moves = bound and indicator.earlier_periods == "rows" and indicator.asked.depends_on_day()
    days = days_of(window, task.as_of) if moves else ()
    if not days:
        return ()
    tasks = [replace(task, as_of=day) for day in days[:-1]]
    unbound = [
        Measured(indicator.asked.shape, reason=why)
        for each in tasks
        if (why := indicator.why_not_bound(window, each.as_of))
    ]
    if isinstance(indicator.asked, Index):
        found = [measure(indicator, submission, entry, each, {}) for each in tasks]
        return (*map(without_rows, found), without_rows(last))
    # One after the other, so only the rows and members of one day are in memory at a time.
    scopes = [scope_of(indicator, submission, entry, each, {}) for each in tasks[len(unbound) :]]
    return (*unbound, *map(without_rows, indicator.asked.over_days(scopes)), without_rows(last))


def indicator_trend(indicator: Indicator, monthly: Sequence[Measured], task: Task) -> tuple[Point, ...]:
    """Makes the points of a trend from what was measured month by month."""
    if not monthly:
        return ()
    window = indicator.window(task.period, task.pack.plan)
    return trend_of(indicator, window, tuple(zip(days_of(window, task.as_of), monthly, strict=True)))


def _roster(indicator: Indicator, task: Task) -> Roster:
    """Gives the departments that rows may name, if the indicator counts departments."""
    assessed = indicator.asked.assessed
    if assessed is None:
        return Roster()
    chosen, entries = task.pack.chosen(assessed), task.pack.on_roster(task.period)
    former = [(word_form(name), entry.code) for entry in entries for old in entry.formerly for name in old.name.all]
    counted = Counter(form for form, _ in former)
    codes = {form: code for form, code in former if counted[form] == 1}  # one that was split names nobody
    codes |= {word_form(name): entry.code for entry in entries for name in (entry.code, *entry.name.all)}
    return Roster(tuple((entry.code, entry.name.text) for entry in entries if entry.code in chosen), codes)


def earlier_window(indicator: Indicator, window: Window, task: Task) -> Window | None:
    """Gives the window that a change is compared with; None for other measures."""
    return indicator.asked.compared_window(window, task.as_of)


def recorded_figures(results: Sequence[Result], task: Task) -> Iterator[RecordedFigure]:
    """Yields the figures that changes compare and years to date go on from, with the days that each covers."""
    for result in results:
        window = task.pack.indicators[result.indicator].window(task.period, task.pack.plan)
        continues = task.pack.indicators[result.indicator].earlier_periods == "history"
        asked = task.pack.indicators[result.indicator].asked
        figure = result.measured if continues else asked.recorded(result.measured)
        if figure is not None:
            yield RecordedFigure(result.indicator, window.start, min(window.end, task.as_of), without_rows(figure))


def choose_history(figures: Callable[[str], RecordedFigures], task: Task) -> dict[tuple[str, str], Measured]:
    """Chooses the recorded figures of exactly the windows with which the indicators of a task compare."""
    windows = {id: (earlier.start, earlier.end) for id, earlier in windows_recorded(task)}
    recorded = figures(task.pack.header.id) if windows else {}
    return {
        (department, id): measured
        for (department, id, start, end), measured in recorded.items()
        if windows.get(id) == (start, end)
    }
