"""A flag's fingerprint: the same thing found again has the same one, whatever row, order or file it was found in."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from checker.model import Flag
from checker.text.normalize import key_form


def add_fingerprints(pack: str, department: str, flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """Sorts flags by place and code and gives each its fingerprint.

    The fingerprint hashes pack, code, department, table, key, field and indicator, length-prefixed so that no two
    different lists run together. Flags that agree in all of them (two rows with one key) are told apart by their
    order. A row without a key is known by its sheet and row number, for want of anything better.
    """
    seen: Counter[str] = Counter()
    stamped = []
    for flag in sort_flags(flags):
        place = flag.place
        key = place.identity or key_form(place.key) or (f"#{place.sheet}!{place.row}" if place.row else "")
        parts = (pack, flag.code.id, department, place.table, key, place.field, flag.indicator)
        text = "".join(f"{len(part)}:{part}" for part in parts)
        seen[text] += 1
        digest = hashlib.sha256(f"{text}{seen[text]}".encode()).hexdigest()[:16]
        stamped.append(replace(flag, fingerprint=digest))
    return tuple(stamped)


def sort_flags(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Sorts flags by place and code, the order in which reports list them."""

    def order(flag: Flag) -> tuple[object, ...]:
        place = flag.place
        return (place.sheet, place.row or 0, len(place.column), place.column, flag.code.id, flag.indicator, place.key)

    return tuple(sorted(flags, key=order))
