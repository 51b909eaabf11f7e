"""Indexes of a pack: what they name must exist, go together, and not lead back to them."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import BAD_COMBINATION, UNKNOWN_INDICATOR
from checker.definitions.indicators import Indicator
from checker.definitions.order import indicators_there
from checker.definitions.partial_packs import Draft
from checker.measures.index import Index
from checker.measures.index.settings import PartOf, Source
from checker.measures.toolkit.values import PERCENT, POINTS
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text

CIRCLE = Code("D191")


def parts_of(indicator: Indicator) -> tuple[PartOf, ...]:
    """The parts of an index; none of any other indicator."""
    return indicator.asked.of if isinstance(indicator.asked, Index) else ()


def parts_first(indicators: Mapping[str, Indicator]) -> Iterator[Indicator]:
    """Yields indicators so that each index comes after its parts."""
    done: set[str] = set()
    for indicator in indicators.values():
        yield from _after_parts(indicator, indicators, done)


def _after_parts(indicator: Indicator, indicators: Mapping[str, Indicator], done: set[str]) -> Iterator[Indicator]:
    if indicator.id in done:
        return
    for part in parts_of(indicator):
        if part.indicator in indicators:
            yield from _after_parts(indicators[part.indicator], indicators, done)
    done.add(indicator.id)
    yield indicator


def follow_parts(draft: Draft) -> None:
    """Gives every index the indicators that its parts name, and adds the problems found to the draft."""
    indexes = {name: each for name, each in draft.indicators.items() if parts_of(each)}
    if not indexes:
        return
    problems = [*_unknown(draft, indexes), *_circles(draft, indexes)]
    draft.problems += problems
    if problems:
        return
    for indicator in parts_first(draft.indicators):
        if isinstance(indicator.asked, Index):
            named = [part.indicator for part in indicator.asked.of if part.indicator in draft.indicators]
            sources = {name: _source(draft.indicators[name]) for name in named}
            own = draft.own.get(indicator.id)
            for form in (indicator,) if own is None else own.forms():
                assert isinstance(form.asked, Index), "the values of parameters change no measure"
                form.asked.follow(sources)
    for name, indicator in indexes.items():
        draft.problems += _misfits(draft, name, indicator)


def _source(indicator: Indicator) -> Source:
    best = Fraction(100)
    if indicator.bonus is not None and indicator.weight:
        best += 100 * indicator.bonus.most / indicator.weight
    return Source(indicator.name.text, indicator.asked, indicator.unit_text, best)


def _path(index: int) -> tuple[str | int, ...]:
    return "measure", "index", "of", index, "indicator"


def _unknown(draft: Draft, indexes: Mapping[str, Indicator]) -> Iterable[Problem]:
    there = indicators_there(draft)
    for name, indicator in indexes.items():
        for index, part in enumerate(parts_of(indicator)):
            if part.indicator not in there:
                allowed = [each for each in there if each != name]
                spot = draft.spot(f"{name}.yaml", *_path(index))
                yield problem(UNKNOWN_INDICATOR, spot, found=part.indicator, allowed=allowed)


def _circles(draft: Draft, indexes: Mapping[str, Indicator]) -> Iterable[Problem]:
    for name, indicator in indexes.items():
        for index, part in enumerate(parts_of(indicator)):
            way = _way_back(part.indicator, name, indexes, (name,))
            if way is not None:
                spot = draft.spot(f"{name}.yaml", *_path(index))
                yield problem(CIRCLE, spot, found=part.indicator, way=" → ".join(way))


def _way_back(at: str, goal: str, indexes: Mapping[str, Indicator], passed: tuple[str, ...]) -> tuple[str, ...] | None:
    """Finds how parts lead from one index to another; None if they don't."""
    if at == goal:
        return (*passed, at)
    if at not in indexes or at in passed:
        return None
    ways = (_way_back(part.indicator, goal, indexes, (*passed, at)) for part in parts_of(indexes[at]))
    return next((way for way in ways if way is not None), None)


def _misfits(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    """Finds parts that can't be combined: of other windows, of the district alone, or in other units."""
    asked = indicator.asked
    assert isinstance(asked, Index), "only indexes are given"
    for index, part in enumerate(asked.of):
        other = draft.indicators.get(part.indicator)
        if other is not None and (why := _why_not(indicator, asked, part, other)) is not None:
            yield problem(BAD_COMBINATION, draft.spot(f"{name}.yaml", *_path(index)), found=part.indicator, reason=why)


def _why_not(indicator: Indicator, asked: Index, part: PartOf, other: Indicator) -> Text | None:
    if other.period != indicator.period:
        return Text(
            f"它的 period 是 {other.period}，这里是 {indicator.period}",
            f"its period is `{other.period}`, and here it is `{indicator.period}`",
        )
    if other.level == "district" and indicator.level == "department":
        return Text(
            "它只对全区评判，各单位没有它的结果", "it is judged only for the district: departments have no result"
        )
    mine, theirs = indicator.unit_text, asked.unit_of(part)
    alike = {mine.en, theirs.en} <= {PERCENT.en, POINTS.en}  # a share of 1 in both
    if mine != theirs and not alike and (part.take == "value" or "%" in mine.en):
        return Text(
            f"它的单位是“{theirs.zh}”，这里是“{mine.zh}”；可以写 take: score，取它的得分",
            f"its unit is “{theirs.en}”, and here it is “{mine.en}”; `take: score` takes its score instead",
        )
    return None
