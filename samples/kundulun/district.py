"""What Kundulun's samples come to for the district itself, and who has submitted nothing."""

from __future__ import annotations

from datetime import date

from samples.kundulun.units import samples
from samples.truth import Outcome, Quarter

#: On Kundulun's roster, due, and without a file.
_NOT_SUBMITTED = {
    "fgj": "区发展和改革局",
    "jyj": "区教育局",
    "gafj": "昆都仑区公安分局",
    "mzj": "区民政局",
    "sfj": "区司法局",
    "czj": "区财政局",
    "rsj": "区人力资源和社会保障局",
    "gtfj": "国土资源昆区分局",
    "zjj": "区住房和城乡建设局",
    "cgj": "区城市管理综合执法局",
    "nmj": "区农牧林水局",
    "wtj": "区文化旅游广电局",
    "wjj": "区卫生和计划生育局",
    "ajj": "区安全生产监督管理局",
    "scjgj": "区市场监督管理局",
    "tjj": "区统计局",
}
_DONE, _NOT_DUE = Outcome("met", 1, 1), Outcome("not_applicable", 0, 0, excluded=1)
#: Due on the last day of the year, which is not over.
_DONE_TODAY = Outcome("on_track", 1, 1)
#: What is judged for the district alone: by the Government Office's workbook, the Legal Office's, and for the fees by
#: those of two bureaus that are not there.
_OUTCOMES = {
    "fee-catalogues": Outcome("undetermined"),
    "intermediary-services-list": Outcome("met", 3, 3),
    "power-duty-list": _DONE,
    "public-services-catalogue": _DONE,
    "legality-review-filing": _DONE_TODAY,
    "third-party-legality-checks": _NOT_DUE,
    "expert-pool": _DONE,
    "expert-opinions-public": _DONE_TODAY,
    "stability-risk-accountability": _NOT_DUE,
    "supervision-platform": _NOT_DUE,
    "leaders-lectures": Outcome("met", 1),
    "democratic-review": Outcome("met", 19, 19),
    "poor-performers-handled": _DONE,
    # the reason of 14 December is not twenty working days old
    "power-list-changes": Outcome("met", 1, 1, excluded=1),
    "power-list-lawful-changes": Outcome("not_applicable", 0, 0),
    "tied-intermediaries": Outcome("met", 2, 2),
}
#: What the district's own targets are reported as that are missed or open.
_FLAGS = {"fee-catalogues": "T604"}


def quarter() -> Quarter:
    """The fourth quarter of 2018."""
    return Quarter("kundulun", "2018Q4", date(2018, 12, 31), samples(), _NOT_SUBMITTED, _OUTCOMES, _FLAGS)
