"""The sentences that all measures share: which rows of which sheet they read, and what they require of them."""

from collections.abc import Mapping

from checker.tables.due_day import DueDay, When
from checker.tables.logic import Always, Condition
from checker.tables.phrases import Columns, column_text, end_of_limit, first_of, phrase
from checker.tables.table import Table
from checker.tables.words import Words
from checker.text.bilingual import Text

Tables = Mapping[str, Table]
Telling = tuple[Text, ...]

#: The name of an indicator's value in a sentence.
VALUE = Text(zh="结果", en="The value")
#: For every measure whose rows can be undecided.
UNDECIDED = Text(
    zh="判断所需的单元格空白或无法识别的行，不算符合，也不剔除，列为待定。",
    en="If a cell that is needed to judge a row is blank or can't be read, the row is undecided: neither good nor "
    "excluded.",
)


def sheet(name: str, tables: Tables) -> Text:
    """Names a table by its sheet."""
    named = tables[name].sheet
    return Text(zh=f"“{named.zh}”表", en=f"the sheet “{named.en}”")


def rows(table: str, when: When | None, tables: Tables) -> Text:
    """Says which rows a measure reads, before any condition."""
    of = sheet(table, tables)
    if when is None:
        return Text(zh=f"{of.zh}的每一行（不分日期）", en=f"every row of {of.en}, whatever its date")
    if isinstance(when, DueDay):
        day = due_day(when, tables[table].columns)
        return Text(
            zh=f"{of.zh}中办结日或到期日在评判期内的行。{day.zh}",
            en=f"the rows of {of.en} that were done or fell due in the period. {day.en}",
        )
    column = column_text(when, tables[table].columns)
    return Text(zh=f"{of.zh}中{column.zh}在评判期内的行", en=f"the rows of {of.en} whose {column.en} is in the period")


def due_day(when: DueDay, columns: Columns) -> Text:
    """Says on which day a row counts, and what happens before."""
    done, due = column_text(when.done, columns), Text("", "")
    if when.limit is not None:
        due = end_of_limit(when.limit, columns)
    if when.due is not None:
        own = column_text(when.due, columns)
        due = Text(f"{own.zh}（空白时为{due.zh}）", f"{own.en} (or, if blank, {due.en})") if due.zh else own
    on = first_of(when.counts_on, columns) if when.counts_on else done
    zh = f"按期办结（{done.zh}不晚于到期日）的，按{on.zh}计入；其余按到期日计入，到期日为{due.zh}。"
    en = f"A row done in time ({done.en}) counts on its {on.en}, any other on its due day: {due.en}. "
    if when.waits is not None:
        waits = phrase(when.waits, columns)
        zh, en = f"{zh}{waits.zh}的，暂不计入。", f"{en}It does not count yet if {waits.en}. "
    return Text(
        f"{zh}尚未办结也没有到期的行列明，不计入", f"{en}A row that is neither done nor due yet is listed, not counted"
    )


def if_any(condition: Condition | None, columns: Columns, zh: str, en: str) -> Telling:
    """Puts a condition into a sentence; gives none if there is no condition."""
    if condition is None or isinstance(condition, Always):
        return ()
    asked = phrase(condition, columns)
    return (Text(zh=zh.format(asked.zh), en=en.format(asked.en)),)


def unit_after(unit: Words | None) -> Text:
    """The unit of a value, to end a sentence with; empty if there is none."""
    return Text(zh=f"（单位：{unit.zh}）", en=f", in {unit.en}") if unit else Text(zh="", en="")
