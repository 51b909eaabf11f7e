"""Compares the sheets and columns of two versions of a pack."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.authoring.changes.change import (
    NO,
    YES,
    Change,
    Facts,
    compare_facts,
    compare_members,
    compare_order,
    in_both,
    join,
    same_text,
)
from checker.tables.balances import Balance
from checker.tables.columns import Column
from checker.tables.conditions import read_condition
from checker.tables.phrases import phrase
from checker.tables.table import Order, Stay, Table
from checker.tables.words import Labels, Words
from checker.text.bilingual import Text
from checker.text.normalize import number_text

_ORDER = Text(zh="列的次序", en="Order of the columns")


def table_changes(old: Mapping[str, Table], new: Mapping[str, Table]) -> Iterator[Change]:
    """Finds sheets and columns that were added or removed, and compares the others."""
    yield from compare_members("table", old, new, lambda table: table.sheet.text)
    for name, was, now in in_both(old, new):
        yield from compare_facts("table", name, now.sheet.text, _table(was), _table(now))
        yield from compare_order("table", name, now.sheet.text, _ORDER, was.columns, now.columns)
        left, right = ({f"{name}.{column}": (table, column) for column in table.columns} for table in (was, now))
        yield from compare_members("column", left, right, _called)
        for where, one, other in in_both(left, right):
            yield from compare_facts("column", where, _called(other), _column(*one), _column(*other))


def _called(place: tuple[Table, str]) -> Text:
    table, name = place
    header, sheet = table.columns[name].header, table.sheet
    return Text(zh=f"“{sheet.zh}”表“{header.zh}”", en=f"“{header.en}” of the sheet “{sheet.en}”")


def _table(table: Table) -> Facts:
    return (
        (Text(zh="工作表名称", en="Sheet"), table.sheet.text),
        (Text(zh="别名", en="Other names"), _aliases(table.sheet)),
        (Text(zh="排列方式", en="Layout"), same_text(table.layout)),
        (Text(zh="说明", en="Note"), _words(table.note)),
        (Text(zh="本期无的写法", en="Words for nothing to report"), _nil(table)),
        (Text(zh="日期的次序", en="Order of dates"), same_text(table.dates) if table.dates else None),
        (Text(zh="小数点", en="Decimal sign"), same_text(table.decimals)),
        (Text(zh="键", en="Key"), join(map(same_text, table.key))),
        (
            Text(zh="键的比较方式", en="Form of keys"),
            join(same_text(f"{column}: {form}") for column, form in table.key_form.items()),
        ),
        (Text(zh="各单位之间也不得重复", en="Keys unique across departments"), _unique(table)),
        (
            Text(zh="与其他单位相同的行属正常", en="Rows like those of others are normal"),
            YES if table.same_elsewhere else NO,
        ),
        (Text(zh="班次", en="Sessions"), _sessions(table)),
        (Text(zh="日期先后", en="Order of dates"), join(map(_dates, table.order))),
        (Text(zh="数字关系", en="Between numbers"), join(map(_numbers, table.numbers))),
        (
            Text(zh="须在另一表中", en="Must be in another sheet"),
            join(same_text(f"{column}: {other}") for column, other in table.references.items()),
        ),
    )


def _numbers(balance: Balance) -> Text:
    return same_text(f"{balance.holds} (± {number_text(balance.tolerance)})" if balance.tolerance else balance.holds)


def _unique(table: Table) -> Text:
    stay = table.unique_across
    if isinstance(stay, Stay):
        return Text(f"同一天内（{stay.first} 至 {stay.last}）", f"on the same day ({stay.first} to {stay.last})")
    return YES if stay else NO


def _nil(table: Table) -> Text | None:
    return join(same_text(words) for words in (table.nil.all if table.nil else ()))


def _sessions(table: Table) -> Text | None:
    said = table.sessions
    if said is None:
        return None
    columns = ("person", said.person), ("from", said.start), ("to", said.end), ("hours", said.hours)
    named = [f"{name}: {column}" for name, column in columns if column] + [f"called: {', '.join(said.called)}"]
    return same_text("; ".join((*named, f"most_hours: {number_text(said.most_hours)}")))


def _dates(pair: Order) -> Text:
    return same_text(f"{pair.first} {'<' if pair.strict else '<='} {pair.second}")


def _column(table: Table, name: str) -> Facts:
    column = table.columns[name]
    labels = column.choices.values()
    return (
        (Text(zh="表头", en="Header"), column.header.text),
        (Text(zh="别名", en="Other names"), _aliases(column.header)),
        (Text(zh="类型", en="Type"), same_text(column.type)),
        (Text(zh="要求填报", en="Asked for"), NO if name in table.unasked else YES),
        (Text(zh="必填", en="Required"), YES if column.required else NO),
        (Text(zh="必填的条件", en="Required if"), _required_when(table, column)),
        (Text(zh="格式", en="Pattern"), _if_given(column.pattern)),
        (Text(zh="样例", en="Example"), _if_given(column.example)),
        (Text(zh="最小值", en="Minimum"), _if_given(column.minimum)),
        (Text(zh="最大值", en="Maximum"), _if_given(column.maximum)),
        (Text(zh="选项", en="Choices"), join(each.text for each in labels)),
        (Text(zh="选项的编号", en="Ids of the choices"), join(map(same_text, column.choices))),
        (Text(zh="选项的别名", en="Other names of the choices"), join(filter(None, map(_aliases, labels)))),
        (Text(zh="单位", en="Unit"), _words(column.unit)),
        (Text(zh="算自", en="Computed from"), join(map(same_text, filter(None, (column.start, column.end))))),
        (Text(zh="只计工作时间", en="Only working time"), YES if column.working_time else NO),
        (Text(zh="个人信息", en="Personal data"), _if_given(column.personal)),
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
    return same_text(number_text(value) if isinstance(value, Fraction) else value)


def _aliases(labels: Labels) -> Text | None:
    return join(map(same_text, labels.aliases))


def _words(words: Words | None) -> Text | None:
    return None if words is None else words.text
