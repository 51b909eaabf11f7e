"""Worked examples as small tables: the rows, and the expected outcome."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from checker.authoring.handbook.markdown import table, text
from checker.definitions.examples import UNREADABLE, example_as_of, example_period
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.definitions.worked import Example, Expectation, RecordedCounts
from checker.model import Language
from checker.tables.columns import Column
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import number_text
from checker.wording.labels import STATUSES

_TITLE = Text(zh="例子", en="Examples")
_NOTHING = Text(zh="没有任何行。", en="No rows at all.")
_ROW = Text(zh="行", en="Row")
_UNREADABLE = Text(zh="（无法识别）", en="(unreadable)")
_TRUE, _FALSE = Text(zh="是", en="yes"), Text(zh="否", en="no")
_NUMBERS = {
    "numerator": Text(zh="分子 {}", en="numerator {}"),
    "denominator": Text(zh="分母 {}", en="denominator {}"),
    "value": Text(zh="结果 {}", en="value {}"),
    "lower": Text(zh="下限 {}", en="lower bound {}"),
    "upper": Text(zh="上限 {}", en="upper bound {}"),
    "excluded": Text(zh="剔除 {}", en="excluded {}"),
    "unknown": Text(zh="待定 {}", en="undecided {}"),
    "needed": Text(zh="还差 {}", en="still needed {}"),
}
#: The numbers that are in the unit of the indicator's value.
_VALUES = ("value", "lower", "upper")
_REACHABLE = {
    True: Text(zh="还能达标", en="the target can still be reached"),
    False: Text(zh="已不可能达标", en="the target can no longer be reached"),
}


def worked_examples(pack: Pack, indicator: Indicator, language: Language) -> Iterable[str]:
    """Writes a heading, and each example with its name, rows and outcome; nothing if there are none."""
    if indicator.examples:
        yield f"### {_TITLE.of(language)}"
    for number, example in enumerate(indicator.examples, start=1):
        yield _heading(pack, number, example, language)
        if not any(example.rows.values()):
            yield _NOTHING.of(language)
        for name, rows in example.rows.items():
            if rows == "silent":
                yield _silent(pack, name, language)
            elif rows:
                yield from _rows(pack, name, rows, language)
        if example.history is not None:
            yield _recorded(example.history, language)
        yield _outcome(indicator, example.expect, language)


def _recorded(figure: Fraction | RecordedCounts, language: Language) -> str:
    """Says what the ledger has of the earlier window."""
    shown = (
        f"{number_text(figure.numerator)}/{number_text(figure.denominator)}"
        if isinstance(figure, RecordedCounts)
        else number_text(figure)
    )
    return f"台账中以前的数：{shown}。" if language == "zh" else f"The earlier figure in the ledger: {shown}."


def _silent(pack: Pack, name: str, language: Language) -> str:
    sheet = text(pack.tables[name].sheet.text, language)
    return f"{sheet}：没有填写。" if language == "zh" else f"{sheet}: not filled in."


def _heading(pack: Pack, number: int, example: Example, language: Language) -> str:
    period, day = example_period(pack, example).label, example_as_of(pack, example)
    what = "" if example.name is None else text(example.name.text, language)
    if language == "zh":
        return f"**例 {number}**{f'：{what}' if what else ''}（{period}，统计截止日 {day}）"
    return f"**Example {number}**{f': {what}' if what else ''} ({period}, as of {day})"


def _rows(pack: Pack, name: str, rows: Iterable[Mapping[str, Any]], language: Language) -> Iterable[str]:
    definition = pack.tables[name]
    given = {column for row in rows for column in row}
    columns = [column for column in definition.columns if column in given]
    sheet = text(definition.sheet.text, language)
    heads = [_ROW.of(language), *(text(definition.columns[column].header.text, language) for column in columns)]
    cells = [
        (str(number), *(_cell(definition.columns[column], row.get(column), language) for column in columns))
        for number, row in enumerate(rows, start=1)
    ]
    yield f"{sheet}：" if language == "zh" else f"{sheet}:"
    yield table(heads, cells)


def _cell(column: Column, raw: object, language: Language) -> str:
    """A cell as a clerk would type it; blank stays blank."""
    if raw is None:
        return ""
    if raw == UNREADABLE:
        return _UNREADABLE.of(language)
    value = column.literal(raw)
    if isinstance(value, bool):
        return (_TRUE if value else _FALSE).of(language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{number_text(value * 100)}%" if column.type == "percent" else number_text(value)
    label = column.choices.get(str(value))
    return text(str(value) if label is None else label.text, language)


def _outcome(indicator: Indicator, expect: Expectation, language: Language) -> str:
    parts = [] if expect.status is None else [STATUSES[expect.status]]
    for name, words in _NUMBERS.items():
        number = getattr(expect, name)
        if number is not None:
            shown = indicator.value_text(number) if name in _VALUES else Text(number_text(number), number_text(number))
            parts.append(Text(zh=words.zh.format(shown.zh), en=words.en.format(shown.en)))
    if expect.reachable is not None:
        parts.append(_REACHABLE[expect.reachable])
    if expect.flagged is not None:
        parts.append(_rows_text(expect.flagged, "不符合", "fails", "fail"))
    if expect.undecided is not None:
        parts.append(_rows_text(expect.undecided, "待定", "is undecided", "are undecided"))
    outcome = join_texts(parts, "；", "; ").of(language)
    return f"应得：{outcome}。" if language == "zh" else f"Outcome: {outcome}."


def _rows_text(rows: Sequence[int], zh: str, one: str, several: str) -> Text:
    """Names the rows with an outcome, e.g. "row 2 fails", "rows 1 and 3 fail"."""
    numbers = [str(row) for row in rows]
    if not numbers:
        return Text(zh=f"没有{zh}的行", en=f"no row {one}")
    listed = ", ".join(numbers[:-1]) + " and " + numbers[-1] if len(numbers) > 1 else numbers[0]
    return Text(
        zh=f"第 {'、'.join(numbers)} 行{zh}",
        en=f"row {listed} {one}" if len(numbers) == 1 else f"rows {listed} {several}",
    )
