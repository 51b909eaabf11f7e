"""The departments by score: the table that tells who stands where."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from checker.model import Department, Status
from checker.reporters.html.charts import level
from checker.reporters.html.overview import Count, severity_counts, status_counts
from checker.reporters.html.view import SUBMITTED, View
from checker.reporters.order import by_score, change_text, own_flags, score_change
from checker.text.bilingual import Text
from checker.wording.labels import STATES, STATUSES, score_shown, score_text


@dataclass(frozen=True)
class Standing:
    """One line of the table.

    Attributes:
        number: of the department in the report.
        rank: among those with a score; equal scores share one. None without a score.
        score: cut to two decimals, "-" without one; `points` is the same as a number, `bar` as a picture.
        change: since the previous period, with its sign; empty where there is nothing to compare.
        direction: where it went: "up", "down", "same", or empty.
    """

    number: int
    id: str
    name: Text
    state: Text
    kind: str
    rank: int | None
    score: str
    points: Fraction | None
    bar: Markup
    grade: Text
    change: str
    direction: str
    statuses: tuple[Count, ...]
    severities: tuple[Count, ...]


@dataclass(frozen=True)
class Ranking:
    """The table.

    Attributes:
        statuses: the heads of the columns that count indicators: only statuses that occur.
        compared: whether any department has an earlier score.
    """

    standings: tuple[Standing, ...]
    statuses: tuple[Status, ...]
    compared: bool


def ranking(view: View) -> Ranking:
    """The departments that submitted, the best score first."""
    numbered = [pair for pair in enumerate(view.report.departments) if pair[1].state in SUBMITTED]
    ranked = sorted(numbered, key=lambda pair: by_score(pair[1]))
    occurring = {result.status for _, department in ranked for result in department.results}
    statuses = tuple(status for status in STATUSES if status in occurring)
    scores = [department.score for _, department in ranked]
    standings = tuple(_standing(view, number, department, scores, statuses) for number, department in ranked)
    return Ranking(standings, statuses, any(standing.change for standing in standings))


def _standing(
    view: View, number: int, department: Department, scores: list[Fraction | None], statuses: tuple[Status, ...]
) -> Standing:
    points = None if department.score is None else score_shown(department.score)
    change = score_change(view.report, department)
    counted = status_counts([result.status for result in department.results])
    return Standing(
        number=number,
        id=view.department_ids[number],
        name=view.text(department.name),
        state=STATES[department.state],
        kind=f"d-{department.state.value}",
        rank=None if department.score is None else scores.index(department.score) + 1,
        score=score_text(department.score),
        points=points,
        bar=Markup("") if points is None else level(points),
        grade=view.text(department.grade) if department.grade else Text("–", "–"),
        change="" if change is None else change_text(change),
        direction="" if change is None else "up" if change > 0 else "down" if change < 0 else "same",
        statuses=tuple(count for status, count in zip(STATUSES, counted, strict=True) if status in statuses),
        severities=severity_counts([flag.severity for flag in own_flags(department)]),
    )
