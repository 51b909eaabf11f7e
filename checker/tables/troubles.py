"""What is wrong with a condition as written."""

from typing import Literal

from checker.frozen import dataclass
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Trouble:
    """Why a condition cannot be read.

    Attributes:
        path: where in the condition.
        message: what is wrong there.
        found: what is written there, shortened.
        allowed: the words allowed there, if they can be listed.
        kind: a column that does not exist, a value that the column cannot hold, or anything else.
        column: for a value, the column it is meant for.
    """

    path: tuple[str | int, ...]
    message: Text
    found: str = ""
    allowed: tuple[str, ...] = ()
    kind: Literal["column", "value", "grammar"] = "grammar"
    column: str = ""


class ConditionError(ValueError):
    """Carries every fault of one condition, to report them all at once."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(trouble.message.en for trouble in troubles))
        self.troubles = troubles
