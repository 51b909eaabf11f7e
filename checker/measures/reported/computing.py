"""Figures as printed: recomputed where their counts were printed too, and held against each other."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import FIGURE_MISSING
from checker.measures.reported.disagreements import Mismatch, repeated_figures, unlike_its_counts, unlike_the_others
from checker.measures.reported.printed import Figure, read_printed
from checker.measures.reported.settings import Relation, ReportedSettings
from checker.measures.toolkit.rows import dated_in
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Note, Rows, Shown
from checker.model.workbook import INVALID, TypedTable
from checker.text.normalize import key_form

FIGURE_UNREADABLE = Code("M515")


def compute(asked: ReportedSettings, scope: Scope) -> Measured:
    """Checks each figure that the indicator names, or gives the value of the first.

    Under `consistency` a figure with nothing printed to check it against is left out; one that cannot be read is
    undecided. Under `figure` the value is recomputed from the counts where they were printed, else it is the interval
    that the print stands for; the same checks are made and reported either way.
    """
    typed = scope.submission.tables[asked.table]
    figures = _figures(asked, typed, scope)
    findings, checked = _examine(asked, figures)
    missing = [name for name in asked.figures if name not in {figure.id for figure in figures}]
    notes = tuple(Note(found.code, found.row, asked.printed, found.values) for found in findings)
    notes += tuple(Note(FIGURE_MISSING, None, asked.printed, (("figure", Shown(name)),)) for name in missing)
    own = [figure for figure in figures if figure.id in asked.figures]
    bad = {found.row for found in findings if found.code != FIGURE_UNREADABLE}
    unread = {found.row for found in findings} - bad
    good = [figure.row for figure in own if figure.row in checked and figure.row not in bad | unread]
    left_out = [figure.row for figure in own if figure.row not in checked | bad | unread]
    groups = (good, sorted(bad), left_out, sorted(unread))
    rows = [Rows(typed.id, tuple(numbers)) for numbers in groups]
    counts = Counts(len(good), len(bad), len(left_out), pass_or_fail=len(unread) + len(missing))
    measured = Measured(
        "share",
        counts,
        settled=counts.failed,
        grows=False,
        numerator_rows=rows[0],
        failure_rows=rows[1],
        excluded_rows=rows[2],
        unknown_rows=rows[3],
        notes=notes,
    )
    return _value(figures, measured) if asked.judge == "figure" else measured


def _value(figures: list[Figure], measured: Measured) -> Measured:
    """The same findings, with the first readable figure's own value in place of the share that holds."""
    first = next((figure for figure in figures if figure.printed), None)
    if first is None or first.printed is None:
        return replace(measured, shape="amount", amount=Fraction(0))
    low, high = first.interval
    amount = low if low is not None and low == high else first.printed.stated
    return replace(measured, shape="amount", amount=amount, low=low, high=high)


def _figures(asked: ReportedSettings, typed: TypedTable, scope: Scope) -> list[Figure]:
    named = {key_form(term) for relation in asked.relations for term in _terms(relation)}
    wanted = {key_form(name): name for name in asked.figures}
    inside = dated_in(typed, asked.when, scope.window, scope.as_of)
    texts = {
        role: typed.frame[column].tolist() if column else [None] * len(typed.frame)
        for role, column in {
            "id": asked.figure,
            "printed": asked.printed,
            "unit": asked.unit,
            "numerator": asked.numerator,
            "denominator": asked.denominator,
        }.items()
    }
    figures = []
    for index, row in enumerate(typed.frame.index.tolist()):
        name = texts["id"][index]
        if name is None or inside.no[index] or key_form(name) not in named | set(wanted):
            continue
        readable = typed.state[asked.printed][index] != INVALID
        text = texts["printed"][index] or ""
        read = read_printed(text, texts["unit"][index] or "") if readable else None
        parts = [read_printed(texts[role][index] or "") for role in ("numerator", "denominator")]
        figures.append(Figure(wanted.get(key_form(name), name), row, text, read, parts[0], parts[1]))
    return figures


def _terms(relation: Relation) -> tuple[str, ...]:
    return relation.sum + relation.difference + relation.ratio + relation.rise


def _examine(asked: ReportedSettings, figures: list[Figure]) -> tuple[list[Mismatch], set[int]]:
    """Every finding, and the rows for which there was something to check."""
    own = [figure for figure in figures if figure.id in asked.figures]
    findings = [
        Mismatch(FIGURE_UNREADABLE, figure.row, (("figure", Shown(figure.id)), ("printed", Shown(figure.text))))
        for figure in own
        if figure.printed is None
    ]
    checked: set[int] = set()
    examinations: list[Callable[[], tuple[list[Mismatch], set[int]]]] = [
        lambda: unlike_its_counts(own),
        lambda: repeated_figures(own),
        lambda: unlike_the_others(asked.relations, figures),
    ]
    for examine in examinations:
        found, rows = examine()
        already = {finding.row for finding in findings}
        findings += [finding for finding in found if finding.row not in already]
        checked |= rows
    return findings, checked
