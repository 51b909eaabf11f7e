"""Flags on stretches of time with more in them than the target allows: one per group, at its last row."""

from collections.abc import Iterator, Sequence

from checker.codes.shared import TOO_MUCH
from checker.flags.case import Case, severity_by_status
from checker.measures.sliding import Sliding
from checker.measures.sliding.sentences import days_or_moments
from checker.measures.toolkit.bounds import satisfies
from checker.model import Flag, Severity, Shown, flag, placed
from checker.model.workbook import TypedTable
from checker.tables.rows.places import place_of, record_of, show_cell
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts


def sliding_flags(case: Case) -> Iterator[Flag]:
    """Flags the fullest stretch of each group, if it certainly is beyond a ceiling."""
    asked, result = case.indicator.asked, case.result
    if not isinstance(asked, Sliding) or not result.side.is_ceiling or case.context.window is None:
        return
    typed = case.submission.tables.get(asked.table)
    if typed is None or result.measured.reason is not None:
        return
    severity = severity_by_status(result.status)
    if case.indicator.level != "department":
        severity = min(severity, Severity.AMBER)
    limit = case.indicator.value_text(result.side.value)
    for stretch in asked.stretches(typed, case.tables[asked.table], case.context):
        if satisfies(stretch.amount, result.target):
            continue
        rows = [row for row, _ in stretch.rows]
        last = _last(typed, case.tables[typed.id], rows, str(asked.when))
        listed = ", ".join(map(str, rows[:_NAMED])) + (" …" if len(rows) > _NAMED else "")
        yield flag(
            TOO_MUCH,
            place_of(typed, case.tables[typed.id], last, str(asked.when)),
            severity=severity,
            indicator=case.indicator.id,
            record=record_of(typed, last),
            name=case.name,
            who=_who(case, typed, last, asked.by),
            amount=case.indicator.value_text(stretch.amount),
            when=days_or_moments(asked, stretch.start),
            limit=limit,
            rows=placed(Text(f"第 {listed.replace(', ', '、')} 行", f"rows {listed}")),
        )


#: How many rows a flag names before it only says that there are more.
_NAMED = 8


def _last(typed: TypedTable, table: Table, rows: Sequence[int], when: str) -> int:
    """Returns the last row in time; of several, that with the least key, so that sorting the sheet changes nothing."""
    moments = typed.frame.loc[list(rows), when]
    latest: list[int] = moments.index[moments == moments.max()].tolist()
    return min(latest, key=lambda row: (place_of(typed, table, row, when).key, row))


def _who(case: Case, typed: TypedTable, row: int, by: tuple[str, ...]) -> Shown:
    """Names a group by its cells, or by the sheet if there is only one."""
    table = case.tables[typed.id]
    shown = [show_cell(typed, table, row, name) for name in by]
    if len(shown) == 1:
        return shown[0]
    if not shown:
        return Shown(table.sheet.text)
    texts = (each.text if isinstance(each.text, Text) else Text(str(each.text), str(each.text)) for each in shown)
    personal = next((each.personal for each in shown if each.personal is not None), None)
    return Shown(join_texts(texts, " / ", " / "), personal)
