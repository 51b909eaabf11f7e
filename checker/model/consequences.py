"""What follows in money from a department's score, grade or missed targets."""

from fractions import Fraction

from checker.frozen import dataclass
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Consequence:
    """One amount, with the rule and the figures behind it.

    Attributes:
        name: what the pack calls it.
        clause: the clause that sets it; "" if the pack names none.
        share: the share that is taken of the base; None if an amount is taken as such, or nothing is known.
        base: the sum of which it is taken; None if there is none, or it is unknown.
        amount: what is taken; None if it is unknown.
        low, high: the least and the most that it may be; None if there is no bound.
        unit: of the amounts.
        provisional: whether results that aren't settled can still change it.
        text: the whole of it in a sentence.
    """

    name: Text
    clause: str
    share: Fraction | None
    base: Fraction | None
    amount: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: Text
    provisional: bool
    text: Text
