"""Joins a year to date whose sheets have the rows of the reporting period only: what came before was recorded."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from checker.definitions.indicators import Indicator
from checker.definitions.task import Task
from checker.model import Measured, Previous, Result
from checker.model.records import RecordedFigures
from checker.periods import Window
from checker.text.bilingual import Text


def recorded_part(indicator: Indicator, task: Task) -> Window | None:
    """The part of an indicator's window whose figure must have been recorded; None if there is none."""
    window, own = (of(task.period, task.pack.plan) for of in (indicator.window, indicator.window_of_rows))
    return None if own.start == window.start else replace(window, end=own.start - timedelta(days=1))


def join_earlier(indicator: Indicator, measured: Measured, earlier: Measured | None, task: Task) -> Measured:
    """Adds what was recorded of the year so far to the measure of the reporting period, whose rows it keeps.

    Without that, there is no value; the reason names the days that are missing, or what the earlier run lacked itself.
    """
    lacking = recorded_part(indicator, task)
    if lacking is None or measured.reason is not None:
        return measured
    reason = _not_recorded(lacking) if earlier is None else earlier.reason
    if earlier is None or reason is not None:
        bare = measured.parts or measured.spread is not None
        return Measured(measured.shape, reason=reason) if bare else replace(measured, reason=reason)
    joined = indicator.asked.combine((measured, earlier))
    return replace(
        joined,
        numerator_rows=measured.numerator_rows,
        failure_rows=measured.failure_rows,
        excluded_rows=measured.excluded_rows,
        unknown_rows=measured.unknown_rows,
        idle_rows=measured.idle_rows,
        pending_rows=measured.pending_rows,
        notes=measured.notes,
    )


def tell_earlier(indicator: Indicator, result: Result, earlier: Measured | None, task: Task) -> Result:
    """Says in a result what part of it is from earlier runs, unless it already has a reason."""
    days = recorded_part(indicator, task)
    if days is None or earlier is None or result.value is None or result.reason is not None:
        return result
    value = indicator.asked.bounds(earlier).value
    said = Text("未定", "undecided") if value is None else indicator.value_text(value)
    told = days.days
    reason = Text(
        zh=f"其中{told.zh}的数（{said.zh}）取自以前的检查",
        en=f"the figure for {told.en} ({said.en}) is from earlier runs",
    )
    return replace(result, reason=reason)


def with_previous(
    figures: Callable[[str], RecordedFigures], previous: Previous | None
) -> Callable[[str], RecordedFigures]:
    """Adds to the figures of a ledger those that only the report to compare with has."""
    if previous is None or not previous.figures:
        return figures
    known = previous.figures
    return lambda pack: {**known, **figures(pack)}


def windows_recorded(task: Task) -> Iterator[tuple[str, Window]]:
    """Yields the window of each indicator whose recorded figure is needed."""
    for indicator in task.pack.indicators.values():
        window = indicator.window(task.period, task.pack.plan)
        earlier = recorded_part(indicator, task) or indicator.asked.recorded_window(window, task.as_of)
        if earlier is not None:
            yield indicator.id, earlier


def _not_recorded(days: Window) -> Text:
    told = days.days
    return Text(
        zh=f"缺少{told.zh}的数：请用 --previous 给出当时的 report.json，或使用记有该期的台账（--ledger）",
        en=f"the figure for {told.en} is missing: give the report.json of that time (--previous), or a ledger that has "
        "it (--ledger)",
    )
