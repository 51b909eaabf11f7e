"""Finds printed figures that contradict their own counts, another place or each other."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice

from checker.codes import Code
from checker.frozen import dataclass
from checker.measures.reported.figures import Figure, percentage
from checker.measures.reported.printed import is_possible_share
from checker.measures.toolkit.bounds import Interval
from checker.model import Shown, placed
from checker.text.amounts import amount_words
from checker.text.bilingual import Text
from checker.text.normalize import word_form

RATE_MISMATCH = Code("M511")
IMPOSSIBLE_RATE = Code("M512")
FIGURES_DISAGREE = Code("M514")
FIGURE_UNREADABLE = Code("M515")
COUNT_UNREADABLE = Code("M530")
#: With these, a figure is unknown rather than wrong.
UNKNOWN = (FIGURE_UNREADABLE, COUNT_UNREADABLE)


@dataclass(frozen=True)
class Mismatch:
    """One figure that is contradicted or unreadable, and how; the field is "printed" or one of its counts."""

    code: Code
    row: int
    values: tuple[tuple[str, Shown], ...]
    field: str = "printed"


Found = tuple[list[Mismatch], set[int]]


def mismatch(code: Code, figure: Figure, **values: str | Text | Shown) -> Mismatch:
    """Makes a mismatch of one figure."""
    given = {"figure": figure.id, "printed": figure.text, **values}
    shown = ((name, value if isinstance(value, Shown) else Shown(value)) for name, value in sorted(given.items()))
    return Mismatch(code, figure.row, tuple(shown))


def find_unreadable(figures: Sequence[Figure], *, words: bool) -> list[Mismatch]:
    """Finds figures that can't be read, and counts beside them that are no counts.

    Args:
        figures: to read.
        words: whether words and dates may be printed in the place of figures.
    """
    unread = [figure for figure in figures if figure.printed is None and not (words and figure.in_words)]
    found = [mismatch(FIGURE_UNREADABLE, figure) for figure in unread]
    for figure in figures:
        for field, tally in (("numerator", figure.above), ("denominator", figure.below)):
            if tally.bad:
                values = (("count", Shown(tally.text)), ("figure", Shown(figure.id)))
                found.append(Mismatch(COUNT_UNREADABLE, figure.row, values, field))
    return found


def disagrees(figure: Figure, others: Text | Shown, computed: str | Text) -> Mismatch:
    """Makes the mismatch of a figure that differs from what others give."""
    return mismatch(FIGURES_DISAGREE, figure, others=others, computed=computed)


def check_counts(figures: Sequence[Figure]) -> Found:
    """Finds figures that their printed counts do not give, and rates that no whole numerator gives."""
    mismatches, checked = [], set()
    for figure in figures:
        printed, above, below = figure.printed, figure.above, figure.below
        if printed is None or printed.points or above.bad or below.bad or below.interval is None:
            continue
        if figure.from_counts is not None:
            checked.add(figure.row)
            if not figure.is_rate or printed.admits(*figure.from_counts):
                continue
            counts = {"numerator": above.text, "denominator": below.text}
            computed = interval_text(figure.from_counts, rate=printed.rate)
            mismatches.append(mismatch(RATE_MISMATCH, figure, **counts, computed=computed))
        elif printed.rate:
            checked.add(figure.row)
            if not is_possible_share(printed, below.interval):
                mismatches.append(impossible(figure, below.text, below.exact))
    return mismatches, checked


def impossible(figure: Figure, of: str, total: int | None) -> Mismatch:
    """Makes the mismatch of a rate that is no share of any possible total; names the nearest shares of a known one."""
    assert figure.printed is not None
    nearest = Text("没有合适的整数", "no whole number")
    if total is not None:
        lower = int(figure.printed.stated * total)
        pairs = [f"{count}/{total} = {percentage(Fraction(count, total))}" for count in (lower, lower + 1)]
        pairs = pairs[: 2 if lower < total else 1]
        nearest = Text("、".join(pairs), " and ".join(pairs))
    return mismatch(IMPOSSIBLE_RATE, figure, denominator=of, nearest=nearest)


def check_repeats(figures: Sequence[Figure]) -> Found:
    """Finds figures printed in several places with values, or in words, that can't be the same.

    Each is compared with the first place of each different print of it: what agrees with one agrees with its likes.
    """
    mismatches, checked = [], set()
    first_places: defaultdict[tuple[str, bool], dict[Interval | str, Figure]] = defaultdict(dict)
    for later in figures:
        if later.printed is None and not later.in_words:
            continue
        earlier = first_places[word_form(later.id), later.printed is None]
        checked |= {each.row for each in (*islice(earlier.values(), 1), later) if earlier}
        other = next((each for each in earlier.values() if not _are_same(each, later)), None)
        if other is not None:
            others = placed(Text(zh=f"第 {other.row} 行", en=f"row {other.row}"), *other.key)
            mismatches.append(disagrees(later, others, other.text))
        earlier.setdefault(later.as_printed if later.printed else word_form(later.text), later)
    return mismatches, checked


def _are_same(one: Figure, other: Figure) -> bool:
    """Whether two places, of which both print a figure or both print words, can print the same."""
    return one.printed.admits(*other.as_printed) if one.printed else word_form(one.text) == word_form(other.text)


def interval_text(interval: Interval, *, rate: bool) -> Text:
    """Writes what a figure should be, as a number or a range."""
    if rate:
        ends = [Text(*["…" if end is None else percentage(end)] * 2) for end in interval]
    else:
        ends = [Text("…", "…") if end is None else amount_words(end) for end in interval]
    low, high = ends
    return low if low == high else Text(f"{low.zh} – {high.zh}", f"{low.en} – {high.en}")
