"""Finds targets that their author can hardly have meant."""

from collections.abc import Iterator
from typing import Protocol

from checker.codes import Code
from checker.codes.shared import IDLE_SETTING
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.definitions.ranges import as_of_hundred, is_always_met
from checker.measures.ratio import Ratio
from checker.measures.toolkit.values import PERCENT, POINTS
from checker.tables.yaml.problems import Problem, Spot, problem
from checker.text.bilingual import Text
from checker.text.normalize import number_text

IDLE_TARGET = Code("D152")
SHARE_OF_HUNDRED = Code("D208")
_HUNDRED = 100


class Finding(Protocol):
    """Finds a place in the file of an indicator."""

    def __call__(self, *path: str | int) -> Spot:
        """Gives the place at a path of keys."""


def doubtful_factor(indicator: Indicator, spot: Finding) -> Iterator[Problem]:
    """Yields the factor of a ratio in % or in percentage points that counts in hundreds, as the unit does already."""
    measure = indicator.measure.measure
    if isinstance(measure, Ratio) and measure.factor == _HUNDRED and indicator.unit_text.en in (PERCENT.en, POINTS.en):
        place = spot("measure", indicator.measure.kind, "factor")
        texts = {"read_as": "× 10000%", "meant": "× 100%", "write": "factor: 1"}
        yield problem(SHARE_OF_HUNDRED, place, found=f"factor: {number_text(measure.factor)}", **texts)


def doubtful_targets(pack: Pack, indicator: Indicator, spot: Finding) -> Iterator[Problem]:
    """Yields what is wrong with the targets of an indicator, at its place."""
    for index, dated in enumerate(indicator.target):
        place = spot("target", index)
        for side in dated.target.limits:
            if is_always_met(side, indicator, pack.tables):
                yield problem(IDLE_TARGET, place, found=f"{side.op}: {number_text(side.value)}")
            if (read_as := as_of_hundred(side, indicator)) is not None:
                found = number_text(side.value)
                yield problem(
                    SHARE_OF_HUNDRED, place, found=found, read_as=read_as, meant=f"{found}%", write=f"{found}%"
                )
        if dated.since is not None and dated.since > pack.header.ends:
            reason = Text(zh="在指标包的期限之后", en="it begins after the pack's plan ends")
            yield problem(IDLE_SETTING, place, found=str(dated.since), reason=reason)
