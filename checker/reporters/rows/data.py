"""The rows behind numbers as programs read them, in report.json and from `explain --format json`."""

from collections.abc import Iterable
from dataclasses import replace

from checker.model import Department, Report, Shown
from checker.model.evidence import Behind, Cell, Evidence, EvidenceSheet, Line
from checker.privacy.masking import mask_sentence, mask_text, mask_texts, mask_value
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.wording.evidence import arithmetic_of, cells_of, flatten, sort_lines
from checker.wording.flags import flag_data, mask_both


def dump_evidence(evidence: Evidence, reveal: bool) -> Json:
    """Returns the rows behind all results of a department."""
    return {
        "sheets": [_sheet(sheet, reveal) for sheet in evidence.sheets],
        "results": [dump_behind(behind, reveal) for behind in evidence.results],
    }


def dump_behind(behind: Behind, reveal: bool) -> dict[str, Json]:
    """Returns the lines behind one result; rows are named by their table and number."""
    return {
        "indicator": behind.indicator,
        "asked": [
            {
                "table": asked.table,
                "kind": mask_both(asked.kind),
                "wanted": mask_both(asked.wanted),
                "fields": asked.fields,
            }
            for asked in behind.asked
        ],
        "lines": [_line(line, reveal) for line in sort_lines(behind)],
        "others": behind.others,
    }


def _line(line: Line, reveal: bool) -> Json:
    return {
        "role": line.role.value,
        "units": line.units,
        "part": line.part or None,
        "table": line.table or None,
        "row": line.row,
        "label": mask_both(line.label, reveal),
        "amount": line.amount,
        "goal": line.goal,
        "reason": mask_both(line.reason, reveal),
        "outcomes": [{"asked": number, "holds": outcome} for number, outcome in line.outcomes],
        "evidence": line.evidence or None,
        "under": [_line(each, reveal) for each in line.under],
    }


def _sheet(sheet: EvidenceSheet, reveal: bool) -> Json:
    shown = [[_cell(cell, reveal) for cell in column.cells] for column in sheet.columns]
    return {
        "table": sheet.table,
        "sheet": mask_text(sheet.sheet, reveal),
        "columns": [
            {
                "header": mask_sentence(column.header, "zh", reveal),
                "column": column.column,
                "field": column.field or None,
            }
            for column in sheet.columns
        ],
        "rows": [
            {"row": row, "key": key, "cells": cells}
            for row, key, cells in zip(sheet.rows, mask_texts(sheet.keys, reveal), sheet.by_row(shown), strict=True)
        ],
    }


def _cell(cell: Cell, reveal: bool) -> Json:
    return {"shown": _mask(cell.shown, reveal), "read": _mask(cell.read, reveal), "state": cell.state or None}


def _mask(shown: Shown | None, reveal: bool) -> str | None:
    return None if shown is None else mask_value(shown, "en", reveal)


def dump_numbers(report: Report, chosen: Iterable[tuple[Department, Behind]], reveal: bool) -> Json:
    """Returns the rows behind one number of one department, or of every department."""
    return {
        "pack": report.pack,
        "period": report.period,
        "as_of": report.as_of.isoformat(),
        "results": [_number(report, department, behind, reveal) for department, behind in chosen],
    }


def _number(report: Report, department: Department, behind: Behind, reveal: bool) -> Json:
    label = next(each for each in report.indicators if each.id == behind.indicator)
    result, used = behind.result, _tables(behind.lines)
    sheets = department.evidence.sheets if department.evidence is not None else ()
    return {
        "department": mask_sentence(department.name, "zh", reveal),
        "code": department.code,
        "file": mask_text(department.file, reveal),
        "name": mask_both(label.name),
        "clause": mask_text(label.clause),
        "rule": [mask_both(sentence) for sentence in label.rule],
        "arithmetic": mask_both(arithmetic_of(behind, label), reveal),
        "status": result.status.value,
        "value": result.value,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "excluded": result.excluded,
        "unknown": result.unknown,
        **dump_behind(behind, reveal),
        "sheets": [_sheet(sheet, reveal) for sheet in sheets if sheet.table in used],
    }


def _tables(lines: Iterable[Line]) -> set[str]:
    return {table for line in lines for table in (line.table, *_tables(line.under)) if table}


def dump_cell(
    report: Report, department: Department, sheet: EvidenceSheet, column: str, row: int, reveal: bool
) -> Json:
    """Returns what a cell holds, how it was read, and what read it."""
    record = sheet.find(row)
    cells = () if record is None else cells_of(sheet, record)
    cell = next((each for each in cells if each.address == f"{column}{row}"), None)
    flags = [
        flag for flag in department.flags if (flag.place.sheet, flag.place.cell) == (sheet.sheet, f"{column}{row}")
    ]
    results = department.evidence.results if department.evidence is not None else ()
    read_by = [
        behind for behind in results if cell is not None and cell.field in dict(behind.reads).get(sheet.table, ())
    ]
    return {
        "pack": report.pack,
        "period": report.period,
        "department": mask_sentence(department.name, "zh", reveal),
        "sheet": mask_text(sheet.sheet, reveal),
        "cell": f"{column}{row}",
        "table": sheet.table,
        "field": None if cell is None else cell.field or None,
        "header": None if cell is None else _header(cell.header, reveal),
        "shown": None if cell is None else _mask(cell.cell.shown, reveal),
        "read": None if cell is None else _mask(cell.cell.read, reveal),
        "state": None if cell is None else cell.cell.state or None,
        "read_by": [dump_behind(_of_row(behind, sheet.table, row), reveal) for behind in read_by],
        "flags": [flag_data(flag, reveal) for flag in flags],
    }


def _header(header: Text, reveal: bool) -> str:
    return mask_sentence(header, "zh", reveal)


def _of_row(behind: Behind, table: str, row: int) -> Behind:
    """Keeps only the lines of one row."""
    lines = tuple(line for line, _ in flatten(behind.lines) if (line.table, line.row) == (table, row))
    return replace(behind, lines=lines)
