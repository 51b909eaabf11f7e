"""Scores departments a second time, without the rows that auditors dismissed or waived."""

from collections.abc import Collection
from dataclasses import replace

from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.definitions.task import Task
from checker.flags.against import wants_numerator
from checker.model import Counts, Department, Measured, Report, Result
from checker.periods import parse_period
from checker.scoring import score
from checker.scoring.settled import settle
from checker.scoring.strata import judge_all


def add_settled_scores(report: Report, pack: Pack) -> Report:
    """Adds the second score to each department that has dismissed or waived rows behind its results.

    A settled row leaves the numbers as an excluded one does: it neither fails nor passes. Only rows that count against
    the target can be settled; a change, a ratio or a reported figure has no such rows and stays as it is.
    """
    return replace(report, departments=tuple(_add(each, report, pack) for each in report.departments))


def _add(department: Department, report: Report, pack: Pack) -> Department:
    rows: dict[str, set[int]] = {}
    for flag in department.flags:
        if flag.tracked is not None and flag.tracked.settled and flag.indicator and flag.place.row:
            rows.setdefault(flag.indicator, set()).add(flag.place.row)
    settled = {result.indicator: settle_rows(result, rows.get(result.indicator, ())) for result in department.results}
    left_out = sum(number for _, number in settled.values())
    if not left_out:
        return department
    period = parse_period(report.period, pack.header.year_month)
    task = Task(pack, period, report.as_of)
    earned = [
        score.add_attainment(
            indicator,
            judge_all(indicator, settled[name][0], indicator.window(period, pack.plan), report.as_of),
            pack.header,
        )
        if settled[name][1]
        else result
        for name, indicator, result in _results(department, task)
    ]
    standing = settle(earned, lambda id: task.own(id, department.code), pack.header)
    return replace(department, settled=left_out, score_settled=standing.score)


def _results(department: Department, task: Task) -> list[tuple[str, Indicator, Result]]:
    own = ((each.indicator, task.own(each.indicator, department.code), each) for each in department.results)
    return [each for each in own if each[1].level == "department"]


def settle_rows(result: Result, rows: Collection[int]) -> tuple[Measured, int]:
    """Leaves out the settled rows that count against the target; returns the measure, and how many they are."""
    measured = result.measured
    if not rows or measured.shape != "share":
        return measured, 0
    guilty = "passed" if wants_numerator(result) is False else "failed"
    if measured.members:
        number = sum(each.place == guilty and each.row in rows for each in measured.members)
        paced = sum(each.paced_place == guilty and each.row in rows for each in measured.members)
    else:
        against = measured.failure_rows if guilty == "failed" else measured.numerator_rows
        number = min(len(set(rows) & set(against.numbers)), getattr(measured.counts, guilty))
        paced = number
    return (
        replace(
            measured,
            counts=_move(measured.counts, guilty, number),
            paced=None if measured.paced is None else _move(measured.paced, guilty, paced),
            settled=max(0, measured.settled - number) if guilty == "failed" else measured.settled,
        ),
        number,
    )


def _move(counts: Counts, guilty: str, number: int) -> Counts:
    return replace(counts, **{guilty: getattr(counts, guilty) - number, "excluded": counts.excluded + number})
