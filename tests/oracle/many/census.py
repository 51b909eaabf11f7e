"""What was drawn, counted: statuses, kinds of bounds and codes by pack, so that what is never drawn is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from checker.model import Department, Result, Status

#: By kind, the statuses that its workbooks cannot have, and why.
CANNOT = {
    "heping-documents": (("on_track", "behind"), "drawn for the end of a year, when every window has closed"),
    "kundulun": (("behind",), "years have closed, and of a duty of the plan nothing is due before its day"),
    "shuanghuancun": (("behind",), "the year has closed, and of a duty of the plan nothing is due before its day"),
}


class Census:
    """Counts what is said of the indicators that an oracle has rules for, and the codes of all flags."""

    def __init__(self) -> None:
        self.workbooks: Counter[str] = Counter()
        self.statuses: Counter[tuple[str, str]] = Counter()
        self.bounds: Counter[tuple[str, str]] = Counter()
        self.wider: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()

    def add(self, source: str, department: Department, compared: Collection[str], wider: Iterable[str]) -> None:
        """Counts one workbook."""
        self.workbooks[source] += 1
        for result in department.results:
            if result.indicator in compared:
                self.statuses[source, result.status.value] += 1
                self.bounds[source, bounds_of(result)] += 1
        self.wider.update(wider)
        self.codes.update(flag.code.id for flag in department.flags)

    def never_drawn(self, source: str) -> list[str]:
        """The statuses that no result of a kind had, but for those that it cannot have."""
        cannot, _ = CANNOT.get(source, ((), ""))
        return [each.value for each in Status if not self.statuses[source, each.value] and each.value not in cannot]

    def lines(self) -> Iterator[str]:
        """What there is to say, line by line."""
        for source, count in sorted(self.workbooks.items()):
            yield f"{source}: {count} workbooks"
            for title, counter in (("statuses", self.statuses), ("bounds", self.bounds)):
                found = {name: number for (of, name), number in sorted(counter.items()) if of == source}
                yield f"  {title}: " + ", ".join(f"{name} {number}" for name, number in found.items())
            never = self.never_drawn(source)
            yield f"  statuses never drawn: {', '.join(never) or 'none'}"
            yield from (f"  cannot be {', '.join(names)}: {why}" for of, (names, why) in CANNOT.items() if of == source)
        yield "codes: " + ", ".join(f"{code} {number}" for code, number in sorted(self.codes.items()))
        yield f"more open than need be: {sum(self.wider.values())} results of {len(self.wider)} indicators"
        yield f"in all {sum(self.workbooks.values())} workbooks, {sum(self.statuses.values())} results compared"


def bounds_of(result: Result) -> str:
    """How much a result leaves open."""
    if result.lower is None and result.upper is None:
        return "no value"
    if result.lower is None or result.upper is None:
        return "open on one side"
    return "certain" if result.lower == result.upper else "between two bounds"
