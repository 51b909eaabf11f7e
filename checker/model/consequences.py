"""What follows from scores: amounts of money, and the score of all departments together."""

from fractions import Fraction
from typing import Literal

from checker.frozen import dataclass
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Charge:
    """What the rows or members of one indicator against its target take, perhaps those with one choice.

    Attributes:
        indicator: its id.
        choice: the choice of these rows, for people; empty if it doesn't decide.
        number: how many certainly count.
        doubtful: how many more may; None if nobody knows.
        each: what each takes, or each hour or day of delay; None if that isn't one sum.
        low, high: the least and the most that they take together; None if there is no bound.
        hours: how late they are, added up; None if it doesn't decide, or isn't known of all.
        open: whether some of them are still getting later.
    """

    indicator: str
    choice: Text
    number: int
    doubtful: int | None
    each: Fraction | None
    low: Fraction
    high: Fraction | None
    hours: Fraction | None = None
    open: bool = False


#: Whether something applies that takes nothing; "" for what takes an amount.
Applies = Literal["", "yes", "no", "unknown"]


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
        charges: what it is made up of, if rows or members take it.
        rule: its place among the consequences of the pack.
        applies: of one that takes nothing, whether it applies; "" of an amount.
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
    charges: tuple[Charge, ...] = ()
    rule: int = 0
    applies: Applies = ""

    @property
    def title(self) -> Text:
        """Its name, with the clause."""
        name, clause = self.name, self.clause
        return Text(f"{name.zh}（{clause}）", f"{name.en} ({clause})") if clause else name


@dataclass(frozen=True)
class Overall:
    """The score of all departments together.

    Attributes:
        name: what the pack calls it.
        clause: the clause that sets it; "" if the pack names none.
        score, grade: None if no department has a score.
        counted: how many departments are in it.
        lacking: the names of those that aren't, for want of a score or a weight.
        text: the whole of it in a sentence.
    """

    name: Text
    clause: str
    score: Fraction | None
    grade: Text | None
    counted: int
    lacking: tuple[Text, ...]
    text: Text
