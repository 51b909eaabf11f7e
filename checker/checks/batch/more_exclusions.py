"""Sees exclusions that jump against the previous report by more than chance explains."""

from collections.abc import Iterable
from fractions import Fraction

from checker.checks.chance import RARE, two_sided
from checker.checks.gathered import Batch, Seen, batch_signal
from checker.codes import Code

MORE_EXCLUSIONS = Code("A732")

#: Less of a rise than this is nothing.
LEAST_RISE = Fraction(3, 10)


@batch_signal(MORE_EXCLUSIONS)
def more_exclusions(batch: Batch) -> Iterable[Seen]:
    """Tests whether a larger share of the rows is left out than before: by more than 30%, and not by chance."""
    for each in batch.compared():
        before, now = each.excluded_before, each.excluded
        all_before, all_now = each.judged_before + before, each.judged + now
        if not each.leaves_out or not all_before or not all_now:
            continue
        rises = Fraction(now, all_now) > Fraction(before, all_before)
        p = two_sided(now, before + now, Fraction(all_now, all_before + all_now)) if rises else Fraction(1)
        values = {"before": before, "all_before": all_before, "now": now, "all_now": all_now}
        strong = Fraction(now, all_now) > Fraction(before, all_before) * (1 + LEAST_RISE) and p < RARE
        yield Seen(
            each.department, each.place, {**values, "period": each.period, "name": each.name}, each.indicator, p, strong
        )
