"""The names of keys and rows in messages."""

from collections import Counter
from collections.abc import Mapping, Sequence

from checker.model import Personal, Shown, placed
from checker.model.workbook import TypedTable
from checker.tables.rows.keys import key_forms
from checker.tables.rows.places import header_of
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts

#: A message names at most this many rows, then counts the others.
NAMED_ROWS = 5
#: It quotes at most this many other spellings of a key.
MOST_SPELLINGS = 2
#: So many of them are compared with those of a later check.
MOST_FACTS = 20


def key_header(typed: TypedTable, table: Table) -> Text:
    """The headers of the key's columns, as the sheet spells them."""
    return join_texts((header_of(typed, table, name) for name in table.key), " / ", " / ")


def row_list(rows: Sequence[int], besides: int | None = None) -> Text:
    """Names rows for people: "rows 3, 9 and 12"; only the first few of many, with the number of the others.

    Args:
        rows: in ascending order.
        besides: one of them that is not named.
    """
    named = [str(row) for row in rows[: NAMED_ROWS + 1] if row != besides][:NAMED_ROWS]
    total = len(rows) - (besides is not None)
    zh = f"第 {'、'.join(named)} 行"
    if total == 1:
        return Text(zh=zh, en=f"row {named[0]}")
    if total > len(named):
        return Text(zh=f"{zh}等 {total} 行", en=f"rows {', '.join(named)} and {total - len(named)} more")
    return Text(zh=zh, en=f"rows {', '.join(named[:-1])} and {named[-1]}")


def first_row(typed: TypedTable, table: Table, rows: Sequence[int]) -> int:
    """The row of several at which to flag them all: the same one, however the sheet is sorted."""
    position = typed.positions
    left = list(rows)
    for columns in (table.key, *([name] for name in table.columns)):
        if len(left) == 1 or not columns:
            continue
        cells = key_forms(typed, columns)
        first = min(cells[position[row]] for row in left)
        left = [row for row in left if cells[position[row]] == first]
    return left[0]


def first_spellings(forms: Mapping[int, str]) -> list[int]:
    """The first rows of each spelling, in order: those among which a message can find all that it quotes.

    Of few spellings more than a message quotes it needs only the first, so there are never many rows.
    """
    seen: Counter[str] = Counter()
    firsts = []
    for row, form in forms.items():
        if seen[form] < MOST_SPELLINGS and (form in seen or len(seen) <= MOST_SPELLINGS):
            seen[form] += 1
            firsts.append(row)
    return firsts


def name_copies(words: Text, count: int, spelled: Sequence[str], personal: Personal | None) -> Shown:
    """Words on the rows of one record, which remain the same if their number and spellings do.

    `spelled` has each spelling once, sorted.
    """
    facts = (Shown(spelling, personal) for spelling in spelled[:MOST_FACTS])
    return placed(words, str(count), str(len(spelled)), *facts, personal=personal)


def add_spellings(named: Text, respelled: Sequence[tuple[int, Text]]) -> Text:
    """Adds to the names of rows how the first of them write a key that looks different."""
    if not respelled:
        return named
    shown = respelled[:MOST_SPELLINGS]
    zh = "、".join(f"第 {row} 行写作“{said.zh}”" for row, said in shown)
    en = ", ".join(f"row {row} writes “{said.en}”" for row, said in shown)
    return Text(f"{named.zh}（{zh}）", f"{named.en} ({en})")
