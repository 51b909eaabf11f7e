"""Turns a report into the entry of a run and its items. Everything is masked as in report.json."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checker.ledger.figures import figure_items
from checker.ledger.rows import row_items, table_item
from checker.model import Department, Flag, Report
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.report_json import part_data, result_data
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.wording.flags import flag_data

#: The kinds of items of a run.
CHECKED, RESULT, FLAG = "checked", "result", "flag"


def run_payload(report: Report) -> dict[str, Json]:
    """Says what a run judged and by what: equal inputs give equal payloads."""
    return {
        "pack": {"id": report.pack, "version": mask_text(report.pack_version), "sha256": report.pack_sha256},
        "period": report.period,
        "as_of": report.as_of.isoformat(),
        "tool": report.tool,
        "departments": [_department(each) for each in report.owners],
        "faults": len(report.faults),
        "district": _both(report.district_name),
        "indicators": {
            each.id: {**_both(each.name), "clause": mask_text(each.clause), "unit": _both(each.unit)}
            for each in report.indicators
        },
        "rules": dict(report.rules),
        "waiver_months": report.waiver_months,
        **(
            {}
            if report.level_words is None
            else {"levels": {name: dict(words) for name, words in report.level_words.data.items()}}
        ),
        **({"use": [mask_text(name) for name in report.use]} if report.use else {}),
    }


def series_of(payload: Mapping[str, Any]) -> tuple[str, str]:
    """The series that a run belongs to: its pack and period."""
    return str(payload["pack"]["id"]), str(payload["period"])


def run_items(report: Report, keyed: Callable[[str], str]) -> Iterator[dict[str, Json]]:
    """Yields the items of a run: what was looked at in each department, every result, every flag, every row.

    The department of an item is its code; the district's is "", and that of an unknown workbook is its name. `keyed`
    hashes personal values under the ledger's key.
    """
    for department in report.owners:
        yield {"item": CHECKED, "department": department_id(department), **_checked(department)}
    for result in report.district_results:
        yield {"item": RESULT, "department": "", **result_data(result, False)}
    for department in report.owners:
        for result in department.results:
            yield {"item": RESULT, "department": department_id(department), **result_data(result, False)}
    for flag in report.district_flags:
        yield _flag("", flag, keyed)
    for department in report.owners:
        for flag in department.flags:
            yield _flag(department_id(department), flag, keyed)
    for department in report.owners:
        yield from figure_items(department, department_id(department))
    yield from map(table_item, report.tables)
    for department in report.owners:
        yield from row_items(department, department_id(department), keyed)


def _flag(department: str, flag: Flag, keyed: Callable[[str], str]) -> dict[str, Json]:
    hashed = keyed(flag.secret) if flag.secret else None
    return {"item": FLAG, "department": department, **flag_data(flag, False), "keyed": hashed}


def department_id(department: Department) -> str:
    """A department's code; the name of a workbook's file if nobody knows whose it is."""
    return department.code or mask_sentence(department.name, "zh")


def _both(text: Text) -> dict[str, Json]:
    return {language: mask_sentence(text, language) for language in ("zh", "en")}


def _department(department: Department) -> Json:
    return {
        "code": department_id(department),
        "name": _both(department.name),
        "file": mask_text(department.file),
        "sha256": department.sha256,
        "state": department.state.value,
        "score": department.score,
        "grade": None if department.grade is None else _both(department.grade),
        **({"parts": part_data(department, False)} if department.parts else {}),
    }


def _checked(department: Department) -> dict[str, Json]:
    """Says what was looked at: what was not can't be called put right."""
    return {
        "state": department.state.value,
        "indicators": [result.indicator for result in department.results],
        "checks": sorted({(tally.code, tally.table) for tally in department.tallies}),
        "tables": [
            {"table": sheet.table, "rows": sheet.read, "nil": sheet.nil, "silent": sheet.silent}
            for sheet in department.sheets
        ],
    }
