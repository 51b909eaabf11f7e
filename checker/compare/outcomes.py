"""Compares two reports on the same workbooks, judged by two versions of a pack: whose results differ, and how."""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from checker.frozen import dataclass
from checker.model import Department, IndicatorLabel, Language, Report, Result
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text
from checker.wording.labels import SHARE_PLACES, STATES, STATUSES, score_text, target_text
from checker.wording.results import bounds_text, figure_text, fraction_text

#: Gets the fields in which results are compared; a target that alone has changed is a change of the definitions.
_get_outcome = attrgetter(
    *("status", "value", "lower", "upper", "numerator", "denominator", "excluded", "unknown"),
    *("attainment", "reachable"),
)


@dataclass(frozen=True)
class Effect:
    """One outcome that differs.

    Attributes:
        code: the department's code; empty for the district, or if a file's department is not known.
        department: the department's name.
        indicator: the indicator's id; empty for the department's state, score and grade.
        name: the indicator's name, or what else differs.
        before, after: the outcomes in words; None where there is none.
    """

    code: str
    department: Text
    indicator: str
    name: Text
    before: Text | None
    after: Text | None


_SCORE = Text(zh="总分和等次", en="Score and grade")
Labels = Mapping[str, IndicatorLabel]


def find_effects(old: Report, new: Report) -> tuple[Effect, ...]:
    """Finds the outcomes of the departments and of the district that differ between two reports."""
    labels = tuple({label.id: label for label in report.indicators} for report in (old, new))
    left, right = ({each.code or each.file: each for each in report.departments} for report in (old, new))
    found: list[Effect] = []
    for key in dict.fromkeys((*right, *left)):
        found += _compare_departments(left.get(key), right.get(key), *labels)
    found += _compare_results("", new.district_name, old.district_results, new.district_results, *labels)
    return tuple(found)


def _compare_departments(was: Department | None, now: Department | None, old: Labels, new: Labels) -> Iterator[Effect]:
    either = now or was
    assert either is not None, "the key comes from one of the two"
    before, after = _describe_department(was), _describe_department(now)
    if before != after:
        yield Effect(either.code, either.name, "", _SCORE, before, after)
    results = was.results if was else (), now.results if now else ()
    yield from _compare_results(either.code, either.name, *results, old, new)


def _describe_department(department: Department | None) -> Text | None:
    """Describes state, score and grade in one phrase."""
    if department is None:
        return None
    state = STATES[department.state]
    if department.score is None:
        return state
    score, grade = score_text(department.score), department.grade or Text("-", "-")
    return Text(zh=f"{state.zh}，{score} 分，{grade.zh}", en=f"{state.en}, {score}, {grade.en}")


def _compare_results(
    code: str, department: Text, before: Iterable[Result], after: Iterable[Result], old: Labels, new: Labels
) -> Iterator[Effect]:
    left, right = ({result.indicator: result for result in results} for results in (before, after))
    for indicator in dict.fromkeys((*right, *left)):
        was, now = left.get(indicator), right.get(indicator)
        if was is None or now is None or _get_outcome(was) != _get_outcome(now):
            name = (new if indicator in new else old)[indicator].name
            yield Effect(code, department, indicator, name, _describe_result(was, old), _describe_result(now, new))


def _describe_result(result: Result | None, labels: Labels) -> Text | None:
    if result is None:
        return None
    unit = labels[result.indicator].unit
    return Text(zh="，".join(_parts(result, unit, "zh")), en=", ".join(_parts(result, unit, "en")))


def _parts(result: Result, unit: Text, language: Language) -> Iterator[str]:
    """The status, and where there are any: value, bounds, counts, target and points earned."""
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
        yield "已不可能达标" if zh else "out of reach"
    if result.attainment is not None:
        earned = decimal_text(result.attainment * 100, SHARE_PLACES)
        yield f"得权重的 {earned}%" if zh else f"earns {earned}% of its weight"
