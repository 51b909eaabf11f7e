"""Words the messages of a cell: the hint while it is selected, and the warning after an unexpected entry."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from checker.model import Language
from checker.spreadsheet.cells import plain
from checker.tables.phrases import phrase
from checker.tables.table import Column, Table
from checker.text.bilingual import Text
from checker.text.normalize import number_text
from checker.text.texts import load_texts
from checker.text.visible import cut

#: The most characters in a message's title and in its text.
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255

_TEXTS = load_texts(Path(__file__).parent / "prompts.toml")


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
    text = short + ("" if language == "zh" else " ") + _TEXTS["go_on"].of(language)
    return text if _units(text) <= LONGEST_MESSAGE else short


def accepted(column: Column) -> Text:
    """Returns a sentence on what a column accepts; an empty text for free text."""
    what = _TEXTS.get(column.type, Text("", ""))
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
        yield _TEXTS["required"]
    elif condition is not None:
        when = phrase(condition, table.columns)
        yield Text(zh=f"{when.zh}时必填。", en=f"Required when {when.en}.")
    elif column.hint is None:
        yield _TEXTS["optional"]
    if column.hint is not None:
        yield column.hint.text
    if accepted(column).zh:
        yield accepted(column)
    if field in table.references:
        other, _, name = table.references[field].partition(".")
        sheet, header = tables[other].sheet, tables[other].columns[name].header
        yield Text(
            zh=f"要与“{sheet.zh}”表中的“{header.zh}”一致。", en=f"Must match “{header.en}” on the sheet “{sheet.en}”."
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
