"""Flips random bits of a ledger's file and looks what becomes of it.

`python -m tests.ledger.flipping 10000` flips so many, one at a time, and prints the outcomes. A flip is found, is
refused in one clear line, or leaves every record as it was; anything else is a fault.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from checker.errors import Stop
from checker.ledger.address import read_address
from checker.ledger.founding import create_ledger
from checker.ledger.store import Ledger
from checker.ledger.verify import verify_ledger
from tests.ledger.tampering import AT, fill


def flip_bits(folder: Path, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Flips `count` bits, one at a time; returns the outcomes and what is wrong."""
    draw = random.Random(seed)
    address = read_address(str(folder / "ledger.sqlite"))
    ledger = create_ledger(address, at=AT)
    fill(ledger, runs=6, items=40)
    assert address.file is not None
    content = bytearray(address.file.read_bytes())
    records = _read(ledger)
    outcomes: Counter[str] = Counter()
    wrong = []
    for _ in range(count):
        place, bit = draw.randrange(len(content)), 1 << draw.randrange(8)
        content[place] ^= bit
        address.file.write_bytes(content)
        try:
            flipped = Ledger(address)
            damage = verify_ledger(flipped).damage
            if damage is None and _read(flipped) != records:
                wrong.append(f"bit {bit} of byte {place}: not found, and a record differs")
            outcomes["every record identical" if damage is None else f"found: {damage.what}"] += 1
        except Stop as stop:
            outcomes[f"refused: {stop.reference}"] += 1
            if "\n" in stop.message.en:
                wrong.append(f"bit {bit} of byte {place}: refused in several lines")
        except Exception as error:  # what must not happen
            wrong.append(f"bit {bit} of byte {place}: {error!r}")
        content[place] ^= bit
    address.file.write_bytes(content)
    return outcomes, wrong


def _read(ledger: Ledger) -> list[object]:
    """Reads every record as the program does: entries in order, items by the number of their entry."""
    entries = list(ledger.entries())
    return [entries, *(list(ledger.items(entry.seq)) for entry in entries), ledger.head()]


def main() -> None:
    """Flips as many bits as the command line says."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes, wrong = flip_bits(Path(folder), int(sys.argv[1]), 0)
    for outcome, number in sorted(outcomes.items()):
        print(f"{number:>6}  {outcome}")  # noqa: T201
    print(f"{sum(outcomes.values())} flips, {len(wrong)} faults", *wrong[:20], sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
