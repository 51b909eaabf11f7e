"""Sees denominators that shrink against the previous report by more than chance and a quiet time explain."""

from collections.abc import Iterable
from fractions import Fraction

from checker.checks.chance import RARE, two_sided
from checker.checks.gathered import Batch, Seen, batch_signal
from checker.codes import Code

FEWER_ROWS = Code("A731")

#: Less of a fall than this is nothing.
LEAST_FALL = Fraction(3, 10)
#: A quiet time may have so many rows for each of a busy one, and nothing has happened.
QUIET = Fraction(4, 5)


@batch_signal(FEWER_ROWS)
def fewer_rows(batch: Batch) -> Iterable[Seen]:
    """Tests each denominator for a fall of more than 30% that is not chance, even if the time was quiet.

    Rows that can't be decided count: they are there. Where rows can still come, what is expected now is in proportion
    to the days that have passed; a roster is expected to have its members.
    """
    for each in batch.compared():
        time = each.time_now
        before, now = each.judged_before, each.judged
        if time is None or not before:
            continue
        expected = before * time / (1 - time)
        rate = time * QUIET / (time * QUIET + 1 - time)
        p = two_sided(now, before + now, rate) if now < expected * QUIET else Fraction(1)
        values = {"before": before, "now": now, "period": each.period, "name": each.name}
        yield Seen(
            each.department, each.place, values, each.indicator, p, now < expected * (1 - LEAST_FALL) and p < RARE
        )
