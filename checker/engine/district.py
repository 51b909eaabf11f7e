"""Judges the district by each indicator, from the departments' counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.definitions.indicators import Indicator
from checker.definitions.task import Task
from checker.engine.indicator import indicator_trend
from checker.measures.change.lacking import say_lacking
from checker.measures.toolkit.basis import Basis
from checker.model import Department, Measured, Result
from checker.scoring import score
from checker.scoring import status as judge
from checker.scoring.needed import needed_for
from checker.text.bilingual import Text

Monthly = Mapping[str, tuple[Measured, ...]]


def judge_sum(
    indicator: Indicator, departments: Mapping[str, Department], monthly: Mapping[str, Monthly], task: Task
) -> Result:
    """Judges the district by one indicator, from the departments' counts."""
    judged = task.pack.judged(indicator)
    due = [
        entry
        for entry in task.pack.on_roster(task.period)
        if entry.code in judged and not _is_excused(task.own(indicator.id, entry.code))
    ]
    parts: list[tuple[Text, Measured]] = []
    months: list[tuple[Measured, ...]] = []
    uncounted: list[Text] = []
    for entry in due:
        found = departments.get(entry.code)
        measured = next((r.measured for r in found.results if r.indicator == indicator.id), None) if found else None
        if measured is not None and _is_countable(measured):
            parts.append((entry.name.text, measured))
            months.append(monthly.get(entry.code, {}).get(indicator.id, ()))
        elif entry.submits:
            uncounted.append(entry.name.text)
    window = indicator.window(task.period, task.pack.plan)
    result = judge.judge(indicator, _add_up(indicator, parts), window, task.as_of, uncounted=uncounted)
    # What is still missing may need less or more, so nothing definite can be said.
    basis = Basis(window, task.as_of, task.pack.tables)
    needed = None if uncounted else needed_for(indicator, result, basis)
    result = replace(result, reason=say_lacking(parts, result.reason if uncounted else None) or result.reason)
    names = [name for name, _ in parts]
    by_month = [
        _add_up(indicator, [each for each in zip(names, month, strict=True) if _is_countable(each[1])])
        for month in zip(*months, strict=True)
    ]
    result = replace(result, needed=needed, trend=indicator_trend(indicator, by_month, task))
    return score.add_attainment(indicator, result, task.pack.header)


def _is_excused(own: Indicator) -> bool:
    """Whether an indicator doesn't apply to a department, which has no value of one of its parameters."""
    return own.lacks is not None and own.lacks.status == "not_applicable"


def _is_countable(measured: Measured) -> bool:
    """Whether it can be added up: it was measured, or it is a change with both sides measured."""
    return measured.reason is None or len(measured.parts) == 2


def _add_up(indicator: Indicator, parts: Sequence[tuple[Text, Measured]]) -> Measured:
    """Combines the measures of departments, given with their names."""
    reason = Text(zh="尚无可统计的报送", en="no submission can be counted yet")
    if not parts:
        return Measured("share", reason=reason)
    measures = [measured for _, measured in parts]
    apart = indicator.asked.why_not_pooled(parts)
    return indicator.asked.combine(measures) if apart is None else Measured(measures[0].shape, reason=apart)
