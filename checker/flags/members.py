"""Flags on the members of a cohort: who falls short, and who is in doubt."""

from collections.abc import Iterator
from typing import assert_never

from checker.codes import Code
from checker.codes.shared import MEMBER_OVER, MEMBER_SHORT, MEMBER_UNDECIDED
from checker.flags.against import wants_numerator
from checker.flags.case import Case
from checker.measures import MemberMeasure
from checker.model import Flag, Member, Shown, flag, placed
from checker.model.workbook import TypedTable
from checker.tables.rows.places import place_of, place_of_table, record_of
from checker.text.amounts import amount_words, enough_text, short_text
from checker.text.bilingual import Text
from checker.text.plurals import unit_of


def member_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag on each member that counts against the target or may do so.

    A target that asks for more is hurt by members that fall short by now, one that asks for less by those that reached
    the goal.
    """
    measure = case.indicator.asked
    if not isinstance(measure, MemberMeasure):
        return
    # A member without a row of its own (a department, a quarter) is flagged on the sheet where its rows would be.
    typed = case.submission.tables.get(case.result.measured.numerator_rows.table or measure.counted_in)
    if typed is None:
        return  # a missing sheet has no members
    members = case.result.measured.members
    is_open = not all(member.settled for member in members)
    behind = {member.key for member in members if member.low < member.paced} if is_open else set()
    more = wants_numerator(case.result)
    deciding_cells = measure.deciding_cells(case.submission, case.tables, case.context)
    for member in members:
        match member.place:
            case "failed":
                # While the window is open, only members behind the pace are flagged.
                if more and (member.settled or member.key in behind):
                    yield _member_flag(MEMBER_SHORT, case, typed, member)
            case "passed":
                if more is False:
                    yield _member_flag(MEMBER_OVER, case, typed, member)
            case "pass_or_fail" | "out_or_pass" | "out_or_fail" | "anything":
                yield _member_flag(MEMBER_UNDECIDED, case, typed, member, where=deciding_cells(member))
            case "excluded" | "":
                pass
            case _:
                assert_never(member.place)


def _member_flag(code: Code, case: Case, typed: TypedTable, member: Member, **values: Shown) -> Flag:
    """Flags one member at the cell that names it; that cell is not at fault, so nothing is expected there."""
    unit = case.indicator.member_unit
    goal = member.goal if member.settled else max(member.paced, member.goal)
    number = enough_text(goal)
    asked = Text(f"{number} {unit.zh}".strip(), f"{number} {unit_of(goal, unit.en)}".strip())
    table = case.tables[typed.id]
    found = flag(
        code,
        place_of_table(typed, table, member.key, member.label),
        severity=case.severity(code),
        indicator=case.indicator.id,
        observed=None,
        expected=None,
        record=(),
        difference=short_text(member.amount - goal),
        name=case.name,
        member=_subject(member),
        amount=amount_words(member.amount, goal),
        goal=asked,
        short=enough_text(goal - member.amount),
        **values,
    )
    if member.row is None:
        return found
    place = place_of(typed, table, member.row, next(iter(table.key), ""))
    return found.changed(place=place, record=record_of(typed, member.row))


def _subject(member: Member) -> Text | Shown:
    """Names the member, or its row if the cell with its name is blank or unreadable."""
    if member.label.zh or member.row is None:
        return member.label
    return placed(Text(f"第 {member.row} 行", f"row {member.row}"))
