"""What a condition can read besides the row."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from checker.frozen import dataclass
from checker.model.workbook import TypedTable
from checker.periods import Window


@dataclass(frozen=True)
class Context:
    """The day, the time and the tables to which a condition may refer.

    Attributes:
        as_of: what `as_of` means.
        window: what `{window: ...}` refers to; None in a table's own conditions, which have no window.
        tables: the rows of other tables, for comparisons with matched rows; none in a table's own conditions.
        asked_from: the first day whose rows the sheets have in any case, while there may be earlier ones that they
            lack; None if there are none, as the plan begins on it.
        standing: other rows that may still come, or may be lacking, are taken not to exist.
    """

    as_of: date
    window: Window | None = None
    tables: Mapping[str, TypedTable] = field(default_factory=dict)
    asked_from: date | None = None
    standing: bool = False
