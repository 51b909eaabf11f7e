"""Finds printed figures that contradict their own counts, another place or each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.codes import Code
from checker.measures.reported.printed import Figure, whole_numerators
from checker.measures.reported.settings import Relation
from checker.model import Shown
from checker.text.bilingual import Text
from checker.text.normalize import key_form, number_text

RATE_MISMATCH = Code("M511")
IMPOSSIBLE_RATE = Code("M512")
PERCENT_FOR_POINTS = Code("M513")
FIGURES_DISAGREE = Code("M514")

Interval = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Mismatch:
    """One figure that is contradicted, and how."""

    code: Code
    row: int
    values: tuple[tuple[str, Shown], ...]


def _mismatch(code: Code, figure: Figure, **values: str | Text) -> Mismatch:
    shown = {"figure": figure.id, "printed": figure.text, **values}
    return Mismatch(code, figure.row, tuple((name, Shown(value)) for name, value in sorted(shown.items())))


def as_rate(value: Fraction) -> str:
    """Formats a share as a percentage with two decimals, for messages."""
    return f"{number_text(round(value * 100, 2))}%"


def check_counts(figures: Sequence[Figure]) -> tuple[list[Mismatch], set[int]]:
    """Finds rates that their printed counts do not give, or that no whole numerator gives."""
    mismatches, checked = [], set()
    for figure in figures:
        printed, above, below = figure.printed, figure.numerator, figure.denominator
        if printed is None or not printed.rate or printed.points:
            continue
        if below is None or not below.whole() or not below.stated:
            continue
        checked.add(figure.row)
        total = int(below.stated)
        if above is not None and above.whole():
            computed = above.stated / total
            if not printed.admits(computed, computed):
                counts = {"numerator": number_text(above.stated), "denominator": str(total)}
                mismatches.append(_mismatch(RATE_MISMATCH, figure, **counts, computed=as_rate(computed)))
        elif not whole_numerators(printed, total):
            nearest = _nearest(printed.stated, total)
            mismatches.append(_mismatch(IMPOSSIBLE_RATE, figure, denominator=str(total), nearest=nearest))
    return mismatches, checked


def _nearest(rate: Fraction, total: int) -> Text:
    lower = int(rate * total)
    pairs = [f"{count}/{total} = {as_rate(Fraction(count, total))}" for count in (lower, lower + 1) if count <= total]
    return Text("、".join(pairs), " and ".join(pairs))


def check_repeats(figures: Sequence[Figure]) -> tuple[list[Mismatch], set[int]]:
    """Finds figures printed in several places with values that can't be the same."""
    mismatches, checked = [], set()
    for place, later in enumerate(figures):
        for earlier in figures[:place]:
            if later.id != earlier.id or later.printed is None or earlier.printed is None:
                continue
            checked |= {later.row, earlier.row}
            if not later.printed.admits(earlier.printed.low, earlier.printed.high):
                others = Text(zh=f"第 {earlier.row} 行", en=f"row {earlier.row}")
                mismatches.append(_mismatch(FIGURES_DISAGREE, later, others=others, computed=earlier.text))
                break
    return mismatches, checked


def check_relations(relations: Sequence[Relation], figures: Sequence[Figure]) -> tuple[list[Mismatch], set[int]]:
    """Finds figures that the sum, difference, quotient or rise of others contradicts."""
    by_id: dict[str, Figure] = {}
    for figure in figures:
        by_id.setdefault(key_form(figure.id), figure)
    mismatches, checked = [], set()
    for relation in relations:
        subject = by_id.get(key_form(relation.figure))
        terms = [by_id.get(key_form(name)) for name in relation.terms]
        known = [term for term in terms if term is not None]
        if subject is None or subject.printed is None or len(known) != len(terms):
            continue
        expected = _combine(relation, [term.interval for term in known])
        if expected == (None, None):
            continue
        checked.add(subject.row)
        mismatch = _compare(relation, subject, known, expected)
        if mismatch is not None:
            mismatches.append(mismatch)
    return mismatches, checked


def _compare(relation: Relation, subject: Figure, terms: list[Figure], expected: Interval) -> Mismatch | None:
    assert subject.printed is not None
    before = terms[1].interval if len(terms) == 2 else (None, None)
    if relation.rise and not subject.printed.points and subject.printed.rate:
        relative = _quotient(expected, before)
        if subject.printed.admits(*relative):
            return None
        if subject.printed.admits(*expected) and expected[0] is not None and relative[0] is not None:
            texts = {
                "before": terms[1].text,
                "after": terms[0].text,
                "points": number_text(round(expected[0] * 100, 2)),
                "relative": as_rate(relative[0]),
            }
            return _mismatch(PERCENT_FOR_POINTS, subject, **texts)
    if subject.printed.admits(*expected):
        return None
    names = "、".join(term.id for term in terms), ", ".join(term.id for term in terms)
    return _mismatch(
        FIGURES_DISAGREE, subject, others=Text(*names), computed=_interval_text(expected, subject.printed.rate)
    )


def _interval_text(interval: Interval, rate: bool) -> str:
    def one(value: Fraction | None) -> str:
        return "…" if value is None else as_rate(value) if rate else number_text(round(value, 4))

    low, high = one(interval[0]), one(interval[1])
    return low if low == high else f"{low} – {high}"


def _combine(relation: Relation, terms: list[Interval]) -> Interval:
    if relation.sum:
        lows, highs = [low for low, _ in terms], [high for _, high in terms]
        return _total(lows), _total(highs)
    first, second = terms
    if relation.ratio:
        return _quotient(first, second)
    return _less(first[0], second[1]), _less(first[1], second[0])


def _total(values: list[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _quotient(above: Interval, below: Interval) -> Interval:
    """Divides two intervals; there are no bounds if the divisor may be zero or is unbounded."""
    if None in above or None in below or below[0] is None or below[1] is None or below[0] <= 0 <= below[1]:
        return None, None
    ends = [one / other for one in above for other in below if one is not None and other is not None]
    return min(ends), max(ends)
