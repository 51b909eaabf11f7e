"""People who do not exist: names, identity numbers of a region that does not exist, telephone numbers nobody has."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = (
    *("启明", "文静", "建国", "丽华", "晓东", "海燕", "志强", "雪梅", "振宇", "淑芬", "立新", "佳宁", "德胜", "玉兰"),
    *("少峰", "秀英", "国栋", "思远", "红霞", "永康", "春梅", "宏伟", "亚男", "长青", "婉如", "子轩", "明辉"),
)
#: The most frequent surnames and the characters of given names, for names that are drawn.
_FREQUENT_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_CHARACTERS = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建国志红梅辉"
#: For people who must not be mistaken for anybody else in a workbook.
_RARE_SURNAMES = "沈韩秦许尤吕施曹孔严陶姜"
_RARE_CHARACTERS = "珩琮曦骞旻祎濯澍湉霈筠蔚荻菡翊钰晟昀笙蕤"
#: Of the digits of an identity number, for its check character.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def name(number: int) -> str:
    """A person's name; different for different numbers below 864."""
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number % len(_GIVEN)]


def id_no(number: int) -> str:
    """An 18-digit identity number with a valid check character, of a region (990000) that does not exist."""
    born = f"{1965 + number % 33}{1 + number % 12:02d}{1 + number % 28:02d}"
    digits = f"990000{born}{number % 1000:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return digits + "10X98765432"[total % 11]


def phone(number: int) -> str:
    """An 11-digit number of a range that is not in use."""
    return f"1990000{number:04d}"


def drawn_name(chance: Random) -> str:
    """A name by chance; several people may share it."""
    surname, *given = (int(chance.random() * size) for size in (20, 30, 30))
    return _FREQUENT_SURNAMES[surname] + _CHARACTERS[given[0]] + (_CHARACTERS[given[1]] if given[1] > 9 else "")


def drawn_id_no(number: int) -> str:
    """An identity number in form only: its last character checks nothing."""
    return f"1201011{number % 1000000000:010d}X"


def drawn_phone(chance: Random) -> str:
    """A telephone number by chance."""
    return f"1390000{int(chance.random() * 10000):04d}"


@dataclass(frozen=True)
class Person:
    """Somebody with a name, numbers and an address that appear nowhere else in the world."""

    name: str
    id_no: str
    phone: str
    landline: str
    email: str

    @property
    def values(self) -> tuple[str, ...]:
        """Everything that gives the person away."""
        return self.name, self.id_no, self.phone, self.landline, self.email


def person(number: int, name: str = "") -> Person:
    """A person; different numbers share nothing."""
    size = len(_RARE_CHARACTERS)
    surname = _RARE_SURNAMES[number // (size * size) % len(_RARE_SURNAMES)]
    given = _RARE_CHARACTERS[number // size % size] + _RARE_CHARACTERS[(number * 7 + 3) % size]
    return Person(
        name or surname + given,
        f"990000{1950 + number % 50}{1 + number % 12:02d}{1 + number % 28:02d}{(number * 37) % 10000:04d}",
        f"1990{number:04d}{(number * 7919) % 1000:03d}",
        f"0999-{3000000 + number * 1009}",
        f"p{number:03d}.{(number * 131) % 997}@privacy-{number:03d}.example",
    )
