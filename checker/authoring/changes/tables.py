"""What differs between two versions of a pack in its sheets and their columns."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.authoring.changes.change import NO, YES, Change, Facts, arrivals, differing, listed, moved, plain, shared
from checker.tables.columns import Column
from checker.tables.conditions import read_condition
from checker.tables.phrases import phrase
from checker.tables.table import Order, Table
from checker.tables.words import Labels, Words
from checker.text.bilingual import Text
from checker.text.normalize import number_text

_ORDER = Text(zh="列的次序", en="Order of the columns")


def table_changes(old: Mapping[str, Table], new: Mapping[str, Table]) -> Iterator[Change]:
    """Sheets and columns that came or went, and what differs of the others."""
    yield from arrivals("table", old, new, lambda table: table.sheet.text)
    for name, was, now in shared(old, new):
        yield from differing("table", name, now.sheet.text, _table(was), _table(now))
        yield from moved("table", name, now.sheet.text, _ORDER, was.columns, now.columns)
        left, right = ({f"{name}.{column}": (table, column) for column in table.columns} for table in (was, now))
        yield from arrivals("column", left, right, _called)
        for where, one, other in shared(left, right):
            yield from differing("column", where, _called(other), _column(*one), _column(*other))


def _called(place: tuple[Table, str]) -> Text:
    table, name = place
    header, sheet = table.columns[name].header, table.sheet
    return Text(zh=f"“{sheet.zh}”表“{header.zh}”", en=f"“{header.en}” of the sheet “{sheet.en}”")


def _table(table: Table) -> Facts:
    return (
        (Text(zh="工作表名称", en="Sheet"), table.sheet.text),
        (Text(zh="别名", en="Other names"), _aliases(table.sheet)),
        (Text(zh="排列方式", en="Layout"), plain(table.layout)),
        (Text(zh="说明", en="Note"), _words(table.note)),
        (Text(zh="键", en="Key"), listed(map(plain, table.key))),
        (Text(zh="各单位之间也不得重复", en="Keys unique across departments"), YES if table.unique_across else NO),
        (Text(zh="日期先后", en="Order of dates"), listed(map(_dates, table.order))),
        (Text(zh="须在另一表中", en="Must stand in another sheet"), listed(_references(table.references))),
    )


def _dates(pair: Order) -> Text:
    return plain(f"{pair.first} {'<' if pair.strict else '<='} {pair.second}")


def _references(references: Mapping[str, str]) -> Iterator[Text]:
    for column, other in references.items():
        yield plain(f"{column}: {other}")


def _column(table: Table, name: str) -> Facts:
    column = table.columns[name]
    labels = column.choices.values()
    return (
        (Text(zh="表头", en="Header"), column.header.text),
        (Text(zh="别名", en="Other names"), _aliases(column.header)),
        (Text(zh="类型", en="Type"), plain(column.type)),
        (Text(zh="必填", en="Required"), YES if column.required else NO),
        (Text(zh="必填的条件", en="Required if"), _required_when(table, column)),
        (Text(zh="格式", en="Form"), _if_given(column.pattern)),
        (Text(zh="样例", en="Example"), _if_given(column.example)),
        (Text(zh="最小值", en="Least"), _if_given(column.minimum)),
        (Text(zh="最大值", en="Most"), _if_given(column.maximum)),
        (Text(zh="选项", en="Choices"), listed(each.text for each in labels)),
        (Text(zh="选项的编号", en="Ids of the choices"), listed(map(plain, column.choices))),
        (Text(zh="选项的别名", en="Other names of the choices"), listed(filter(None, map(_aliases, labels)))),
        (Text(zh="单位", en="Unit"), _words(column.unit)),
        (Text(zh="个人信息", en="Personal"), _if_given(column.personal)),
        (Text(zh="空白视为", en="A blank means"), _if_given(column.blank_means)),
        (Text(zh="填法", en="Hint"), _words(column.hint)),
    )


def _required_when(table: Table, column: Column) -> Text | None:
    if column.required_when is None:
        return None
    return phrase(read_condition(column.required_when, table.columns), table.columns)


def _if_given(value: object) -> Text | None:
    if value is None or isinstance(value, bool):
        return None if value is None else YES if value else NO
    return plain(number_text(value) if isinstance(value, Fraction) else value)


def _aliases(labels: Labels) -> Text | None:
    return listed(map(plain, labels.aliases))


def _words(words: Words | None) -> Text | None:
    return None if words is None else words.text
