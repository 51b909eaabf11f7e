"""What an index is made of: other indicators' values or scores, with their weights."""

from fractions import Fraction
from typing import Literal

from checker.frozen import dataclass
from checker.text.bilingual import Text

#: Whether a part counts, doesn't, may turn out either way, or can't be said at all.
Place = Literal["in", "out", "in_or_out", "unknown"]


@dataclass(frozen=True)
class IndexPart:
    """One part of an index.

    Attributes:
        indicator: its id.
        name, unit: for people; the unit of what is taken.
        weight: of the part in the index.
        value: what is certain of it; None if there is nothing.
        low, high: its bounds. None: no bound on that side.
        low_together, high_together: by how much the lowest weighted sum is higher, and the highest lower, as the same
            rows are undecided in this part and in earlier ones.
        why: why it is out, or unknown.
    """

    indicator: str
    name: Text
    unit: Text
    weight: Fraction
    place: Place
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    why: Text | None = None
    low_together: Fraction = Fraction(0)
    high_together: Fraction = Fraction(0)
