"""The sentences that all measures share: which rows of which sheet they read, and what they require of them."""

from collections.abc import Mapping

from checker.tables.logic import Always, Condition
from checker.tables.phrases import Columns, column_text, phrase
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


def rows(table: str, when: str | None, tables: Tables) -> Text:
    """Says which rows a measure reads, before any condition."""
    of = sheet(table, tables)
    if when is None:
        return Text(zh=f"{of.zh}的每一行（不分日期）", en=f"every row of {of.en}, whatever its date")
    column = column_text(when, tables[table].columns)
    return Text(zh=f"{of.zh}中{column.zh}在评判期内的行", en=f"the rows of {of.en} whose {column.en} is in the period")


def if_any(condition: Condition | None, columns: Columns, zh: str, en: str) -> Telling:
    """Puts a condition into a sentence; gives none if there is no condition."""
    if condition is None or isinstance(condition, Always):
        return ()
    asked = phrase(condition, columns)
    return (Text(zh=zh.format(asked.zh), en=en.format(asked.en)),)


def unit_after(unit: Words | None) -> Text:
    """The unit of a value, to end a sentence with; empty if there is none."""
    return Text(zh=f"（单位：{unit.zh}）", en=f", in {unit.en}") if unit else Text(zh="", en="")
