"""Checks printed figures against their counts and against each other."""

from dataclasses import replace
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import FIGURE_MISSING
from checker.measures.reported.mismatches import Mismatch, check_counts, check_relations, check_repeats
from checker.measures.reported.printed import Figure, read_printed
from checker.measures.reported.settings import ReportedSettings
from checker.measures.toolkit.rows import dated_in
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Note, Rows, Shown
from checker.model.workbook import INVALID, TypedTable
from checker.text.normalize import key_form

FIGURE_UNREADABLE = Code("M515")


def compute(spec: ReportedSettings, scope: Scope) -> Measured:
    """Checks each figure that the indicator names, or takes the value of the first.

    For `consistency`, a figure that nothing printed can check is left out, and an unreadable one is undecided. For
    `figure`, the value is recomputed from the printed counts, or else it is the interval that the print allows. The
    same checks are made and reported either way.
    """
    typed = scope.submission.tables[spec.table]
    figures = _figures(spec, typed, scope)
    mismatches, checked = _examine(spec, figures)
    missing = [name for name in spec.figures if name not in {figure.id for figure in figures}]
    notes = tuple(Note(found.code, found.row, spec.printed, found.values) for found in mismatches)
    notes += tuple(Note(FIGURE_MISSING, None, spec.printed, (("figure", Shown(name)),)) for name in missing)
    own = [figure for figure in figures if figure.id in spec.figures]
    bad = {found.row for found in mismatches if found.code != FIGURE_UNREADABLE}
    unread = {found.row for found in mismatches} - bad
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
    """Replaces the share with the value of the first readable figure."""
    first = next((figure for figure in figures if figure.printed), None)
    if first is None or first.printed is None:
        return replace(measured, shape="amount", amount=Fraction(0))
    low, high = first.interval
    amount = low if low is not None and low == high else first.printed.stated
    return replace(measured, shape="amount", amount=amount, low=low, high=high)


def _figures(spec: ReportedSettings, typed: TypedTable, scope: Scope) -> list[Figure]:
    named = {key_form(term) for relation in spec.relations for term in relation.terms}
    wanted = {key_form(name): name for name in spec.figures}
    inside = dated_in(typed, spec.when, scope.window, scope.as_of)
    columns = (spec.figure, spec.printed, spec.unit, spec.numerator, spec.denominator)
    texts = [typed.frame[column].tolist() if column else [None] * len(typed.frame) for column in columns]
    figures = []
    for index, (row, name, *cells) in enumerate(zip(typed.frame.index.tolist(), *texts, strict=True)):
        if name is None or inside.no[index] or key_form(name) not in named | set(wanted):
            continue
        text, unit, numerator, denominator = (cell or "" for cell in cells)
        read = read_printed(text, unit) if typed.state[spec.printed][index] != INVALID else None
        counts = read_printed(numerator), read_printed(denominator)
        figures.append(Figure(wanted.get(key_form(name), name), row, text, read, *counts))
    return figures


def _examine(spec: ReportedSettings, figures: list[Figure]) -> tuple[list[Mismatch], set[int]]:
    """Gives every mismatch, and the rows with something to check."""
    own = [figure for figure in figures if figure.id in spec.figures]
    mismatches = [
        Mismatch(FIGURE_UNREADABLE, figure.row, (("figure", Shown(figure.id)), ("printed", Shown(figure.text))))
        for figure in own
        if figure.printed is None
    ]
    checked: set[int] = set()
    for found, rows in (check_counts(own), check_repeats(own), check_relations(spec.relations, figures)):
        flagged = {mismatch.row for mismatch in mismatches}
        mismatches += [mismatch for mismatch in found if mismatch.row not in flagged]
        checked |= rows
    return mismatches, checked
