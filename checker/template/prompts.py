"""What appears beside a cell while it is chosen, and what is said when something else is typed: plain words.

Knows table definitions; no spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.model import Language
from checker.spreadsheet.cells import plain
from checker.tables.phrases import phrase
from checker.tables.table import Column, Table
from checker.text.bilingual import Text
from checker.text.normalize import number_text
from checker.text.visible import cut

#: Characters that Excel takes: of a message's title, of its text.
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
    zh="确实无误的，可以继续，检查时会再核对。", en="If it is right all the same, go on: it will be checked later."
)


def title(column: Column, language: Language) -> str:
    """The title of a column's messages: its header."""
    return cut(plain(column.header.text.of(language)), LONGEST_TITLE)


def hint(table: Table, field: str, tables: Mapping[str, Table], language: Language) -> str:
    """What a cell of a column is for, and what is accepted there; what does not fit any more is left out.

    Args:
        table: of the column.
        field: the column's id.
        tables: all of the pack's, by id.
        language: of the message.
    """
    fitted = ""
    for sentence in _sentences(table, field, tables):
        longer = f"{fitted}\n{plain(sentence.of(language))}".strip()
        if _units(longer) <= LONGEST_MESSAGE:
            fitted = longer
    return fitted


def objection(column: Column, language: Language) -> str:
    """What is said when something else was typed."""
    text = accepted(column).of(language) + (_GO_ON.of("zh") if language == "zh" else " " + _GO_ON.of("en"))
    return text if _units(text) <= LONGEST_MESSAGE else accepted(column).of(language)


def accepted(column: Column) -> Text:
    """What a column takes, as a sentence; empty for free text."""
    what = _WHAT.get(column.type, Text("", ""))
    if column.example is not None and column.type in ("text", "id"):
        what = Text(zh=f"如 {column.example}", en=f"E.g. {column.example}")
    zh, en = [what.zh], [what.en]
    for limit, said in ((column.minimum, Text("不小于", "at least")), (column.maximum, Text("不大于", "at most"))):
        if limit is not None:
            amount = _amount(limit, column)
            zh.append(f"{said.zh} {amount}")
            en.append(f"{said.en} {amount}")
    if column.unit is not None:
        zh.append(f"单位：{column.unit.zh}")
        en.append(f"in {column.unit.en}")
    if not what.zh:
        return Text("", "")
    return Text(zh="，".join(zh) + "。", en=", ".join(en) + ".")


def _amount(limit: Fraction, column: Column) -> str:
    return number_text(limit * 100) + "%" if column.type == "percent" else number_text(limit)


def _sentences(table: Table, field: str, tables: Mapping[str, Table]) -> Iterator[Text]:
    """The sentences of a hint, the most needed first."""
    column = table.columns[field]
    condition = table.required_when().get(field)
    if column.required:
        yield _REQUIRED
    elif condition is not None:
        told = phrase(condition, table.columns)
        yield Text(zh=f"{told.zh}时必填。", en=f"Required when {told.en}.")
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
            zh=f"要与“{sheet.zh}”表中的“{header.zh}”一致。", en=f"As under “{header.en}” on the sheet “{sheet.en}”."
        )
    if table.key == (field,):
        yield Text(zh="各行不能重复。", en="No two rows may have the same.")
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
    """The length of a text as spreadsheets count it."""
    return len(text.encode("utf-16-le")) // 2
