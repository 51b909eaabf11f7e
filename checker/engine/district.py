"""Judges the district by each indicator, from the departments' counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from checker.definitions.indexes import parts_first
from checker.definitions.indicators import Indicator
from checker.definitions.roster import RosterEntry
from checker.definitions.task import Task
from checker.definitions.variants import DISTRICT
from checker.engine.for_each import judge_for_each, results_of
from checker.engine.indicator import indicator_trend
from checker.engine.strata import pool_strata
from checker.frozen import dataclass
from checker.measures.change.lacking import say_lacking
from checker.measures.index import Index
from checker.measures.toolkit.basis import Basis
from checker.model import Department, Measured, Result
from checker.model.composed import IndexPart
from checker.scoring import score
from checker.scoring import status as judge
from checker.scoring.composed import Composing, compose
from checker.scoring.joint_rows import RowOf
from checker.scoring.needed import needed_for
from checker.scoring.strata import judge_all
from checker.scoring.trend import days_of
from checker.text.bilingual import Text

Monthly = Mapping[str, tuple[Measured, ...]]


@dataclass(frozen=True)
class _Pooled:
    """What the departments' counts come to together.

    Attributes:
        parts: the departments with their measures.
        uncounted: the names of those that are not in it yet.
        months: the same month by month, if there is a trend.
    """

    measured: Measured
    parts: tuple[tuple[Text, Measured], ...] = ()
    uncounted: tuple[Text, ...] = ()
    months: tuple[Measured, ...] = ()


@dataclass(frozen=True)
class _District:
    """What has been pooled and judged so far, by indicator."""

    task: Task
    own: Callable[[str], Indicator]
    pooled: dict[str, _Pooled] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)

    def compose(self, index: Index) -> tuple[IndexPart, ...]:
        """Takes the parts of an index from results of the district."""
        return self._composed(index, self.results, self._undecided)

    def compose_on(self, day: date, index: Index) -> tuple[IndexPart, ...]:
        """The same of an earlier day, of which nobody knows the undecided rows."""
        names = [part.indicator for part in index.of]
        return self._composed(index, _results_on(day, names, self), lambda _: frozenset())

    def _composed(
        self, index: Index, results: Mapping[str, Result], undecided: Callable[[str], frozenset[RowOf]]
    ) -> tuple[IndexPart, ...]:
        pack = self.task.pack
        return compose(Composing(index, results, self.own, pack.header, pack.tables, undecided))

    def _undecided(self, indicator: str) -> frozenset[RowOf]:
        """The undecided rows of every department."""
        parts = self.pooled[indicator].parts
        return frozenset((name.en, row) for name, measured in parts for row in measured.unknown_rows.numbers)


def judge_district(
    indicators: Mapping[str, Indicator],
    departments: Mapping[str, Department],
    monthly: Mapping[str, Monthly],
    task: Task,
) -> dict[str, Result]:
    """Judges the district by indicators, from the departments' counts; an index from the results of its parts."""

    def own(id: str) -> Indicator:
        return task.own(id, DISTRICT)

    return judge_together(indicators, task.pack.on_roster(task.period), departments, monthly, own, task)


def judge_together(
    indicators: Mapping[str, Indicator],
    entries: Sequence[RosterEntry],
    departments: Mapping[str, Department],
    monthly: Mapping[str, Monthly],
    own: Callable[[str], Indicator],
    task: Task,
) -> dict[str, Result]:
    """Judges departments together by indicators, from their counts.

    Args:
        indicators: by id.
        entries: the departments that belong together.
        departments: those that have results, by code.
        monthly: what they measured month by month, by code and indicator.
        own: gives an indicator with the target that binds them together.
        task: the period and the as-of date.
    """
    found = _District(task, own)
    for indicator in (own(each.id) for each in parts_first(indicators)):
        if isinstance(indicator.asked, Index):
            pooled = _pool_parts(indicator, indicator.asked, found)
        else:
            pooled = _pool(indicator, entries, departments, monthly, task)
        found.pooled[indicator.id] = pooled
        result = _judge(indicator, pooled, task)
        if indicator.for_each == "department" and indicator.level == "department":
            result = judge_for_each(result, results_of(indicator.id, entries, departments), pooled.uncounted)
        found.results[indicator.id] = result
    return {name: found.results[name] for name in indicators}


def _judge(indicator: Indicator, pooled: _Pooled, task: Task) -> Result:
    window = indicator.window(task.period, task.pack.plan)
    uncounted = pooled.uncounted
    result = judge_all(indicator, pooled.measured, window, task.as_of, uncounted)
    # What is still missing may need less or more, so nothing definite can be said.
    basis = Basis(window, task.as_of, task.pack.tables)
    needed = None if uncounted else needed_for(indicator, result, basis)
    result = replace(result, reason=say_lacking(pooled.parts, result.reason if uncounted else None) or result.reason)
    result = replace(result, needed=needed, trend=indicator_trend(indicator, pooled.months, task))
    return score.add_attainment(indicator, result, task.pack.header)


def _pool(
    indicator: Indicator,
    entries: Sequence[RosterEntry],
    departments: Mapping[str, Department],
    monthly: Mapping[str, Monthly],
    task: Task,
) -> _Pooled:
    """Adds up what the departments measured."""
    judged = task.pack.judged(indicator)
    due = [entry for entry in entries if entry.code in judged and not _is_excused(task.own(indicator.id, entry.code))]
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
    names = [name for name, _ in parts]
    by_month = [
        _add_up(indicator, [each for each in zip(names, month, strict=True) if _is_countable(each[1])])
        for month in zip(*months, strict=True)
    ]
    together = _add_up(indicator, parts)
    if indicator.by is not None and together.reason is None:
        together = replace(together, strata=pool_strata(indicator.asked, [measured for _, measured in parts]))
    return _Pooled(together, tuple(parts), tuple(uncounted), tuple(by_month))


def _pool_parts(indicator: Indicator, index: Index, found: _District) -> _Pooled:
    """Composes an index of the district's results of its parts, today and month by month."""
    task = found.task
    names = [part.indicator for part in index.of]
    waiting = {name.en: name for each in names for name in found.pooled[each].uncounted}
    measured = index.combine_parts(found.compose(index))
    days = days_of(indicator.window(task.period, task.pack.plan), task.as_of)
    months: list[Measured] = []
    if days and any(found.pooled[each].months for each in names):
        months = [index.combine_parts(found.compose_on(day, index)) for day in days[:-1]]
        months.append(measured)
    return _Pooled(measured, uncounted=tuple(waiting.values()), months=tuple(months))


def _results_on(day: date, names: Sequence[str], found: _District) -> dict[str, Result]:
    """Judges parts on an earlier day, from what was measured up to it; one whose value no day changes as it is."""
    results = {}
    for name in names:
        indicator, pooled = found.own(name), found.pooled[name]
        window = indicator.window(found.task.period, found.task.pack.plan)
        by_day = dict(zip(days_of(window, found.task.as_of), pooled.months, strict=False))
        measured = by_day.get(day, pooled.measured)
        results[name] = judge.judge(indicator, measured, window, day)
    return results


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
        return Measured("share", reason=reason, silent=True)
    measures = [measured for _, measured in parts]
    apart = indicator.asked.why_not_pooled(parts)
    return indicator.asked.combine(measures) if apart is None else Measured(measures[0].shape, reason=apart)
