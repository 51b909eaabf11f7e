"""The key under which personal values are hashed. It lies beside the ledger and never in it."""

import hashlib
import hmac
import os
import secrets
from dataclasses import field
from pathlib import Path

from checker.frozen import dataclass
from checker.model.stops import make_stop
from checker.text.ordinary_files import read_ordinary

_BYTES = 32
#: Only its owner may read a key.
_MODE = 0o600


@dataclass(frozen=True)
class Key:
    """A key and its id, which says nothing about the key."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """The id that entries name."""
        return hmac.digest(self.secret, b"checker-ledger-key", "sha256").hex()[:12]

    def hash(self, text: str) -> str:
        """Hashes a value so that equal values can be matched, and no value can be guessed without the key."""
        return f"{self.id}:{hmac.digest(self.secret, text.encode(), hashlib.sha256).hex()}"


def read_key(path: Path) -> Key | None:
    """Reads a key; None if there is no file.

    Raises:
        Stop: the file can't be read or does not hold a key.
    """
    try:
        text = read_ordinary(path).decode("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise make_stop("bad-ledger-key", path) from error
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        raise make_stop("bad-ledger-key", path)
    return Key(secret)


def is_open_to_others(path: Path) -> bool:
    """Whether other accounts of this computer can read a key; where files have no such permissions, it is unknown."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & ~_MODE & 0o777)
    except OSError:
        return False


def make_key(path: Path) -> Key:
    """Writes a new key, unless there is one already, which it then reads.

    Raises:
        Stop: the file can't be written or read.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE), "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(_BYTES) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(part, path)  # a file that others read is either whole or not there
        except FileExistsError:
            pass
        finally:
            part.unlink()
    except OSError as error:
        part.unlink(missing_ok=True)
        raise make_stop("cannot-write-ledger", path, why=error.strerror or str(error)) from error
    key = read_key(path)
    if key is None:
        raise make_stop("bad-ledger-key", path)
    return key
