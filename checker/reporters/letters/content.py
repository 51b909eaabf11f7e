"""What the letters say: the values of their placeholders, in the words of the other outputs and masked as there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from checker.frozen import dataclass
from checker.model import Department, Flag, Language, Report, Result, Severity, Shown, State, Status
from checker.privacy.masking import mask_value
from checker.reporters.aggregates import (
    count_severities,
    in_workbook_order,
    judged_text,
    own_flags,
    rank,
    rank_text,
    submitted_flags,
)
from checker.reporters.letters.fitting import fit
from checker.text.bilingual import Text
from checker.text.days import day_text
from checker.text.period_labels import label_words
from checker.wording.conclusion import conclude, what_next
from checker.wording.flags import FIELDS
from checker.wording.labels import STATUSES, score_text, target_text
from checker.wording.missing import due_text
from checker.wording.next_step import next_step
from checker.wording.reader import Words
from checker.wording.remedy import remedy
from checker.wording.results import counted_text, figure_text, needed_text

#: Codes that only repeat an indicator's status, which the tables of indicators show.
STATUS_CODES = "T6"
#: So many flags are on a department's page at most.
MOST_FLAGS = 10
#: What is to be done about a result: the greater, the sooner it is on a page without room for all.
_URGENCY = {Status.MISSED: 4, Status.UNDETERMINED: 3, Status.BEHIND: 2, Status.ON_TRACK: 1}
#: So many flags of a severity, and of one code, are in the notice at most: it shows what is wrong, not each place.
MOST_OF_SEVERITY = {Severity.ERROR: 5, Severity.RED: 5, Severity.AMBER: 2, Severity.INFO: 0}
MOST_OF_CODE = 2
#: The fields of a flag that letters show.
_FLAG_FIELDS = ("severity", "code", "sheet", "cell", "indicator", "clause", "message")
Values = dict[str, Any]


@dataclass(frozen=True)
class Reader(Words):
    """A report and for whom it is written."""

    report: Report
    language: Language
    reveal: bool

    def show(self, shown: Shown | None) -> str:
        """Shows a value, masked; "-" for none."""
        return "-" if shown is None else mask_value(shown, self.language, self.reveal)

    def optional(self, text: Text | None, otherwise: str = "") -> str:
        """Shows a text, if there is one."""
        return otherwise if text is None else self.of(text)


def fill_every(reader: Reader) -> Values:
    """Returns the values that every letter has."""
    report = reader.report
    return {
        "district": reader.of(report.district_name),
        "period": _period(reader),
        "pack": reader.of(report.pack_title),
        "pack_version": reader.quote(report.pack_version),
        "as_of": reader.of(day_text(report.as_of)),
    }


def _period(reader: Reader) -> str:
    """The period as an official letter writes it, with its days if the label doesn't say them."""
    days, label = reader.report.period_days, reader.of(label_words(reader.report.period))
    return label + (reader.brackets(reader.of(days)) if days.en else "")


def fill_notice(reader: Reader) -> Values:
    """Returns the values of the notice: what the board says, in brief."""
    report = reader.report
    submitted = rank(each for each in report.departments if each.state is not State.MISSING)
    flags = submitted_flags(report)
    shown = list(_gravest(reader))
    return {
        "conclusion": reader.of(conclude(report)),
        "next": reader.of(what_next(report)),
        "groups": [
            {"name": reader.optional(group), "departments": [_ranked(reader, each) for each in departments]}
            for group, departments in groupby(submitted, lambda each: each.group)
        ],
        "indicators": [
            {"number": reader.numbers.get(each.indicator, 0), **_result(reader, each)}
            for each in report.district_results
        ],
        "flags": [{"department": name, **_flag(reader, flag)} for name, flag in shown],
        "more_flags": sum(not _repeats_status(flag) for flag in flags) - len(shown),
    }


def fill_reminder(reader: Reader) -> Values:
    """Returns the values of the reminder; its list is empty if every department has submitted."""
    report = reader.report
    missing = [each for each in report.departments if each.state is State.MISSING]
    late = "-" if report.days_late is None else str(report.days_late)
    return {
        "due": reader.optional(due_text(report)),
        "count": len(missing),
        "missing": [
            {
                "number": number,
                "department": reader.of(each.name),
                "contact": reader.show(None if each.contact is None else each.contact.name),
                "phone": reader.show(None if each.contact is None else each.contact.phone),
                "days_late": late,
            }
            for number, each in enumerate(missing, 1)
        ],
    }


def fill_return(reader: Reader, department: Department) -> Values:
    """Returns the values of the page for one department."""
    worst_first = sorted(in_workbook_order(department), key=lambda flag: -flag.severity)
    flags = [flag for flag in worst_first if not _repeats_status(flag)]
    results = [
        {**_result(reader, each), "needed": reader.optional(needed_text(each) or _undecided(each))}
        for each in department.results
    ]
    fitted = fit(
        [(_URGENCY.get(each.status, 0), said) for each, said in zip(department.results, results, strict=True)],
        [
            {
                **_flag(reader, flag),
                "expected": FIELDS["expected"].words(flag, reader),
                "remedy": remedy(flag.code, reader.language),
            }
            for flag in flags[:MOST_FLAGS]
        ],
        reader.language,
    )
    return {
        "department": reader.of(department.name),
        "file": reader.quote(department.file),
        "state": reader.state_words(department.state),
        "score": score_text(department.score),
        "grade": reader.optional(department.grade, "-"),
        "adjusted": reader.say("；", "; ").join(map(reader.of, department.remarks)),
        "rank": rank_text(department.rank, reader.language),
        "group": reader.optional(department.group),
        "judged": judged_text(department) or "-",
        "next": reader.of(next_step(department, submitted=True).text),
        **_counts(department.flags),
        "results": fitted.results,
        "more_results": len(results) - len(fitted.results),
        "flags": fitted.flags,
        "more_flags": len(flags) - len(fitted.flags),
    }


def _ranked(reader: Reader, department: Department) -> Values:
    return {
        "rank": rank_text(department.rank, reader.language),
        "name": reader.of(department.name),
        "state": reader.state_words(department.state),
        "judged": judged_text(department) or "-",
        "score": score_text(department.score),
        "grade": reader.optional(department.grade, "-"),
        **_counts(own_flags(department)),
    }


def _counts(flags: Iterable[Flag]) -> Values:
    counts = count_severities(flags)
    named = (("errors", Severity.ERROR), ("reds", Severity.RED), ("ambers", Severity.AMBER))
    return {name: counts[severity] for name, severity in named}


def _result(reader: Reader, result: Result) -> Values:
    unit = reader.unit_of(result)
    return {
        "name": reader.name_of(result.indicator),
        "clause": reader.quote(result.clause),
        "status": STATUSES[result.status].of(reader.language),
        "value": figure_text(result, unit, reader.language),
        "counted": counted_text(result, reader.language, reader.labels.get(result.indicator)),
        "target": target_text(result.target, unit, reader.language),
    }


def _undecided(result: Result) -> Text | None:
    """Says why a result is undetermined."""
    return result.reason if result.status is Status.UNDETERMINED else None


def _flag(reader: Reader, flag: Flag) -> Values:
    return {id: FIELDS[id].words(flag, reader) for id in _FLAG_FIELDS}


def _repeats_status(flag: Flag) -> bool:
    return flag.code.id.startswith(STATUS_CODES)


def _gravest(reader: Reader) -> Iterator[tuple[str, Flag]]:
    """Yields the gravest flags on what was submitted with the names of their owners, few of each code."""
    report = reader.report
    owned: list[tuple[str, Flag]] = [
        (reader.of(each.name), flag)
        for each in report.owners
        if each.state is not State.MISSING
        for flag in in_workbook_order(each)
    ]
    owned += [(reader.of(report.district_name), flag) for flag in report.district_flags]
    yield from _few(sorted(owned, key=lambda pair: -pair[1].severity))


def _few(owned: Sequence[tuple[str, Flag]]) -> Iterator[tuple[str, Flag]]:
    shown = Counter[str | Severity]()
    for name, flag in owned:
        code, severity = flag.code.id, flag.severity
        room = shown[code] < MOST_OF_CODE and shown[severity] < MOST_OF_SEVERITY[severity]
        if room and not _repeats_status(flag):
            shown.update((code, severity))
            yield name, flag
