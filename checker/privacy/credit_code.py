"""Recognises unified social credit codes (GB 32100-2015), of which some have digits only, as identity numbers have."""

import re

#: The register and the kind of organisation, its region, its number, the check character.
_SHAPE = re.compile("(?:1[1-3]|2[19]|3[1-5]|4[19]|5[1-3]|6[129]|7[129]|8[19]|9[1-3])[0-9]{16}")
_BIRTHDAY = re.compile("[0-9]{6}(?:1[89]|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_BASE = 31


def is_credit_code(number: str) -> bool:
    """Whether 18 digits are an organisation's code: there is no birthday in them, and the check digit is right."""
    if not _SHAPE.fullmatch(number) or _BIRTHDAY.match(number):
        return False
    weighted = sum(int(digit) * pow(3, place, _BASE) for place, digit in enumerate(number[:-1]))
    return (_BASE - weighted % _BASE) % _BASE == int(number[-1])
