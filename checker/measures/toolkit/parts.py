"""What a measure says about itself: its rows, its conditions, its possible values and its idle settings."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from checker.frozen import dataclass
from checker.tables.dependence import columns_of, matched_in
from checker.tables.due_day import When
from checker.tables.logic import Condition
from checker.text.bilingual import Text

Path = tuple[str | int, ...]
#: A table and those of its columns that decide the value; None is no column.
Read = tuple[str, Iterable[str | None]]


@dataclass(frozen=True)
class RowSet:
    """The rows of a table that their day puts into the window; every row if they have no day."""

    table: str
    when: When | None


@dataclass(frozen=True)
class Part:
    """A condition of a measure.

    Attributes:
        path: where it is written, below the measure's key.
        condition: compiled against the table.
        table: whose rows it tests.
        besides: what holds for every row that it tests.
    """

    path: Path
    condition: Condition
    table: str
    besides: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Idle:
    """A setting without effect: where it is written below the measure's key, its name, and the reason.

    With `open_choice`, it has an effect, and the reason is the choice that should be stated beside it.
    """

    path: Path
    found: str
    reason: Text
    open_choice: bool = False


@dataclass(frozen=True)
class Range:
    """The values from `low` to `high`, both included; None means no bound.

    Attributes:
        whole: only whole numbers.
        why: why it ends there, for people; None if that is obvious.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = False
    why: Text | None = None


def matched_reads(parts: Iterable[Part]) -> Iterator[Read]:
    """Lists by table the columns of other tables' rows that conditions compare with."""
    for part in parts:
        for found in matched_in(part.condition):
            yield found.table, (*(theirs for _, theirs in found.by), found.other, *columns_of(found.where))


#: The range of a share.
ZERO_TO_ONE = Range(Fraction(0), Fraction(1))
