"""Text with Chinese line breaks: between any two characters, but not before a comma or after an opening bracket."""

import re
from typing import Any, Self

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

#: Characters that must not begin a line, and those that must not end one.
_CLOSING = "、，。；：？！）】》〉”’…—％,.;:?!)]}%"
_OPENING = "（【《〈“‘([{"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: A wide character or a word, with the brackets and commas that stay with it and the blanks after it.
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    rf"(?:(?![{re.escape(_OPENING)}])[{_WIDE}]|[^\s{_WIDE}{re.escape(_OPENING)}]+)"
    rf"[{re.escape(_CLOSING)}]* *"
    r"|."
)


class Line(Text):
    """A rich text that `find_breaks` breaks into lines. Print it inside a `Group`, because rich copies a bare text."""

    @classmethod
    def of(cls, text: str, style: str) -> Self:
        """Makes a line of one styled part. Parts appended to it don't inherit the style."""
        return cls().append(text, style)

    def append(self, text: Text | str, style: Any = None) -> Self:
        """Appends a part."""
        super().append(text, style)
        return self

    def wrap(self, console: Any, width: int, **options: Any) -> Lines:
        """Breaks the text into lines of at most `width` columns."""
        if options.get("no_wrap") or self.no_wrap:
            return super().wrap(console, width, **options)
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(find_breaks(line.plain, width)))
        for line in lines:
            line.rstrip()
        if options.get("justify"):
            lines.justify(console, width, justify=options["justify"], overflow="fold")
        return lines


def find_breaks(text: str, width: int) -> list[int]:
    """Returns the offsets at which to break a line. A piece wider than the line is broken anywhere."""
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
