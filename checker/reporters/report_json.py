"""report.json: everything that a run found, for programs. `report_schema.json` describes the format.

Numbers are exact decimals that never pass through binary floating point. Equal reports give equal bytes.
"""

from dataclasses import asdict
from datetime import date

from checker.model import Comparisons, Contact, Department, Needed, Report, Result, State
from checker.model.composed import IndexPart
from checker.model.figure_data import figure_data
from checker.model.records import RecordedFigure
from checker.model.reports import Subtotal
from checker.privacy.masking import mask_sentence, mask_text, mask_value
from checker.reporters.aggregates import all_flags, count_since
from checker.reporters.consequences import consequence_data, overall_data
from checker.reporters.registry import Reporter
from checker.reporters.requirements import requirement_data
from checker.reporters.rows.data import dump_evidence
from checker.reporters.strata import stratum_data
from checker.text.bilingual import Text
from checker.text.exact_json import Json, Made, dump_bytes, dumps
from checker.text.levels import in_own_words
from checker.wording.comparisons import gone_text
from checker.wording.flags import flag_data, mask_both
from checker.wording.targets import target_data

FORMAT = "checker-report/1"


@in_own_words
def render(report: Report, reveal: bool = False) -> str:
    """Writes the report as JSON that ends with a newline; personal values are masked unless `reveal`."""
    return dumps(_document(report, reveal))


def _document(report: Report, reveal: bool) -> Json:
    selection = report.selection
    return {
        "format": FORMAT,
        "tool": report.tool,
        "pack": {"id": report.pack, "version": mask_text(report.pack_version), "sha256": report.pack_sha256},
        "period": report.period,
        "period_days": {"first": _day(report.first_day), "last": _day(report.last_day)},
        "due_on": _day(report.due_on),
        "as_of": report.as_of.isoformat(),
        "run": report.run,
        "head": report.head,
        "previous": None if report.previous is None else _previous(report, reveal),
        "comparisons": None if report.comparisons is None else _comparisons(report.comparisons),
        "selection": None
        if selection is None
        else {"select": selection.wanted, "ignore": selection.unwanted, "hidden": selection.hidden},
        "indicators": [
            {
                "indicator": label.id,
                "name": mask_both(label.name),
                "clause": mask_text(label.clause),
                "unit": mask_both(label.unit),
            }
            for label in report.indicators
        ],
        "requirements": [requirement_data(requirement, reveal) for requirement in report.requirements],
        "departments": Made(lambda department: _department(department, reveal), report.departments),
        **({"subtotals": [_subtotal(each, reveal) for each in report.subtotals]} if report.subtotals else {}),
        "unplaced": [_department(department, reveal) for department in report.unplaced],
        "unread": [
            {"file": mask_text(each.name, reveal), "reason": mask_both(each.reason, reveal)} for each in report.unread
        ],
        "district": {
            "name": mask_both(report.district_name),
            **({} if report.overall is None else {"overall": overall_data(report.overall)}),
            "results": [result_data(result, reveal) for result in report.district_results],
            "flags": [flag_data(flag, reveal) for flag in report.district_flags],
            "missing": [mask_sentence(name, "zh", reveal) for name in report.missing],
            "not_submitted": [
                _not_submitted(each, report, reveal) for each in report.departments if each.state is State.MISSING
            ],
        },
        "faults": [
            {"where": mask_text(fault.where, reveal), "error": mask_text(fault.error, reveal)}
            for fault in report.faults
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _previous(report: Report, reveal: bool) -> Json:
    """Says what became of the flags of the earlier report; null if they aren't known."""
    assert report.previous is not None
    known = report.previous.flags is not None
    gone = [
        {
            **{"state": each.state, "department": mask_text(each.flag.department, reveal), "code": each.flag.code},
            **{"table": each.flag.table, "sheet": each.flag.sheet if reveal else "", "row": each.flag.row},
            **{"ref": each.flag.ref, "message": mask_both(gone_text(each.flag, reveal), reveal)},
        }
        for each in report.gone
    ]
    return {
        "period": report.previous.period,
        "flags": count_since(report, all_flags(report)) if known else None,
        "gone": gone,
    }


def _comparisons(comparisons: Comparisons) -> Json:
    return {"count": comparisons.count, "flagged": comparisons.flagged, "by_chance": comparisons.by_chance}


def _department(department: Department, reveal: bool) -> Json:
    return {
        "department": mask_sentence(department.name, "zh", reveal),
        "code": department.code,
        "name": mask_both(department.name, reveal),
        "file": mask_text(department.file, reveal),
        "sha256": department.sha256,
        **({"parts": part_data(department, reveal)} if department.parts else {}),
        "state": department.state.value,
        "score": department.score,
        "grade": None if department.grade is None else mask_sentence(department.grade, "zh"),
        "adjusted": [mask_both(said, reveal) for said in department.adjusted],
        **(
            {"consequences": [consequence_data(each, reveal) for each in department.consequences]}
            if department.consequences
            else {}
        ),
        "rank": None if department.rank is None else asdict(department.rank),
        "group": mask_both(department.group),
        "basis": {"judged": department.judged, "indicators": department.asked},
        "contact": _contact(department.contact, reveal),
        "settled": department.settled,
        "score_settled": department.score_settled,
        "results": [result_data(result, reveal) for result in department.results],
        "flags": [flag_data(flag, reveal) for flag in department.flags],
        "tallies": [asdict(tally) for tally in department.tallies],
        "sheets": [{**asdict(sheet), "sheet": mask_text(sheet.sheet, reveal)} for sheet in department.sheets],
        **({"figures": [_figure(each) for each in department.figures]} if department.figures else {}),
        **({} if department.evidence is None else {"rows": dump_evidence(department.evidence, reveal)}),
    }


def _figure(figure: RecordedFigure) -> Json:
    """A figure that a later run needs, exact and without rows."""
    days: dict[str, Json] = {"start": figure.start.isoformat(), "end": figure.end.isoformat()}
    return {"indicator": figure.indicator, **days, **figure_data(figure.measured)}


def part_data(department: Department, reveal: bool) -> Json:
    """The files that a submission consists of."""
    return [{"file": mask_text(each.file, reveal), "sha256": each.sha256} for each in department.parts]


def _contact(contact: Contact | None, reveal: bool) -> Json:
    if contact is None:
        return None
    known = {"name": contact.name, "phone": contact.phone}
    return {id: None if each is None else mask_value(each, "zh", reveal) for id, each in known.items()}


def _not_submitted(department: Department, report: Report, reveal: bool) -> Json:
    return {
        "department": mask_sentence(department.name, "zh", reveal),
        "code": department.code,
        "contact": _contact(department.contact, reveal),
        "due_on": _day(report.due_on),
        "days_late": report.days_late,
    }


def result_data(result: Result, reveal: bool) -> dict[str, Json]:
    """Returns a result as programs read it; personal values are masked unless `reveal`."""
    return {
        "indicator": result.indicator,
        "clause": mask_text(result.clause),
        "status": result.status.value,
        "final": result.final,
        "reachable": result.reachable,
        "value": result.value,
        "lower": result.lower,
        "upper": result.upper,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "excluded": result.excluded,
        "unknown": result.unknown,
        "target": target_data(result.target),
        "expected": result.expected,
        "unit": result.unit,
        "needed": None if result.needed is None else _needed(result.needed, reveal),
        "attainment": result.attainment,
        "weight": result.weight,
        "reason": mask_both(result.reason, reveal),
        **({"parts": [_index_part(part) for part in result.measured.composed]} if result.measured.composed else {}),
        "course": [
            {"day": point.day.isoformat(), "value": point.value, "expected": point.expected} for point in result.trend
        ],
        **({"strata": [stratum_data(each, reveal) for each in result.strata]} if result.strata else {}),
        **({"parameters": [mask_both(each) for each in result.given]} if result.given else {}),
    }


def _index_part(part: IndexPart) -> Json:
    """One part of an index; a share of 1 in its value is a share of 1 here."""
    return {
        "indicator": part.indicator,
        "weight": part.weight,
        "counts": part.place,
        "unit": part.unit.en,
        "value": part.value,
        "lower": part.low,
        "upper": part.high,
        "why": mask_both(part.why),
    }


def _subtotal(subtotal: Subtotal, reveal: bool) -> Json:
    """The results of a group, or of the departments of a unit."""
    return {
        "id": subtotal.id,
        "name": mask_both(subtotal.name),
        "kind": subtotal.kind,
        "depth": subtotal.depth,
        "parent": subtotal.parent,
        "departments": subtotal.departments,
        "counted": subtotal.counted,
        "results": [result_data(result, reveal) for result in subtotal.results],
    }


def _needed(needed: Needed, reveal: bool) -> Json:
    by = None if needed.by is None else needed.by.isoformat()
    return {"count": needed.count, "rows": needed.rows, "by": by, "text": mask_both(needed.text, reveal)}


REPORTER = Reporter(
    "report.json",
    Text(zh="全部结果，供程序读取", en="everything that a run found, for programs"),
    in_own_words(lambda report, language, reveal: dump_bytes(_document(report, reveal))),
    form="json",
    rows_on_request=True,
)
