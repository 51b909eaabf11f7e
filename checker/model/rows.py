"""The rows of one table, by the numbers that Excel shows."""

from __future__ import annotations

from checker.frozen import dataclass


@dataclass(frozen=True)
class Rows:
    """The numbers that Excel shows for rows of one table."""

    table: str
    numbers: tuple[int, ...] = ()

    def without(self, others: Rows) -> Rows:
        """Leaves out other rows of the same table."""
        if not others.numbers:
            return self
        out = frozenset(others.numbers)
        return Rows(self.table, tuple(row for row in self.numbers if row not in out))
