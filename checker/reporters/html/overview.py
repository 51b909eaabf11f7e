"""The summary: whose report, how many departments, indicators and flags of which kind, and who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from checker.model import Department, Severity, State, Status
from checker.reporters.html.charts import shares
from checker.reporters.html.figures import EMPTY
from checker.reporters.html.view import View
from checker.text.bilingual import Text
from checker.wording.labels import DEMANDS, MARKS, SEVERITIES, STATES, STATUSES, score_text


@dataclass(frozen=True)
class Count:
    """How many there are of one kind.

    Attributes:
        kind: the class that colours it, e.g. "s-met".
        name: the word for it.
        mark: told without colour; empty where there is none.
        number: how many.
        demand: what it asks of its reader; empty where it asks nothing.
    """

    kind: str
    name: Text
    mark: str
    number: int
    demand: Text = EMPTY


@dataclass(frozen=True)
class Overview:
    """What people see first.

    Attributes:
        states, statuses, severities: departments, indicators and flags, each by kind.
        results: how many results the statuses are counted of: the district's, or else the departments'.
        missing, rejected: names of departments.
        score, grade: of the only department of a report; empty for a district.
    """

    states: tuple[Count, ...]
    states_bar: Markup
    results: int
    statuses: tuple[Count, ...]
    statuses_bar: Markup
    severities: tuple[Count, ...]
    severities_bar: Markup
    missing: tuple[Text, ...]
    rejected: tuple[Text, ...]
    score: str
    grade: Text


def overview(view: View) -> Overview:
    """Counts what the report holds."""
    departments = view.report.departments
    states = _present(
        Count(f"d-{state.value}", STATES[state], "", sum(each.state is state for each in departments))
        for state in State
    )
    results = list(view.main_results.values()) or [each for one in departments for each in one.results]
    statuses = status_counts([result.status for result in results])
    severities = severity_counts([flag.severity for _, flag in view.flags])
    rejected = tuple(view.text(each.name) for each in departments if each.state is State.REJECTED)
    grade = view.alone.grade if view.alone else None
    return Overview(
        states=states,
        states_bar=_bar(states),
        results=len(results),
        statuses=_present(statuses),
        statuses_bar=_bar(statuses),
        severities=severities,
        severities_bar=_bar(severities),
        missing=tuple(view.text(name) for name in view.report.missing),
        rejected=rejected,
        score=_score(view.alone),
        grade=view.text(grade) if grade else Text("-", "-"),
    )


def status_counts(statuses: Sequence[Status]) -> tuple[Count, ...]:
    """How many of each status, in the order in which statuses are told."""
    return tuple(
        Count(f"s-{status.value}", name, MARKS[status], statuses.count(status)) for status, name in STATUSES.items()
    )


def severity_counts(severities: Sequence[Severity]) -> tuple[Count, ...]:
    """How many of each severity, the gravest first."""
    return tuple(
        Count(f"v-{severity.word}", SEVERITIES[severity], "", severities.count(severity), DEMANDS[severity])
        for severity in reversed(Severity)
    )


def _present(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(count for count in counts if count.number)


def _bar(counts: Sequence[Count]) -> Markup:
    return shares([(count.kind, count.number) for count in counts if count.number])


def _score(department: Department | None) -> str:
    return score_text(department.score) if department else ""
