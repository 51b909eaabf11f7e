"""The declared base of a proportion: how many units its denominator must hold, as somebody writes it in a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import ValidationInfo

from checker.codes import Code
from checker.codes.shared import UNKNOWN_COLUMN
from checker.measures.toolkit.over_table import check_table, tables_of
from checker.measures.toolkit.parts import Part, Read
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Note, Shown
from checker.tables.logic import columns_of
from checker.tables.phrases import column_text, phrase
from checker.tables.sheets import Tables, sheet
from checker.tables.table import compile_condition
from checker.tables.words import Asked, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.tables.rows.conditions import Truth

FEWER_LISTED = Code("M533")
MORE_LISTED = Code("M534")


class Base(Strict):
    """A column that says how many units the denominator must hold, those left out included.

    Attributes:
        column: with the number; of several rows, the largest number counts.
        table: whose column, if not that of the proportion.
        where: which rows say it; without it, the rows of the denominator themselves.
        required: whether the value is undetermined if nobody declares a number.
    """

    column: str
    table: str | None = None
    where: Asked = None
    required: bool = False


@dataclass(frozen=True)
class _Declared:
    """A declared number and the row that declares it."""

    number: int
    row: int


def check_base(base: Base, own: str | None, info: ValidationInfo) -> Base:
    """Compiles a base in a pydantic validator.

    Raises:
        PydanticCustomError: there is no such table or column, or the condition can't be read.
    """
    if base.table is not None:
        check_table(base.table, info)
    found = tables_of(info).get(base.table or own or "")
    if found is None:
        return base
    allowed = [name for name, column in found.columns.items() if column.type == "integer"]
    if base.column not in allowed:
        raise refused(refusal(UNKNOWN_COLUMN, "column", found=base.column, allowed=allowed))
    if base.where is None:
        return base
    where = compile_condition(base.where, found.columns, "where", tables=tables_of(info))
    return base.model_copy(update={"where": where})


def base_reads(base: Base | None, own: str) -> tuple[Read, ...]:
    """Lists the columns that say the number."""
    if base is None:
        return ()
    return ((base.table or own, (base.column, *(() if base.where is None else columns_of(base.where)))),)


def base_parts(base: Base | None, own: str) -> tuple[Part, ...]:
    """Gives the condition on the rows that say the number."""
    if base is None or base.where is None:
        return ()
    return (Part(("base", "where"), base.where, base.table or own),)


def describe_base(base: Base, own: str, tables: Tables) -> Text:
    """Says where the number is declared and what follows from it."""
    columns = tables[base.table or own].columns
    named, where = column_text(base.column, columns), Text("", "")
    if base.table is not None and base.table != own:
        of = sheet(base.table, tables)
        named = Text(f"{of.zh}的{named.zh}", f"{named.en} of {of.en}")
    if base.where is not None:
        of = phrase(base.where, columns)
        where = Text(f"（看{of.zh}的行）", f" (in the rows in which {of.en})")
    zh = f"分母（连同剔除的）应有几个，以{named.zh}{where.zh}为准，几行不同的以最大的为准；少列的按待定计入。"
    en = (
        f"The denominator, with those left out, must hold as many as {named.en} says{where.en}, the largest number if "
        "rows differ. Each one that is missing counts as undecided."
    )
    if base.required:
        zh, en = f"{zh}没有填写的，结果待定。", f"{en} Without a number, the result is undetermined."
    return Text(zh, en)


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
    from checker.model.workbook import INVALID, VALID
    from checker.tables.rows.conditions import certain, evaluate

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
