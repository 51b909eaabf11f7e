"""What Hantai's samples add up to, what the district itself comes to, and who has submitted nothing."""

from __future__ import annotations

from datetime import date

from samples.hantai import environment, justice, market, office, street, town, water
from samples.truth import Outcome, Quarter, summed

#: On the roster, due, and without a file.
_NOT_SUBMITTED = """
fgj:区发展改革局 jtj:区教育体育局 jmj:区经济贸易局 gafj:市公安局汉台分局 mzj:区民政局 czj:区财政局 rsj:区人社局
zrzyfj:市自然资源局汉台分局 zjj:区住建局 cgj:区城市管理局 jtysj:区交通运输局 nyncj:区农业农村局 lyj:区林业局
wlj:区文化和旅游局 wjj:区卫生健康局 tyjrj:区退役军人事务局 yjj:区应急管理局 sjj:区审计局 tjj:区统计局 ybj:区医疗保障局
xzspj:区行政审批局 xfj:区信访局 wxz:武乡镇 hddz:河东店镇 zyz:宗营镇 ljz:老君镇 hwz:汉王镇 xwz:徐望镇
ddj:东大街街道办事处 hzl:汉中路街道办事处 zsj:中山街街道办事处 dg:东关街道办事处 xy:鑫源街道办事处 ql:七里街道办事处
lj:龙江街道办事处
"""

_QUARTERLY = [
    f"quarterly-circular-{content}" for content in ("appearance", "lost-suits", "corrections", "typical-cases")
]
#: Judged for the district alone, on what the Justice Bureau and the Government Office hand in.
_OWN = {
    # The first quarter was over before the notice.
    "legality-report": Outcome("not_applicable"),
    # Three items evaluated; the fourth may still be on the last day of the year.
    "delegated-evaluation": Outcome("on_track", 3, 3, excluded=1),
    "delegated-adjustment": Outcome("on_track", 1, 1),
    "special-check": Outcome("met", 1, 1),
    "quality-assessment": Outcome("met", 1),
    # 22 departments, 6 of 7 towns, 7 of 8 street offices.
    "assessment-coverage": Outcome("missed", 35, 37),
    "district-casefile-reviews": Outcome("met", 2),
    "results-used": Outcome("met", 3, 3),
    "reconsideration-cases": Outcome("met", 1, 1),
    "observation-circular": Outcome("met", 1, 1),
    **dict.fromkeys(_QUARTERLY, Outcome("met", 1, 1)),
    "halfyear-circular-suggestions": Outcome("met", 1, 1),
    # The one circular has nothing on judgments.
    "halfyear-circular-judgments": Outcome("missed", 0, 1),
    "decision-legality": Outcome("met", 2, 2),
    "decision-supervision": Outcome("met", 1),
    "poor-performers-corrected": Outcome("met", 1, 1),
    "pre-appointment-exams": Outcome("met", 1, 1),
    "government-lectures": Outcome("met", 2),
    # Six units with two suits each, one of them listed twice; the year before the same six, and one more. Others may
    # still come.
    "case-volume": Outcome("undetermined", 12, 13, change="-1"),
    # Five departments with two tasks each.
    "task-list": Outcome("undetermined", 10),
    # Their ten tasks are of five groups.
    "task-groups": Outcome("undetermined", 5),
}
#: What the district's own targets that are missed, or open, are reported as.
_FLAGS = {
    "assessment-coverage": "T601",
    "halfyear-circular-judgments": "T601",
    "case-volume": "T604",
    "loss-rate": "T604",
    "task-list": "T604",
    "task-groups": "T604",
}


def quarter() -> Quarter:
    """The fourth quarter of 2024."""
    samples = [maker.sample() for maker in (justice, office, market, environment, water, town, street)]
    missing = dict(pair.split(":") for pair in _NOT_SUBMITTED.split())
    return Quarter("hantai", "2024Q4", date(2024, 12, 31), samples, missing, summed(samples, _status) | _OWN, _FLAGS)


def _status(_: str, passed: int, judged: int) -> str:
    """Every target over all units is 100%: one failure misses it for good, else it is open until the last is in."""
    return "missed" if passed < judged else "undetermined"
