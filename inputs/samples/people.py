"""People who do not exist: names, identity numbers of a region that there is not, telephone numbers that nobody has."""

from __future__ import annotations

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = """
启明 文静 建国 丽华 晓东 海燕 志强 雪梅 振宇 淑芬 立新 佳宁 德胜 玉兰
少峰 秀英 国栋 思远 红霞 永康 春梅 宏伟 亚男 长青 婉如 子轩 明辉
"""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def name(number: int) -> str:
    """A person's name; different for different numbers below 864."""
    given = _GIVEN.split()
    return _SURNAMES[number % len(_SURNAMES)] + given[number % len(given)]


def id_no(number: int) -> str:
    """An 18-digit identity number with a valid check character, of a region (990000) that does not exist."""
    born = f"{1965 + number % 33}{1 + number % 12:02d}{1 + number % 28:02d}"
    digits = f"990000{born}{number % 1000:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return digits + "10X98765432"[total % 11]


def phone(number: int) -> str:
    """An 11-digit number of a range that is not handed out."""
    return f"1990000{number:04d}"
