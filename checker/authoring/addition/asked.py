"""Reads conditions, targets and names as an author writes them in plain words, in either language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from checker.authoring.addition.vocabulary import COMPARISONS, FILLED, JOINED, LENGTHS, NO, SEVERAL, YES
from checker.frozen import dataclass
from checker.policy.drafting.written import quote
from checker.tables.columns import Column
from checker.tables.operands import Literals
from checker.tables.table import Table
from checker.tables.time_units import UNITS, Unit
from checker.tables.words import Labels, Words, exact
from checker.text.bilingual import Text
from checker.text.normalize import word_form


class Unclear(Exception):  # noqa: N818 - an answer that can't be read is no fault
    """An answer that can't be used; `why` says it in one line."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Text(zh, en)


@dataclass(frozen=True)
class Ask:
    """What is asked of one column.

    Attributes:
        column: its id.
        op: an operator of conditions, `equals` also for one of several values.
        values: that it is compared with, as the column holds them.
        written: the same, as YAML.
        of, limit, unit: of a time limit: from which column, and how much.
    """

    column: str
    op: str
    values: tuple[Literals, ...] = ()
    written: str = ""
    of: str = ""
    limit: int = 0
    unit: Unit = "days"


def read_asked(text: str, table: Table) -> tuple[Ask, ...]:
    """Reads what rows must be like: `column is value`, several joined by `and` or 且; nothing asks nothing.

    Raises:
        Unclear: a column, a comparison or a value isn't known.
    """
    return tuple(_read_one(part, table) for part in JOINED.split(text.strip()) if part)


def _read_one(text: str, table: Table) -> Ask:
    column, rest = _column_before(text, table)
    limit = _time_limit(rest, table)
    if limit is not None:
        unit, number, of = limit
        timed = unit in ("seconds", "minutes", "hours", "working_minutes", "working_hours")
        kinds = ("datetime",) if timed else ("date", "datetime")
        for name in (column, of):
            if table.columns[name].type not in kinds:
                raise Unclear(
                    f"“{_name(table, name).zh}”不是{'日期时间' if timed else '日期'}列，不能用这种期限",
                    f"“{_name(table, name).en}” isn't a {kinds[0]} column, so this time limit can't be asked of it",
                )
        if column == of:
            raise Unclear(
                f"“{_name(table, of).zh}”的期限不能从它自己起算",
                f"“{_name(table, of).en}” can't have a time limit that runs from the same column",
            )
        return Ask(column, "within", (), f"{{within: {{{unit}: {number}, of: {of}}}}}", of, number, unit)
    for op, pattern in FILLED.items():
        if re.fullmatch(pattern, rest, re.I):
            return Ask(column, op, (), op)
    for op, pattern in COMPARISONS:
        found = re.match(rf"(?:{pattern})\s*(?=\S)", rest, re.I)
        if found:
            return _compared(column, op, rest[found.end() :], table)
    raise Unclear(
        f"“{text}”缺少比较：写“列 是 值”“列 >= 数”“列 已填”“列 为空”，或“列 within 5 workdays of 列”",
        f"“{text}” has no comparison: write “column is value”, “column >= number”, “column is filled in”, "
        "“column is blank” or “column within 5 workdays of column”",
    )


def _compared(column: str, op: str, text: str, table: Table) -> Ask:
    kind = table.columns[column].kind
    if op not in ("equals", "not") and kind not in ("number", "date"):
        raise Unclear(
            f"“{_name(table, column).zh}”列不分大小先后，请写“是”或“不是”",
            f"the values of “{_name(table, column).en}” have no order: write “is” or “is not”",
        )
    texts = SEVERAL.split(text.strip()) if op in ("equals", "not") and kind in ("choice", "text") else [text.strip()]
    values = tuple(_value(table, column, each) for each in texts)
    written = [write_value(value, each) for value, each in zip(values, texts, strict=True)]
    one = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
    return Ask(column, op, values, one if op == "equals" else f"{{{op}: {one}}}")


def _value(table: Table, name: str, text: str) -> Literals:
    column = table.columns[name]
    raw: object = text.strip("\"'“”")
    if column.kind == "boolean":
        raw = True if word_form(text) in YES else False if word_form(text) in NO else text
    elif column.kind == "choice":
        raw = find_named(text, column.choices) or text
    elif column.kind == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raw = date.fromisoformat(text)
    value = column.literal(raw)
    if value is None:
        allowed = _allowed(column)
        raise Unclear(
            f"“{_name(table, name).zh}”列不能是“{text}”{allowed.zh}",
            f"“{_name(table, name).en}” can't be “{text}”{allowed.en}",
        )
    return value


def _allowed(column: Column) -> Text:
    if column.kind == "choice":
        zh = "、".join(f"{each.zh}（{name}）" for name, each in column.choices.items())
        return Text(f"，只能是：{zh}", f"; choose from: {', '.join(column.choices)}")
    examples = {
        "boolean": Text("，写“是”或“否”", "; write yes or no"),
        "date": Text("，日期写成 2022-12-31", "; write a day as 2022-12-31"),
        "number": Text("，应写数字", "; write a number"),
        "text": Text("", ""),
    }
    return examples[column.kind]


def write_value(value: Literals, text: str = "") -> str:
    """Writes a value as YAML; a number as it was typed."""
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction():
            return text if exact(text) is not None else quote(text) if text else str(value)
        case date():
            return str(value).replace("T", " ")
        case _:
            return value if re.fullmatch(r"[a-z][a-z0-9-]*", value) and value not in ("true", "false") else quote(value)


def _column_before(text: str, table: Table) -> tuple[str, str]:
    """The column with which a text begins, in any spelling, and the rest."""
    best: tuple[int, str] | None = None
    for name, column in table.columns.items():
        for spelling in (name, *column.header.all):
            end = _end_of(text, spelling)
            if end and (best is None or end > best[0]):
                best = end, name
    if best is None:
        raise Unclear(*_no_column(text, table))
    return best[1], text[best[0] :].strip()


def _end_of(text: str, spelling: str) -> int:
    """Where a spelling ends with which a text begins; 0 if it doesn't."""
    wanted = word_form(spelling)
    for end in range(1, min(len(text), 2 * len(spelling)) + 1):
        inside_word = re.fullmatch("[A-Za-z0-9_]{2}", text[end - 1 : end + 1])
        if not inside_word and word_form(text[:end]) == wanted:
            return end
    return 0


def find_column(text: str, table: Table, kinds: Iterable[str] = ()) -> str:
    """Finds a column by its id or its header.

    Raises:
        Unclear: there is none, or it isn't of these types.
    """
    allowed = {name: each.header for name, each in table.columns.items() if not kinds or each.type in kinds}
    found = find_named(text, allowed)
    if found is None:
        raise Unclear(*_no_column(text, table, allowed))
    return found


def _no_column(text: str, table: Table, columns: Mapping[str, Labels] | None = None) -> tuple[str, str]:
    named = {name: each.header for name, each in table.columns.items()} if columns is None else columns
    zh = "、".join(f"{each.zh}（{name}）" for name, each in named.items())
    return (
        f"“{text}”不是“{table.sheet.zh}”表中可用的列，可用的有：{zh}",
        f"“{text}” names no column of “{table.sheet.en}” that can be used here; these can: {', '.join(named)}",
    )


def find_named(text: str, named: Mapping[str, Words]) -> str | None:
    """Finds a thing by its id or by one of its names; None if there is none."""
    wanted = word_form(text)
    for name, words in named.items():
        spellings = words.all if isinstance(words, Labels) else (words.zh, words.en)
        if wanted in {word_form(name), *map(word_form, spellings)}:
            return name
    return None


def _time_limit(text: str, table: Table) -> tuple[Unit, int, str] | None:
    units = "|".join(f"(?P<{unit}>{LENGTHS[unit]})" for unit in LENGTHS)
    for pattern in (
        rf"(?:is )?within (\d+) (?:{units}) of (?P<of>.+)",
        rf"在(?P<of>.+?)[后起]\s*(\d+)\s*(?:{units})之?以?内",
    ):
        found = re.fullmatch(pattern, text, re.I)
        if found:
            unit = next(each for each in UNITS if found[each])
            number = next(int(each) for each in found.groups() if each and each.isdecimal())
            return unit, number, find_column(found["of"].strip(), table)
    return None


def read_choice(text: str, choices: Mapping[str, Sequence[str]], what: Text) -> str:
    """Reads one of a few words, in any of their spellings, or its number in the list.

    Raises:
        Unclear: it is none of them.
    """
    if text.strip().isdecimal() and 1 <= int(text) <= len(choices):
        return list(choices)[int(text) - 1]
    for word, spellings in choices.items():
        if word_form(text) in {word_form(word), *map(word_form, spellings)}:
            return word
    zh = "、".join(f"{word}（{spellings[0]}）" if spellings else word for word, spellings in choices.items())
    raise Unclear(f"“{text}”不是{what.zh}，可选：{zh}", f"“{text}” is no {what.en}; choose from: {', '.join(choices)}")


def _name(table: Table, column: str) -> Labels:
    return table.columns[column].header
