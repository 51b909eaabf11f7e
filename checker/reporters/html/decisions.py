"""What the page needs to let auditors decide on it: the kinds of decisions, their reasons, and what each needs."""

from checker.model import Report
from checker.model.decisions import NEEDS, REASONS_OF, Kind
from checker.reporters.html.flag_table import TextTable
from checker.wording.decisions import KINDS, REASONS

#: The kinds of decisions that can be taken on the page, in the order of the choices.
KINDS_HERE = (Kind.CONFIRM, Kind.DISMISS, Kind.WAIVE, Kind.APPROVE, Kind.PLAN, Kind.CLOSE, Kind.COMMENT)
#: The fields besides those that a kind needs.
_MORE = {
    **dict.fromkeys((Kind.CONFIRM, Kind.DISMISS), ("text",)),
    Kind.WAIVE: ("begins", "text"),
    Kind.APPROVE: ("until",),  # for a waiver that only the department asked for
    Kind.CLOSE: ("text",),
}


def review_data(report: Report, texts: TextTable) -> dict[str, object]:
    """Returns the choices, and whose flags a file of decisions is about."""
    return {
        "pack": report.pack,
        "period": report.period,
        "run": report.run or "",
        "kinds": [
            {
                "id": kind.value,
                "name": texts.add(KINDS[kind]),
                "reasons": [{"id": each.value, "name": texts.add(REASONS[each])} for each in REASONS_OF.get(kind, ())],
                "needs": NEEDS[kind],
                "more": [name for name in _MORE.get(kind, ()) if name not in NEEDS[kind]],
            }
            for kind in KINDS_HERE
        ],
    }
