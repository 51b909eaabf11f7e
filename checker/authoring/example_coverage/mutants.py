"""Writes an indicator in slightly wrong ways, each of which an example should notice.

The wrong ways are changes to the YAML, so a new key of the language is tried without a word here: a comparison that
includes its limit or no longer does, a limit one day or one row off, a clause left out, `any` for `all`, a word
reversed, another column of the same type.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from checker.frozen import dataclass
from checker.tables.columns import Column
from checker.tables.time_units import UNITS
from checker.text.bilingual import Text

Path = tuple[str | int, ...]
Columns = Mapping[str, Column]

_SWAPS = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most", "all": "any", "any": "all"}
_REVERSED = {"present": "absent", "absent": "present"}
_SHIFTED = (*UNITS, "expected", "window")
_COMPARISONS = ("at_least", "at_most", "above", "below", "equals")
_DAY = timedelta(days=1)
#: Settings of an exclusion that only raise flags: its `condition` alone decides what is left out.
_FLAGGING = ("evidence", "flag_above")


@dataclass(frozen=True)
class Mutation:
    """One change to a definition.

    Attributes:
        path: where.
        change: in words.
        value: the whole definition with the change.
    """

    path: Path
    change: Text
    value: Any


def mutations(value: Any, columns: Columns, path: Path = ()) -> Iterator[Mutation]:
    """Lists every small change to a part of a definition.

    Args:
        value: as YAML gives it, with the pack's parameters filled in.
        columns: of the tables that the indicator reads, by name.
        path: where the part is.
    """
    if isinstance(value, dict):
        yield from _of_mapping(value, columns, path)
    elif isinstance(value, list):
        yield from _of_list(value, columns, path)
    else:
        yield from _of_scalar(value, columns, path)


def _of_mapping(value: dict[str, Any], columns: Columns, path: Path) -> Iterator[Mutation]:
    for key, inner in value.items():
        at = (*path, key)
        if _changes_no_result(key, value, columns):
            continue
        if len(value) > 1:
            yield Mutation(at, _left_out(), {name: each for name, each in value.items() if name != key})
        for other in _other_keys(key, columns):
            if other not in value:
                renamed = {other if name == key else name: each for name, each in value.items()}
                yield Mutation(at, _instead(other, key), renamed)
        if key == "not" and isinstance(inner, dict) and not set(inner) & set(value):
            rest = {name: each for name, each in value.items() if name != key}
            yield Mutation(at, Text(zh="去掉 not", en="without `not`"), {**rest, **inner})
        for found in mutations(inner, columns, at):
            yield Mutation(found.path, found.change, {**value, key: found.value})


def _changes_no_result(key: str, beside: Mapping[str, Any], columns: Columns) -> bool:
    """Whether a key is only for people or flags: words, the unit of a limit, what proves an exclusion."""
    value = beside[key]
    if key == "unit":  # a figure's unit is a column, and some tables have a column of that name
        is_words = isinstance(value, dict) and "zh" in value
        return is_words or not (key in columns or (isinstance(value, str) and value in columns))
    return key in ("zh", "en") or (key in _FLAGGING and "condition" in beside)


def _other_keys(key: str, columns: Columns) -> Iterator[str]:
    if key in _SWAPS:
        yield _SWAPS[key]
    elif key in columns:
        yield from _another_column(key, columns)


def _of_list(value: list[Any], columns: Columns, path: Path) -> Iterator[Mutation]:
    for index, inner in enumerate(value):
        at = (*path, index)
        if len(value) > 1:
            yield Mutation(at, _left_out(), [*value[:index], *value[index + 1 :]])
        for found in mutations(inner, columns, at):
            yield Mutation(found.path, found.change, [*value[:index], found.value, *value[index + 1 :]])


def _of_scalar(value: Any, columns: Columns, path: Path) -> Iterator[Mutation]:
    others: list[Any] = []
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, date):
        others = [value - _DAY, value + _DAY]
    elif isinstance(value, int) and _is_threshold(path):
        others = [value - 1, value + 1]
    elif value in _REVERSED:
        others = [_REVERSED[value]]
    elif isinstance(value, str) and value in columns:
        others = list(_another_column(value, columns))
    for other in others:
        yield Mutation(path, _instead(other, value), other)


def _is_threshold(path: Path) -> bool:
    """Whether a number is one that rows are compared with, or a limit in days or rows."""
    return bool(path) and (path[-1] in _SHIFTED or path[-1] in _COMPARISONS)


def _another_column(name: str, columns: Columns) -> Iterator[str]:
    """Gives the next column of the same type, if there is another one."""
    alike = [other for other, column in columns.items() if column.type == columns[name].type]
    if len(alike) > 1:
        yield alike[(alike.index(name) + 1) % len(alike)]


def _left_out() -> Text:
    return Text(zh="去掉这一项", en="left out")


def _instead(new: object, old: object) -> Text:
    return Text(zh=f"把 {_word(old)} 换成 {_word(new)}", en=f"{_word(new)} instead of {_word(old)}")


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
