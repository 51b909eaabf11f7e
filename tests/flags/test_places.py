"""A flag is about the same thing wherever its row is: to sort a sheet, or to add a line above, changes no decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from checker.checks.batch.copied_blocks import copied_blocks
from checker.checks.gathered import Batch
from checker.checks.period import Dated, flag_misdated
from checker.checks.prints import RowPrints
from checker.checks.rows import run_row_checks
from checker.checks.signals import look_for_signals
from checker.codes import catalogue
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.pipeline import check_workbook
from checker.engine.report import build_report
from checker.flags.traces import trace_rows, traced_tables
from checker.intake.target import Request, read_declaration
from checker.locate import locate
from checker.model import Department, Flag, State, flag
from checker.model.fingerprints import add_fingerprints
from checker.model.workbook import Submission, Workbook
from checker.periods import Window
from checker.privacy.masking import mask_for_digest, mask_text
from checker.sources.reader import Reader
from checker.tables.table import Table
from checker.text.bilingual import Text
from tests.checks.test_signal_cases import evidence
from tests.flags.moving import LINES, lower, sort_rows, told
from tests.locate.workbooks import TABLES, read, workbook_of
from tests.typed_rows import case_list, submitted, table

INPUTS = Path(__file__).parents[2] / "inputs"
RUNS = [(pack.name, period.name) for pack in sorted(INPUTS.iterdir()) if pack.is_dir() for period in pack.iterdir()]
ROW_CHECKS, SIGNALS = ("C401", "C402", "C403", "C404", "C413", "V348"), ("A720", "A721", "A722", "A723")
#: Blocks of consecutive rows: sorting a sheet takes them apart, and then there are none.
OF_ORDER = ("A730",)
#: Codes that are raised nowhere below, because they name no other row, or none of a table.
OF_NO_ROWS = {
    *(code for code in catalogue() if code.startswith("D")),  # definitions
    *("W201", "W202", "W203", "W204", "W205", "W207", "W208", "W209", "W245", "W246", "W247", "W248", "W249"),  # files
    *("W318", "W319"),  # a file that changes, or isn't one: tests/sources
    *("W242", "W280", "W281", "W282", "W283"),  # whose file it is, and several of one department: tests/intake
    *("W251", "W252", "W253", "W254", "W255", "W256", "W257"),  # a returned flags sheet
    *("W260", "W261", "W263", "W264", "W265", "W266", "W275"),  # a whole sheet, or a row that is gone
    *("A702", "A703", "A704", "A731", "A732", "M551", "M560", "M561", "M564"),  # requirements, and results
    *("A740", "A741"),  # beside recorded runs: tests/history
    *("C419", "M509", "M511", "M515", "M516", "M523", "M527", "M529", "M530", "M532", "M533", "M534", "M544"),  # cells
    *("W312", "V303", "V310", "V311", "V321", "V322", "V337", "V342", "V351", "V352", "V353", "V354", "V355", "V356"),
    "T605",  # rows of the months before the last one: tests/engine/test_undecided_parts.py
    "M554",  # sheets that come to 0: tests/oracle/test_ratio.py
    "M553",  # a sheet without earlier rows: tests/oracle/test_rows_before.py
    "M552",  # rows of which a later one may come: tests/oracle/test_rows_pack.py
    "M562",  # rows in a stretch of time: tests/oracle/test_sliding.py
    "M563",  # outages that overlap: tests/oracle/test_outages.py
    *("W313", "V343", "V344", "V345", "V346", "V347"),  # whole columns: tests/checks/test_once.py
}

Before, After = list[Flag], list[tuple[str, list[Flag]]]


@cache
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module", autouse=True)
def _close() -> Iterator[None]:
    yield
    reader().close()


@cache
def of_report(name: str, period: str) -> tuple[Before, After]:
    """The flags of a whole sample report: as it is, below blank lines, and sorted in two ways."""
    pack = load_pack(name)
    found = [(path, *reader().read(path)) for path in sorted((INPUTS / name / period).iterdir())]
    books = [(path, workbook, flags) for path, workbook, flags in found if workbook is not None]

    def check(workbooks: Sequence[Workbook]) -> list[Flag]:
        return flags_of(
            pack, period, [(path, new, flags) for (path, _, flags), new in zip(books, workbooks, strict=True)]
        )

    plain = [workbook for _, workbook, _ in books]
    moved = [("below", [*map(lower, plain)])]
    moved += [(f"sorted {seed}", [sort_rows(each, pack.tables, Random(seed)) for each in plain]) for seed in (1, 2)]
    return check(plain), [(how, check(workbooks)) for how, workbooks in moved]


def flags_of(pack: Pack, period: str, books: Sequence[tuple[Path, Workbook, tuple[Flag, ...]]]) -> list[Flag]:
    task = replace(task_of(pack, period, None), prints=True)
    checked = [
        check_workbook(path, workbook, read_declaration(workbook, pack.cover), flags, task, Request())
        for path, workbook, flags in books
    ]
    report = build_report(checked, task, whole=True)
    assert report.faults == ()
    return [each for department in report.departments for each in department.flags]


@cache
def of_cases(code: str) -> tuple[Before, After]:
    """The flags of a row check or signal on its cases: as they are, further down, and sorted in two ways."""
    return flags_on(code, None), [
        ("below", flags_on(code, 0)),
        *((f"sorted {n}", flags_on(code, n)) for n in (1, 2, 3)),
    ]


def flags_on(code: str, seed: int | None) -> list[Flag]:
    found: list[Flag] = []
    for number, case in enumerate(case_list(code)):
        if seed is not None:
            case = {**case, "rows": {name: moved(rows, Random(seed), seed) for name, rows in case["rows"].items()}}
        if code in SIGNALS:
            seen = evidence(case)
            submission, tables, flags = seen.submission, dict(seen.tables), look_for_signals(seen)[0]
        else:
            tables = {name: table(name, **definition) for name, definition in case["tables"].items()}
            submission = submitted(tables, case["rows"], case.get("lacking"))
            flags, _, faults = run_row_checks(submission, tables)
            assert faults == ()
        found += stamped(f"{code} {number}", flags, submission, tables)
    return found


def moved(rows: Sequence[dict[str, Any]], draw: Random, seed: int) -> list[dict[str, Any]]:
    """The rows further down; with a seed other than 0 in another order as well."""
    numbers = [row.get("row") for row in rows]
    mixed = draw.sample(rows, len(rows)) if seed else list(rows)
    below = [{**row, "row": number + LINES} for row, number in zip(mixed, numbers, strict=True) if number is not None]
    if len(below) == len(rows) or not rows:
        return below
    return [
        {**{name: cell for name, cell in row.items() if name != "row"}, "row": LINES + at}
        for at, row in enumerate(mixed)
    ]


def stamped(name: str, flags: Sequence[Flag], submission: Submission, tables: dict[str, Table]) -> tuple[Flag, ...]:
    return add_fingerprints(
        name, "d", trace_rows(tuple(flags), traced_tables(submission, tables, mask_text)), mask_for_digest
    )


@cache
def of_sheets() -> tuple[Before, After]:
    """The flags on how sheets are laid out: as they are, and below blank lines."""
    cases = [(case, workbook_of(case)) for case in read("cases.yaml")]

    def flags(workbook: Workbook, case: dict[str, Any]) -> tuple[Flag, ...]:
        _, found = locate(workbook, TABLES, case.get("wanted", ["litigation"]))
        return add_fingerprints(case["name"], "d", found, mask_for_digest)

    before = [each for case, workbook in cases for each in flags(workbook, case)]
    return before, [("below", [each for case, workbook in cases for each in flags(lower(workbook), case)])]


@cache
def of_days_to_come() -> tuple[Before, After]:
    """The flags on rows after the as-of date."""
    lectures = table("lectures", {"no": {"type": "text"}, "held": {"type": "date"}}, key=["no"])
    days = [date(2022, month, 5) for month in (9, 3, 11, 9, 2, 12)]
    rows = [{"no": str(number), "held": day} for number, day in enumerate(days)]

    def flags(given: list[dict[str, Any]]) -> list[Flag]:
        submission = submitted({"lectures": lectures}, {"lectures": given})
        dated = [Dated("lectures", "held", Window(date(2022, 1, 1), date(2022, 12, 31)))]
        found, _ = flag_misdated(submission, {"lectures": lectures}, dated, date(2022, 6, 30))
        return list(stamped("p", found, submission, {"lectures": lectures}))

    return flags(rows), [(str(seed), flags(moved(rows, Random(seed), seed))) for seed in range(4)]


@cache
def of_blocks() -> tuple[Before, After]:
    """The flags on blocks of equal rows in two departments: as they are, and further down in each."""
    task = task_of(load_pack("heping"), "2022", None)
    cells = np.array([[day, 5, 6, 7, 8] for day in (1, 2, 3, 4)], dtype=np.uint64)

    def flags(first: int, other: int) -> list[Flag]:
        names = {"a": first, "b": other}
        prints = {
            code: {
                "t": RowPrints(tuple(range(begin, begin + 4)), np.arange(4, dtype=np.uint64) + key, (0,), (1,), cells)
            }
            for key, (code, begin) in zip((10, 20), names.items(), strict=True)
        }
        departments = {code: Department(code, Text(code, code), "", "", State.ACCEPTED) for code in names}
        seen = copied_blocks.look(Batch(departments, prints, task))
        made = tuple(flag(copied_blocks.code, each.place, **each.values) for each in seen)
        return list(add_fingerprints("p", "d", made, mask_for_digest))

    return flags(2, 2), [("below", flags(2 + LINES, 2)), ("below there", flags(2, 2 + LINES))]


def every() -> Iterator[tuple[str, tuple[Before, After]]]:
    yield from ((name, of_report(name, period)) for name, period in RUNS)
    yield from ((code, of_cases(code)) for code in (*ROW_CHECKS, *SIGNALS))
    yield from (("sheets", of_sheets()), ("days", of_days_to_come()), ("blocks", of_blocks()))


@pytest.mark.parametrize(("name", "period"), RUNS, ids=[name for name, _ in RUNS])
def test_a_report(name: str, period: str) -> None:
    verify(of_report(name, period))


@pytest.mark.parametrize("code", [*ROW_CHECKS, *SIGNALS])
def test_cases(code: str) -> None:
    verify(of_cases(code))


def test_sheets_days_and_blocks() -> None:
    for found in (of_sheets(), of_days_to_come(), of_blocks()):
        verify(found)


def verify(found: tuple[Before, After]) -> None:
    before, after = found
    assert before
    for how, flags in after:
        left_out = OF_ORDER if how.startswith("sorted") else ()
        assert told(flags, left_out) == told(before, left_out), how
        said = [[(each.place, each.values, each.expected) for each in those] for those in (before, flags)]
        assert said[0] != said[1] or how.startswith("sorted") or not any(each.place.row for each in before)


def test_every_code_that_may_name_a_row_is_among_them() -> None:
    """A new code is raised above, or it is said why it names no row."""
    raised = {each.code.id for _, (before, _) in every() for each in before}
    assert set(catalogue()) - raised == OF_NO_ROWS
