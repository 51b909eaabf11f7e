"""Reads the words of a command line as typer does, but without pydantic, which typer loads even for a plain text."""

import os
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin


def read_without_pydantic(parameters: list[Any]) -> None:
    """Lets `_Words` read the parameters, in a typer whose parameters have a reader to replace."""
    for each in parameters:
        if getattr(each, "_runtime_param", each) is None and hasattr(each, "type_descriptor"):
            each._runtime_param = _Words()


class _LeaveIt(Exception):  # noqa: N818 - control flow within this module: typer reads the words
    pass


class _Words:
    """Reads texts, paths and choices; leaves to typer whatever is wrong or of another kind."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Returns what the command gets for the words given; typer calls this.

        Raises:
            typer.TyperException: they are wrong.
        """
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        kind, asked = param.type_descriptor.annotation, param.type_descriptor.parameter_info
        try:
            if not several:
                return _read(kind, value, asked)
            if get_origin(kind) is not list or not isinstance(value, (list, tuple)):
                raise _LeaveIt
            return [_read(get_args(kind)[0], each, asked) for each in value]
        except _LeaveIt:
            param._runtime_param = None
            return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _read(kind: Any, value: Any, asked: Any) -> Any:
    if asked.parser is not None:
        try:
            return asked.parser(value)
        except ValueError as error:
            raise _LeaveIt from error
    found: Any
    if isinstance(kind, type) and issubclass(kind, Enum):
        found = next((each for each in kind if value is each or each.value == value), None)
    elif get_origin(kind) is Literal:
        found = next((each for each in get_args(kind) if each == value), None)
    elif kind is Path and isinstance(value, str) and _is_any(asked):
        found = Path(value) if not os.path.lexists(value) or os.access(value, os.R_OK) else None
    else:
        found = value if kind is str and isinstance(value, str) else None
    if found is None:
        raise _LeaveIt
    return found


def _is_any(asked: Any) -> bool:
    """Whether any readable file or folder will do."""
    special = asked.exists or asked.writable or asked.resolve_path or asked.path_type
    return bool(asked.file_okay and asked.dir_okay and not special)
