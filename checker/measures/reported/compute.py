"""Figures as printed: recomputed where their counts were printed too, and held against each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import FIGURE_MISSING
from checker.measures.reported.mismatches import (
    Mismatch,
    check_counts,
    check_relations,
    check_repeats,
)
from checker.measures.reported.printed import Figure, read_printed
from checker.measures.reported.settings import Relation, ReportedSettings
from checker.measures.toolkit.rows import dated_in
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Note, Rows, Shown
from checker.model.workbook import INVALID, TypedTable
from checker.text.normalize import key_form

FIGURE_UNREADABLE = Code("M515")


def compute(spec: ReportedSettings, scope: Scope) -> Measured:
    """Checks each figure that the indicator names, or gives the value of the first.

    Under `consistency` a figure with nothing printed to check it against is left out; one that cannot be read is
    undecided. Under `figure` the value is recomputed from the counts where they were printed, else it is the interval
    that the print stands for; the same checks are made and reported either way.
    """
    typed = scope.submission.tables[spec.table]
    figures = _figures(spec, typed, scope)
    findings, checked = _examine(spec, figures)
    missing = [name for name in spec.figures if name not in {figure.id for figure in figures}]
    notes = tuple(Note(found.code, found.row, spec.printed, found.values) for found in findings)
    notes += tuple(Note(FIGURE_MISSING, None, spec.printed, (("figure", Shown(name)),)) for name in missing)
    own = [figure for figure in figures if figure.id in spec.figures]
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
    return _value(figures, measured) if spec.judge == "figure" else measured


def _value(figures: list[Figure], measured: Measured) -> Measured:
    """The same findings, with the first readable figure's own value in place of the share that holds."""
    first = next((figure for figure in figures if figure.printed), None)
    if first is None or first.printed is None:
        return replace(measured, shape="amount", amount=Fraction(0))
    low, high = first.interval
    amount = low if low is not None and low == high else first.printed.stated
    return replace(measured, shape="amount", amount=amount, low=low, high=high)


def _figures(spec: ReportedSettings, typed: TypedTable, scope: Scope) -> list[Figure]:
    named = {key_form(term) for relation in spec.relations for term in _terms(relation)}
    wanted = {key_form(name): name for name in spec.figures}
    inside = dated_in(typed, spec.when, scope.window, scope.as_of)
    texts = {
        role: typed.frame[column].tolist() if column else [None] * len(typed.frame)
        for role, column in {
            "id": spec.figure,
            "printed": spec.printed,
            "unit": spec.unit,
            "numerator": spec.numerator,
            "denominator": spec.denominator,
        }.items()
    }
    figures = []
    for index, row in enumerate(typed.frame.index.tolist()):
        name = texts["id"][index]
        if name is None or inside.no[index] or key_form(name) not in named | set(wanted):
            continue
        readable = typed.state[spec.printed][index] != INVALID
        text = texts["printed"][index] or ""
        read = read_printed(text, texts["unit"][index] or "") if readable else None
        parts = [read_printed(texts[role][index] or "") for role in ("numerator", "denominator")]
        figures.append(Figure(wanted.get(key_form(name), name), row, text, read, parts[0], parts[1]))
    return figures


def _terms(relation: Relation) -> tuple[str, ...]:
    return relation.sum + relation.difference + relation.ratio + relation.rise


def _examine(spec: ReportedSettings, figures: list[Figure]) -> tuple[list[Mismatch], set[int]]:
    """Every finding, and the rows for which there was something to check."""
    own = [figure for figure in figures if figure.id in spec.figures]
    findings = [
        Mismatch(FIGURE_UNREADABLE, figure.row, (("figure", Shown(figure.id)), ("printed", Shown(figure.text))))
        for figure in own
        if figure.printed is None
    ]
    checked: set[int] = set()
    examinations: list[Callable[[], tuple[list[Mismatch], set[int]]]] = [
        lambda: check_counts(own),
        lambda: check_repeats(own),
        lambda: check_relations(spec.relations, figures),
    ]
    for examine in examinations:
        found, rows = examine()
        already = {finding.row for finding in findings}
        findings += [finding for finding in found if finding.row not in already]
        checked |= rows
    return findings, checked
