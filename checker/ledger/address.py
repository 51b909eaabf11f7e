"""Where a ledger is: a SQLite file or a PostgreSQL database, and the key that belongs to it."""

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from checker.frozen import dataclass
from checker.model.stops import make_stop

_DRIVER = "postgresql+psycopg"
#: A scheme, which a Windows drive like "C:" is not.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?=/|$)")


@dataclass(frozen=True)
class Address:
    """Where a ledger is.

    Attributes:
        file: the SQLite file, or None.
        server: the address of the PostgreSQL database, or None.
        key: the file with its key.
        shown: the address for people, without the password.
    """

    file: Path | None
    server: URL | None
    key: Path | None
    shown: str


def read_address(text: str, key: Path | None = None) -> Address:
    """Reads the address that a person wrote: a path, sqlite:///path, or postgresql://user@host/database.

    Raises:
        Stop: it is none of these.
    """
    if not _SCHEME.match(text):
        return _file(Path(text), key)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise make_stop("bad-ledger-address", text=_hide_password(text)) from error
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite" and url.database:
        return _file(Path(url.database), key)
    if kind not in ("postgresql", "postgres") or not url.database:
        raise make_stop("bad-ledger-address", text=_hide_password(text))
    url = url.set(drivername=_DRIVER)
    shown = url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
    return Address(None, url, key, shown)


def _file(path: Path, key: Path | None) -> Address:
    return Address(path, None, key or path.with_suffix(".key"), str(path))


def _hide_password(text: str) -> str:
    return re.sub(r"(?<=//)([^/@]*):[^@]*(?=@)", r"\1:***", text)
