"""What the samples of a district add up to, and who has handed in nothing."""

from __future__ import annotations

from collections.abc import Sequence

from samples.truth import Outcome, Sample

#: On Heping's roster, due, and without a file.
NOT_SUBMITTED = {
    "yjj": "区应急局",
    "zwb": "区政务服务办",
    "jgzd": "交管和平支队",
    "fgw": "区发展改革委",
    "jrj": "区金融局",
    "wgzx": "区网格化管理中心",
    "tcb": "区投促办",
    "wlj": "区文化和旅游局",
    "gzfj": "市规划资源局和平分局",
    "xfb": "区信访办",
    "xbl": "小白楼街道办事处",
    "tyg": "体育馆街道办事处",
    "nym": "南营门街道办事处",
    "ns": "南市街道办事处",
}
#: One failure is enough to miss 100% for good, whatever those add that are not in yet; 95% of proposals, and what
#: the year's lectures come to, are another matter: the first stays open, the second is the Government Office's alone.
_STATUSES = {"proposal-satisfaction": "undetermined"}
#: What the district's own targets that are missed are reported as.
FINDINGS = {"plenary-lectures": "T601"}


def district_outcomes(samples: Sequence[Sample]) -> dict[str, Outcome]:
    """Sums of numerators over sums of denominators; departments that could not be judged add nothing."""
    outcomes: dict[str, Outcome] = {}
    for indicator in sorted({indicator for sample in samples for indicator in sample.outcomes}):
        found = [sample.outcomes[indicator] for sample in samples if indicator in sample.outcomes]
        counted = [each for each in found if each.numerator is not None]
        denominators = [each.denominator for each in counted if each.denominator is not None]
        outcomes[indicator] = Outcome(
            _STATUSES.get(indicator, "missed"),
            sum(each.numerator or 0 for each in counted),
            sum(denominators) if denominators else None,
            sum(each.excluded for each in counted),
            sum(each.unknown for each in counted),
        )
    return outcomes
