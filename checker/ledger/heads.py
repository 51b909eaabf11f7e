"""The head of a ledger: three lines that fix everything recorded so far.

The lines have the form of a C2SP checkpoint: the origin, the number of entries, and the hash of the last entry in
base64. Whoever keeps an older head can find any later change of what was recorded before it.
"""

import base64
import binascii
from pathlib import Path

from checker.frozen import dataclass
from checker.model.stops import make_stop
from checker.text.ordinary_files import UnfitFileError, read_ordinary

_HASH_BYTES = 32


@dataclass(frozen=True)
class Head:
    """A head.

    Attributes:
        origin: the name of the ledger, which no other ledger has.
        size: the number of entries.
        hash: the hash of the last entry, in hexadecimal.

    Raises:
        ValueError: the origin has a character that can't be printed, so it could hide or move others where it is shown.
    """

    origin: str
    size: int
    hash: str

    def __post_init__(self) -> None:
        if not self.origin.isprintable():
            raise ValueError(self.origin)

    @property
    def text(self) -> str:
        """The three lines."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(bytes.fromhex(self.hash)).decode()}\n"


def read_head_file(path: Path) -> Head:
    """Reads a head from a file; what follows the three lines, such as signatures, is ignored.

    Raises:
        Stop: the file can't be read, or does not begin with a head.
    """
    try:
        origin, size, hash = read_ordinary(path).decode("utf-8-sig").splitlines()[:3]
        found = base64.b64decode(hash.strip(), validate=True)
        if not origin.strip() or int(size) < 1 or len(found) != _HASH_BYTES:
            raise ValueError(size)
    except (ValueError, binascii.Error, UnfitFileError) as error:
        raise make_stop("bad-head", path) from error
    except OSError as error:
        raise make_stop("no-head", path) from error
    return Head(origin.strip(), int(size), found.hex())
