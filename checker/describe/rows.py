"""What the measures over the rows of one table do: proportion, count, total, and the change of one of these."""

from __future__ import annotations

from checker.definitions.row_measures import Change, Count, Proportion, Total
from checker.definitions.words import Words
from checker.describe.phrases import Columns, column_text
from checker.describe.sheets import UNDECIDED, Tables, Telling, if_any, rows, unit_after
from checker.text.bilingual import Text

_VALUE = Text(zh="结果", en="The value")
_NOW = Text(zh="本期数", en="The figure now")


def tell_proportion(asked: Proportion, tables: Tables, *, value: Text = _VALUE) -> Telling:
    """Which rows are in the denominator, which are left out, which are good."""
    columns, looked_at = tables[asked.table].columns, rows(asked.table, asked.when, tables)
    every = (Text(zh="这些行都计入分母。", en="All of them are in the denominator."),)
    return (
        Text(zh=f"看{looked_at.zh}。", en=f"It looks at {looked_at.en}."),
        *(if_any(asked.denominator, columns, "计入分母的条件：{}。", "In the denominator if: {}.") or every),
        *if_any(asked.exclusion, columns, "剔除（不计入分母）的条件：{}。", "Left out if: {}."),
        *if_any(asked.numerator, columns, "算作符合（计入分子）的条件：{}。", "Good, and so in the numerator, if: {}."),
        Text(zh=f"{value.zh}是分子除以分母。", en=f"{value.en} is the numerator over the denominator."),
        UNDECIDED,
    )


def tell_count(asked: Count, tables: Tables, unit: Words | None, *, value: Text = _VALUE) -> Telling:
    """Which rows are counted, and which of them only once."""
    columns, looked_at = tables[asked.table].columns, rows(asked.table, asked.when, tables)
    of = unit_after(unit)
    return (
        Text(zh=f"数{looked_at.zh}。", en=f"It counts {looked_at.en}."),
        *if_any(asked.where, columns, "只数符合条件的：{}。", "Only those are counted for which: {}."),
        *([_once(asked, columns)] if asked.distinct else []),
        Text(zh=f"{value.zh}是数得的个数{of.zh}。", en=f"{value.en} is how many there are{of.en}."),
        UNDECIDED,
    )


def _once(asked: Count, columns: Columns) -> Text:
    named = [column_text(name, columns) for name in asked.distinct]
    zh, en = "和".join(each.zh for each in named), " and ".join(each.en for each in named)
    return Text(zh=f"{zh}相同的行只数一次。", en=f"Rows with the same {en} count once.")


def tell_total(asked: Total, tables: Tables, *, value: Text = _VALUE) -> Telling:
    """Which rows are added up."""
    columns, looked_at = tables[asked.table].columns, rows(asked.table, asked.when, tables)
    column, of = column_text(asked.column, columns), unit_after(columns[asked.column].unit)
    return (
        Text(zh=f"看{looked_at.zh}。", en=f"It looks at {looked_at.en}."),
        *if_any(asked.where, columns, "只算符合条件的：{}。", "Only those are added for which: {}."),
        Text(zh=f"{value.zh}是{column.zh}之和{of.zh}。", en=f"{value.en} is the sum of {column.en}{of.en}."),
        UNDECIDED,
    )


#: What a change is held against.
BEFORE = {
    "last-year": Text(zh="上年同期", en="the same time last year"),
    "last-period": Text(zh="上一期", en="the period before"),
}


def tell_change(asked: Change, tables: Tables, unit: Words | None) -> Telling:
    """What is compared with its earlier self, how, and what happens without an earlier figure."""
    before = BEFORE[asked.against]
    by = Text(zh=f"本期数减{before.zh}数", en=f"the figure now less that of {before.en}")
    if asked.by == "ratio":
        by = Text(zh=f"本期数比{before.zh}数增减的比例", en=f"the figure now less that of {before.en}, over the latter")
    source = Text(zh=f"{before.zh}数取自以前存档的批次。", en="The earlier figure comes from a recorded run.")
    if asked.before == "rows":
        source = Text(
            zh=f"{before.zh}数按日期从同一张表中取得。",
            en="The earlier figure comes from earlier rows of the same sheet.",
        )
    return (
        *_now(asked, tables, unit),
        Text(zh=f"结果是{by.zh}。", en=f"The value is {by.en}."),
        source,
        Text(zh="没有以前的数就无法判定，不算达标。", en="Without an earlier figure nothing is decided: never a pass."),
        _zero_base(asked, before),
    )


def _now(asked: Change, tables: Tables, unit: Words | None) -> Telling:
    if asked.of.proportion is not None:
        return tell_proportion(asked.of.proportion, tables, value=_NOW)
    if asked.of.count is not None:
        return tell_count(asked.of.count, tables, unit, value=_NOW)
    assert asked.of.total is not None, "exactly one of the three is given"
    return tell_total(asked.of.total, tables, value=_NOW)


def _zero_base(asked: Change, before: Text) -> Text:
    zh, en = {
        "undetermined": ("无法判定", "nothing is decided"),
        "not-applicable": ("该指标不适用", "the indicator does not apply"),
        "met-if-zero": ("本期仍为 0 即达标", "the target is met if it is still 0"),
        "judge": ("照常评判", "it is judged all the same"),
    }[asked.zero_base]
    return Text(zh=f"{before.zh}数为 0 的，{zh}。", en=f"Where the earlier figure is 0, {en}.")
