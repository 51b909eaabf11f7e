"""What another version of a pack makes of the same workbooks: which departments' results come out otherwise, and how.

Knows reports only: both are computed before, by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checker.model import Department, IndicatorLabel, Language, Report, Result
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text
from checker.wording.labels import SHARE_PLACES, STATES, STATUSES, score_text, target_text
from checker.wording.results import bounds_text, figure_text, fraction_text

#: What of a result counts as the same outcome; another target alone is told among the definitions.
_COMPARED = (
    *("status", "value", "lower", "upper", "numerator", "denominator", "excluded", "unknown"),
    *("attainment", "reachable"),
)


@dataclass(frozen=True)
class Effect:
    """One outcome that differs.

    Attributes:
        code: of the department; empty for the district, or where a file's department is not known.
        department: for people.
        indicator: its id; empty for the department's state, score and grade.
        name: the indicator's, or what else differs.
        before, after: the outcomes; None where there is none.
    """

    code: str
    department: Text
    indicator: str
    name: Text
    before: Text | None
    after: Text | None


_SCORE = Text(zh="总分和等次", en="Score and grade")
_ENDED = Text(zh="已不可能达标", en="out of reach")
Labels = Mapping[str, IndicatorLabel]


def effects(old: Report, new: Report) -> tuple[Effect, ...]:
    """Every department's and the district's outcomes that differ between two reports on the same workbooks."""
    labels = tuple({label.id: label for label in report.indicators} for report in (old, new))
    left, right = ({each.code or each.file: each for each in report.departments} for report in (old, new))
    found: list[Effect] = []
    for key in dict.fromkeys((*right, *left)):
        found += _of_department(left.get(key), right.get(key), *labels)
    for name, called, before, after in _results(old.district_results, new.district_results, *labels):
        found.append(Effect("", new.district_name, name, called, before, after))
    return tuple(found)


def _of_department(was: Department | None, now: Department | None, old: Labels, new: Labels) -> Iterator[Effect]:
    whole = now or was
    assert whole is not None, "the key is of one of the two"
    before, after = _standing(was), _standing(now)
    if before != after:
        yield Effect(whole.code, whole.name, "", _SCORE, before, after)
    results = was.results if was else (), now.results if now else ()
    for name, called, one, other in _results(*results, old, new):
        yield Effect(whole.code, whole.name, name, called, one, other)


def _standing(department: Department | None) -> Text | None:
    """State, score and grade in one phrase."""
    if department is None:
        return None
    state = STATES[department.state]
    if department.score is None:
        return state
    score, grade = score_text(department.score), department.grade or Text("-", "-")
    return Text(zh=f"{state.zh}，{score} 分，{grade.zh}", en=f"{state.en}, {score}, {grade.en}")


def _results(
    before: Iterable[Result], after: Iterable[Result], old: Labels, new: Labels
) -> Iterator[tuple[str, Text, Text | None, Text | None]]:
    left, right = ({result.indicator: result for result in results} for results in (before, after))
    for name in dict.fromkeys((*right, *left)):
        was, now = left.get(name), right.get(name)
        if _compared(was) != _compared(now):
            called = new[name].name if name in new else old[name].name
            yield name, called, _told(was, old), _told(now, new)


def _compared(result: Result | None) -> tuple[object, ...] | None:
    return None if result is None else tuple(getattr(result, name) for name in _COMPARED)


def _told(result: Result | None, labels: Labels) -> Text | None:
    if result is None:
        return None
    unit = labels[result.indicator].unit
    return Text(zh="，".join(_parts(result, unit, "zh")), en=", ".join(_parts(result, unit, "en")))


def _parts(result: Result, unit: Text, language: Language) -> Iterator[str]:
    """Status, value, bounds, counts, target and what is earned, as far as there are any."""
    zh = language == "zh"
    yield STATUSES[result.status].of(language)
    if result.value is not None:
        yield figure_text(result, unit, language)
    yield from filter(None, (bounds_text(result, unit, language), fraction_text(result)))
    if result.excluded:
        yield f"剔除 {result.excluded}" if zh else f"{result.excluded} left out"
    if result.unknown:
        yield f"待定 {result.unknown}" if zh else f"{result.unknown} undecided"
    yield f"{'目标' if zh else 'target'} {target_text(result.target, unit, language)}"
    if not result.reachable:
        yield _ENDED.of(language)
    if result.attainment is not None:
        earned = decimal_text(result.attainment * 100, SHARE_PLACES)
        yield f"得权重的 {earned}%" if zh else f"earns {earned}% of its weight"
