"""What an indicator was judged on, and how sentences about what it needs name sheets, rows, conditions and days."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from fractions import Fraction

from checker.frozen import dataclass
from checker.measures.toolkit.scope import Roster
from checker.model import Needed, Rows
from checker.model.workbook import Submission, TypedTable
from checker.periods import Window
from checker.tables.logic import All, Always, Condition, Filled
from checker.tables.phrases import phrase
from checker.tables.table import Table
from checker.text.bilingual import Text

#: How many rows or members a sentence names before it only counts the rest.
NAMED = 8
#: A longer condition (in Chinese) is left out, as the indicator's page explains it better.
_LONGEST = 45
NOTHING = Text("", "")


@dataclass(frozen=True)
class Basis:
    """What an indicator was judged on.

    Attributes:
        window: over which it is judged.
        as_of: the last day that counted.
        tables: the pack's table definitions.
        submission: one department's typed tables; None for the district, whose rows are in many workbooks.
        roster: the departments that rows may name.
    """

    window: Window
    as_of: date
    tables: Mapping[str, Table]
    submission: Submission | None = None
    roster: Roster = field(default_factory=Roster)

    def typed(self, table: str) -> TypedTable | None:
        """Gives the rows of a table, if there are those of one department."""
        return None if self.submission is None else self.submission.tables.get(table)

    def name_sheet(self, table: str) -> Text:
        """Names a sheet as the workbook spells it, or else as the pack does."""
        typed = self.typed(table)
        label = self.tables[table].sheet.text
        if typed is not None and typed.located is not None:
            label = Text(typed.located.sheet.name, typed.located.sheet.name)
        return Text(f"“{label.zh}”" + ("" if label.zh.endswith("表") else "表"), f"“{label.en}”")

    def name_rows(self, table: str, numbers: Sequence[int]) -> Text:
        """Names rows by their sheet and Excel row numbers, in sheet order."""
        sheet, (zh, en) = self.name_sheet(table), list_few([str(number) for number in sorted(numbers)])
        more = f"等 {len(numbers)} 行" if len(numbers) > NAMED else ""
        noun = "row" if len(numbers) == 1 else "rows"
        return Text(f"{sheet.zh}第 {zh} 行{more}", f"{noun} {en} of {sheet.en}")

    def condition_in_brackets(self, condition: Condition, table: str) -> Text:
        """Phrases a condition in brackets; empty if it asks nothing or is too long."""
        if isinstance(condition, Always):
            return NOTHING
        said = phrase(_essential(condition), self.tables[table].columns)
        if len(said.zh) > _LONGEST or "（" in said.zh:
            return NOTHING
        return Text(f"（{said.zh}）", f" ({said.en})")


def _essential(condition: Condition) -> Condition:
    """Drops the parts that ask for a filled cell if another part asks for its content."""
    if not isinstance(condition, All):
        return condition
    tested = {getattr(part, "column", "") for part in condition.parts if not isinstance(part, Filled)}
    parts = tuple(
        part for part in condition.parts if not (isinstance(part, Filled) and part.present and part.column in tested)
    )
    return parts[0] if len(parts) == 1 else All(parts)


def list_few(items: Sequence[str]) -> tuple[str, str]:
    """Joins the first few items in both languages; English adds how many more there are."""
    more = len(items) - NAMED
    zh, en = "、".join(items[:NAMED]), ", ".join(items[:NAMED])
    return zh, f"{en} and {more} more" if more > 0 else en


def by_day(by: date | None) -> Text:
    """Phrases the last day that counts."""
    return NOTHING if by is None else Text(f"（{by} 前）", f" by {by}")


def join_clauses(parts: Sequence[Text]) -> Text:
    """Joins clauses into one sentence."""
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def agree(count: int | Fraction, one: str, many: str) -> str:
    """Picks the form of a verb or noun that agrees with a count."""
    return one if count == 1 else many


def decide_rows_first(undecided: Rows, count: int, basis: Basis, table: str) -> Needed:
    """Says that undecided rows have to be completed before there is a verdict."""
    named = Text(f"有 {count} 行待", f"{count} {agree(count, 'row', 'rows')}")
    if undecided.numbers:
        named, count = basis.name_rows(table, undecided.numbers), len(undecided.numbers)
    verb = agree(count, "has", "have")
    text = Text(zh=f"{named.zh}补全后才能判定", en=f"{named.en} {verb} to be completed before it can be decided")
    return Needed(None, undecided.numbers, text)
