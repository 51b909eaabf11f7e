"""What a condition can read besides the row."""

from dataclasses import dataclass
from datetime import date

from checker.periods import Window


@dataclass(frozen=True)
class Context:
    """The day and the time to which a condition may refer.

    Attributes:
        as_of: what `as_of` means.
        window: what `{window: ...}` refers to; None in a table's own conditions, which have no window.
    """

    as_of: date
    window: Window | None = None
