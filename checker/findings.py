"""The one place where results become flags with places: rows that count against, rows not decided, targets missed.

Measures give verdicts and counts; what a person reads of them is put together here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checker.codes import measure as codes
from checker.codes.target import BEHIND, MISSED, OUT_OF_REACH, UNDETERMINED
from checker.definitions.indicators import Indicator
from checker.definitions.logic import Condition, columns_of
from checker.definitions.measures import Cohort, Proportion
from checker.definitions.tables import Table
from checker.definitions.telling.phrases import phrase
from checker.errors import Text
from checker.model import Code, Flag, Member, Note, Place, Result, Severity, Shown, Status, flag
from checker.places import header_of, place_of, place_of_table, quoted, record_of, sheet_of
from checker.spelling import number_text
from checker.submission import BLANK, INVALID, Submission, TypedTable
from checker.wording import figure_text, target_text

_BLANK = Text(zh="空白", en="blank")
_UNDECIDED = ("pass_or_fail", "out_or_pass", "out_or_fail", "anything")


@dataclass(frozen=True)
class _Case:
    """One indicator judged over one submission."""

    indicator: Indicator
    result: Result
    submission: Submission
    tables: Mapping[str, Table]

    @property
    def severity(self) -> Severity:
        """How much a row that fails matters: red where the target is missed, amber while it can be."""
        if self.result.status is Status.MISSED:
            return Severity.RED
        return Severity.AMBER if self.result.status in (Status.BEHIND, Status.UNDETERMINED) else Severity.INFO


def findings_of(
    indicator: Indicator, result: Result, submission: Submission, tables: Mapping[str, Table]
) -> tuple[Flag, ...]:
    """Every flag that one result gives: its rows, its members, its notes, and itself."""
    case = _Case(indicator, result, submission, tables)
    return (*_rows(case), *_members(case), *_notes(case), *status_flags(indicator, result))


def status_flags(indicator: Indicator, result: Result) -> Iterator[Flag]:
    """The flag on the indicator as a whole; none where it is met, on track or not applicable."""
    name = indicator.name.text
    if result.status is Status.UNDETERMINED:
        yield flag(UNDETERMINED, indicator=indicator.id, name=name, reason=result.reason)
    if result.status not in (Status.MISSED, Status.BEHIND):
        return
    code, severity = (MISSED if result.final else OUT_OF_REACH), None
    if result.status is Status.BEHIND:
        code = BEHIND
        # Behind by more than the pack's own tolerance is no longer a matter of a few days.
        severity = Severity.AMBER if not indicator.near or _is_near(indicator, result) else Severity.RED
    unit = indicator.unit_text
    target = Text(target_text(result.target, unit, "zh"), target_text(result.target, unit, "en"))
    value = Text(figure_text(result, unit, "zh"), figure_text(result, unit, "en"))
    yield flag(code, severity=severity, indicator=indicator.id, expected=target, name=name, value=value, target=target)


def _is_near(indicator: Indicator, result: Result) -> bool:
    expected = result.expected if result.expected is not None else result.target.value
    return result.value is not None and abs(expected - result.value) <= indicator.near


def _conditions(indicator: Indicator) -> tuple[Condition, ...]:
    """The conditions that decide a row of the measure's own table, the one that is asked of it first."""
    measure = indicator.measure.measure
    if isinstance(measure, Proportion):
        return tuple(part for part in (measure.numerator, measure.denominator, measure.exclusion) if part is not None)
    if isinstance(measure, Cohort):
        return tuple(part for part in (measure.where, measure.exclusion) if part is not None)
    where = getattr(measure, "where", None)
    return () if where is None else (where,)


def _rows(case: _Case) -> Iterator[Flag]:
    measured = case.result.measured
    typed = case.submission.tables.get(measured.failure_rows.table or measured.unknown_rows.table)
    if typed is None or measured.members:
        return
    table = case.tables[typed.id]
    name = case.indicator.name.text
    if case.indicator.measure.proportion is not None:
        asked = case.indicator.measure.proportion.numerator
        columns = columns_of(asked)
        first = columns[0] if columns else next(iter(table.columns))
        text, header = phrase(asked, table.columns), header_of(typed, table, first)
        for row in measured.failure_rows.numbers:
            found = quoted(typed, table, row, first)
            found = found if found.text else Shown(_BLANK)
            yield _row_flag(codes.COUNTS_AGAINST, case, typed, row, first, text, name=name, header=header, found=found)
    for row in measured.unknown_rows.numbers:
        blamed = _blamed(case.indicator, typed, row)
        if typed.located is not None and blamed and typed.located.unread.issuperset(blamed):
            continue  # the column that all rows lack was reported once, for the sheet
        cells = [header_of(typed, table, column) for column in blamed]
        listed = Text("、".join(cell.zh for cell in cells), ", ".join(cell.en for cell in cells))
        first = blamed[0] if blamed else ""
        yield _row_flag(codes.NOT_DECIDED, case, typed, row, first, None, name=name, cells=listed)


def _row_flag(
    code: Code, case: _Case, typed: TypedTable, row: int, column: str, expected: Text | None, **values: object
) -> Flag:
    table = case.tables[typed.id]
    severity = case.severity if code is codes.COUNTS_AGAINST else min(case.severity, Severity.AMBER)
    return flag(
        code,
        place_of(typed, table, row, column),
        severity=severity,
        indicator=case.indicator.id,
        observed=quoted(typed, table, row, column) if column else None,
        expected=expected,
        difference="",
        record=record_of(typed, row),
        **values,
    )


def _blamed(indicator: Indicator, typed: TypedTable, row: int) -> list[str]:
    """The columns that the conditions ask of a row and that it cannot answer."""
    measure = indicator.measure.measure
    names = [getattr(measure, "when", None), getattr(measure, "column", None), getattr(measure, "done", None)]
    asked = [name for name in names if name]
    asked += [column for condition in _conditions(indicator) for column in columns_of(condition)]
    asked += getattr(measure, "distinct", ())
    position = typed.frame.index.get_loc(row)
    states = {column: typed.state[column][position] for column in dict.fromkeys(asked) if column in typed.state}
    # A cell that was refused is to blame before one that is merely blank.
    refused = [column for column, state in states.items() if state == INVALID]
    return refused or [column for column, state in states.items() if state == BLANK]


def _members(case: _Case) -> Iterator[Flag]:
    cohort = case.indicator.measure.cohort
    if cohort is None:
        return
    listed = None if cohort.of_no_table else case.submission.tables.get(cohort.members)
    if listed is not None and listed.frame.empty:
        yield _nobody(case, listed)
    typed = case.submission.tables.get(case.result.measured.numerator_rows.table)
    behind = {member.key for member in case.result.measured.members if member.low < member.paced}
    for member in case.result.measured.members:
        # While the window is open, only those who are behind the pace are worth a word.
        if member.place == "failed" and (member.settled or member.key in behind):
            yield _member_flag(codes.MEMBER_SHORT, case, typed, member, case.severity)
        elif member.place in _UNDECIDED:
            yield _member_flag(codes.MEMBER_UNDECIDED, case, typed, member, min(case.severity, Severity.AMBER))


def _nobody(case: _Case, listed: TypedTable) -> Flag:
    """Of a members' table without a row: its indicator is not applicable, and no row is there to say so."""
    table = case.tables[listed.id]
    return flag(
        codes.NOBODY_LISTED,
        place_of_table(listed, table),
        indicator=case.indicator.id,
        name=case.indicator.name.text,
        sheet=sheet_of(listed, table),
    )


def _member_flag(code: Code, case: _Case, typed: TypedTable | None, member: Member, severity: Severity) -> Flag:
    unit = case.indicator.member_unit
    goal = member.goal if member.settled else max(member.paced, member.goal)
    number, plural = number_text(goal), unit.en if goal != 1 else ""  # English units are plural
    asked = Text(f"{number} {unit.zh}".strip(), f"{number} {plural}".strip())
    place = Place(key=member.key)
    record: tuple[tuple[str, Shown], ...] = ()
    if typed is not None and member.row is not None:
        place = place_of(typed, case.tables[typed.id], member.row, next(iter(case.tables[typed.id].key), ""))
        record = record_of(typed, member.row)
    return flag(
        code,
        place,
        severity=severity,
        indicator=case.indicator.id,
        expected=asked,
        difference=number_text(member.amount - goal),
        record=record,
        name=case.indicator.name.text,
        member=member.label,
        amount=number_text(member.amount),
        goal=asked,
        short=number_text(goal - member.amount),
    )


def _notes(case: _Case) -> Iterator[Flag]:
    measure = case.indicator.measure.measure
    table_id = getattr(measure, "table", "")
    typed = case.submission.tables.get(table_id)
    for note in case.result.measured.notes:
        yield _note_flag(case, typed, table_id, note)


def _note_flag(case: _Case, typed: TypedTable | None, table_id: str, note: Note) -> Flag:
    place, shown = Place(table=table_id), None
    record: tuple[tuple[str, Shown], ...] = ()
    if typed is not None and note.row is not None:
        table = case.tables[typed.id]
        place = place_of(typed, table, note.row, note.field)
        shown = quoted(typed, table, note.row, note.field)
        record = record_of(typed, note.row)
    values = (("name", Shown(case.indicator.name.text)), *note.values)
    return replace(
        flag(note.code, place, indicator=case.indicator.id, observed=shown, record=record), values=tuple(sorted(values))
    )
