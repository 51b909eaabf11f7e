"""Reads identifiers such as 18-digit identity numbers as text, and refuses them if digits are already lost."""

import re
from math import inf

from checker.codes import Code
from checker.codes.shared import ROUNDED
from checker.convert.cells import NONE_AT_ALL, SIXTEEN_DIGITS, Cell, Outcome, Reader, Refusal, accepted, narrow, spell
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.normalize import key_form

NOT_AN_ID = Code("V321")

_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{1,3}")
_WITH_CHECK_LETTER = re.compile(r"[0-9]{17}x")


def id_reader(column: Column, header: str) -> Reader:
    """Reads an id column; values are texts without blanks, with the check letter X in upper case."""
    expected = accepted(column, Text(zh="以文本格式填写的号码", en="the number typed as text"))

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str):
            text = narrow(raw).replace(" ", "").removeprefix("'")
            if not text or key_form(text) in NONE_AT_ALL:
                return None
            if _SCIENTIFIC.fullmatch(text):
                return Refusal(ROUNDED, expected)
            return text.upper() if _WITH_CHECK_LETTER.fullmatch(text) else text
        if isinstance(raw, bool) or not isinstance(raw, (int, float)):
            return Refusal(NOT_AN_ID, expected)
        if SIXTEEN_DIGITS <= abs(raw) < inf:
            return Refusal(ROUNDED, expected)
        if raw < 0 or raw % 1:
            return Refusal(NOT_AN_ID, expected)
        return spell(raw)

    return Reader(expected, read)
