"""The choice of exactly one measure in a pack: one key with the measure's settings under it."""

from __future__ import annotations

from pydantic import model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.toolkit.base import Measure
from checker.tables.words import Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class MeasureChoice(Strict):
    """A choice of one measure; each field of a subclass is a measure, and exactly one is given."""

    @model_validator(mode="after")
    def _one(self) -> MeasureChoice:
        names = tuple(type(self).model_fields)
        given = [name for name in names if getattr(self, name) is not None]
        if len(given) != 1:
            reason = Text(zh="应写其中一项，且只写一项", en="exactly one of these is needed")
            raise refused(
                refusal(BAD_COMBINATION, *given[1:2], found="".join(given[1:2]), allowed=names, reason=reason)
            )
        return self

    @property
    def kind(self) -> str:
        """The key of the given measure."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def measure(self) -> Measure:
        """The given measure."""
        found: Measure = getattr(self, self.kind)
        return found


class StandaloneChoice(MeasureChoice):
    """A choice of a measure that does not measure the members of a cohort."""

    @model_validator(mode="after")
    def _of_no_members(self) -> StandaloneChoice:
        for name in self.measure.only_for_members():
            reason = Text(zh=f"只有 cohort 里的 each 才用 {name}", en=f"`{name}` only goes with the `each` of a cohort")
            raise refused(refusal(BAD_COMBINATION, self.kind, name, reason=reason))
        return self
