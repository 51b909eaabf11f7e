"""The reader of each type of column."""

from collections.abc import Callable

from checker.convert.cells import Reader
from checker.convert.dates import date_reader
from checker.convert.declared import as_declared
from checker.convert.durations import duration_reader
from checker.convert.moments import moment_reader
from checker.convert.numbers import number_reader, percent_reader
from checker.convert.words import boolean_reader, choice_reader, id_reader, text_reader
from checker.tables.table import Column, ColumnType, Table

_READERS: dict[ColumnType, Callable[[Column, str], Reader]] = {
    "text": text_reader,
    "integer": number_reader,
    "decimal": number_reader,
    "percent": percent_reader,
    "boolean": boolean_reader,
    "duration": duration_reader,
    "date": date_reader,
    "datetime": moment_reader,
    "choice": choice_reader,
    "id": id_reader,
}


def reader_of(table: Table, name: str, header: str) -> Reader:
    """The reader of a column.

    Args:
        table: the column's table.
        name: the column.
        header: the text of its header cell, as the sheet spells it.
    """
    column = table.columns[name]
    return as_declared(_READERS[column.type](column, header), table, column)
