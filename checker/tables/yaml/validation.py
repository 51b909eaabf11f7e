"""Validates definitions, and turns pydantic's errors into problems with a place and a sentence in both languages.

Pydantic's own words are never quote.
"""

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from checker.codes import Code
from checker.codes.shared import BAD_FORM, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from checker.tables.logic import quote
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem, Refusal, problem
from checker.text.bilingual import Text

UNKNOWN_WORD = Code("D111")

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]

_TEXT = Text(zh="文本（数字请加引号）", en="text (put a number in quotes)")
_TRUTH = Text(zh=" true 或 false", en="true or false")
_WHOLE = Text(zh="整数", en="a whole number")
_DAY = Text(zh="日期（如 2022-12-31，不加引号）", en="a date (like 2022-12-31, without quotes)")
_LIST = Text(zh="列表", en="a list")
_PAIRS = Text(zh="“键: 值”", en="a set of `key: value` pairs")
_NEEDED = {
    "string_type": _TEXT,
    "bool_type": _TRUTH,
    "int_type": _WHOLE,
    "date_type": _DAY,
    "tuple_type": _LIST,
    "dict_type": _PAIRS,
    "model_type": _PAIRS,
}
_FORMS = {
    "string_too_short": Text(zh="不能为空", en="it can't be empty"),
    "too_short": Text(zh="至少要有一项", en="at least one is needed"),
}
_OTHER = Text(zh="另一种值", en="another kind of value")
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": Text(
        zh="用小写字母、数字和下划线，以字母开头",
        en="use lower-case letters, digits and underscores; begin with a letter",
    ),
    r"^[^\s{}⟨⟩\[\]:*?/\\'](?:[^{}⟨⟩\[\]:*?/\\\r\n\t]{0,22}[^\s{}⟨⟩\[\]:*?/\\'])?$": Text(
        zh="写在一行内，至多 24 个字，首尾没有空格和撇号，不带 {}⟨⟩[]:*?/\\",
        en="use at most 24 characters in one line, without {}⟨⟩[]:*?/\\, and no space or apostrophe at either end",
    ),
    r"^[a-z0-9][a-z0-9_-]*$": Text(
        zh="用小写字母、数字、连字符和下划线", en="use lower-case letters, digits, hyphens and underscores"
    ),
    r"^[a-z0-9][a-z0-9-]*$": Text(zh="用小写字母、数字和连字符", en="use lower-case letters, digits and hyphens"),
}


def validate_definition(
    model: type[Model], definition: Definition, context: Mapping[str, Any] | None = None
) -> tuple[Model | None, list[Problem]]:
    """Reads a definition as `model`: gives the model, or None if it can't be read, and every problem found."""
    try:
        return model.model_validate(definition.root.value, context=dict(context or {})), []
    except ValidationError as error:
        return None, [found for each in error.errors(include_url=False) for found in _problems(each, model, definition)]


def _problems(error: Any, model: type[BaseModel], definition: Definition) -> Iterable[Problem]:
    kind, path = error["type"], tuple(error["loc"])
    if kind == "refused":
        for each in error["ctx"]["refusals"]:
            yield _placed(each, path, definition)
        return
    ctx, written = error.get("ctx", {}), quote(error["input"])
    if kind == "too_short" and len(error["input"]) >= ctx["min_length"]:
        return  # the list has enough items, and some of them have their own problems
    if kind == "too_short" and ctx["min_length"] > 1:
        least = ctx["min_length"]
        needed = Text(f"至少要有 {least} 项", f"at least {least} are needed")
        yield problem(BAD_FORM, definition.spot(*path), found=written, needed=needed)
        return
    if kind == "missing":
        yield problem(MISSING_KEY, definition.spot(*path), key=str(path[-1]))
    elif kind == "extra_forbidden":
        found, given = str(path[-1]), definition.node(*path[:-1]).parts
        yield problem(
            UNKNOWN_KEY, definition.spot(*path, found=found), found=found, allowed=_keys(model, path[:-1], given)
        )
    elif kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']*)'", ctx["expected"])
        yield problem(UNKNOWN_WORD, definition.spot(*path), found=written, allowed=allowed)
    elif kind == "string_pattern_mismatch":
        at = tuple(part for part in path if part != "[key]")
        spot = definition.spot(*at, found=written if at != path else "")
        yield problem(BAD_FORM, spot, found=written, needed=_PATTERNS[ctx["pattern"]])
    elif kind == "greater_than_equal":
        needed = Text(f"不能小于 {ctx['ge']}", f"it can't be below {ctx['ge']}")
        yield problem(BAD_FORM, definition.spot(*path), found=written, needed=needed)
    elif kind in _FORMS:
        yield problem(BAD_FORM, definition.spot(*path), found=written, needed=_FORMS[kind])
    else:
        yield problem(WRONG_TYPE, definition.spot(*path), found=written, needed=_NEEDED.get(kind, _OTHER))


def _placed(refusal: Refusal, above: Path, definition: Definition) -> Problem:
    path = (*above, *refusal.at)
    found = refusal.found or quote(definition.node(*path).value)
    spot = definition.spot(*path, found=refusal.found)
    return problem(refusal.code, spot, found=found, allowed=refusal.allowed, **refusal.values)


def _keys(model: type[BaseModel], path: Path, given: Container[str | int]) -> list[str]:
    """The keys that can still be added at a path, ignoring its parts that are not fields (an index, a name)."""
    models = {model}
    for part in path:
        fields = [field for each in models for name, field in each.model_fields.items() if part in (name, field.alias)]
        if fields:
            models = {found for field in fields for found in _models_in(field.annotation)}
    names = [field.alias or name for each in models for name, field in each.model_fields.items()]
    return [name for name in names if name not in given]


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
