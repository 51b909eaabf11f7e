"""What a milestone needs: which deliverables, by their rows or by what they are, and the day on which each was due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from checker.measures.milestone.settings import Due, MilestoneSettings
from checker.measures.toolkit.ground import Ground, are, joined, listed, until
from checker.measures.toolkit.shares import further_good, to_correct
from checker.model import Measured, Needed, Result
from checker.model.workbook import INVALID, VALID, TypedTable
from checker.tables.logic import OneOf
from checker.tables.phrases import value_text
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.places import cell_text
from checker.tables.rows.time_limits import days_of
from checker.text.bilingual import Text

#: How many late or overdue deliverables a sentence tells one by one.
_ONE_BY_ONE = 3


@dataclass(frozen=True)
class _Owing:
    """What stands between a department and its deliverables in time.

    Attributes:
        open: rows that are not decided.
        failed: rows of those that are late or overdue, one each.
        missing: how many have no row at all and are overdue.
        values: what these are, where the pack names each.
    """

    open: tuple[int, ...]
    failed: tuple[int, ...]
    missing: int
    values: tuple[Text, ...] = ()

    def first(self, count: int) -> _Owing:
        """So many of them: what only needs completing first, what has no row last."""
        opened, failed = self.open[:count], self.failed[: max(0, count - len(self.open))]
        missing = max(0, min(self.missing, count - len(opened) - len(failed)))
        return _Owing(opened, failed, missing, self.values[:missing])


def deliverables_needed(asked: MilestoneSettings, result: Result, ground: Ground, by: date | None) -> Needed | None:
    """Which deliverables have to be done, completed, corrected or submitted; None where that does not do it."""
    counts, target = result.measured.counts, result.target
    total = counts.passed + counts.failed + counts.pass_or_fail + counts.out_or_fail + counts.anything
    fixes = to_correct(counts.passed, total, target)
    if not fixes:
        return None
    further = further_good(counts.passed, total, target)
    if by is not None and further is not None and further <= counts.excluded:
        return _ahead(further, asked, result.measured, ground, by)
    typed = ground.typed(asked.table)
    if typed is None:
        return Needed(Fraction(fixes), (), _pooled(fixes, asked, ground))
    owing = _owing(asked, result.measured, typed, ground).first(fixes)
    parts = [*_completed(owing, asked, ground), *_failed(owing, asked, typed, ground), *_missing(owing, asked, ground)]
    told = joined(parts)
    text = (
        Text(zh=f"还差 {fixes} 项：{told.zh}", en=f"{fixes} short: {told.en}")
        if parts
        else _pooled(fixes, asked, ground)
    )
    return Needed(Fraction(fixes), (*owing.open, *owing.failed), text)


def _owing(asked: MilestoneSettings, measured: Measured, typed: TypedTable, ground: Ground) -> _Owing:
    counts, unknown, failed = measured.counts, measured.unknown_rows.numbers, measured.failure_rows.numbers
    if not asked.each:
        # The measure lists last the rows that can only pass, and counts those of them that nothing hangs on.
        opened = unknown[: len(unknown) - counts.out_or_pass]
        short = counts.failed + counts.pass_or_fail + counts.out_or_fail + counts.anything
        return _Owing(opened, failed, short - len(opened) - len(failed))
    column, values = next(iter(asked.each.items()))
    columns = ground.tables[asked.table].columns
    hopeful = [row for row in unknown if _may_be_in_time(row, asked, typed, ground)]
    opened_rows, late, absent = [], [], []
    for value in values:
        named = evaluate(OneOf(column, (value,)), typed, ground.as_of)
        own, nameless = (typed.frame.index[mask].tolist() for mask in (named.yes, named.unknown))
        if set(own).intersection(measured.numerator_rows.numbers):
            continue
        undecided = [row for row in hopeful if row in own] or [row for row in hopeful if row in nameless]
        if undecided:
            opened_rows.append(undecided[0])
            hopeful.remove(undecided[0])  # a row stands for one deliverable only
        elif set(own).intersection(failed):
            late.append(next(row for row in own if row in failed))
        elif set(own).intersection(unknown):
            opened_rows.append(next(row for row in own if row in unknown))
        else:
            absent.append(value_text(columns[column].literal(value) or value, column, columns))
    return _Owing(tuple(opened_rows), tuple(late), len(absent), tuple(absent))


def _may_be_in_time(row: int, asked: MilestoneSettings, typed: TypedTable, ground: Ground) -> bool:
    if _state(typed, row, asked.done) == INVALID:
        return True
    done, due = _day(typed, row, asked.done), _due(row, asked, typed, ground)
    return done is not None and (due is None or done <= due)


def _completed(owing: _Owing, asked: MilestoneSettings, ground: Ground) -> list[Text]:
    if not owing.open:
        return []
    named = ground.rows(asked.table, owing.open)
    return [Text(zh=f"补全{named.zh}", en=f"{named.en} {are(len(owing.open), 'has', 'have')} to be completed")]


def _failed(owing: _Owing, asked: MilestoneSettings, typed: TypedTable, ground: Ground) -> list[Text]:
    if len(owing.failed) > _ONE_BY_ONE:
        named = ground.rows(asked.table, owing.failed)
        return [
            Text(zh=f"{named.zh}逾期，如登记有误请更正", en=f"{named.en} were late: correct what is recorded wrongly")
        ]
    return [_one(row, asked, typed, ground) for row in owing.failed]


def _one(row: int, asked: MilestoneSettings, typed: TypedTable, ground: Ground) -> Text:
    """One deliverable that was late or is overdue, and what would put it right if it was in time after all."""
    named, called, due = (
        ground.rows(asked.table, (row,)),
        _called(row, asked, typed, ground),
        _due(row, asked, typed, ground),
    )
    done, header = _day(typed, row, asked.done), ground.tables[asked.table].columns[asked.done].header
    subject = Text(f"{named.zh}{called.zh}应于 {due} 前完成", f"{named.en}{called.en} was due on {due}")
    if done is None:
        return Text(
            zh=f"{subject.zh}，如已按期完成，请填写“{header.zh}”",
            en=f"{subject.en}: fill in “{header.en}” if it was done in time",
        )
    return Text(
        zh=f"{subject.zh}，“{header.zh}”为 {done}，如登记有误请更正",
        en=f"{subject.en} and done on {done}: correct “{header.en}” if it is wrong",
    )


def _missing(owing: _Owing, asked: MilestoneSettings, ground: Ground) -> list[Text]:
    if not owing.missing:
        return []
    sheet, due = ground.sheet(asked.table), asked.deadline(ground.window)
    names = listed([value.zh for value in owing.values])[0], listed([value.en for value in owing.values])[1]
    zh, en = (f"（{names[0]}）", f" ({names[1]})") if owing.values else ("", "")
    return [
        Text(
            zh=f"{sheet.zh}缺 {owing.missing} 行{zh}，应于 {due} 前完成，如已按期完成，请补报",
            en=f"{sheet.en} lacks {owing.missing} {are(owing.missing, 'row', 'rows')}{en} due on {due}: "
            "submit what was done in time",
        )
    ]


def _ahead(count: int, asked: MilestoneSettings, measured: Measured, ground: Ground, by: date) -> Needed:
    """Of those that are not due yet, so many in time will do."""
    rows, typed = measured.excluded_rows.numbers, ground.typed(asked.table)
    last = asked.deadline(ground.window)
    if last is None and typed is not None:
        days = [due for row in rows if (due := _day(typed, row, _due_column(asked))) is not None]
        last = max(days, default=None)
    last = last or by
    named = ground.rows(asked.table, rows) if rows else None
    zh, en = ("", "") if named is None else (f"：{named.zh}", f": {named.en}")
    text = Text(
        zh=f"再按期完成 {count} 项即可达到目标{until(last).zh}{zh}",
        en=f"{count} more done in time {are(count, 'reaches', 'reach')} the target{until(last).en}{en}",
    )
    return Needed(Fraction(count), rows, text, last)


def _pooled(count: int, asked: MilestoneSettings, ground: Ground) -> Text:
    """The same for the rows of many workbooks."""
    due = asked.deadline(ground.window)
    zh, en = ("", "") if due is None else (f"（应于 {due} 前完成）", f" (due on {due})")
    return Text(
        zh=f"还差 {count} 项{zh}，如已按期完成，可以补报或更正",
        en=f"{count} short{en}; what was done in time can still be submitted or corrected",
    )


def _called(row: int, asked: MilestoneSettings, typed: TypedTable, ground: Ground) -> Text:
    """What a deliverable is, in brackets: the first column of its key, and the value that the pack asks for."""
    table = ground.tables[asked.table]
    columns = [name for name in dict.fromkeys((*table.key[:1], *asked.each)) if _state(typed, row, name) == VALID]
    told = []
    for name in columns:
        value = typed.frame.at[row, name]
        if table.columns[name].type == "choice":
            label = table.columns[name].choices[str(value)]
            told.append(Text(label.zh, label.en))
        else:
            shown = cell_text(value)
            told.append(shown if isinstance(shown, Text) else Text(shown, shown))
    if not told:
        return Text("", "")
    return Text(f"（{'、'.join(each.zh for each in told)}）", f" ({', '.join(each.en for each in told)})")


def _due(row: int, asked: MilestoneSettings, typed: TypedTable, ground: Ground) -> date | None:
    return asked.deadline(ground.window) or _day(typed, row, _due_column(asked))


def _due_column(asked: MilestoneSettings) -> str:
    return asked.due.column if isinstance(asked.due, Due) else ""


def _state(typed: TypedTable, row: int, column: str) -> int:
    return int(typed.state[column][typed.frame.index.get_loc(row)])


def _day(typed: TypedTable, row: int, column: str) -> date | None:
    days, known = days_of(typed, column, date.max)
    position = typed.frame.index.get_loc(row)
    return date.fromordinal(int(days[position])) if known[position] else None
