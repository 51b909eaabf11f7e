"""People who do not exist, each with a name, numbers and an address that stand nowhere else in the world."""

from __future__ import annotations

from dataclasses import dataclass

_SURNAMES = "沈韩秦许尤吕施曹孔严陶姜"
_GIVEN = "珩琮曦骞旻祎濯澍湉霈筠蔚荻菡翊钰晟昀笙蕤"


@dataclass(frozen=True)
class Person:
    """What must not be seen of somebody."""

    name: str
    id_no: str
    phone: str
    landline: str
    email: str

    @property
    def values(self) -> tuple[str, ...]:
        return self.name, self.id_no, self.phone, self.landline, self.email


def person(number: int, name: str = "") -> Person:
    """A person; different numbers share nothing."""
    size = len(_GIVEN)
    surname = _SURNAMES[number // (size * size) % len(_SURNAMES)]
    given = _GIVEN[number // size % size] + _GIVEN[(number * 7 + 3) % size]
    return Person(
        name or surname + given,
        f"990000{1950 + number % 50}{1 + number % 12:02d}{1 + number % 28:02d}{(number * 37) % 10000:04d}",
        f"1990{number:04d}{(number * 7919) % 1000:03d}",
        f"0999-{3000000 + number * 1009}",
        f"p{number:03d}.{(number * 131) % 997}@privacy-{number:03d}.example",
    )
