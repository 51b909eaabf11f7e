"""The data that an indicator needs: the sheets and columns that are read for it."""

from collections.abc import Iterable

from checker.authoring.handbook.markdown import code, table, text
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.model import Language
from checker.tables.columns import Column
from checker.text.bilingual import Text

_TITLE = Text(zh="所需数据", en="Data needed")
_HEADS = (
    Text(zh="表头", en="Header"),
    Text(zh="列", en="Column"),
    Text(zh="类型", en="Content"),
    Text(zh="必填", en="Required"),
    Text(zh="填法", en="How to fill it in"),
)
_TYPES = {
    "text": Text(zh="文本", en="text"),
    "integer": Text(zh="整数", en="a whole number"),
    "decimal": Text(zh="数字", en="a number"),
    "percent": Text(zh="百分数", en="a percentage"),
    "duration": Text(zh="时长", en="a length of time"),
    "boolean": Text(zh="是或否", en="yes or no"),
    "date": Text(zh="日期", en="a date"),
    "datetime": Text(zh="日期和时刻", en="a date with a time of day"),
    "choice": Text(zh="选项", en="one of"),
    "id": Text(zh="证件号码", en="an identity number"),
}


def data_needed(pack: Pack, indicator: Indicator, language: Language) -> Iterable[str]:
    """Writes a heading, and for each sheet its name and the columns that are read."""
    yield f"### {_TITLE.of(language)}"
    for name, columns in indicator.columns_read(pack.tables).items():
        definition = pack.tables[name]
        sheet = text(definition.sheet.text, language)
        yield f"工作表“{sheet}”（{code(name)}）：" if language == "zh" else f"Sheet “{sheet}” ({code(name)}):"
        rows = [_row(column, definition.columns[column], language) for column in columns]
        yield table([head.of(language) for head in _HEADS], rows)


def _row(name: str, column: Column, language: Language) -> tuple[str, ...]:
    hint = "" if column.hint is None else text(column.hint.text, language)
    header = text(column.header.text, language)
    return header, code(name), _content(column, language), _required(column, language), hint


def _content(column: Column, language: Language) -> str:
    content = _TYPES[column.type].of(language)
    if column.is_derived:
        content += "，由两列算出" if language == "zh" else ", computed from two columns"
    labels = [text(label.text, language) for label in column.choices.values()]
    if labels:
        return f"{content}：{'、'.join(labels)}" if language == "zh" else f"{content}: {', '.join(labels)}"
    if column.unit is not None:
        unit = text(column.unit.text, language)
        return f"{content}（{unit}）" if language == "zh" else f"{content} ({unit})"
    return content


def _required(column: Column, language: Language) -> str:
    if column.required:
        return "是" if language == "zh" else "yes"
    if column.required_when is not None:
        return "视情况" if language == "zh" else "in some rows"
    return ""
