"""The tables of departments: the ranking by score, the heat map of indicators, and the workbooks with their rows."""

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from checker.frozen import dataclass
from checker.model import Department, Status
from checker.reporters.aggregates import (
    change_text,
    count_rows,
    judged_text,
    own_flags,
    place_text,
    rank_key,
    rank_range,
    score_change,
)
from checker.reporters.html.charts import level
from checker.reporters.html.figures import EMPTY, AllFigures, Figures
from checker.reporters.html.overview import Count, severity_counts, status_counts
from checker.reporters.html.view import SUBMITTED, View
from checker.text.bilingual import Text
from checker.wording.labels import STATES, STATUSES, score_shown, score_text

#: Up to this many indicators, values fit beside the marks.
ROOMY = 9
#: Rows read, judged, refused, duplicate and skipped.
Rows = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class RankingRow:
    """One row of the table.

    Attributes:
        rank: the rank, shared by equal scores; None without a score, or with little behind it. `place` shows it.
        group: the departments among which it is ranked; empty if all are ranked together.
        judged: how many of its indicators the score rests on, e.g. "2/7".
        ranks: the ranks that are possible if chance is allowed for; empty if there is one.
        score: the score to two decimals, "-" if there is none; `points` is the number, `bar` the picture.
        change: the change since the previous period, with its sign; empty if unknown.
        direction: "up", "down" or "same"; empty if unknown.
    """

    id: str
    name: Text
    state: Text
    kind: str
    rank: int | None
    place: Text
    group: Text
    judged: str
    ranks: str
    score: str
    points: Fraction | None
    bar: Markup
    grade: Text
    adjusted: tuple[Text, ...]
    change: str
    direction: str
    statuses: tuple[Count, ...]
    severities: tuple[Count, ...]


@dataclass(frozen=True)
class Ranking:
    """The table, the statuses that occur, and whether any department has an earlier score."""

    rows: tuple[RankingRow, ...]
    statuses: tuple[Status, ...]
    compared: bool


def make_ranking(view: View) -> Ranking:
    """Ranks the departments that submitted, best score first."""
    numbered = [pair for pair in enumerate(view.report.departments[: view.placed]) if pair[1].state in SUBMITTED]
    ranked = sorted(numbered, key=lambda pair: rank_key(pair[1]))
    occurring = {result.status for _, department in ranked for result in department.results}
    statuses = tuple(status for status in STATUSES if status in occurring)
    rows = tuple(_ranking_row(view, number, department, statuses) for number, department in ranked)
    return Ranking(rows, statuses, any(row.change for row in rows))


def _ranking_row(view: View, number: int, department: Department, statuses: Sequence[Status]) -> RankingRow:
    points = None if department.score is None else score_shown(department.score)
    change = score_change(view.report, department)
    counts = status_counts(department.results)
    return RankingRow(
        id=view.department_ids[number],
        name=view.text(department.name),
        state=STATES[department.state],
        kind=f"d-{department.state.value}",
        rank=None if department.rank is None else department.rank.place,
        place=place_text(department.rank),
        group=EMPTY if department.group is None else view.text(department.group),
        judged=judged_text(department),
        ranks=rank_range(department.rank),
        score=score_text(department.score),
        points=points,
        bar=Markup("") if points is None else level(points),
        grade=view.text(department.grade) if department.grade else Text("–", "–"),
        adjusted=tuple(map(view.text, department.remarks)),
        change="" if change is None else change_text(change),
        direction="" if change is None else "up" if change > 0 else "down" if change < 0 else "same",
        statuses=tuple(count for status, count in zip(STATUSES, counts, strict=True) if status in statuses),
        severities=severity_counts(own_flags(department)),
    )


@dataclass(frozen=True)
class HeatRow:
    """One department; None where an indicator does not apply to it."""

    id: str
    name: Text
    cells: tuple[Figures | None, ...]


@dataclass(frozen=True)
class HeatMap:
    """The heat map: the number (from 1) and name of each indicator that has a result, and a row per department."""

    columns: tuple[tuple[int, Text], ...]
    rows: tuple[HeatRow, ...]
    roomy: bool


def make_heat_map(view: View, figures: AllFigures) -> HeatMap:
    """Makes the heat map of the departments with results, best score first."""
    judged = {number for number, _ in view.judged}
    used = {indicator for number, indicator in figures if number in judged}
    shown = [label for label in view.indicators if label.id in used]
    rows = tuple(
        HeatRow(
            view.department_ids[number],
            view.text(department.name),
            tuple(figures.get((number, label.id)) for label in shown),
        )
        for number, department in view.judged
    )
    columns = tuple((view.numbers[label.id] + 1, view.text(label.name)) for label in shown)
    return HeatMap(columns, rows, len(columns) <= ROOMY)


@dataclass(frozen=True)
class Workbook:
    """One department's workbook; the hash is empty if the file could not be read."""

    name: Text
    file: str
    sha256: str
    state: Text
    kind: str
    rows: Rows
    sheets: tuple[tuple[str, Rows], ...]


def make_workbooks(view: View) -> tuple[Workbook, ...]:
    """Lists the workbooks that were submitted, in the report's order."""
    return tuple(
        Workbook(
            name=view.text(department.name),
            file=view.quote(department.file),
            sha256=" + ".join(each.sha256 for each in department.parts) or department.sha256,
            state=STATES[department.state],
            kind=f"d-{department.state.value}",
            rows=count_rows(department.sheets),
            sheets=tuple((view.quote(sheet.sheet), count_rows([sheet])) for sheet in department.sheets),
        )
        for department in view.report.departments
        if department.state in SUBMITTED
    )
