"""Flags on outages that keep something from being available as long as the target asks: each, with its time."""

from collections.abc import Iterator

from checker.codes.shared import OUTAGE
from checker.flags.against import WELL, wants_numerator
from checker.flags.case import Case
from checker.flags.cells import contents_of, found_text, row_flag
from checker.measures.availability import Availability
from checker.measures.availability.overlaps import Taken
from checker.measures.availability.sentences import say_shared
from checker.measures.toolkit.bounds import satisfies
from checker.model import Flag, placed
from checker.model.workbook import TypedTable
from checker.text.bilingual import Text, join_texts
from checker.text.durations import duration_text


def outage_flags(case: Case) -> Iterator[Flag]:
    """Flags each outage of what is certainly less available than the target asks.

    Where the district alone is judged by the hours of all departments, every outage may be one too many.
    """
    asked, result = case.indicator.asked, case.result
    if not isinstance(asked, Availability) or case.context.window is None or wants_numerator(result) is not True:
        return
    typed, pooled = case.submission.tables.get(asked.table), case.indicator.level == "district"
    if typed is None or result.measured.reason is not None or (result.status in WELL and not pooled):
        return
    things = asked.things(typed, case.tables[typed.id], case.context)
    beyond = [each for each in things if (pooled and not asked.by) or not satisfies(each.available, result.target)]
    for taken in sorted((each for thing in beyond for each in thing.outages), key=lambda each: each.row):
        yield _flag(case, asked, typed, taken)


def _flag(case: Case, asked: Availability, typed: TypedTable, taken: Taken) -> Flag:
    table, row, columns = case.tables[typed.id], taken.row, (str(asked.when), asked.to)
    found = join_texts((found_text(typed, table, row, column) for column in columns), "；", "; ")
    facts = [*contents_of(typed, table, row, columns)] if row in typed.copies else []
    shared, severity = say_shared(taken), case.severity(OUTAGE)
    return row_flag(
        OUTAGE,
        case,
        typed,
        row,
        columns[0],
        None,
        severity,
        name=case.name,
        cells=placed(found, *facts) if facts else found,
        length=placed(duration_text(taken.seconds)),  # the cells say it
        overlap=_NONE if shared is None else placed(Text(f"；{shared.zh}", f"; {shared.en}")),
    )


#: It hangs on other rows whether an outage overlaps with them.
_NONE = placed("")
