"""Finds printed figures that a relation to other figures contradicts."""

from collections.abc import Sequence
from fractions import Fraction

from checker.codes import Code
from checker.measures.reported.figures import Figure, clip_share
from checker.measures.reported.mismatches import Found, Mismatch, disagrees, impossible, interval_text, mismatch
from checker.measures.reported.printed import UNBOUNDED, is_possible_share
from checker.measures.reported.settings import Relation
from checker.measures.toolkit.bounds import Interval, quotient
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text, word_form

PERCENT_FOR_POINTS = Code("M513")
MORE_THAN_LIMIT = Code("M531")


def check_relations(relations: Sequence[Relation], figures: Sequence[Figure]) -> Found:
    """Finds figures that the sum, difference, quotient or rise of others contradicts, or that exceed another."""
    by_id: dict[str, Figure] = {}
    for figure in figures:
        by_id.setdefault(word_form(figure.id), figure)
    mismatches, checked = [], set()
    for relation in relations:
        subject = by_id.get(word_form(relation.figure))
        terms = [by_id.get(word_form(name)) for name in relation.terms]
        known = [term for term in terms if term is not None and term.printed is not None]
        if subject is None or subject.printed is None or len(known) != len(terms):
            continue
        answer = _check_limit(relation, subject, known[0]) if relation.limit else _check_equal(relation, subject, known)
        if answer is not None:
            checked.add(subject.row)
            mismatches += answer
    return mismatches, checked


def _check_limit(relation: Relation, subject: Figure, limit: Figure) -> list[Mismatch] | None:
    """Compares a figure with the one that limits it; None if they can't be compared."""
    assert subject.printed is not None
    if relation.part_of and subject.is_rate:
        total = limit.printed.as_count if limit.printed else None
        if total is None or not subject.printed.is_share:
            return None
        low, high = total
        exact = int(low) if low is not None and low == high else None
        possible = is_possible_share(subject.printed, total)
        return [] if possible else [impossible(subject, limit.text, exact)]
    if subject.is_rate != limit.is_rate:
        return None
    (low, _), (_, high) = subject.value, limit.value
    if low is None or high is None:
        return None
    return [] if low <= high else [mismatch(MORE_THAN_LIMIT, subject, other=limit.id, limit=limit.text)]


def _check_equal(relation: Relation, subject: Figure, terms: list[Figure]) -> list[Mismatch] | None:
    """Compares a figure with what follows from others; None if nothing follows."""
    assert subject.printed is not None
    values = _comparable(relation, subject, terms)
    expected = UNBOUNDED if values is None else _combine(relation, values)
    if values is None or expected == UNBOUNDED:
        return None
    if relation.rise and subject.printed.rate and not subject.printed.points:
        relative = quotient(expected, values[1])
        if subject.printed.admits(*relative):
            return []
        if terms[1].as_rate is not None and subject.printed.admits(*expected):
            return [_points_for_percent(subject, terms, expected, relative)]
        expected = relative
    if subject.printed.admits(*expected):
        return []
    if subject.printed.is_share:
        expected = clip_share(*expected)
    names = Text("、".join(term.id for term in terms), ", ".join(term.id for term in terms))
    return [disagrees(subject, names, interval_text(expected, rate=subject.printed.rate))]


def _comparable(relation: Relation, subject: Figure, terms: list[Figure]) -> list[Interval] | None:
    """Gives the terms' values in one kind: rates for a rate (or counts for a rise in percent), else as printed.

    A count is never compared with a rate: "15% to 15" says nothing, but "15% to 15 of 40" does.
    """
    assert subject.printed is not None
    rates = [term.as_rate for term in terms]
    counts = [None if term.printed is None or term.printed.rate else term.as_printed for term in terms]
    choices = [rates if subject.printed.rate else counts]
    if relation.ratio:
        choices = [counts, rates]
    elif relation.rise and subject.printed.rate and not subject.printed.points:
        choices = [rates, counts]
    for choice in choices:
        known = [value for value in choice if value is not None]
        if len(known) == len(terms):
            return known
    return None


def _points_for_percent(subject: Figure, terms: list[Figure], points: Interval, relative: Interval) -> Mismatch:
    """Makes the mismatch of a difference of rates that is printed as a percentage."""
    after, before = terms
    assert points[0] is not None
    return mismatch(
        PERCENT_FOR_POINTS,
        subject,
        before=before.rate_text,
        after=after.rate_text,
        points=decimal_text(points[0] * 100, 2),
        relative=interval_text(relative, rate=True),
    )


def _combine(relation: Relation, terms: list[Interval]) -> Interval:
    if relation.sum:
        lows, highs = [low for low, _ in terms], [high for _, high in terms]
        return _total(lows), _total(highs)
    first, second = terms
    if relation.ratio:
        return quotient(first, second)
    return _less(first[0], second[1]), _less(first[1], second[0])


def _total(values: list[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other
