"""Reads unquoted YAML words by YAML 1.2, losing nothing."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})")
_FRACTIONAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})?\.[0-9]{1,30}")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
#: What a number or a date begins with.
_NUMERIC = frozenset("+-.0123456789")
_WORDS |= {"Null": None, "NULL": None, "True": True, "TRUE": True, "False": False, "FALSE": False}


def plain(text: str) -> Any:
    """Reads an unquoted YAML word as null, a boolean, a number, a date, or text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _FRACTIONAL.fullmatch(text):
        return Decimal(text)
    if match := _DATE.fullmatch(text):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return text  # where a date is needed, 2022-02-30 is then refused as written
    return text
