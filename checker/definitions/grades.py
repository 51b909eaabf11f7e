"""Checks the grades of a pack, and the highest score."""

from collections.abc import Iterable
from itertools import pairwise

from checker.codes.shared import BAD_FORM, WRONG_ORDER
from checker.definitions.indicator_files import HEADER
from checker.definitions.packs import PackHeader
from checker.definitions.partial_packs import Draft
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text
from checker.text.normalize import number_text


def grade_problems(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    """Checks that grades fall from the highest score, which is not below 100, to 0."""
    bands = [grade.at_least for grade in header.grades]
    for index, (upper, lower) in enumerate(pairwise(bands), start=1):
        if lower >= upper:
            reason = Text(zh="等次应由高到低", en="list the grades from the highest to the lowest")
            spot = draft.spot(HEADER, "grades", index, "at_least")
            yield problem(WRONG_ORDER, spot, found=number_text(lower), reason=reason)
    if header.score_at_most < 100:
        needed = Text("最高分不低于 100", "the highest score is not below 100")
        spot = draft.spot(HEADER, "score_at_most")
        yield problem(BAD_FORM, spot, found=number_text(header.score_at_most), needed=needed)
    elif bands[-1] != 0 or bands[0] > header.score_at_most:
        most = number_text(header.score_at_most)
        reason = Text(
            zh=f"等次在 0 至 {most} 之间，最后一个从 0 开始", en=f"grades go from 0 to {most}; the last begins at 0"
        )
        index = len(bands) - 1 if bands[-1] != 0 else 0
        spot = draft.spot(HEADER, "grades", index, "at_least")
        yield problem(WRONG_ORDER, spot, found=number_text(bands[index]), reason=reason)
