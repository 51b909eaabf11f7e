"""Sentences about availability: what is measured, and how much outage there is and may be."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from checker.frozen import dataclass
from checker.measures.availability.overlaps import Taken
from checker.measures.availability.settings import AvailabilitySettings
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import NAMED, Basis, agree, by_day, decide_rows_first, join_clauses, list_few
from checker.measures.toolkit.values import phrase_target
from checker.model import Needed, Result
from checker.tables.phrases import column_text
from checker.tables.sheets import UNDECIDED, Telling, if_any, sheet
from checker.text.amounts import amount_words
from checker.text.bilingual import Text, join_texts
from checker.text.durations import duration_text
from checker.text.levels import EN, ZH


def describe_availability(spec: AvailabilitySettings, tables: Tables) -> Telling:
    """Describes which outages count, in which hours, and what the value is."""
    columns, of = tables[spec.table].columns, sheet(spec.table, tables)
    begins, ends = column_text(str(spec.when), columns), column_text(spec.to, columns)
    told = [
        Text(
            f"{of.zh}的每一行是一次中断，从{begins.zh}到{ends.zh}；没有{ends.zh}的，一直持续。",
            f"Each row of {of.en} is an outage from {begins.en} to {ends.en}; without {ends.en}, it goes on.",
        ),
        *if_any(spec.where, columns, "只算符合条件的：{}。", "Only rows that meet this condition count: {}."),
        Text("只算落在评判期内的时间，重叠的只算一次。", "Only time in the period counts, and overlaps count once."),
    ]
    if spec.during is not None:
        hours = spec.during.text
        told.append(Text(f"只算{hours.zh}。", f"Only these hours count: {hours.en}."))
    told.append(
        Text(
            "结果是评判期内没有中断的时间占全部时间的比例；期内按已经过去的时间计算。",
            "The value is the share of the period without an outage; before the period ends, of the time so far.",
        )
    )
    if not spec.by:
        pooled = f"For the {EN.district}, the hours of all {EN.departments} are added up first."
        return (*told, Text(f"{ZH.全区}的结果，先把各{ZH.单位}的小时数相加。", pooled), UNDECIDED)
    whose = join_texts([column_text(name, columns) for name in spec.by], "和", " and ")
    told.append(
        Text(
            f"{whose.zh}不同的分开计算，取最低的一个；{ZH.全区}取各{ZH.单位}中最低的一个。",
            f"Rows with different {whose.en} are measured apart; the least available decides, "
            f"in the {EN.district} too.",
        )
    )
    return (*told, UNDECIDED)


@dataclass(frozen=True)
class Allowance:
    """How long it may be down.

    Attributes:
        whole: the hours of the whole window; None if they are several departments'.
        own: the seconds of its outages, each by itself; None with `whole`.
        wanted: the target's value with its unit.
    """

    whole: Fraction | None
    own: int | None
    wanted: Text


def say_needed(
    spec: AvailabilitySettings, result: Result, basis: Basis, allowance: Allowance, by: date | None
) -> Needed | None:
    """Says how long it was down, and how long it may be; undecided rows are decided first.

    Args:
        spec: of the measure.
        result: of a department or of the district.
        basis: the rows and days that it was judged on.
        allowance: the hours, and the target's value.
        by: the last day that counts.
    """
    measured, target, day = result.measured, result.side, by_day(by)
    down, wanted = measured.parts[0].amount or Fraction(0), allowance.wanted
    if allowance.whole is None or target.is_ceiling:
        words = phrase_target(target, wanted, counted=False, share=False)
        return Needed(None, (), Text(f"结果须{words.zh}{day.zh}", f"the value has to be {words.en}{day.en}"), by)
    allowed = (1 - target.value) * allowance.whole
    if down <= allowed and measured.unknown_rows.numbers:
        return decide_rows_first(measured.unknown_rows, measured.counts.unknown, basis, spec.table)
    shown, limit = amount_words(down, allowed), amount_words(allowed, down)
    most = Text("少于", "less than") if target.op == "above" else Text("至多", "at most")
    parts = [
        Text(
            f"中断 {shown.zh} 小时，评判期内{most.zh} {limit.zh} 小时{day.zh}",
            f"{shown.en} {agree(down, 'hour', 'hours')} down, and the period allows {most.en} {limit.en}{day.en}",
        )
    ]
    rows = measured.numerator_rows.numbers
    if rows:
        named = basis.name_rows(spec.table, rows)
        parts.append(Text(f"中断的是{named.zh}", f"outages: {named.en}"))
    if allowance.own is not None and Fraction(allowance.own, 3600) > down:
        own = duration_text(allowance.own)
        parts.append(
            Text(f"各次合计 {own.zh}，重叠的时间只算一次", f"{own.en} in all, but time in several of them counts once")
        )
    return Needed(None, rows, join_clauses(parts), by)


def say_shared(taken: Taken) -> Text | None:
    """Says how much of an outage lies in others too; None if nothing does."""
    if not taken.shared:
        return None
    shared, (zh, en) = duration_text(taken.shared), list_few([str(row) for row in taken.others[:NAMED]])
    noun, many = agree(len(taken.others), "row", "rows"), len(taken.others) > NAMED
    return Text(
        f"其中 {shared.zh}与第 {zh} {'等' if many else ''}行重叠，只算一次",
        f"{shared.en} of it also in {noun} {en}{' and others' if many else ''} (counted once)",
    )


def say_taken(taken: Taken) -> Text:
    """Says how much needed time an outage takes, and how much of it lies in others too."""
    length, shared = duration_text(taken.seconds), say_shared(taken)
    return length if shared is None else join_texts((length, shared), "，", "; ")
