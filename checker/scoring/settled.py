"""The whole score and grade, after the limits on points and the one-vote vetoes, and what these have changed."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from checker.definitions.indicators import Indicator
from checker.definitions.limits import Limit
from checker.definitions.packs import PackHeader
from checker.definitions.veto import VetoBy, find_grade, tell_effect
from checker.frozen import dataclass
from checker.model import Result
from checker.scoring.score import FULL, lost_and_gained, total, uncapped
from checker.scoring.vetoes import applying
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import number_text
from checker.wording.labels import score_text


@dataclass(frozen=True)
class Standing:
    """A department's score and grade; None if no weight counts.

    Attributes:
        changes: what limits and vetoes have changed, in sentences.
    """

    score: Fraction | None
    grade: Text | None
    changes: tuple[Text, ...] = ()


def settle(results: Sequence[Result], own: Callable[[str], Indicator], header: PackHeader) -> Standing:
    """Computes the score and the grade of results that have earned their weights; `own` gives their indicators."""
    points = total(results, header.limits, header.score_at_most)
    if points is None:
        return Standing(None, None)
    rules = applying([(own(result.indicator), result) for result in results])
    capped = min([points, *(rule.score for _, rule in rules if rule.score is not None)])
    told = [*_limited(results, header.limits), *_capped(results, header), *_vetoed(rules, points, header)]
    return Standing(capped, _grade(capped, [rule for _, rule in rules], header), tuple(told))


def _grade(score: Fraction, rules: Sequence[VetoBy], header: PackHeader) -> Text:
    """Gives the band of a score, or the worse one that a veto leaves."""
    grades = header.grades
    last = len(grades) - 1
    places = [next((place for place, band in enumerate(grades) if score >= band.at_least), last)]
    for rule in rules:
        if rule.grade is not None:
            found = find_grade(rule.grade, grades)
            places.append(last if found is None else found)
        elif rule.score is None:
            places.append(last)
    return grades[max(places)].name.text


def _limited(results: Sequence[Result], limits: Sequence[Limit]) -> Iterator[Text]:
    for limit in limits:
        lost, gained = lost_and_gained(limit, results)
        beyond = limit.beyond(lost, gained)
        clause = Text("", "") if limit.clause is None else Text(f"（{limit.clause}）", f" ({limit.clause})")
        name = Text(f"“{limit.name.zh}”{clause.zh}", f"“{limit.name.en}”{clause.en}")
        words = (Text("扣", "lost"), Text("加", "gained"))
        for points, over, word in zip((lost, gained), beyond, words, strict=True):
            if over:
                all_, most = number_text(points), number_text(points - over)
                yield Text(
                    f"{name.zh}应{word.zh} {all_} 分，按上限计 {most} 分",
                    f"{name.en}: of {all_} points {word.en}, only {most} count",
                )


def _capped(results: Sequence[Result], header: PackHeader) -> Iterator[Text]:
    """Says what a cap of the pack's own has taken."""
    points, most = uncapped(results, header.limits), header.score_at_most
    if points is not None and points > most != FULL:
        earned, shown = score_text(points), number_text(most)
        yield Text(f"总分应为 {earned} 分，按最高 {shown} 分计", f"the score would be {earned}; {shown} at most counts")


def _vetoed(rules: Sequence[tuple[Indicator, VetoBy]], points: Fraction, header: PackHeader) -> Iterator[Text]:
    before = score_text(points)
    for indicator, rule in rules:
        effect, name = tell_effect(rule, header.grades), indicator.name.text
        said = [
            Text(
                f"一票否决：“{name.zh}”（{indicator.clause}），{effect.zh}",
                f"Veto of “{name.en}” ({indicator.clause}): {effect.en}",
            )
        ]
        if rule.score is not None and rule.score < points:
            said.append(Text(f"原为 {before} 分", f"without it {before}"))
        yield join_texts(said, "，", "; ")
