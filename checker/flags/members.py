"""Flags on the members of a cohort: who falls short, who is in doubt, and a roster that lists nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from checker.codes import Code
from checker.codes.shared import MEMBER_SHORT, MEMBER_UNDECIDED
from checker.flags.case import Case
from checker.measures import MemberMeasure
from checker.model import Flag, Member, flag
from checker.model.workbook import TypedTable
from checker.tables.rows.places import place_of, place_of_table, record_of, sheet_of
from checker.text.bilingual import Text
from checker.text.normalize import number_text

NOBODY_LISTED = Code("M508")


def member_flags(case: Case) -> Iterator[Flag]:
    """A flag on each member who falls short by now or may do so, and one on a roster without any."""
    asked = case.indicator.asked
    if not isinstance(asked, MemberMeasure):
        return
    listed = None if asked.listing is None else case.submission.tables.get(asked.listing)
    if listed is not None and listed.frame.empty:
        yield _nobody(case, listed)
    # Who has no row of their own (a department, a quarter) is told where their rows would be.
    typed = case.submission.tables.get(case.result.measured.numerator_rows.table or asked.counted_in)
    if typed is None:
        return  # a sheet that is not there has no members
    behind = {member.key for member in case.result.measured.members if member.low < member.paced}
    for member in case.result.measured.members:
        match member.place:
            case "failed":
                # While the window is open, only those who are behind the pace are worth a word.
                if member.settled or member.key in behind:
                    yield _member_flag(MEMBER_SHORT, case, typed, member)
            case "pass_or_fail" | "out_or_pass" | "out_or_fail" | "anything":
                cells = asked.deciding_cells(member, case.submission, case.tables)
                yield _member_flag(MEMBER_UNDECIDED, case, typed, member, cells=cells)
            case "passed" | "excluded" | "":
                pass
            case _:
                assert_never(member.place)


def _nobody(case: Case, listed: TypedTable) -> Flag:
    """Of a members' table without a row: its indicator is not applicable, and no row is there to say so."""
    table = case.tables[listed.id]
    return flag(
        NOBODY_LISTED,
        place_of_table(listed, table),
        indicator=case.indicator.id,
        name=case.indicator.name.text,
        sheet=sheet_of(listed, table),
    )


def _member_flag(code: Code, case: Case, typed: TypedTable, member: Member, **values: Text) -> Flag:
    """About one member, at the cell that names it: nothing is expected there, for the number in it is not at fault."""
    unit = case.indicator.member_unit
    goal = member.goal if member.settled else max(member.paced, member.goal)
    number, plural = number_text(goal), unit.en if goal != 1 else ""  # English units are plural
    asked = Text(f"{number} {unit.zh}".strip(), f"{number} {plural}".strip())
    table = case.tables[typed.id]
    found = flag(
        code,
        place_of_table(typed, table, member.key, member.label),
        severity=case.severity(code),
        indicator=case.indicator.id,
        observed=None,
        expected=None,
        record=(),
        difference=number_text(member.amount - goal),
        name=case.indicator.name.text,
        member=_subject(member),
        amount=number_text(member.amount),
        goal=asked,
        short=number_text(goal - member.amount),
        **values,
    )
    if member.row is None:
        return found
    place = place_of(typed, table, member.row, next(iter(table.key), ""))
    return replace(found, place=place, record=record_of(typed, member.row))


def _subject(member: Member) -> Text:
    """What the member is called; by its row where the cell that names it is blank or cannot be read."""
    if member.label.zh or member.row is None:
        return member.label
    return Text(f"第 {member.row} 行", f"row {member.row}")
