"""What a proportion needs: further good rows, or which rows to complete or correct."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from checker.measures.toolkit.basis import NOTHING, Basis, agree, by_day, decide_rows_first, join_clauses
from checker.measures.toolkit.shares import shortage
from checker.model import Aim, Between, Measured, Needed
from checker.tables.logic import Condition
from checker.tables.phrases import column_text
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH


def rows_needed(
    table: str,
    good: Condition,
    measured: Measured,
    target: Aim,
    basis: Basis,
    by: date | None,
    distinct: Sequence[str] = (),
) -> Needed | None:
    """Says what a share of rows needs; None if nothing definite reaches the target.

    Args:
        table: whose rows count.
        good: which of them are good.
        measured: of one department, or of the district: then no row is named.
        target: of the share.
        basis: what the sentence names.
        by: the last day on which further rows count; None if it has passed or no further row can help.
        distinct: the columns that make rows one unit, if units are counted.
    """
    counts = measured.counts
    if measured.missing:
        return _listed_first(measured.missing, table, basis, by)
    lacks = shortage(counts, target)
    both_ways = isinstance(target, Between)
    unsure = lacks.further is lacks.fixes is None if isinstance(target, Between) else target.is_exact
    if counts.unknown and (unsure or lacks.fixes == 0):
        return decide_rows_first(measured.unknown_rows, counts.unknown, basis, table)
    open_rows, wrong_rows = _candidates(measured, lacks.mirrored)
    fixes = lacks.fixes or 0
    rows = (*open_rows, *wrong_rows)[:fixes]
    if distinct and by is not None and fixes and not lacks.mirrored:
        return Needed(Fraction(fixes), rows, _units_further(fixes, table, distinct, rows, basis, by), by)
    parts = []
    # Rows of a time that is over are there or are not: nobody is asked for more of them, only to correct what is wrong.
    further = None if by is None else lacks.further
    if further and by is not None:
        parts.append(_further(further, table, good, lacks.mirrored, basis, by))
    elif lacks.further is None and (counts.failed or lacks.mirrored) and not both_ways:
        parts.append(Text(zh="新增记录已不能达到目标", en="no further row can reach the target"))
    if fixes:
        said = _fixed(len(open_rows[:fixes]), rows, basis, table) if rows else _fixed_somewhere(fixes)
        parts.append(Text(f"或者{said.zh}", f"or {said.en}") if further else said)
    count = None if further is None else Fraction(further)
    return Needed(count, rows, join_clauses(parts), by) if further or fixes else None


def _listed_first(missing: int, table: str, basis: Basis, by: date | None) -> Needed:
    """Says that those that are missing have to be listed before there is a verdict."""
    sheet = basis.name_sheet(table)
    text = Text(
        zh=f"{sheet.zh}还少列 {missing} 个，补列后才能判定",
        en=f"{missing} more {agree(missing, 'has', 'have')} to be listed in {sheet.en} before it can be decided",
    )
    return Needed(None, (), text, by)


def _candidates(measured: Measured, mirrored: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Picks the undecided rows that may count against the target, and the rows that do.

    The measure lists undecided rows that may pass or fail first, those that can only pass last.
    """
    counts, unknown = measured.counts, measured.unknown_rows.numbers
    both = counts.pass_or_fail + counts.anything
    if mirrored:
        return unknown[:both] + unknown[both + counts.out_or_fail :], measured.numerator_rows.numbers
    return unknown[: both + counts.out_or_fail], measured.failure_rows.numbers


def _further(count: int, table: str, good: Condition, mirrored: bool, basis: Basis, by: date) -> Text:
    sheet, day, reach = basis.name_sheet(table), by_day(by), agree(count, "reaches", "reach")
    row, aside = agree(count, "row", "rows"), basis.condition_in_brackets(good, table)
    kind = Text(zh="达标的行", en=f"good {row} of {sheet.en}")
    if mirrored:
        kind, aside = Text(zh="不计入分子的行", en=f"{row} of {sheet.en} outside the numerator"), NOTHING
    rows = f"{count} more {kind.en}{aside.en}"
    return Text(
        zh=f"{sheet.zh}再有 {count} 个{kind.zh}{aside.zh}即可达到目标{day.zh}", en=f"{rows} {reach} the target{day.en}"
    )


def _units_further(
    count: int, table: str, distinct: Sequence[str], rows: tuple[int, ...], basis: Basis, by: date
) -> Text:
    """Says how many units need a good row; a unit that has none yet can still get one."""
    sheet, day = basis.name_sheet(table), by_day(by)
    named = [column_text(name, basis.tables[table].columns) for name in distinct]
    zh, en = "和".join(each.zh for each in named), " and ".join(each.en for each in named)
    of = basis.name_rows(table, rows) if rows else None
    return Text(
        zh=f"{sheet.zh}再有 {count} 个{zh}有达标的行即可达到目标{day.zh}" + (f"，例如{of.zh}" if of else ""),
        en=f"{count} more {en} with a good row {agree(count, 'reaches', 'reach')} the target{day.en}"
        + (f", for example {agree(len(rows), 'that', 'those')} of {of.en}" if of else ""),
    )


def _fixed(undecided: int, rows: tuple[int, ...], basis: Basis, table: str) -> Text:
    """Says which rows to complete and which to correct."""
    named, one = basis.name_rows(table, rows), len(rows) == 1
    if undecided == len(rows):
        return Text(
            zh=f"{named.zh}补全后{'' if one else '均'}达标，即可达到目标",
            en=f"completing {named.en} reaches the target if {'it turns' if one else 'they all turn'} out good",
        )
    if not undecided:
        return Text(
            zh=f"{named.zh}如{'' if one else '均'}登记有误，更正后达标，即可达到目标",
            en=f"correcting {named.en} reaches the target if {'it was' if one else 'they were all'} recorded wrongly",
        )
    first, second = basis.name_rows(table, rows[:undecided]), basis.name_rows(table, rows[undecided:])
    return Text(
        zh=f"{first.zh}补全、{second.zh}更正（如登记有误）后均达标，即可达到目标",
        en=f"completing {first.en} and correcting {second.en}, if recorded wrongly, reaches the target",
    )


def _fixed_somewhere(count: int) -> Text:
    """Says how many rows to complete or correct in all departments together."""
    return Text(
        zh=f"各{ZH.单位}共有 {count} 行补全或更正后达标即可",
        en=f"completing or correcting {count} of the {EN.departments}' rows reaches the target",
    )
