"""Makes the worked examples of a new indicator: at the target, just short of it, and undecided.

What they expect follows from the answers, never from what the program makes of them.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from checker.authoring.addition.answers import OF_COLUMN, Answers
from checker.authoring.addition.asked import Ask
from checker.authoring.addition.samples import Row, Rows
from checker.frozen import dataclass
from checker.measures.toolkit.values import RISING
from checker.policy.model import write_number
from checker.text.bilingual import Text

#: More rows than this are not written into an example.
MOST_ROWS = 20
MET, MISSED, OPEN = (
    Text("达到", "Met"),
    Text("没有达到", "Missed"),
    Text("有一格看不清，不能判定", "Unreadable, so undecided"),
)
SILENT = Text("没有报送，不能判定", "Nothing submitted, so undecided")


@dataclass(frozen=True)
class Sample:
    """One example: its rows (None: the sheet is silent), and what is expected, as YAML."""

    name: Text
    rows: tuple[Row, ...] | None
    expect: str


def make_samples(answers: Answers, rows: Rows) -> list[Sample]:
    """Makes the examples; fewer than three where the table or the target leaves no room for more."""
    maker = _MAKERS.get(answers.figure, _of_column)
    found = list(maker(answers, rows))
    if len(found) < 3:
        found.append(Sample(SILENT, None, "status: undetermined"))
    return found


def _status(name: Text) -> str:
    return {MET: "met", MISSED: "missed"}.get(name, "undetermined")


def _edges(answers: Answers, step: Fraction, most: Fraction | None = None) -> tuple[Fraction | None, Fraction | None]:
    """The value nearest to the target that meets it, and the nearest that doesn't; None where there is none."""
    op, value, _ = answers.target
    below, above = math.ceil(value / step - 1) * step, math.floor(value / step + 1) * step
    down, up = math.floor(value / step) * step, math.ceil(value / step) * step
    edges: dict[str, tuple[Fraction, Fraction]] = {
        "at_least": (up, below),
        "above": (above, down),
        "at_most": (down, above),
        "below": (below, up),
        "equals": (value, above),
    }
    good, bad = edges[op]
    fits = [each if each >= 0 and (most is None or each <= most) else None for each in (good, bad)]
    return fits[0], fits[1]


def _share(answers: Answers, rows: Rows) -> Iterable[Sample]:
    size = answers.target[1].denominator if answers.target[1].denominator <= MOST_ROWS else 1
    good, bad = _edges(answers, Fraction(1, size), Fraction(1))
    for name, share in ((MET, good), (MISSED, bad)):
        if share is None:
            continue
        passing = int(share * size)
        made = [rows.make(at + 1, passes=answers.passes, good=at < passing) for at in range(size)]
        if all(made):
            expect = f"numerator: {passing}, denominator: {size}, status: {_status(name)}"
            yield Sample(name, tuple(filter(None, made)), expect)
    unclear = rows.make(1, passes=answers.passes, unclear=answers.passes[0].column)
    if unclear:
        yield Sample(OPEN, (unclear,), "status: undetermined")


def _count(answers: Answers, rows: Rows) -> Iterable[Sample]:
    good, bad = _edges(answers, Fraction(1))
    for name, count in ((MET, good), (MISSED, bad)):
        made = _so_many(rows, count)
        if made:
            yield Sample(name, made, f"value: {count}, status: {_status(name)}")
    if good is not None and good > MOST_ROWS:
        for few in (Fraction(1), Fraction(2)):
            made = _so_many(rows, few)
            if made:
                yield Sample(MISSED if answers.target[0] in RISING else MET, made, f"value: {few}")
    least = min((each for each in (good, bad) if each is not None), default=None)
    column = answers.when or next((ask.column for ask in answers.rows), "")
    if least is not None and least < MOST_ROWS and column:
        sure = [rows.make(number) for number in range(1, int(least) + 1)]
        open_row = rows.make(int(least) + 1, unclear=column)
        if all(sure) and open_row:
            yield Sample(OPEN, (*filter(None, sure), open_row), "status: undetermined")


def _so_many(rows: Rows, count: Fraction | None) -> tuple[Row, ...]:
    """So many rows that count; where there are none, one of an earlier period, as an empty sheet says nothing."""
    if count is None or count > MOST_ROWS:
        return ()
    made = [rows.make(number) for number in range(1, int(count) + 1)] or [rows.outside(1)]
    return tuple(filter(None, made)) if all(made) else ()


def _of_column(answers: Answers, rows: Rows) -> Iterable[Sample]:
    column = answers.table.columns[answers.column]
    step = Fraction(1, 100) if column.type == "percent" else Fraction(1)
    adds_up = answers.figure == "total"
    for name, value in zip((MET, MISSED), _edges(answers, step), strict=True):
        parts = 1 if value is None or not adds_up or not column.maximum else math.ceil(value / column.maximum) or 1
        if value is None or parts > MOST_ROWS:
            continue
        most = column.maximum or value
        amounts = [min(most, value - at * most) for at in range(parts)] if parts > 1 else [value]
        made = [
            _with(rows, at, {answers.column: rows.write_amount(answers.column, each)})
            for at, each in enumerate(amounts, 1)
        ]
        if all(made):
            yield Sample(name, tuple(filter(None, made)), f"value: {write_number(value)}, status: {_status(name)}")
    unclear = rows.make(1, unclear=answers.column)
    if unclear:
        yield Sample(OPEN, (unclear,), "status: undetermined")


def _ratio(answers: Answers, rows: Rows) -> Iterable[Sample]:
    """So much, or so many rows, for an amount at which the target is a whole number."""
    op, value, _ = answers.target
    exact = value / answers.factor
    base = exact.denominator  # of the denominator, so that the numerator is whole
    for name, number in zip((MET, MISSED), _edges_of(op, exact * base), strict=True):
        made = _divided(answers, rows, number, base) if number >= 0 else ()
        if made:
            found = Fraction(number, base) * answers.factor
            yield Sample(name, made, f"value: {write_number(found)}, status: {_status(name)}")
    unclear = answers.column or answers.per or (answers.passes[0].column if answers.passes else "")
    more = {answers.per: str(base)} if answers.per and answers.per != unclear else {}
    row = rows.make(1, passes=answers.passes, unclear=unclear, cells=more)
    if row and unclear:
        yield Sample(OPEN, (row,), "status: undetermined")


def _edges_of(op: str, whole: Fraction) -> tuple[int, int]:
    at = int(whole)
    return {"at_least": (at, at - 1), "above": (at + 1, at), "at_most": (at, at + 1), "below": (at - 1, at)}.get(
        op, (at, at + 1)
    )


def _divided(answers: Answers, rows: Rows, number: int, base: int) -> tuple[Row, ...]:
    """Rows whose numerator is `number` and whose denominator is `base`."""
    size = max(base if not answers.per else 1, number if not answers.column else 1)
    if size > MOST_ROWS or (not answers.per and size != base):
        return ()
    made = []
    for at in range(size):
        cells: dict[str, str | None] = {}
        if answers.column:
            cells[answers.column] = rows.write_amount(answers.column, Fraction(number if at == 0 else 0))
        if answers.per:
            cells[answers.per] = rows.write_amount(answers.per, Fraction(base if at == 0 else 0))
        passes = () if answers.column else answers.passes
        made.append(_with(rows, at + 1, cells, passes, good=answers.column != "" or at < number))
    return tuple(filter(None, made)) if all(made) else ()


def _with(
    rows: Rows, number: int, cells: Mapping[str, str | None], passes: Sequence[Ask] = (), *, good: bool = True
) -> Row | None:
    """A row with these cells; None if one of them can't be."""
    known = {name: each for name, each in cells.items() if each is not None}
    return rows.make(number, passes=passes, good=good, cells=known) if len(known) == len(cells) else None


_MAKERS: dict[str, Callable[[Answers, Rows], Iterable[Sample]]] = {"share": _share, "count": _count, "ratio": _ratio}
assert not set(_MAKERS) & set(OF_COLUMN)
