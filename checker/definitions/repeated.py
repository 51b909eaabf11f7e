"""When something applies only if a score, a grade or a missed target was there in several periods."""

from __future__ import annotations

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.definitions.veto import VetoWhen
from checker.tables.words import Strict, Whole
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

_KINDS = ("score", "grade", "missed")
_COUNTS = ("in_a_row", "times")
#: No more periods are looked back on than a ledger gives.
_MOST = 12


class Repeated(Strict):
    """What must have been so in several reporting periods of the same length, this one included.

    Attributes:
        score: a score like this.
        grade: this grade, in either language, or a worse one.
        missed: the target of this indicator was missed.
        in_a_row: in so many periods, the last of which is this one.
        times: in so many periods, of the last `within`.
        within: of how many periods `times` speaks.
    """

    score: VetoWhen | None = None
    grade: str | None = Field(default=None, min_length=1)
    missed: str | None = Field(default=None, min_length=1)
    in_a_row: Whole | None = None
    times: Whole | None = None
    within: Whole | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Repeated:
        for names in (_KINDS, _COUNTS):
            given = [name for name in names if getattr(self, name) is not None]
            if len(given) != 1:
                reason = Text(zh="只写其中一项", en="write exactly one of these")
                raise refused(refusal(BAD_COMBINATION, *given[1:2], allowed=names, reason=reason))
        if (self.times is None) is not (self.within is None):
            reason = Text(zh="times 和 within 一起写", en="`times` and `within` go together")
            raise refused(refusal(BAD_COMBINATION, "times" if self.within is None else "within", reason=reason))
        if self.score is not None and not 0 <= self.score.target.value <= 100:
            score = Text("应是 0 到 100 分", "it is a score, from 0 to 100")
            raise refused(refusal(BAD_FORM, "score", self.score.target.op, needed=score))
        name = "in_a_row" if self.times is None else "times"
        if not 2 <= self.needed <= self.periods <= _MOST:
            needed = Text(
                f"应为 2 至 {_MOST} 个报送期，times 不多于 within",
                f"write from 2 to {_MOST} periods, and no more `times` than `within`",
            )
            raise refused(refusal(BAD_FORM, name, needed=needed))
        return self

    @property
    def needed(self) -> int:
        """In how many periods it must have been so."""
        return self.in_a_row or self.times or 0

    @property
    def periods(self) -> int:
        """How many periods are looked at, this one included."""
        return self.in_a_row or self.within or 0
