"""The tables of a ledger, and the numbered steps that bring an older ledger up to date.

The columns beside a payload repeat what it says, so that the database can sort and search; verifying compares them.
A step never changes a payload or a hash.
"""

from collections.abc import Callable

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, text

METADATA = MetaData()
#: One row: what the ledger is and where its chain ends. Whoever writes locks it first.
HEAD = Table(
    "ledger_head",
    METADATA,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("format", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("algorithm", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("hash", Text, nullable=False),
)
ENTRIES = Table(
    "ledger_entries",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
#: One tree without a separate index in SQLite: what is read by number and what is read from end to end never differ.
ITEMS = Table(
    "ledger_items",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("payload", Text, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_with_rowid=False,
)


def _create_tables(connection: Connection) -> None:
    for table in METADATA.sorted_tables:
        table.create(connection)


#: Step n turns a ledger of format n - 1 into one of format n; 0 is an empty database.
STEPS: tuple[Callable[[Connection], None], ...] = (_create_tables,)


def newest() -> int:
    """The format that this version of the program reads and writes."""
    return len(STEPS)


def take_steps(connection: Connection, found: int) -> None:
    """Brings a ledger of format `found` up to date."""
    for step in STEPS[found:]:
        step(connection)


def copy_tables(connection: Connection, found: int) -> list[str]:
    """Copies every table inside the database, for a database that is not a file; returns the names of the copies."""
    copies = {table.name: f"{table.name}_format{found}" for table in METADATA.sorted_tables}
    for name, copy in copies.items():
        connection.execute(text(f"CREATE TABLE {copy} AS TABLE {name}"))
    return list(copies.values())
