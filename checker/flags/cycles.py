"""Flags on the months, weeks and so on of a figure by cycle: which count against the target, and which are open."""

from collections.abc import Iterator, Sequence

from checker.codes import Code
from checker.flags.case import Case, severity_by_status
from checker.measures.cycles import Cycles
from checker.measures.cycles.sentences import list_cycles
from checker.measures.cycles.settings import IN_A_ROW
from checker.model import Flag, Severity, Status, flag
from checker.tables.rows.places import place_of_table
from checker.text.bilingual import Text

AGAINST = Code("M560")
OPEN = Code("M561")


def cycle_flags(case: Case) -> Iterator[Flag]:
    """Names the cycles that count against a target that isn't met, and those that leave it undetermined."""
    asked, result = case.indicator.asked, case.result
    if not isinstance(asked, Cycles) or case.indicator.level != "department" or not result.measured.parts:
        return
    if result.status not in (Status.MISSED, Status.BEHIND, Status.UNDETERMINED) or case.context.window is None:
        return
    against, undecided = asked.against(result, case.context.window, case.context.as_of)
    severity = severity_by_status(result.status)
    if against and not (asked.take == IN_A_ROW and result.status is Status.UNDETERMINED):
        yield _named(AGAINST, case, against, severity)
    if undecided and result.status is Status.UNDETERMINED:
        yield _named(OPEN, case, undecided, min(severity, Severity.AMBER))


def _named(code: Code, case: Case, told: Sequence[Text], severity: Severity) -> Flag:
    name = case.indicator.asked.tables()[0]
    place = place_of_table(case.submission.tables[name], case.tables[name])
    indicator = case.indicator.id
    return flag(code, place, severity=severity, indicator=indicator, name=case.name, cycles=list_cycles(told))
