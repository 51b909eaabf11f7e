"""Tails of the binomial distribution, and what they say of a rate: exact limits and intervals.

Thousands of them are needed for a report, so they are computed in floating point, and only where that can't decide, in
whole numbers. So the answers are those of exact arithmetic.
"""

from fractions import Fraction
from functools import lru_cache
from math import exp, floor, lgamma, log, log1p, sqrt

from checker.sampling.tails import rare_by_rate

#: The most that floating point errs, as a part of the result, is far below this.
_CLOSE = 1e-6
#: Bounds on a rate are given to a millionth, rounded outwards.
_STEPS = 10**6
#: Terms of a sum that are smaller than this part of it change nothing.
_NOTHING = 1e-17


def is_rare_below(count: int, trials: int, rate: Fraction, risk: Fraction) -> bool:
    """Whether at most `count` successes in so many trials have a probability of at most `risk`."""
    if count >= trials or rate == 0:
        return False
    if rate == 1:
        return True
    near = _below(count, trials, float(rate)) / float(risk)
    return near < 1 if abs(near - 1) > _CLOSE else rare_by_rate(risk, count, trials, rate)


def least_by_chance(trials: int, rate: Fraction, risk: Fraction) -> int:
    """The least number of successes that is not rare: a smaller one has a probability of at most `risk`."""
    if risk >= 1 or rate in (0, 1):
        return trials if rate == 1 else 0
    spread = sqrt(trials * rate * (1 - rate))
    count = min(trials, max(0, floor(float(trials * rate) - 3 * spread)))
    while count > 0 and not is_rare_below(count - 1, trials, rate, risk):
        count -= 1
    while is_rare_below(count, trials, rate, risk):
        count += 1
    return count


def most_by_chance(trials: int, rate: Fraction, risk: Fraction) -> int:
    """The greatest number of successes that is not rare: a greater one has a probability of at most `risk`."""
    return trials - least_by_chance(trials, 1 - rate, risk)


@lru_cache(maxsize=100_000)
def interval(count: int, trials: int, risk: Fraction) -> tuple[Fraction, Fraction]:
    """The rates that so many successes in so many trials are compatible with (Clopper-Pearson).

    Each side errs with a probability of at most half of `risk`. Ends are rounded outwards to a millionth.
    """
    return 1 - _upper(trials - count, trials, risk / 2), _upper(count, trials, risk / 2)


def _upper(count: int, trials: int, risk: Fraction) -> Fraction:
    """The least millionth at which so few successes are rare."""
    if count >= trials:
        return Fraction(1)
    low, high = 0, _STEPS
    guess = _guess(count, trials, float(risk))
    for step in (1, 16, 256, 4096):
        if low < guess - step and not is_rare_below(count, trials, Fraction(guess - step, _STEPS), risk):
            low = guess - step
        if guess + step < high and is_rare_below(count, trials, Fraction(guess + step, _STEPS), risk):
            high = guess + step
        if high - low <= 2 * step:
            break
    while high - low > 1:
        middle = (low + high) // 2
        if is_rare_below(count, trials, Fraction(middle, _STEPS), risk):
            high = middle
        else:
            low = middle
    return Fraction(high, _STEPS)


def _guess(count: int, trials: int, risk: float) -> int:
    """Nearly the bound, in millionths: by the secant rule on the logarithm of the probability."""
    if count == 0:
        return min(_STEPS - 1, max(1, round((1 - exp(log(risk) / trials)) * _STEPS)))
    goal = log(risk)
    one = min(0.999999, (count + 1) / (trials + 1))
    other = min(0.9999999, one + 2 * sqrt(one * (1 - one) / trials) + 1e-6)
    at_one, at_other = (log(_below(count, trials, rate)) - goal for rate in (one, other))
    for _ in range(12):
        if at_other == at_one or abs(at_other) < 1e-9:
            break
        new = min(max(other - at_other * (other - one) / (at_other - at_one), one / 2), (1 + other) / 2)
        one, at_one = other, at_other
        other, at_other = new, log(_below(count, trials, new)) - goal
    return min(_STEPS - 1, max(1, round(other * _STEPS)))


def _below(count: int, trials: int, rate: float) -> float:
    """The probability of at most `count` successes, `rate` being neither 0 nor 1; at least the smallest float."""
    odds = (1 - rate) / rate
    start = min(count, floor((trials + 1) * rate))  # the largest term
    log_of_start = (
        lgamma(trials + 1)
        - lgamma(start + 1)
        - lgamma(trials - start + 1)
        + start * log(rate)
        + (trials - start) * log1p(-rate)
    )
    total = term = 1.0
    for number in range(start, 0, -1):
        term *= number / (trials - number + 1) * odds
        total += term
        if term < _NOTHING * total:
            break
    term = 1.0
    for number in range(start, count):
        term *= (trials - number) / (number + 1) / odds
        total += term
        if term < _NOTHING * total:
            break
    return max(exp(max(log_of_start, -700.0)) * total, 5e-324)
