"""Sentences about stretches of time: what is added up, where the fullest one is, and what it has to be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from checker.measures.sliding.settings import SlidingSettings
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis, by_day, decide_rows_first, join_clauses
from checker.measures.toolkit.bounds import satisfies
from checker.measures.toolkit.values import phrase_target
from checker.model import Needed, Result
from checker.tables.phrases import column_text
from checker.tables.sheets import UNDECIDED, Telling, if_any, rows, unit_after
from checker.text.amounts import amount_words, enough_text
from checker.text.bilingual import Text, join_texts
from checker.text.days import day_text
from checker.text.levels import EN, ZH
from checker.text.moments import DAY_SECONDS, moment_words


def describe_sliding(spec: SlidingSettings, tables: Tables) -> Telling:
    """Describes which rows are added up, over how long, and whose."""
    columns, looked_at, length = tables[spec.table].columns, rows(spec.table, spec.when, tables), spec.length.text
    what = Text("行数", "the number of rows")
    if spec.column is not None:
        column, of = column_text(spec.column, columns), unit_after(columns[spec.column].unit)
        what = Text(f"{column.zh}之和{of.zh}", f"the sum of {column.en}{of.en}")
    if spec.to is not None:
        begins, ends = column_text(str(spec.when), columns), column_text(spec.to, columns)
        what = Text(
            f"{begins.zh}至{ends.zh}落在其中的时间（单位：小时）",
            f"the time in it from {begins.en} to {ends.en}, in hours",
        )
    average = Text("", "")
    if spec.averaged is not None:
        per = spec.averaged.text
        average = Text(f"，按每 {per.zh}平均", f", on average per {per.en}")
    told = [
        Text(f"看{looked_at.zh}。", f"It looks at {looked_at.en}."),
        *if_any(spec.where, columns, "只算符合条件的：{}。", "Only rows that meet this condition count: {}."),
        Text(
            f"结果是任意连续 {length.zh}内的{what.zh}中最大的一个{average.zh}。",
            f"The value is the most in any {length.en}: {what.en}{average.en}.",
        ),
    ]
    if spec.by:
        names = [column_text(name, columns) for name in spec.by]
        whose = join_texts(names, "和", " and ")
        told.append(Text(f"{whose.zh}不同的行分开计算。", f"Rows with different {whose.en} are taken apart."))
    told.append(
        Text("一段时间归入它最后一行所在的评判期。", "A stretch counts in the window in which its last row lies.")
        if spec.to is None
        else Text("一段时间归入它结束时所在的评判期。", "A stretch counts in the window in which it ends.")
    )
    if spec.before is not None:
        told.append(
            Text(
                "它可以从评判期之前的行开始；表中没有以前的行，就没有上限。",
                "It may begin with rows from before the window. If the sheet has none, there is no upper bound.",
            )
        )
    return (
        *told,
        Text(
            f"{ZH.全区}的结果是各{ZH.单位}中最大的一个。",
            f"The {EN.district}'s value is the greatest of all {EN.departments}.",
        ),
        UNDECIDED,
    )


def days_or_moments(spec: SlidingSettings, start: int) -> Text:
    """Says from when to when a stretch is."""
    if spec.to is None and spec.length.by_day:
        first = date.fromordinal(start)
        last = first + timedelta(days=spec.length.seconds // DAY_SECONDS - 1)
        return Text(f"{day_text(first).zh}至{day_text(last).zh}", f"{day_text(first).en} to {day_text(last).en}")
    begin, end = (_moment(each) for each in (start, start + spec.length.seconds))
    return Text(f"{begin.zh}至{end.zh}", f"{begin.en} to {end.en}")


def _moment(seconds: int) -> Text:
    return moment_words(
        datetime.combine(date.fromordinal(seconds // DAY_SECONDS), time()) + timedelta(seconds=seconds % DAY_SECONDS)
    )


def say_needed(
    spec: SlidingSettings, result: Result, basis: Basis, start: int | None, wanted: Text, by: date | None
) -> Needed | None:
    """Says where the fullest stretch is, and what it has to be; undecided rows are decided first.

    Args:
        spec: of the measure.
        result: of a department or of the district.
        basis: the rows and days that it was judged on.
        start: the first moment of the fullest stretch; None if no rows are at hand.
        wanted: the target's value with its unit.
        by: the last day that counts.
    """
    measured, target = result.measured, result.side
    value, low = measured.amount or Fraction(0), measured.low or Fraction(0)
    if satisfies(low, target) and measured.unknown_rows.numbers:
        return decide_rows_first(measured.unknown_rows, measured.counts.unknown, basis, spec.table)
    words, day, shown = phrase_target(target, wanted, counted=True, share=False), by_day(by), amount_words(value)
    zh, en = (
        f"最多的一段为 {shown.zh}，须{words.zh}{day.zh}",
        f"the most is {shown.en} and has to be {words.en}{day.en}",
    )
    parts = [Text(zh, en)]
    if not target.is_ceiling or start is None or not measured.numerator_rows.numbers:
        return Needed(None, (), join_clauses(parts), by)
    named, when = basis.name_rows(spec.table, measured.numerator_rows.numbers), days_or_moments(spec, start)
    parts.append(Text(f"{when.zh}，{named.zh}", f"from {when.en}: {named.en}"))
    if value > target.value:
        off = enough_text(value - target.value)
        parts.append(Text(f"多 {off}", f"{off} too many"))
    return Needed(None, measured.numerator_rows.numbers, join_clauses(parts), by)
