"""Words the messages of a cell: the hint while it is selected, and the warning after an unexpected entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.definitions.tables import Column, Table
from checker.describe.phrases import phrase
from checker.model import Language
from checker.spreadsheet.cells import plain
from checker.text.bilingual import Text
from checker.text.normalize import number_text
from checker.text.visible import cut

#: The most characters in a message's title and in its text.
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255

_WHAT = {
    "integer": Text(zh="填整数", en="A whole number"),
    "decimal": Text(zh="填数字", en="A number"),
    "percent": Text(zh="填百分比，如 98%", en="A percentage, e.g. 98%"),
    "boolean": Text(zh="填“是”或“否”", en="Yes or No"),
    "date": Text(zh="填年月日，如 2024-03-05", en="A date with year, month and day, e.g. 2024-03-05"),
    "choice": Text(zh="从下拉列表中选", en="Choose from the list"),
    "id": Text(zh="填号码，不留空格", en="The number, without blanks"),
}
_REQUIRED = Text(zh="必填。", en="Required.")
_OPTIONAL = Text(zh="可以不填。", en="May be left blank.")
_GO_ON = Text(
    zh="确实无误的，可以继续，检查时会再核对。", en="If it is right, continue. The check will look at it again."
)


def title(column: Column, language: Language) -> str:
    """Returns the title of a column's messages, which is its header."""
    return cut(plain(column.header.text.of(language)), LONGEST_TITLE)


def hint(table: Table, field: str, tables: Mapping[str, Table], language: Language) -> str:
    """Says what a cell is for and what it accepts; leaves out sentences that don't fit.

    Args:
        table: of the column.
        field: the column's id.
        tables: all tables of the pack, by id.
        language: of the message.
    """
    fitted = ""
    for sentence in _sentences(table, field, tables):
        longer = f"{fitted}\n{plain(sentence.of(language))}".strip()
        if _units(longer) <= LONGEST_MESSAGE:
            fitted = longer
    return fitted


def warning(column: Column, language: Language) -> str:
    """Returns the warning after an entry that the rule doesn't accept."""
    short = accepted(column).of(language)
    text = short + ("" if language == "zh" else " ") + _GO_ON.of(language)
    return text if _units(text) <= LONGEST_MESSAGE else short


def accepted(column: Column) -> Text:
    """Returns a sentence on what a column accepts; an empty text for free text."""
    what = _WHAT.get(column.type, Text("", ""))
    if column.example is not None and column.type in ("text", "id"):
        what = Text(zh=f"如 {column.example}", en=f"E.g. {column.example}")
    zh, en = [what.zh], [what.en]
    for limit, words in ((column.minimum, Text("不小于", "at least")), (column.maximum, Text("不大于", "at most"))):
        if limit is not None:
            amount = _amount(limit, column)
            zh.append(f"{words.zh} {amount}")
            en.append(f"{words.en} {amount}")
    if column.unit is not None:
        zh.append(f"单位：{column.unit.zh}")
        en.append(f"in {column.unit.en}")
    if not what.zh:
        return Text("", "")
    return Text(zh="，".join(zh) + "。", en=", ".join(en) + ".")


def _amount(limit: Fraction, column: Column) -> str:
    return number_text(limit * 100) + "%" if column.type == "percent" else number_text(limit)


def _sentences(table: Table, field: str, tables: Mapping[str, Table]) -> Iterator[Text]:
    """Yields the sentences of a hint, the most important first."""
    column = table.columns[field]
    condition = table.required_when().get(field)
    if column.required:
        yield _REQUIRED
    elif condition is not None:
        when = phrase(condition, table.columns)
        yield Text(zh=f"{when.zh}时必填。", en=f"Required when {when.en}.")
    elif column.hint is None:
        yield _OPTIONAL
    if column.hint is not None:
        yield column.hint.text
    if accepted(column).zh:
        yield accepted(column)
    if field in table.references:
        other, _, name = table.references[field].partition(".")
        sheet, header = tables[other].sheet, tables[other].columns[name].header
        yield Text(
            zh=f"要与“{sheet.zh}”表中的“{header.zh}”一致。",
            en=f"Must match “{header.en}” on the sheet “{sheet.en}”.",
        )
    if table.key == (field,):
        yield Text(zh="各行不能重复。", en="Must be different in every row.")
    yield from _order(table, field)


def _order(table: Table, field: str) -> Iterator[Text]:
    for pair in table.order:
        first, second = table.columns[pair.first].header, table.columns[pair.second].header
        if field == pair.second:
            zh, en = ("晚于", "After") if pair.strict else ("不早于", "Not before")
            yield Text(zh=f"{zh}“{first.zh}”。", en=f"{en} “{first.en}”.")
        elif field == pair.first:
            zh, en = ("早于", "Before") if pair.strict else ("不晚于", "Not after")
            yield Text(zh=f"{zh}“{second.zh}”。", en=f"{en} “{second.en}”.")


def _units(text: str) -> int:
    """Returns the length of a text in UTF-16 units, as spreadsheets count it."""
    return len(text.encode("utf-16-le")) // 2
