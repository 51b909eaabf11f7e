"""Tells of rows of the reporting period that lie before the last window of indicators that are due more often."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.model import Flag, flag
from checker.model.workbook import Submission
from checker.periods import Period, Window, window_of
from checker.tables.due_day import When
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import row_days
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts

LAST_WINDOW_ONLY = Code("T605")
#: So many indicators are named.
_NAMED = 3


def flag_shorter(
    submission: Submission, tables: Mapping[str, Table], indicators: Sequence[Indicator], period: Period, plan: Window
) -> tuple[Flag, ...]:
    """Flags once for each such window that the rows before it are judged by no indicator for it.

    A monthly indicator is judged for June in a report for a quarter; April and May have reports of their own.
    """
    groups: dict[Window, list[Indicator]] = {}
    for indicator in indicators:
        window = window_of(indicator.period, period, plan)
        if window.start > period.window.start:
            groups.setdefault(window, []).append(indicator)
    return tuple(
        found for window, own in groups.items() if (found := _flag(submission, tables, own, period.window, window))
    )


def _flag(
    submission: Submission, tables: Mapping[str, Table], indicators: Sequence[Indicator], whole: Window, window: Window
) -> Flag | None:
    before = Window(whole.start, window.start - timedelta(days=1), whole.year_month)
    rows: dict[str, set[int]] = {}
    missed = []
    for indicator in indicators:
        found = {
            name: own
            for name, when in indicator.asked.dated_by()
            if (own := _rows_in(submission, name, when, before.since(indicator.binds_from)))
        }
        if found:
            missed.append(indicator)
        for name, own in found.items():
            rows.setdefault(name, set()).update(own)
    if not missed:
        return None
    told = [(tables[name].sheet.text, len(own)) for name, own in rows.items()]
    return flag(
        LAST_WINDOW_ONLY,
        indicator=missed[0].id if len(missed) == 1 else "",
        names=_names(missed),
        window=window.days,
        before=before.days,
        rows=join_texts([Text(f"“{name.zh}”{n} 行", f"{n} in “{name.en}”") for name, n in told], "、", ", "),
    )


def _rows_in(submission: Submission, table: str, when: When, window: Window) -> set[int]:
    """The rows whose day certainly lies in a window."""
    typed = submission.tables.get(table)
    if typed is None or not len(typed.frame):
        return set()
    days = row_days(typed, when, Context(window.end, window))
    inside = (days.first == days.last) & (days.first >= window.start.toordinal())
    inside = inside & (days.first <= window.end.toordinal()) & ~days.may_wait
    return set(typed.frame.index[inside].tolist())


def _names(indicators: Sequence[Indicator]) -> Text:
    named = [each.name.text for each in indicators[:_NAMED]]
    more = len(indicators) - len(named)
    told = join_texts([Text(f"“{name.zh}”", f"“{name.en}”") for name in named], "、", ", ")
    return Text(f"{told.zh}等 {len(indicators)} 项", f"{told.en} and {more} more") if more else told
