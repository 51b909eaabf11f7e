"""Compares what a proportion counted with the number that its base declares."""

from collections.abc import Mapping
from dataclasses import replace

from checker.codes import Code
from checker.frozen import dataclass
from checker.measures.proportion.base import Base
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Note, Shown
from checker.model.workbook import INVALID, VALID
from checker.tables.phrases import column_text
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.text.bilingual import Text

FEWER_LISTED = Code("M533")
MORE_LISTED = Code("M534")


@dataclass(frozen=True)
class _Declared:
    """A declared number and the row that declares it."""

    number: int
    row: int


def with_base(base: Base, own: str, inside: Truth, scope: Scope, found: Measured) -> Measured:
    """Compares what was counted with the declared number, if one is declared.

    Args:
        base: where it is declared.
        own: the table of the proportion.
        inside: which rows of that table are in its denominator.
        scope: the tables.
        found: what was counted.
    """
    declared = _read(base, own, inside, scope)
    if isinstance(declared, Text):
        return replace(found, reason=declared)
    return found if declared is None else _compare(base, own, declared, found)


def _read(base: Base, own: str, inside: Truth, scope: Scope) -> _Declared | Text | None:
    """Reads the declared number; the reason if it can't be known; None if nobody declares one and nobody has to."""
    name = base.table or own
    typed, column = scope.submission.tables[name], column_text(base.column, scope.tables[name].columns)
    saying = inside if name == own else certain(typed.state[base.column] != -1)
    if base.where is not None:
        saying = evaluate(base.where, typed, scope.context)
    state = typed.state[base.column]
    if ((state == INVALID) & ~saying.no).any() or ((state == VALID) & saying.unknown).any():
        return Text(
            f"{column.zh}无法识别，不知道应有几个",
            f"{column.en} can't be read, so it isn't known how many there must be",
        )
    numbers = typed.frame[base.column][(state == VALID) & saying.yes]
    if len(numbers):
        row, number = max(numbers.items(), key=lambda pair: pair[1])
        return _Declared(int(number), int(row))
    if base.required and (name != own or saying.yes.any() or saying.unknown.any()):
        return Text(
            f"{column.zh}没有填写，不知道应有几个", f"{column.en} is blank, so it isn't known how many there must be"
        )
    return None


def _compare(base: Base, own: str, declared: _Declared, found: Measured) -> Measured:
    """Compares what is listed with the declared number: a missing unit may be good or bad.

    A unit that may be outside the denominator fills a gap, or else another one does that nobody listed.
    """
    counts = found.counts
    surely = counts.passed + counts.failed + counts.excluded + counts.pass_or_fail
    perhaps = counts.anything + counts.out_or_fail + counts.out_or_pass
    gaps = declared.number - surely
    if gaps < 0:
        return _noted(base, own, declared, found, MORE_LISTED, surely, -gaps)
    if not gaps:
        return found
    missing = max(0, gaps - perhaps)
    filled = replace(_fill(counts, gaps - missing), pass_or_fail=0)
    opened = counts.pass_or_fail + gaps
    found = replace(found, counts=replace(filled, pass_or_fail=opened), missing=missing)
    return _noted(base, own, declared, found, FEWER_LISTED, surely + perhaps, missing) if missing else found


def _fill(counts: Counts, gaps: int) -> Counts:
    """Takes units that may be outside as inside, whatever they are then."""
    anything = min(gaps, counts.anything)
    failing = min(gaps - anything, counts.out_or_fail)
    passing = gaps - anything - failing
    return replace(
        counts,
        anything=counts.anything - anything,
        out_or_fail=counts.out_or_fail - failing,
        out_or_pass=counts.out_or_pass - passing,
    )


def _noted(base: Base, own: str, declared: _Declared, found: Measured, code: Code, listed: int, count: int) -> Measured:
    values: Mapping[str, int] = {"declared": declared.number, "listed": listed, "count": count}
    shown = tuple((name, Shown(str(value))) for name, value in values.items())
    note = Note(code, declared.row, base.column, shown, base.table or own)
    return replace(found, notes=(*found.notes, note))
