"""A text of the workbook whose personal parts are known."""

from typing import NamedTuple, Self

from checker.model.flags import Personal


class Part(NamedTuple):
    """The kind of personal data from the character at `start` to the one before `end`."""

    start: int
    end: int
    kind: Personal


class Sensitive(str):
    """A text that contains somebody's name or number, masked when it is shown.

    It equals the plain text, so it still matches sheets and rows. A slice or concatenation is a plain text again:
    mask first, then cut or join.

    Attributes:
        parts: the personal parts, in order and without overlap.
    """

    parts: tuple[Part, ...]

    def __new__(cls, text: str, parts: tuple[Part, ...] = ()) -> Self:
        """Makes a text with its parts; a copy first has none and gets them afterwards."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made
