"""Makes the validation rules of a column's cells: dropdowns, dates, numbers, and a message for every cell.

The rules only warn, because pasted values bypass them and the check reads more spellings than they allow.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from checker.model import Language
from checker.spreadsheet.cells import plain
from checker.tables.phrases import phrase
from checker.tables.table import Column, Table
from checker.template.blank import Blank
from checker.template.lists import Lists, count_units, join_labels, labels_of
from checker.text.bilingual import Text
from checker.text.normalize import number_text
from checker.text.texts import load_texts
from checker.text.visible import cut

#: The number formats by type of column; other columns have the general format.
FORMATS = {"text": "@", "id": "@", "date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "percent": "0.00##%"}

_DAY_ONE = date(1899, 12, 30)
#: The range of dates and figures that the check can read.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_LARGEST = 10**15 - 1
#: The most characters in a message's title and in its text.
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
_TEXTS = load_texts(Path(__file__).parent / "prompts.toml")


def make_rule(blank: Blank, table: Table, field: str, lists: Lists, cells: str) -> DataValidation:
    """Makes the rule of a column with its messages for a range such as "D6:D20000"."""
    column, language = table.columns[field], blank.language
    kind = _kind(blank, table, field, lists)
    messages: dict[str, Any] = {"showInputMessage": True, "promptTitle": title(column, language)}
    messages["prompt"] = hint(table, field, blank.pack.tables, language)
    if kind:
        messages |= {"showErrorMessage": True, "errorStyle": "warning"}
        messages |= {"errorTitle": title(column, language), "error": warning(column, language)}
    return DataValidation(sqref=cells, allow_blank=True, **kind, **messages)


def _kind(blank: Blank, table: Table, field: str, lists: Lists) -> dict[str, Any]:
    column = table.columns[field]
    if column.type in ("choice", "boolean"):
        long = lists.place(table.id, field)
        return {"type": "list", "formula1": long or join_labels(labels_of(column, blank.language))}
    if column.kind == "date":
        first, last = ((day - _DAY_ONE).days for day in (_FIRST_DAY, _LAST_DAY))
        return {"type": "date", "operator": "between", "formula1": str(first), "formula2": str(last)}
    if column.type == "duration":
        return {}
    if column.kind == "number":
        least = -_LARGEST if column.minimum is None else column.minimum
        most = _LARGEST if column.maximum is None else column.maximum
        limits = {"formula1": number_text(least), "formula2": number_text(most)}
        return {"type": "whole" if column.type == "integer" else "decimal", "operator": "between", **limits}
    return {}


def title(column: Column, language: Language) -> str:
    """Returns the title of a column's messages, which is its header."""
    return cut(plain(column.header.text.of(language)), LONGEST_TITLE)


def hint(table: Table, field: str, tables: Mapping[str, Table], language: Language) -> str:
    """Says what a cell is for and what it accepts; leaves out sentences that don't fit."""
    fitted = ""
    for sentence in _sentences(table, field, tables):
        longer = f"{fitted}\n{plain(sentence.of(language))}".strip()
        if count_units(longer) <= LONGEST_MESSAGE:
            fitted = longer
    return fitted


def warning(column: Column, language: Language) -> str:
    """Returns the warning after an entry that the rule doesn't accept."""
    short = accepted(column).of(language)
    text = short + ("" if language == "zh" else " ") + _TEXTS["go_on"].of(language)
    return text if count_units(text) <= LONGEST_MESSAGE else short


def accepted(column: Column) -> Text:
    """Returns a sentence on what a column accepts; an empty text for free text."""
    seconds = column.type == "duration" and column.time_unit == "seconds"
    what = _TEXTS.get("duration_seconds" if seconds else column.type, Text("", ""))
    if column.example is not None and column.type in ("text", "id"):
        what = Text(zh=f"如 {column.example}", en=f"E.g. {column.example}")
    parts = [what]
    for limit, words in ((column.minimum, Text("不小于", "at least")), (column.maximum, Text("不大于", "at most"))):
        if limit is not None:
            amount = number_text(limit * 100) + "%" if column.type == "percent" else number_text(limit)
            parts.append(Text(f"{words.zh} {amount}", f"{words.en} {amount}"))
    if column.unit is not None:
        parts.append(Text(f"单位：{column.unit.zh}", f"in {column.unit.en}"))
    if not what.zh:
        return Text("", "")
    return Text("，".join(each.zh for each in parts) + "。", ", ".join(each.en for each in parts) + ".")


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
    headers = {name: column.header.text for name, column in table.columns.items()}
    for balance in table.numbers:
        if field in balance.columns:
            said = balance.phrase(headers)
            yield Text(zh=f"须符合：{said.zh}。", en=f"These must agree: {said.en}.")


def _order(table: Table, field: str) -> Iterator[Text]:
    for pair in table.order:
        first, second = table.columns[pair.first].header, table.columns[pair.second].header
        if field == pair.second:
            zh, en = ("晚于", "After") if pair.strict else ("不早于", "Not before")
            yield Text(zh=f"{zh}“{first.zh}”。", en=f"{en} “{first.en}”.")
        elif field == pair.first:
            zh, en = ("早于", "Before") if pair.strict else ("不晚于", "Not after")
            yield Text(zh=f"{zh}“{second.zh}”。", en=f"{en} “{second.en}”.")
