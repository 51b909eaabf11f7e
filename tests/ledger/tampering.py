"""Changes a ledger behind its back, at random, and says by which names the change may be reported.

`python -m tests.ledger.tampering 10000` tries so many changes on a SQLite ledger and prints what was found.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, insert, select

from checker.errors import Stop
from checker.ledger.address import Address, read_address
from checker.ledger.database import connect
from checker.ledger.founding import create_ledger
from checker.ledger.records import digest, link
from checker.ledger.store import Ledger
from checker.ledger.tables import ENTRIES, HEAD, ITEMS
from checker.ledger.verify import verify_ledger

AT = datetime(2026, 11, 29, tzinfo=UTC)
Rows = dict[Table, list[dict[str, Any]]]
#: A record by entry and item; None for what is about the head.
Name = tuple[int | None, int | None]


def fill(ledger: Ledger, runs: int = 4, items: int = 6) -> None:
    """Adds entries with and without items."""
    for run in range(runs):
        said = {"period": f"202{run}Q1", "pack": {"id": "heping"}}
        kinds = ("result", "flag", "checked")
        ledger.append("run", said, [{"item": kinds[n % 3], "code": f"C40{n}", "at": run} for n in range(items)], at=AT)
        ledger.append("decision", {"ref": f"{run:016x}", "kind": "dismiss"}, at=AT)


def read_rows(address: Address) -> Rows:
    with connect(address, "ro") as connection:
        return {
            table: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in (HEAD, ENTRIES, ITEMS)
        }


def write_rows(address: Address, rows: Rows) -> None:
    with connect(address, "rw") as connection:
        for table, values in rows.items():
            connection.execute(delete(table))
            if values:
                connection.execute(insert(table), values)


@dataclass
class Change:
    """What was done, the kinds as which it may be reported, and the records that may be named."""

    what: str
    kinds: set[str]
    names: set[Name] = field(default_factory=set)


def _number(table: Table) -> str:
    return "seq" if table is ENTRIES else "n"


def _name(table: Table, row: dict[str, Any]) -> Name:
    return (row["seq"], None) if table is ENTRIES else (row["entry"], row["n"])


def _group(rows: Rows, table: Table, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The chain that a record belongs to."""
    return [each for each in rows[table] if table is ENTRIES or each["entry"] == row["entry"]]


def _other_text(draw: random.Random, text: str) -> str:
    place = draw.randrange(len(text) + 1)
    way = draw.randrange(3)
    if way == 0 and place < len(text):
        return text[:place] + text[place + 1 :]
    if way == 1 and place < len(text):
        return text[:place] + chr((ord(text[place]) + 1) % 0x80 or 0x20) + text[place + 1 :]
    return text[:place] + draw.choice("0 甲\t") + text[place:]


def change_field(rows: Rows, draw: random.Random) -> Change:
    table = draw.choices((ENTRIES, ITEMS, HEAD), (5, 5, 1))[0]
    row = draw.choice(rows[table])
    column = draw.choice([each.name for each in table.columns if each.name != "one"])
    old = row[column]
    change = Change(f"{table.name}.{column}", {"altered"})
    if table is HEAD:
        change.kinds, change.names = {"head", "cut", "altered", "added", "stop"}, {(None, None)}
    else:
        change.names = {_name(table, row)}
    if isinstance(old, str):
        row[column] = _other_text(draw, old)
        return change
    taken = {each[column] for each in rows[table]}
    row[column] = draw.choice([each for each in range(-3, 40) if each not in taken and each != old])
    if table is not HEAD:
        change.kinds = {"moved", "removed", "added", "cut"}
        change.names.add(_name(table, row))
    return change


def remove(rows: Rows, draw: random.Random) -> Change:
    table = draw.choice((ENTRIES, ITEMS))
    row = draw.choice(rows[table])
    rows[table].remove(row)
    return Change(f"{table.name} removed", {"removed", "cut"}, {_name(table, row)})


def insert_forged(rows: Rows, draw: random.Random) -> Change:
    """Inserts a record that somebody made up, with a hash that fits the record before it or not."""
    table = draw.choice((ENTRIES, ITEMS))
    number, group = _number(table), None
    model = draw.choice(rows[table])
    group = _group(rows, table, model)
    place = draw.randint(2 if table is ENTRIES else 1, len(group) + 1)
    before = next((each["hash"] for each in group if each[number] == place - 1), "")
    forged = {**model, number: place}
    if table is ENTRIES:
        forged["prev"] = before
        text = model["payload"].replace(f'"prev":"{model["prev"]}"', f'"prev":"{before}"')
        text = text.replace(f'"seq":{model["seq"]}}}', f'"seq":{place}}}').replace('"period":"', '"period":"9')
        forged["payload"] = text.replace('"kind":"dismiss"', '"kind":"waive"').replace('"tool":"', '"tool":"9')
        hash = digest("sha256", forged["payload"])
    else:
        forged["payload"] = (
            model["payload"].replace('"code":"', '"code":"X').replace(f'"n":{model["n"]}', f'"n":{place}')
        )
        hash = link("sha256", before, forged["payload"])
    forged["hash"] = draw.choice((hash, "0" * 64))
    _shift(group, number, place)
    rows[table].append(forged)
    return Change(f"{table.name} inserted", {"added"}, {_name(table, forged)})


def move(rows: Rows, draw: random.Random) -> Change:
    """Swaps two records, or moves one to another place."""
    table = draw.choice((ENTRIES, ITEMS))
    number = _number(table)
    group = _group(rows, table, draw.choice(rows[table]))
    one, other = sorted(draw.sample(group, 2), key=lambda row: row[number])
    names = {_name(table, one), _name(table, other)}
    if draw.random() < 0.5:
        one[number], other[number] = other[number], one[number]
    else:  # one goes to the place of the other, and those between move up
        last = other[number]
        for row in group:
            if one[number] < row[number] <= last:
                row[number] -= 1
        one[number] = last
    return Change(f"{table.name} moved", {"moved"}, names)


def copy(rows: Rows, draw: random.Random) -> Change:
    """Copies a record over another, to the end, or between others."""
    table = draw.choice((ENTRIES, ITEMS))
    number = _number(table)
    model = draw.choice(rows[table])
    group = _group(rows, table, model)
    way = draw.choice(("over", "end", "between"))
    if way == "over":
        target = draw.choice([each for each in group if each is not model])
        target.update({name: value for name, value in model.items() if name not in (number, "entry")})
        return Change(f"{table.name} copied over", {"doubled"}, {_name(table, target)})
    place = len(group) + 1 if way == "end" else draw.randint(1, len(group))
    _shift(group, number, place)
    double = {**model, number: place}
    rows[table].append(double)
    return Change(f"{table.name} copied", {"doubled"}, {_name(table, double), _name(table, model)})


def _shift(group: Sequence[dict[str, Any]], number: str, place: int) -> None:
    for row in group:
        if row[number] >= place:
            row[number] += 1


CHANGES: tuple[Callable[[Rows, random.Random], Change], ...] = (
    change_field,
    change_field,
    remove,
    insert_forged,
    move,
    copy,
)


def try_changes(ledger: Ledger, count: int, seed: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Makes `count` changes, one at a time; returns what was reported by change, and what was reported wrongly."""
    draw = random.Random(seed)
    found: Counter[tuple[str, str]] = Counter()
    wrong = []
    for number in range(count):
        rows = read_rows(ledger.address)
        before = read_rows(ledger.address)
        change = CHANGES[number % len(CHANGES)](rows, draw)
        write_rows(ledger.address, rows)
        try:
            damage = verify_ledger(Ledger(ledger.address)).damage
            said = ("nothing", (0, 0)) if damage is None else (damage.what, (damage.entry, damage.item))
        except Stop as stop:
            said = ("stop" if stop.reference in ("ledger-damaged", "ledger-newer") else stop.reference, (None, None))
        found[change.what, said[0]] += 1
        named = said[1] in change.names or (None, None) in change.names
        if said[0] not in change.kinds or not named:
            wrong.append(f"{change} was reported as {said}")
        write_rows(ledger.address, before)
    return found, wrong


def main() -> None:
    """Tries as many changes as the command line says."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = create_ledger(read_address(str(Path(folder) / "ledger.sqlite")), at=AT)
        fill(ledger)
        found, wrong = try_changes(ledger, int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for (change, said), count in sorted(found.items()):
        print(f"{count:>6}  {change}: {said}")  # noqa: T201
    print(f"{sum(found.values())} changes, {len(wrong)} reported wrongly", *wrong[:20], sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
