"""Which columns a pack asks departments for: those that its indicators read, and those that it names."""

from collections.abc import Collection, Iterable, Mapping

from checker.codes.shared import UNKNOWN_COLUMN, UNKNOWN_TABLE
from checker.definitions.indicator_files import HEADER
from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader
from checker.definitions.partial_packs import Draft
from checker.tables.table import Table
from checker.tables.yaml.problems import Problem, problem


def columns_asked(
    header: PackHeader, tables: Mapping[str, Table], indicators: Collection[Indicator]
) -> dict[str, set[str]]:
    """Returns the columns that indicators read or the pack names, by table; empty if the pack asks for every column."""
    if header.columns is None:
        return {}
    asked = {name: set(header.columns.get(name, ())) for name in header.tables}
    for indicator in indicators:
        for name, columns in indicator.columns_read(tables).items():
            asked[name] |= {*columns}
    for indicator in indicators:
        for column in (column for rule in header.consequences for column in rule.columns_read(indicator.id)):
            asked[indicator.asked.tables()[0]].add(column)
    return asked


def tables_asked(
    header: PackHeader, tables: Mapping[str, Table], indicators: Collection[Indicator]
) -> dict[str, Table]:
    """Returns the tables as the pack asks for them."""
    asked = columns_asked(header, tables, indicators)
    for name in [*asked]:
        for column, reference in tables[name].references.items():
            other, _, target = reference.partition(".")
            if column in asked[name] and other in asked:
                asked[other].add(target)
    return {name: table.asking_for(asked[name]) if name in asked else table for name, table in tables.items()}


def column_problems(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    """Finds tables and columns under `columns` of `pack.yaml` that do not exist."""
    for name, columns in (header.columns or {}).items():
        if name not in header.tables:
            spot = draft.spot(HEADER, "columns", name, found=name)
            yield problem(UNKNOWN_TABLE, spot, found=name, allowed=header.tables)
        elif name in draft.tables:
            for index, column in enumerate(columns):
                if column not in draft.tables[name].columns:
                    spot = draft.spot(HEADER, "columns", name, index)
                    yield problem(UNKNOWN_COLUMN, spot, found=column, allowed=draft.tables[name].columns)
