"""The flags of the earlier report that are gone: fixed, or not looked at."""

from checker.frozen import dataclass
from checker.model import Report
from checker.reporters.aggregates import count_since, gone_owner, gone_place, is_followed, submitted_flags
from checker.reporters.html.figures import EMPTY
from checker.reporters.html.view import View
from checker.text.bilingual import Text
from checker.wording.comparisons import GONE, gone_text, since_text


@dataclass(frozen=True)
class GoneRow:
    """One flag that is gone."""

    state: Text
    department: Text
    place: Text
    code: str
    message: Text


@dataclass(frozen=True)
class Gone:
    """What became of the flags of the earlier report, in one sentence, and those that are gone."""

    lead: Text
    rows: tuple[GoneRow, ...]


def make_gone(view: View) -> Gone:
    """Lists them; nothing without an earlier report whose flags are known."""
    report: Report = view.report
    if report.previous is None or not is_followed(report):
        return Gone(EMPTY, ())
    rows = tuple(
        GoneRow(
            GONE[each.state],
            view.text(gone_owner(report, each.flag)),
            view.text(gone_place(each.flag, view.reveal)),
            each.flag.code,
            view.text(gone_text(each.flag, view.reveal)),
        )
        for each in report.gone
    )
    return Gone(view.text(since_text(report.previous, count_since(report, submitted_flags(report)))), rows)
