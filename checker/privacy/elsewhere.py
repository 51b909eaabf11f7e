"""Recognises identity numbers of Hong Kong and Taiwan by their check characters: other numbers look the same."""

import re

_HONG_KONG = re.compile("([A-Z]{1,2})([0-9]{6})([0-9A])")
_TAIWAN = re.compile("([A-Z])([1289][0-9]{8})")
#: What the letters of Taiwan count for, from A to Z.
_LETTERS = (10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33)


def is_hong_kong_id(number: str) -> bool:
    """Whether A1234563, as written without its brackets, is the number of a Hong Kong identity card."""
    found = _HONG_KONG.fullmatch(number)
    if not found:
        return False
    letters = [36, *(ord(letter) - 55 for letter in found[1])][-2:]
    values = [*letters, *map(int, found[2]), int(found[3], 16)]
    return sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True)) % 11 == 0


def is_taiwan_id(number: str) -> bool:
    """Whether A123456789 is an identity number of Taiwan, of a citizen or a resident."""
    found = _TAIWAN.fullmatch(number)
    if not found:
        return False
    tens, ones = divmod(_LETTERS[ord(found[1]) - 65], 10)
    values = [tens, ones, *map(int, found[2])]
    return (
        sum(value * weight for value, weight in zip(values, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0
    )
