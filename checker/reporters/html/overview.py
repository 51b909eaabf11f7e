"""The summary at the top: counts of departments, indicators and flags, and the names of missing departments."""

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from checker.frozen import dataclass
from checker.model import Flag, Result, State
from checker.reporters.aggregates import count_severities, count_statuses
from checker.reporters.html.charts import shares
from checker.reporters.html.figures import EMPTY
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.wording.labels import DEMANDS, MARKS, SEVERITIES, STATES, STATUSES, score_text
from checker.wording.missing import contact_text, due_text
from checker.wording.unread import unread_texts


@dataclass(frozen=True)
class Count:
    """The count of one kind of thing, e.g. of the CSS class "s-met", and what it asks the reader to do, if anything."""

    kind: str
    name: Text
    mark: str
    number: int
    demand: Text = EMPTY


@dataclass(frozen=True)
class Overview:
    """Counts of departments, of the district's results (or else of the departments'), and of flags.

    Missing and rejected departments come with whom to ask; `due` says by when they were due. The score and grade are
    those of a single workbook; a district doesn't use them.
    """

    states: tuple[Count, ...]
    statuses: tuple[Count, ...]
    severities: tuple[Count, ...]
    missing: tuple[tuple[Text, Text], ...]
    due: Text
    rejected: tuple[tuple[Text, Text], ...]
    unplaced: tuple[tuple[Text, Text], ...]
    unread: tuple[tuple[Text, Text], ...]
    departments: int
    score: str
    grade: Text
    adjusted: tuple[Text, ...]
    overall: Text | None


def make_overview(view: View) -> Overview:
    """Counts what the report contains."""
    departments, unplaced = view.report.departments[: view.placed], view.report.departments[view.placed :]
    results = list(view.main_results.values()) or [each for one in departments for each in one.results]
    grade = view.alone.grade if view.alone else None
    return Overview(
        states=present(
            Count(f"d-{state.value}", STATES[state], "", sum(each.state is state for each in departments))
            for state in State
        ),
        statuses=present(status_counts(results)),
        severities=severity_counts(flag for _, flag in view.flags),
        missing=_with_contacts(view, State.MISSING),
        due=due_text(view.report) or EMPTY,
        rejected=_with_contacts(view, State.REJECTED),
        unplaced=tuple((Text(*[view.quote(each.file)] * 2), EMPTY) for each in unplaced),
        unread=tuple((view.text(said), EMPTY) for said in unread_texts(view.report.unread, view.reveal)),
        departments=len(departments),
        score=score_text(view.alone.score) if view.alone else "",
        grade=view.text(grade) if grade else Text("-", "-"),
        adjusted=tuple(map(view.text, view.alone.remarks)) if view.alone else (),
        overall=None if view.report.overall is None else view.text(view.report.overall.text),
    )


def _with_contacts(view: View, state: State) -> tuple[tuple[Text, Text], ...]:
    """Names the departments in one state, each with whom to ask, or with nothing."""
    return tuple(
        (view.text(each.name), both(partial(contact_text, each.contact, reveal=view.reveal)))
        for each in view.report.departments[: view.placed]
        if each.state is state
    )


def status_counts(results: Iterable[Result]) -> tuple[Count, ...]:
    """Counts results by status."""
    return tuple(
        Count(f"s-{status.value}", STATUSES[status], MARKS[status], number)
        for status, number in count_statuses(results).items()
    )


def severity_counts(flags: Iterable[Flag]) -> tuple[Count, ...]:
    """Counts flags by severity, the gravest first."""
    return tuple(
        Count(f"v-{severity.word}", SEVERITIES[severity], "", number, DEMANDS[severity])
        for severity, number in count_severities(flags).items()
    )


def present(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Keeps the counts that are not zero."""
    return tuple(count for count in counts if count.number)


def draw_bar(counts: Iterable[Count]) -> Markup:
    """Draws a bar divided by these counts."""
    return shares([(count.kind, count.number) for count in present(counts)])
