"""The ranking: departments by score, with counts of their results and flags."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from checker.model import Department, Status
from checker.reporters.aggregates import change_text, own_flags, rank_key, score_change
from checker.reporters.html.charts import level
from checker.reporters.html.overview import Count, severity_counts, status_counts
from checker.reporters.html.view import SUBMITTED, View
from checker.text.bilingual import Text
from checker.wording.labels import STATES, STATUSES, score_shown, score_text


@dataclass(frozen=True)
class RankingRow:
    """One row of the table.

    Attributes:
        rank: the rank among departments with a score, shared by equal scores; None without a score.
        score: the score to two decimals, "-" if there is none; `points` is the number, `bar` the picture.
        change: the change since the previous period, with its sign; empty if unknown.
        direction: "up", "down" or "same"; empty if unknown.
    """

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
        statuses: the statuses that occur. They head the columns that count indicators.
        compared: whether any department has an earlier score.
    """

    rows: tuple[RankingRow, ...]
    statuses: tuple[Status, ...]
    compared: bool


def make_ranking(view: View) -> Ranking:
    """Ranks the departments that submitted, best score first."""
    numbered = [pair for pair in enumerate(view.report.departments) if pair[1].state in SUBMITTED]
    ranked = sorted(numbered, key=lambda pair: rank_key(pair[1]))
    occurring = {result.status for _, department in ranked for result in department.results}
    statuses = tuple(status for status in STATUSES if status in occurring)
    scores = [department.score for _, department in ranked]
    rows = tuple(_row(view, number, department, scores, statuses) for number, department in ranked)
    return Ranking(rows, statuses, any(row.change for row in rows))


def _row(
    view: View, number: int, department: Department, scores: Sequence[Fraction | None], statuses: Sequence[Status]
) -> RankingRow:
    points = None if department.score is None else score_shown(department.score)
    change = score_change(view.report, department)
    counts = status_counts(department.results)
    return RankingRow(
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
        statuses=tuple(count for status, count in zip(STATUSES, counts, strict=True) if status in statuses),
        severities=severity_counts(own_flags(department)),
    )
