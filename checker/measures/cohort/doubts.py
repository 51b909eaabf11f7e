"""Finds the cells that leave it open whether a member of a cohort reaches its goal.

Its own row may not show whether or how long it belongs, and a row may not show that it counts for the member. An
unreadable cell is named before a blank one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from checker.frozen import dataclass
from checker.measures.cohort.settings import CohortSettings
from checker.measures.toolkit.rows import lacking
from checker.model import Member, Shown, placed
from checker.model.workbook import BLANK, INVALID, VALID, Submission, TypedTable
from checker.tables.logic import Condition
from checker.tables.rows.context import Context
from checker.tables.rows.places import place_of, sheet_of
from checker.tables.rows.reasons import Reasons
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.bilingual import Text

#: How many cells are named; the next ones appear once these are corrected.
MOST_CELLS = 3

_REFUSED = Text(zh="须改正", en="to be corrected")
_BLANK = Text(zh="空白", en="blank")
_NOT_LISTED = Text(zh="名册中没有", en="not on the roster")
_UNREAD = Text(zh="缺少该列，或表头未识别", en="missing, or its header not recognised")
_REVERSED = Text(zh="起止颠倒", en="in the wrong order")


@dataclass(frozen=True)
class Case:
    """What members were placed by: the cohort, the typed rows, the table definitions, and the day."""

    cohort: CohortSettings
    submission: Submission
    tables: Mapping[str, Table]
    context: Context

    def open_columns(self, condition: Condition, typed: TypedTable, row: int) -> tuple[str, ...]:
        """Lists the columns that leave a condition open for a row."""
        if (condition, typed.id) not in self._reasons:
            self._reasons[condition, typed.id] = Reasons(condition, typed, self.context)
        return self._reasons[condition, typed.id].open_columns(row)

    def lacks(self, typed: TypedTable, day: str, row: int) -> bool:
        """Whether a row may require a day that it lacks."""
        if (typed.id, day) not in self._lacking:
            self._lacking[typed.id, day] = ~lacking(typed, day, self.tables[typed.id], self.context).no
        return bool(self._lacking[typed.id, day][typed.positions[row]])

    @cached_property
    def _reasons(self) -> dict[tuple[Condition, str], Reasons]:
        """What is worked out for all rows at once, for the members that come later."""
        return {}

    @cached_property
    def _lacking(self) -> dict[tuple[str, str], Mask]:
        return {}


@dataclass(frozen=True)
class Cell:
    """One cell, the name of its sheet, what is wrong with it, and both the column and that, wherever the cell is.

    Of a column that the sheet lacks, it is the whole column.
    """

    sheet: Text
    address: Text
    matter: Text
    fact: str


def deciding_cells(case: Case, member: Member) -> Shown:
    """Names the first cells on which the member's goal depends, or the sheets to look at if there is no such cell."""
    cells = _own(case, member, INVALID) + _reversed(case, member) + _counted(case, member, INVALID)
    cells = list(dict.fromkeys(cells + _not_listed(case, member)))
    cells = cells or _counted(case, member, BLANK) or _own(case, member, BLANK)
    if not cells:
        return Shown(_elsewhere(case))
    groups = [_name(matter, list(each)) for matter, each in groupby(cells[:MOST_CELLS], lambda cell: cell.matter)]
    zh, en = "、".join(each.zh for each in groups), ", ".join(each.en for each in groups)
    words = Text(f"{zh}等", f"{en} and more") if len(cells) > MOST_CELLS else Text(zh, en)
    return placed(words, *(f"{fact} {count}" for fact, count in Counter(cell.fact for cell in cells).items()))


def _name(matter: Text, cells: Sequence[Cell]) -> Text:
    by_sheet = [(sheet, [cell.address for cell in each]) for sheet, each in groupby(cells, lambda cell: cell.sheet)]
    zh = "、".join(f"“{sheet.zh}”{'、'.join(each.zh for each in addresses)}" for sheet, addresses in by_sheet)
    en = ", ".join(f"{sheet.en} {', '.join(each.en for each in addresses)}" for sheet, addresses in by_sheet)
    return Text(f"{zh}（{matter.zh}）", f"{en} ({matter.en})")


def _own(case: Case, member: Member, state: int) -> list[Cell]:
    """Lists cells of the member's own row that say whether, when and as whom it belongs."""
    cohort = case.cohort
    typed = None if cohort.of_no_table else case.submission.tables.get(cohort.members)
    if typed is None or member.row is None:
        return []
    columns = list(cohort.each.measure.match.values())
    belongs = member.place != "pass_or_fail"
    for condition in (cohort.where, cohort.out):
        columns += case.open_columns(condition, typed, member.row) if belongs and condition is not None else ()
    spans = _spans(cohort) if belongs or cohort.pro_rata is not None or cohort.within is not None else []
    days = [column for span in spans for column in span] + ([cohort.due] if cohort.due is not None else [])
    # A blank end is still to come and leaves no doubt, unless the row requires it.
    columns += [day for day in days if state == INVALID or case.lacks(typed, day, member.row)]
    return _cells(case, typed, member.row, columns, state)


def _reversed(case: Case, member: Member) -> list[Cell]:
    """Lists both ends of a date range in the wrong order, as either may be wrong."""
    typed = None if case.cohort.of_no_table else case.submission.tables.get(case.cohort.members)
    if typed is None or member.row is None:
        return []
    found = []
    for span in _spans(case.cohort):
        readable = all(typed.state_at(member.row, column) == VALID for column in span)
        start, end = (typed.at(member.row, column) for column in span)
        if readable and start > end:
            found += [cell for column in span for cell in _cell(case, typed, member.row, column, _REVERSED)]
    return found


def _spans(cohort: CohortSettings) -> list[tuple[str, str]]:
    return list(dict.fromkeys((span.start, span.end) for span in (cohort.during, cohort.within) if span is not None))


def _counted(case: Case, member: Member, state: int) -> list[Cell]:
    """Lists cells of the rows that may or may not count for the member."""
    nested = case.cohort.each.measure
    typed = case.submission.tables.get(member.doubts.table)
    if typed is None:
        return []
    columns = [*nested.match, *(column for column, _ in nested.cells_needed())]
    return [
        cell
        for row in member.doubts.numbers
        for cell in _cells(case, typed, row, [*columns, *case.open_columns(nested.where, typed, row)], state)
    ]


def _not_listed(case: Case, member: Member) -> list[Cell]:
    """Lists cells that name nobody of the members' table, and so may mean this member."""
    cohort = case.cohort
    typed = case.submission.tables.get(member.doubts.table)
    members = None if cohort.of_no_table else case.submission.tables.get(cohort.members)
    if typed is None or members is None or member.row is None:
        return []
    found = []
    for mine, other in cohort.each.measure.match.items():
        own, form = members.at(member.row, other), members.form(other)
        for row in member.doubts.numbers:
            named = typed.at(row, mine)
            # A row with another key is among the doubts of a member only if its key is nobody's.
            if isinstance(own, str) and isinstance(named, str) and form(named) != form(own):
                found += _cell(case, typed, row, mine, _NOT_LISTED)
    return found


def _cells(case: Case, typed: TypedTable, row: int, columns: Iterable[str], state: int) -> list[Cell]:
    matter = _REFUSED if state == INVALID else _BLANK
    read = [column for column in dict.fromkeys(columns) if column in typed.state]
    bad = [column for column in read if typed.state_at(row, column) == state]
    return [
        cell for column in bad for cell in _cell(case, typed, row, column, _contradicted(typed, row, column) or matter)
    ]


def _contradicted(typed: TypedTable, row: int, column: str) -> Text | None:
    """Says which other rows of the same record have something else in the column; None if there is no such row."""
    copies = typed.copies.get(row)
    if copies is None or column not in copies.differing:
        return None
    others = [str(other) for other in copies.rows[1:]]
    return Text(f"与第 {'、'.join(others)} 行不一致", f"contradicted by row {', '.join(others)}")


def _cell(case: Case, typed: TypedTable, row: int, column: str, matter: Text) -> list[Cell]:
    """The cell; or its column, if the sheet has none for it that was recognised."""
    table = case.tables[typed.id]
    sheet = sheet_of(typed, table)
    if typed.located is not None and column not in typed.located.columns and not table.columns[column].is_derived:
        header = table.columns[column].header.text
        words = Text(f"“{header.zh}”列", f"column “{header.en}”")
        return [Cell(sheet, words, _UNREAD, f"{typed.id}.{column} {_UNREAD.en}")]
    address = place_of(typed, table, row, column).cell
    fact = f"{typed.id}.{column} {'contradicted' if _contradicted(typed, row, column) else matter.en}"
    return [Cell(sheet, Text(address, address), matter, fact)] if address else []


def _elsewhere(case: Case) -> Text:
    """Refers to the sheets, where another flag says that a whole column or sheet is missing."""
    read = [case.tables[table] for table in case.cohort.tables()]
    names = [
        sheet_of(case.submission.tables[table.id], table) if table.id in case.submission.tables else table.sheet.text
        for table in read
    ]
    zh, en = "".join(f"“{name.zh}”" for name in names), " and ".join(name.en for name in names)
    return Text(f"{zh}表中标出的其他问题", f"other flags on the sheets {en}")
