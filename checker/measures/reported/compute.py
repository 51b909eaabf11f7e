"""Checks printed figures against their counts and against each other."""

from collections.abc import Sequence
from dataclasses import replace

from checker.codes.shared import FIGURE_MISSING
from checker.measures.reported.figures import Figure, read_tally
from checker.measures.reported.mismatches import UNKNOWN, Mismatch, check_counts, check_repeats, find_unreadable
from checker.measures.reported.printed import UNBOUNDED, read_printed
from checker.measures.reported.relations import check_relations
from checker.measures.reported.settings import ReportedSettings
from checker.measures.toolkit.bounds import Interval
from checker.measures.toolkit.rows import dated_in
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Note, Rows, Shown
from checker.model.measured import Pools
from checker.model.workbook import INVALID, TypedTable
from checker.tables.rows.keys import forms
from checker.text.normalize import word_form

#: What an unreadable cell contains for this measure: something, and no figure.
_UNREADABLE = "?"


def compute(spec: ReportedSettings, scope: Scope) -> Measured:
    """Checks each figure that the indicator names, or takes the value of the first.

    For `consistency`, a figure that nothing printed can check is left out, and one that can't be read, or whose counts
    can't, is undecided. For `figure`, the value is recomputed from the printed counts, or else it is the interval that
    the print allows. The same checks are made and reported either way.
    """
    typed = scope.submission.tables[spec.table]
    figures = _figures(spec, typed, scope)
    names = [] if spec.all_figures else [word_form(name) for name in spec.figures]
    own = [figure for figure in figures if spec.all_figures or word_form(figure.id) in names]
    mismatches, checked = _examine(spec, own, figures)
    present = {word_form(figure.id) for figure in figures}
    missing = [] if spec.all_figures else [name for name in spec.figures if word_form(name) not in present]
    fields = {"printed": spec.printed, "numerator": spec.numerator or "", "denominator": spec.denominator or ""}
    notes = tuple(Note(found.code, found.row, fields[found.field], found.values) for found in mismatches)
    notes += tuple(Note(FIGURE_MISSING, None, spec.printed, (("figure", Shown(name)),)) for name in missing)
    bad = {found.row for found in mismatches if found.code not in UNKNOWN}
    unread = {found.row for found in mismatches} - bad
    good = [figure.row for figure in own if figure.row in checked and figure.row not in bad | unread]
    left_out = [figure.row for figure in own if figure.row not in checked | bad | unread]
    rows = [Rows(typed.id, tuple(sorted(numbers))) for numbers in (good, bad, left_out, unread)]
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
    if spec.judge == "consistency":
        return measured
    return _value(spec, [figure for figure in own if word_form(figure.id) == names[0]], measured)


def _value(spec: ReportedSettings, places: Sequence[Figure], measured: Measured) -> Measured:
    """Replaces the share with the value of one figure; it is unknown if two places print different values."""
    read = [figure for figure in places if figure.printed is not None]
    if not read:
        return replace(measured, shape="amount", pools="never")
    first = read[0]
    assert first.printed is not None
    low, high = UNBOUNDED if len({figure.value for figure in read}) > 1 and check_repeats(read)[0] else first.value
    unknown = first.above.bad or first.below.bad
    amount = None if unknown else low if low is not None and low == high else first.printed.stated
    pools: Pools = "never" if spec.pooled == "never" or not (first.adds_up or first.is_rate) else "sum"
    parts: tuple[Measured, ...] = ()
    if first.is_rate and pools == "sum":
        pools = "counts"
        if first.above.interval is not None and first.below.interval is not None:
            parts = (_count(first.above.interval), _count(first.below.interval))
    return replace(measured, shape="amount", amount=amount, low=low, high=high, parts=parts, pools=pools)


def _count(interval: Interval) -> Measured:
    low, high = interval
    return Measured("amount", amount=high if low is None else low, low=low, high=high)


def _figures(spec: ReportedSettings, typed: TypedTable, scope: Scope) -> list[Figure]:
    """Reads the rows of the figures that the indicator looks at, and of those that its relations name.

    Of the places in which one figure is printed, the same one comes first however the sheet is sorted.
    """
    named = {word_form(name): name for relation in spec.relations for name in (relation.figure, *relation.terms)}
    wanted = named | {word_form(name): name for name in spec.figures}
    inside = dated_in(typed, spec.when, scope.window, scope.as_of)
    columns = (spec.figure, spec.printed, spec.unit, spec.numerator, spec.denominator)
    texts = [typed.frame[column].tolist() if column else [None] * len(typed.frame) for column in columns]
    keys = list(zip(*(forms(typed, column) for column in scope.tables[spec.table].key or columns[:1]), strict=True))
    figures = []
    for index, (row, name, *cells) in enumerate(zip(typed.frame.index.tolist(), *texts, strict=True)):
        if name is None or inside.no[index] or not (spec.all_figures or word_form(name) in wanted):
            continue
        invalid = [column is not None and typed.state[column][index] == INVALID for column in columns[1:]]
        text, unit, above, below = (cell or "" for cell in cells)
        figures.append(
            Figure(
                wanted.get(word_form(name), name),
                row,
                text,
                unit,
                None if invalid[0] else read_printed(text, unit),
                read_tally(_UNREADABLE if invalid[2] else above),
                read_tally(_UNREADABLE if invalid[3] else below, divides=True),
                keys[index],
            )
        )
    return sorted(figures, key=lambda each: (each.key, each.text, each.unit, each.above.text, each.below.text))


def _examine(spec: ReportedSettings, own: list[Figure], figures: list[Figure]) -> tuple[list[Mismatch], set[int]]:
    """Gives every mismatch of the indicator's own figures, and the rows with something to check."""
    rows = {figure.row for figure in own}
    mismatches = find_unreadable(own, words=spec.all_figures)
    checked: set[int] = set()
    for found, compared in (check_counts(own), check_repeats(own), check_relations(spec.relations, figures)):
        flagged = {mismatch.row for mismatch in mismatches}
        mismatches += [mismatch for mismatch in found if mismatch.row not in flagged and mismatch.row in rows]
        checked |= compared & rows
    return mismatches, checked
