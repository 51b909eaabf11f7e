"""The records of an xls workbook and the texts in them, in BIFF 5 (bytes in a code page) and BIFF 8 (Unicode)."""

import codecs
import struct
from collections.abc import Iterator
from contextlib import suppress

BOF, EOF, CONTINUE, CODEPAGE, DIMENSIONS = 0x0809, 0x000A, 0x003C, 0x0042, 0x0200
SST = 0x00FC
BIFF8 = 0x0600
#: Code pages: that of BIFF 8, whatever its record says, and one that the reader knows.
UNICODE, WESTERN = 1200, 1252

_WIDE, _EXTENDED, _RICH = 1, 4, 8  # what a text's flags say of it
_NO_NUMBERS = {10000: "mac-roman", 32768: "mac-roman", 32769: "cp1252", 367: "ascii", 936: "gb18030"}


def records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes, int]]:
    """Yields the (kind, body, where the body is) of the records of one substream, except those of embedded charts.

    Raises:
        struct.error: it has no end.
    """
    depth = 0
    while offset + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, offset)
        if kind == BOF:
            depth += 1
        if depth <= 1:
            yield kind, stream[offset + 4 : offset + 4 + size], offset + 4
        if kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        offset += 4 + size
    raise struct.error("the end is missing")


def continued(stream: bytes, offset: int) -> list[bytes]:
    """The body of the record at `offset`, and of the records that continue it."""
    bodies: list[bytes] = []
    while offset + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, offset)
        if bodies and kind != CONTINUE:
            break
        bodies.append(stream[offset + 4 : offset + 4 + size])
        offset += 4 + size
    return bodies


class Texts:
    """Reads the texts of a workbook.

    Attributes:
        shared: the texts of the table of shared strings.
        garbled: whether the reader garbles texts: one byte per character is all it expects in BIFF 5.
        torn: the texts of which a character lies in two records, one half in each; the reader garbles these, too.
    """

    def __init__(self) -> None:
        self.version = 0
        self.shared: list[str] = []
        self.garbled = False
        self.torn: set[str] = set()
        self._codec: str | None = "cp1252"

    def set_code_page(self, number: int) -> None:
        """Notes the code page, which counts in BIFF 5; texts in an unknown one are known only if they are ASCII."""
        self._codec = None
        for name in (_NO_NUMBERS.get(number, ""), f"cp{number}"):
            with suppress(LookupError):
                self._codec = self._codec or codecs.lookup(name).name
        single = self._codec is not None and len(bytes(range(256)).decode(self._codec, "replace")) == 256
        self.garbled = self.version != BIFF8 and not single

    def read_shared(self, bodies: list[bytes]) -> None:
        """Reads the table of shared strings; what a cut table lacks is missing in `shared`."""
        pieces = _Pieces(bodies)
        pieces.take(8)
        with suppress(EOFError):
            while not pieces.at_end():
                self.shared.append(self._next(pieces))

    def of_cell(self, body: bytes, start: int, bodies: list[bytes] | None = None) -> str | None:
        """The text of a record, whose length is at `start`; None if it is cut off or in an unknown code page."""
        if self.version == BIFF8:
            pieces = _Pieces(bodies or [body])
            pieces.take(start)
            with suppress(EOFError):
                return self._next(pieces)
            return None
        (size,) = struct.unpack_from("<H", body, start)
        coded = body[start + 2 : start + 2 + size]
        with suppress(UnicodeDecodeError):
            return coded.decode(self._codec or "ascii") if len(coded) == size else None
        return None

    def _next(self, pieces: "_Pieces") -> str:
        found = pieces.text()
        text = found[0] if len(found) == 1 else "".join(found)
        if not text.isascii():
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            if any("\ud800" <= part[-1:] <= "\udbff" for part in found[:-1]):
                self.torn.add(text)
        return text


class _Pieces:
    """The bodies of a record and its continuations, read as one; a text that continues repeats whether it is wide."""

    def __init__(self, bodies: list[bytes]) -> None:
        self._bodies = bodies
        self._body = self._at = 0

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self._body + 1 >= len(self._bodies) and self._at >= len(self._bodies[-1])

    def take(self, size: int) -> bytes:
        """The next bytes; raises EOFError if there are fewer."""
        taken = self._bodies[self._body][self._at : self._at + size]
        self._at += size
        while len(taken) < size:
            if self._body + 1 >= len(self._bodies):
                raise EOFError
            self._body, self._at = self._body + 1, size - len(taken)
            taken += self._bodies[self._body][: self._at]
        return taken

    def text(self) -> list[str]:
        """The parts of the next text of BIFF 8, one per record; its format runs and phonetic part are skipped."""
        left, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        extension = struct.unpack("<I", self.take(4))[0] if flags & _EXTENDED else 0
        found = []
        while left:
            width = 2 if flags & _WIDE else 1
            here = min(left, (len(self._bodies[self._body]) - self._at) // width)
            found.append(_decoded(self.take(here * width), width))
            left -= here
            if left:
                if self._body + 1 >= len(self._bodies):
                    raise EOFError
                self._body, self._at = self._body + 1, 0
                (flags,) = self.take(1)
        self.take(runs * 4 + extension)
        return found


def _decoded(coded: bytes, width: int) -> str:
    return coded.decode("latin-1") if width == 1 else coded.decode("utf-16-le", "surrogatepass")
