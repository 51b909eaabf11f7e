"""Says in one sentence why a database refused, whatever its driver says."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from checker.ledger.address import Address
from checker.model.stops import make_stop

#: What SQLite says, and the stop that it becomes.
_SQLITE = (
    (r"database or disk is full", "ledger-full"),
    (r"readonly database|attempt to write a readonly", "ledger-read-only"),
    (r"is locked|is busy", "ledger-busy"),
    (r"unable to open database file", "ledger-cannot-open"),
    (r"file is not a database|no such table: ledger_head", "not-a-ledger"),
    (r"malformed|no such (table|column)|could not decode|corrupt", "ledger-damaged"),
)
#: The same for PostgreSQL, by SQLSTATE or by what the client library says before there is one.
_STATES = {
    "53100": "ledger-full",
    "53200": "ledger-full",
    "25006": "ledger-read-only",
    "42501": "ledger-no-rights",
    "55P03": "ledger-busy",
    "57014": "ledger-busy",
    "28P01": "ledger-password",
    "28000": "ledger-password",
    "3D000": "no-ledger-database",
    "42P01": "not-a-ledger",
    "42703": "ledger-damaged",
    "XX001": "ledger-damaged",
    "XX002": "ledger-damaged",
}
_CONNECTING = (
    (r"password authentication failed|no password supplied|role \S+ does not exist|pg_hba", "ledger-password"),
    (r"database \S+ does not exist", "no-ledger-database"),
    (r"", "ledger-unreachable"),
)


@contextmanager
def explain_refusals(address: Address) -> Iterator[None]:
    """Turns what the database refuses into a stop.

    Raises:
        Stop: the database refused.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        lines = str(cause).strip().splitlines() or [type(cause).__name__]
        raise make_stop(_find(cause, str(cause)), address.shown, why=lines[0]) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the damaged name in its message, and Python cannot decode the message.
        if address.file is None or b"malformed" not in error.object:
            raise
        why = error.object.decode(errors="replace").splitlines()[0]
        raise make_stop("ledger-damaged", address.shown, why=why) from error


def _find(cause: BaseException, said: str) -> str:
    if isinstance(cause, sqlite3.Error):
        return next((stop for pattern, stop in _SQLITE if re.search(pattern, said, re.I)), "ledger-refused")
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return _STATES.get(state, "ledger-refused")
    if type(cause).__module__.partition(".")[0] == "psycopg":  # no server has answered, or it has gone
        return next(stop for pattern, stop in _CONNECTING if re.search(pattern, said))
    return "ledger-refused"
