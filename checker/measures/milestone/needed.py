"""What a milestone needs: which deliverables, and the day on which each was due."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from checker.frozen import dataclass
from checker.measures.milestone.roster import by_department
from checker.measures.milestone.settings import Due, MilestoneSettings
from checker.measures.toolkit.basis import Basis, agree, by_day, join_clauses, list_few
from checker.measures.toolkit.shares import further_good, to_correct
from checker.model import Measured, Needed, Result
from checker.model.workbook import INVALID, VALID, TypedTable
from checker.tables.logic import All, OneOf
from checker.tables.phrases import phrase, value_text
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.places import cell_text
from checker.tables.rows.time_limits import days_of
from checker.text.bilingual import Text, join_texts

#: How many late or overdue deliverables a sentence lists one by one.
_ONE_BY_ONE = 3


@dataclass(frozen=True)
class _Shortfall:
    """The deliverables that a department lacks.

    Attributes:
        open: undecided rows.
        failed: one row of each deliverable that is late or overdue.
        missing: how many overdue deliverables have no row.
        values: the names of these, if the pack names each.
    """

    open: tuple[int, ...]
    failed: tuple[int, ...]
    missing: int
    values: tuple[Text, ...] = ()

    def first(self, count: int) -> _Shortfall:
        """Takes so many of them: undecided rows first, deliverables without a row last."""
        opened, failed = self.open[:count], self.failed[: max(0, count - len(self.open))]
        missing = max(0, min(self.missing, count - len(opened) - len(failed)))
        return _Shortfall(opened, failed, missing, self.values[:missing])


def deliverables_needed(spec: MilestoneSettings, result: Result, basis: Basis, by: date | None) -> Needed | None:
    """Says which deliverables to do, complete, correct or submit; None if that does not reach the target."""
    counts, target = result.measured.counts, result.side
    total = counts.passed + counts.failed + counts.pass_or_fail + counts.out_or_fail + counts.anything
    fixes = to_correct(counts.passed, total, target)
    if not fixes:
        return None
    further = further_good(counts.passed, total, target)
    if by is not None and further is not None and further <= counts.excluded:
        return _ahead(further, spec, result.measured, basis, by)
    typed = basis.typed(spec.table)
    if typed is None:
        return Needed(Fraction(fixes), (), _pooled(fixes, spec, basis, final=result.final))
    shortfall = _shortfall(spec, result.measured, typed, basis).first(fixes)
    parts = [
        *_completed(shortfall, spec, basis),
        *_failed(shortfall, spec, typed, basis),
        *_missing(shortfall, spec, basis, final=result.final),
    ]
    told = join_clauses(parts)
    text = (
        Text(zh=f"还差 {fixes} 项：{told.zh}", en=f"{fixes} short: {told.en}")
        if parts
        else _pooled(fixes, spec, basis, final=result.final)
    )
    return Needed(Fraction(fixes), (*shortfall.open, *shortfall.failed), text)


def _shortfall(spec: MilestoneSettings, measured: Measured, typed: TypedTable, basis: Basis) -> _Shortfall:
    counts, unknown, failed = measured.counts, measured.unknown_rows.numbers, measured.failure_rows.numbers
    if not spec.each:
        # The measure lists the rows that can only pass last, and counts those that change nothing.
        opened = unknown[: len(unknown) - counts.out_or_pass]
        short = counts.failed + counts.pass_or_fail + counts.out_or_fail + counts.anything
        return _Shortfall(opened, failed, short - len(opened) - len(failed))
    columns = basis.tables[spec.table].columns
    hopeful = [row for row in unknown if _may_be_in_time(row, spec, typed, basis)]
    opened_rows, late, absent = [], [], []
    of_each, listed, _ = by_department(spec, typed, basis.roster)
    departments = {code: Text(f"“{name.zh}”", f"“{name.en}”") for code, name in basis.roster.members}
    for names in of_each.names():
        asked = All(tuple(OneOf(column, (value,)) for column, value in names))
        named = evaluate(asked, listed, Context(basis.as_of, basis.window))
        own, nameless = (typed.frame.index[mask].tolist() for mask in (named.yes, named.unknown))
        if spec.rows != "all" and set(own).intersection(measured.numerator_rows.numbers):
            continue
        if spec.rows == "all" and own and not set(own).intersection((*failed, *unknown, *nameless)):
            continue
        undecided = [row for row in hopeful if row in own] or [row for row in hopeful if row in nameless]
        if undecided:
            opened_rows.append(undecided[0])
            hopeful.remove(undecided[0])  # a row is one deliverable only
        elif set(own).intersection(failed):
            late.append(next(row for row in own if row in failed))
        elif set(own).intersection(unknown):
            opened_rows.append(next(row for row in own if row in unknown))
        else:
            values = [
                departments[value]
                if column == spec.roster_column
                else value_text(columns[column].literal(value) or value, column, columns)
                for column, value in names
            ]
            absent.append(join_texts(values, "、", " / "))
    return _Shortfall(tuple(opened_rows), tuple(late), len(absent), tuple(absent))


def _may_be_in_time(row: int, spec: MilestoneSettings, typed: TypedTable, basis: Basis) -> bool:
    if _state(typed, row, spec.done) == INVALID:
        return True
    done, due = _day(typed, row, spec.done), _due(row, spec, typed, basis)
    return done is not None and (due is None or done <= due)


def _completed(shortfall: _Shortfall, spec: MilestoneSettings, basis: Basis) -> list[Text]:
    if not shortfall.open:
        return []
    named = basis.name_rows(spec.table, shortfall.open)
    return [Text(zh=f"补全{named.zh}", en=f"{named.en} {agree(len(shortfall.open), 'has', 'have')} to be completed")]


def _failed(shortfall: _Shortfall, spec: MilestoneSettings, typed: TypedTable, basis: Basis) -> list[Text]:
    if len(shortfall.failed) > _ONE_BY_ONE:
        named = basis.name_rows(spec.table, shortfall.failed)
        return [Text(zh=f"{named.zh}逾期，如登记有误请更正", en=f"{named.en} were late: correct any wrong dates")]
    return [_one(row, spec, typed, basis) for row in shortfall.failed]


def _one(row: int, spec: MilestoneSettings, typed: TypedTable, basis: Basis) -> Text:
    """Names one late or overdue deliverable, and what to correct if it was in time after all."""
    named, label = basis.name_rows(spec.table, (row,)), _label(row, spec, typed, basis)
    due = _due(row, spec, typed, basis)
    done, header = _day(typed, row, spec.done), basis.tables[spec.table].columns[spec.done].header
    subject = Text(f"{named.zh}{label.zh}应于 {due} 前完成", f"{named.en}{label.en} was due on {due}")
    if done is None:
        return Text(
            zh=f"{subject.zh}，如已按期完成，请填写“{header.zh}”",
            en=f"{subject.en}: fill in “{header.en}” if it was done in time",
        )
    if due is not None and done <= due:
        lacks = phrase(spec.complete, basis.tables[spec.table].columns)
        return Text(
            zh=f"{named.zh}{label.zh}按期完成，但须{lacks.zh}，请补全",
            en=f"{named.en}{label.en} was done in time, but must satisfy: {lacks.en}",
        )
    return Text(
        zh=f"{subject.zh}，“{header.zh}”为 {done}，如登记有误请更正",
        en=f"{subject.en} and done on {done}: correct “{header.en}” if it is wrong",
    )


def _missing(shortfall: _Shortfall, spec: MilestoneSettings, basis: Basis, *, final: bool) -> list[Text]:
    if not shortfall.missing:
        return []
    sheet, due = basis.name_sheet(spec.table), spec.all_due(basis.window)
    names = list_few([value.zh for value in shortfall.values])[0], list_few([value.en for value in shortfall.values])[1]
    zh, en = (f"（{names[0]}）", f" ({names[1]})") if shortfall.values else ("", "")
    lacks = Text(
        zh=f"{sheet.zh}缺 {shortfall.missing} 行{zh}，应于 {due} 前完成",
        en=f"{sheet.en} lacks {shortfall.missing} {agree(shortfall.missing, 'row', 'rows')}{en} due on {due}",
    )
    if final:  # nobody is asked for rows of a time that is over
        return [lacks]
    return [Text(f"{lacks.zh}，如已按期完成，请补报", f"{lacks.en}: submit any that were done in time")]


def _ahead(count: int, spec: MilestoneSettings, measured: Measured, basis: Basis, by: date) -> Needed:
    """Says how many of the deliverables not yet due must be done in time."""
    rows, typed = measured.excluded_rows.numbers, basis.typed(spec.table)
    last = spec.deadline(basis.window)
    if last is None and typed is not None:
        days = [due for row in rows if (due := _day(typed, row, _due_column(spec))) is not None]
        last = max(days, default=None)
    last = last or by
    named = basis.name_rows(spec.table, rows) if rows else None
    zh, en = ("", "") if named is None else (f"：{named.zh}", f": {named.en}")
    text = Text(
        zh=f"再按期完成 {count} 项即可达到目标{by_day(last).zh}{zh}",
        en=f"{count} more done in time {agree(count, 'reaches', 'reach')} the target{by_day(last).en}{en}",
    )
    return Needed(Fraction(count), rows, text, last)


def _pooled(count: int, spec: MilestoneSettings, basis: Basis, *, final: bool) -> Text:
    """Says what the district needs, without naming rows."""
    due = spec.deadline(basis.window)
    zh, en = ("", "") if due is None else (f"（应于 {due} 前完成）", f" (due on {due})")
    add = Text("补报或", "submit or ") if not final else Text("", "")
    return Text(
        zh=f"还差 {count} 项{zh}，如已按期完成，可以{add.zh}更正",
        en=f"{count} short{en}; {add.en}correct any that were done in time",
    )


def _label(row: int, spec: MilestoneSettings, typed: TypedTable, basis: Basis) -> Text:
    """Gives a deliverable's name in brackets: the first column of its key, and the value that the pack asks for."""
    table = basis.tables[spec.table]
    naming = dict.fromkeys((*table.key[:1], *spec.each, *spec.distinct))
    columns = [name for name in naming if _state(typed, row, name) == VALID]
    names = []
    for name in columns:
        value = typed.at(row, name)
        if table.columns[name].type == "choice":
            names.append(table.columns[name].choices[str(value)].text)
        else:
            shown = cell_text(value)
            names.append(shown if isinstance(shown, Text) else Text(shown, shown))
    if not names:
        return Text("", "")
    return Text(f"（{'、'.join(each.zh for each in names)}）", f" ({', '.join(each.en for each in names)})")


def _due(row: int, spec: MilestoneSettings, typed: TypedTable, basis: Basis) -> date | None:
    return spec.deadline(basis.window) or _day(typed, row, _due_column(spec))


def _due_column(spec: MilestoneSettings) -> str:
    return spec.due.column if isinstance(spec.due, Due) else ""


def _state(typed: TypedTable, row: int, column: str) -> int:
    return typed.state_at(row, column)


def _day(typed: TypedTable, row: int, column: str) -> date | None:
    days, known = days_of(typed, column, date.max)
    position = typed.positions[row]
    return date.fromordinal(int(days[position])) if known[position] else None
