"""How much of an indicator its worked examples show: every condition in three answers, and every small mistake.

An example that no mistake disturbs proves little. Each indicator is written in slightly wrong ways (mutation testing);
a wrong way that every example still accepts is listed, as is a condition that no example shows true, false or unknown.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from checker.authoring.example_coverage.mutants import Mutation, mutations
from checker.authoring.example_coverage.same import normal
from checker.authoring.example_coverage.seen import Unseen, find_unseen
from checker.authoring.examples import find_differences, own_indicator
from checker.definitions.indicators import Indicator
from checker.definitions.inheritance import read_layers
from checker.definitions.packs import Pack
from checker.definitions.parameters import fill_parameters
from checker.frozen import dataclass
from checker.periods import Window, parse_period, window_of
from checker.text.bilingual import Text

#: The parts of an indicator that decide numbers and statuses.
DECISIVE = ("measure", "target", "when_empty", "judged_from", "binds_from")


@dataclass(frozen=True)
class Unnoticed:
    """A slightly wrong way to write the indicator that every example accepts."""

    place: str
    change: Text


@dataclass(frozen=True)
class ExampleCoverage:
    """What the examples of one indicator do not show.

    Attributes:
        indicator: its id.
        mutants: how many wrong ways of writing it were tried.
        unseen: conditions that lack an answer.
        unnoticed: wrong ways that no example notices.
        failing: the numbers of examples that the indicator itself fails. They prove nothing, as they fail for every
            mistake too, so no mistake is tried on them.
    """

    indicator: str
    mutants: int
    unseen: tuple[Unseen, ...]
    unnoticed: tuple[Unnoticed, ...]
    failing: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is lacking."""
        return not self.unseen and not self.unnoticed and not self.failing


def cover_examples(pack: Pack, indicators: Iterable[str] = ()) -> tuple[ExampleCoverage, ...]:
    """Measures the examples of the given indicators, or of all indicators of a pack."""
    chosen = set(indicators) or set(pack.indicators)
    return tuple(_cover(pack, each) for each in pack.indicators.values() if each.id in chosen)


def _cover(pack: Pack, indicator: Indicator) -> ExampleCoverage:
    numbered = list(enumerate(indicator.examples, 1))
    own = {number: own_indicator(pack, indicator, each) for number, each in numbered}
    first = own.get(1, indicator)
    failing = [number for number, each in numbered if find_differences(pack, own[number], each)]
    # A mistake in the values of one department shows in its own examples only: those of the first are tried.
    examples = [each for number, each in numbered if number not in failing and own[number] == first]
    tried, unnoticed = 0, []
    for mutation, mutant in _mutants(pack, first):
        if _same_condition(first, mutant, mutation) or _bound_alike(pack, first, mutant, mutation):
            continue
        tried += 1
        if not any(find_differences(pack, mutant, example) for example in examples):
            unnoticed.append(Unnoticed(".".join(map(str, mutation.path)), mutation.change))
    return ExampleCoverage(indicator.id, tried, find_unseen(pack, indicator), tuple(unnoticed), tuple(failing))


def _mutants(pack: Pack, indicator: Indicator) -> Iterator[tuple[Mutation, Indicator]]:
    """Gives every change that the definitions accept; most others are refused when the pack is loaded.

    A change after which the indicator reads as before, as when a default that was written out is left out, is no
    mistake.
    """
    raw = _read(pack, indicator)
    tables = {name: pack.tables[name] for name in pack.header.tables}
    columns = {name: column for table in indicator.asked.tables() for name, column in tables[table].columns.items()}
    for key in DECISIVE:
        for mutation in mutations(raw.get(key), columns, (key,)):
            try:
                mutant = Indicator.model_validate({**raw, key: mutation.value}, context={"tables": tables})
            except ValidationError:
                continue
            mutant = mutant.as_given(indicator.given, indicator.lacks, {})
            if mutant != indicator:
                yield mutation, mutant


def _read(pack: Pack, indicator: Indicator) -> dict[str, Any]:
    """Reads the indicator's file again, with the pack's parameters filled in."""
    name = f"{indicator.id}.yaml"
    definition = read_layers(pack.files[name])
    assert definition is not None, "the pack was loaded from it"
    values = {**pack.header.parameters, **{each.parameter: each.raw for each in indicator.given}}
    filled: dict[str, Any] = fill_parameters(definition.root, values, name, []).value
    return filled


def _same_condition(indicator: Indicator, mutant: Indicator, mutation: Mutation) -> bool:
    """Whether the change is inside a condition that still gives every row the same answer."""
    ours, theirs = indicator.asked.conditions(), mutant.asked.conditions()
    inside = any(mutation.path[2 : 2 + len(part.path)] == part.path for part in ours)
    same = [normal(part.condition) for part in ours] == [normal(part.condition) for part in theirs]
    return inside and same


def _bound_alike(pack: Pack, indicator: Indicator, mutant: Indicator, mutation: Mutation) -> bool:
    """Whether a duty that binds from another day is judged in the same periods, on the same days.

    So it is where everything falls due on one day of the year, and neither day is inside a period that is judged.
    """
    if mutation.path != ("binds_from",):
        return False
    years = range(pack.plan.year, pack.plan.year_of(pack.plan.end) + 1)
    windows = {
        window_of(indicator.period, parse_period(f"{year}Q4", pack.plan.year_month), pack.plan) for year in years
    }
    return all(_bound(indicator, window) == _bound(mutant, window) for window in windows)


def _bound(indicator: Indicator, window: Window) -> date | None:
    """The first day of a window on which the duty binds; None if the window is not judged."""
    if indicator.why_not_bound(window, window.end) is not None:
        return None
    return max(window.start, indicator.binds_from or window.start)
