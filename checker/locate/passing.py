"""Finds rows that look like data by their place but aren't: totals, examples, instructions, section lines, defaults.

A row is looked at only if something in its key or required cells is suspect; and it is passed over for what it has
beside its neighbours, not for a word alone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum

from checker.locate.columns import Columns
from checker.locate.defaults import find_defaults
from checker.locate.extent import is_data_anyway
from checker.locate.headings import Headings
from checker.locate.layout import Layout
from checker.locate.marks import Mark
from checker.locate.rates import Rates
from checker.locate.sums import Sums, number_of
from checker.locate.suspects import Row, find_suspects, read_row
from checker.locate.telling import (
    begins_example,
    heads_section,
    helps,
    instructs,
    is_example,
    is_figure,
    is_section_number,
    is_total,
)
from checker.model.workbook import Raw, Sheet
from checker.tables.table import Table
from checker.text.bilingual import Text


class Passed(Enum):
    """Why a row is passed over; the values are for messages."""

    TOTAL = Text("合计、平均或计数行", "totals, averages or counts")
    RATE = Text("比率行", "rates")
    EXAMPLE = Text("示例行", "examples")
    HELP = Text("填写提示行", "instructions")
    SECTION = Text("分段标题行", "headings of sections")
    DEFAULTS = Text("只有预填内容的行", "nothing but values filled in beforehand")
    HEADER = Text("重复的表头行", "the header again")
    NOTE = Text("说明、签字盖章行", "notes and signatures")


def find_passed(
    sheet: Sheet,
    table: Table,
    headings: Headings,
    columns: Columns,
    shape: Layout,
    rows: Sequence[int],
    beyond: Sequence[int] = (),
) -> dict[Passed, list[int]]:
    """Finds the rows that aren't data among those that the first look took for data, by kind.

    Rows `beyond` its end are only looked at for rates, which people put below a total.
    """
    suspects = find_suspects(sheet, table, columns, shape, rows)
    found: dict[Passed, list[int]] = {}
    if not suspects:
        return found
    sums, starts, rest, leading = Sums(sheet, rows, shape.locales), [rows[0]], [], 0
    rates = Rates(sheet, table, headings, columns, shape, rows, suspects)
    if below := [row for row in beyond if rates.is_rate(read_row(sheet, shape, row, top=False))]:
        found[Passed.RATE] = below
    for number in suspects:
        row = read_row(sheet, shape, number, top=leading < len(rows) and rows[leading] == number)
        kind = Passed.HEADER if _is_header(row, headings, columns) else _kind(row, table, columns, shape)
        if kind is None and _is_total(row, shape, sums, starts):
            kind = Passed.TOTAL
        if kind is None and rates.is_rate(row):
            kind = Passed.RATE
        if kind is None:
            rest.append(row)
            continue
        leading += row.top
        found.setdefault(kind, []).append(number)
        sums.leave_out(number)
        if kind is Passed.TOTAL and number != rows[-1]:
            starts = [rows[0], rows[bisect_right(rows, number)]]
    if defaults := find_defaults(rest, sheet, shape, lambda: [row for row in rows if not sums.left_out(row)]):
        found[Passed.DEFAULTS] = defaults
    return found


def _is_header(row: Row, headings: Headings, columns: Columns) -> bool:
    """Whether a row is a header, perhaps in other words than the first one."""
    texts = [raw for raw in row.cells.values() if isinstance(raw, str)]
    if len(texts) < 2 or len(texts) < len(row.cells):
        return False
    named = sum(headings.match(raw) is not None for raw in texts)
    return named >= min(3, len(columns.fields)) and 4 * named >= 3 * len(texts)


def _kind(row: Row, table: Table, columns: Columns, shape: Layout) -> Passed | None:
    """The kind of a row that its own cells tell."""
    lacks, locales = bool((shape.key | shape.required) - row.own), shape.locales
    if _is_example(row, shape, lacks):
        return Passed.EXAMPLE
    texts = [raw for raw in row.cells.values() if isinstance(raw, str)]
    if row.top and texts and len(texts) == len(row.cells) and _is_help(row, texts, table, columns, lacks):
        return Passed.HELP
    if not lacks or len(shape.columns) < 3 or len(texts) != 1 or any(is_total(text, locales) for text in texts):
        return None
    alone = (
        len(row.cells) == 1
        and not row.serial
        and heads_section(texts[0], locales)
        and not (shape.key & row.own and is_figure(texts[0], locales))
    )
    figures = all(number_of(raw, locales) is not None for raw in _others(row, texts[0]))
    numbered = figures and is_section_number(row.serial, locales)
    return Passed.SECTION if alone or numbered else None


def _others(row: Row, text: str) -> Iterable[Raw]:
    return (raw for raw in row.cells.values() if raw is not text)


def _is_example(row: Row, shape: Layout, lacks: bool) -> bool:
    """Whether a row says that it is an example: beside its cells, in its first, or before a value of the key."""
    locales = shape.locales
    if row.serial and is_example(row.serial, locales):
        return True
    first = min(row.cells, default=None)
    for at, raw in row.cells.items():
        if not isinstance(raw, str):
            continue
        if at in shape.key and (begins_example(raw, locales) or is_example(raw, locales)):
            return True
        beside = at not in shape.columns or at == first
        if beside and is_example(raw, locales) and (row.top or lacks):
            return True
        if at == first and row.top and begins_example(raw, locales):
            return True
    return False


def _is_help(row: Row, texts: list[str], table: Table, columns: Columns, lacks: bool) -> bool:
    """Whether a row below the header says how to fill in its columns, and has nothing that they could hold."""
    if len(texts) == 1:
        return lacks and instructs(texts[0], table.locales)
    typed = [at - 1 for field, at in columns.fields.items() if table.columns[field].kind in ("number", "date")]
    if any(is_figure(str(row.cells[at]), table.locales) for at in typed if at in row.cells):
        return False
    return 2 * sum(helps(text, table.locales) for text in texts) >= len(texts)


def _is_total(row: Row, shape: Layout, sums: Sums, starts: Sequence[int]) -> bool:
    """Whether a row has a sum, an average or a count: by its word and what is blank, or by its numbers."""
    marked = [at for at, raw in row.cells.items() if isinstance(raw, str) and is_total(raw, shape.locales)]
    numbers = {at: row.cells[at] for at in row.own if at not in marked and at not in shape.key}
    figures = {at: raw for at, raw in numbers.items() if number_of(raw, shape.locales) is not None}
    if not marked:
        bare = len(row.cells) == len(figures) > 0 and bool(shape.key | shape.required - row.own)
        return bare and not row.serial and sums.agree(row.number, figures, starts, only_sums=True)
    keyed = bool(shape.key) and shape.key <= row.own and not shape.key.intersection(marked)
    width = max(row.cells) + 1
    line = [row.cells.get(at) for at in range(width)]
    lacks = bool((shape.key | shape.required) - row.own)
    if lacks and not keyed and not any(is_data_anyway(line, at, shape, Mark.TOTAL) for at in marked):
        return True
    return bool(figures) and sums.agree(row.number, figures, starts)
