"""Names the rows of an earlier time that a sheet must also hold because an indicator compares with them."""

from checker.definitions.indicators import Indicator
from checker.periods import Window, window_of
from checker.tables.phrases import column_text, day_text
from checker.tables.table import Table
from checker.template.blank import Blank
from checker.text.bilingual import Text

#: The label of such rows in the instructions.
LABEL = Text(zh="还要填", en="Also needed")


def rows_before(blank: Blank, indicator: Indicator) -> Text | None:
    """Returns a phrase for the earlier rows that an indicator compares with; None if it needs none."""
    window = window_of(indicator.period, blank.period, blank.pack.plan)
    before = indicator.asked.earlier_rows(Window(window.start, min(window.end, blank.period.window.end)))
    if before is None:
        return None
    (table, when), *_ = indicator.asked.dated_by()
    dated, first, last = column_text(when, blank.pack.tables[table].columns), *map(day_text, (before.start, before.end))
    return Text(
        zh=f"{dated.zh}在{first.zh}至{last.zh}之间的行，用来比较",
        en=f"rows whose {dated.en} is between {first.en} and {last.en}, for comparison",
    )


def earlier_rows(blank: Blank, table: Table) -> tuple[str, ...]:
    """Returns a sentence for each kind of earlier rows that the department's sheet must hold."""
    needed = (
        rows_before(blank, indicator)
        for indicator in blank.pack.indicators_of(blank.entry.code)
        if table.id in indicator.asked.tables()
    )
    kinds = dict.fromkeys(each for each in needed if each is not None)
    return tuple(blank.say(f"{LABEL.zh}{rows.zh}。", f"{LABEL.en}: {rows.en}.") for rows in kinds)
