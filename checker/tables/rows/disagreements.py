"""Says what the copies of one record contain in a column in which they disagree."""

from collections import Counter

from checker.model.workbook import BLANK, INVALID, Copies, TypedTable
from checker.tables.columns import Column
from checker.tables.rows.places import header_of, show_cell
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts
from checker.text.visible import cut

#: How many columns, and how many rows of each, a sentence names; the others appear once these agree.
MOST_COLUMNS, MOST_ROWS = 3, 4
#: How many contents of one column are compared with those of a later check.
MOST_FACTS = 20
#: The most characters of one quoted cell.
_LONGEST = 20


def say_columns(copies: Copies, typed: TypedTable, table: Table) -> Text:
    """Names the first columns in which copies disagree, with their contents, and counts the other columns."""
    named = copies.differing[:MOST_COLUMNS]
    parts = [say_column(copies, name, typed, table) for name in named]
    said = join_texts(parts, "；", "; ")
    more = len(copies.differing) - len(named)
    return Text(f"{said.zh}；另有 {more} 列", f"{said.en}; and {more} more columns") if more else said


def say_column(copies: Copies, column: str, typed: TypedTable, table: Table) -> Text:
    """Says what each copy has in one column: “Appeared” is “no” in row 7, “yes” in row 12."""
    header = header_of(typed, table, column)
    definition = table.columns[column]
    if definition.personal or definition.kind == "text":  # a free text may be somebody's name; it is in the sheet
        return Text(f"“{header.zh}”", f"“{header.en}”")
    seen = [(row, _content(typed, table, row, column)) for row in copies.rows[:MOST_ROWS]]
    more = len(copies.rows) - len(seen)
    zh = "、".join(f"第 {row} 行{said.zh}" for row, said in seen) + (f"，另有 {more} 行" if more else "")
    en = ", ".join(f"row {row} {said.en}" for row, said in seen) + (f" and {more} more rows" if more else "")
    return Text(f"“{header.zh}”（{zh}）", f"“{header.en}” ({en})")


def contents(copies: Copies, column: str, typed: TypedTable, table: Table) -> tuple[str, ...]:
    """Says what the copies have in a column, and how often, whatever their order; of a text only that they differ."""
    definition = table.columns[column]
    if definition.personal or definition.kind == "text":
        return (column,)
    seen = Counter(_content(typed, table, row, column).en for row in copies.rows)
    return tuple(f"{column} {said} {count}" for said, count in sorted(seen.items())[:MOST_FACTS])


def _content(typed: TypedTable, table: Table, row: int, column: str) -> Text:
    state = typed.state_at(row, column)
    if state == BLANK:
        return Text("为空白", "is blank")
    if state == INVALID:
        return Text("无法识别", "can't be read")
    if typed.located is not None and not show_cell(typed, table, row, column).text:
        return Text("为空白", "is blank")  # a blank that means a value
    definition: Column = table.columns[column]
    if typed.located is None and definition.choices:
        label = definition.choices[str(typed.at(row, column))].text
        return Text(f"为“{label.zh}”", f"says “{label.en}”")
    text = show_cell(typed, table, row, column).text
    both = text if isinstance(text, Text) else Text(text, text)
    return Text(f"为“{cut(both.zh, _LONGEST)}”", f"says “{cut(both.en, _LONGEST)}”")
