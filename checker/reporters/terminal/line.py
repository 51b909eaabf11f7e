"""Text that breaks as Chinese does: between any two characters, but not before a comma or after an opening bracket."""

from __future__ import annotations

import re
from typing import Any, Self

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

#: What may not begin a line, and what may not end one.
_CLOSING = "、，。；：？！）】》〉”’…—％,.;:?!)]}%"
_OPENING = "（【《〈“‘([{"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: A wide character or a word, with the brackets and commas that cling to it and the blanks behind it.
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    rf"(?:(?![{re.escape(_OPENING)}])[{_WIDE}]|[^\s{_WIDE}{re.escape(_OPENING)}]+)"
    rf"[{re.escape(_CLOSING)}]* *"
    r"|."
)


class Line(Text):
    """A rich text whose lines are broken by `breaks`; print it inside a `Group`, for rich copies a bare text."""

    @classmethod
    def of(cls, text: str, style: str) -> Self:
        """A line of one styled part; what is appended to it has its own style only."""
        return cls().append(text, style)

    def append(self, text: Text | str, style: Any = None) -> Self:
        """Adds a part."""
        super().append(text, style)
        return self

    def wrap(self, console: Any, width: int, **options: Any) -> Lines:
        """Breaks the text into lines of at most `width` columns."""
        if options.get("no_wrap") or self.no_wrap:
            return super().wrap(console, width, **options)
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(breaks(line.plain, width)))
        for line in lines:
            line.rstrip()
        if options.get("justify"):
            lines.justify(console, width, justify=options["justify"], overflow="fold")
        return lines


def breaks(text: str, width: int) -> list[int]:
    """Where to break a line, as offsets; a piece that is wider than a whole line is broken anywhere."""
    offsets, taken = list[int](), 0
    for match in _PIECE.finditer(text):
        piece = cell_len(match[0].rstrip())
        if taken and taken + piece > width:
            offsets.append(match.start())
            taken = 0
        if piece > width:
            for index, character in enumerate(match[0], match.start()):
                if taken + cell_len(character) > width:
                    offsets.append(index)
                    taken = 0
                taken += cell_len(character)
        else:
            taken += cell_len(match[0])
    return offsets
