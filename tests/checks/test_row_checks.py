"""How checks of rows are found, held to their word, and kept apart from what they check when they crash."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import checker.checks.rows as rows
from checker.checks.keys import row_list
from checker.checks.registry import Quote, RowCheck, TableVerdicts, row_check
from checker.checks.rows.dangling_reference import dangling_reference
from checker.checks.rows.date_order import DATE_ORDER, date_order
from checker.checks.rows.duplicate_key import duplicate_key
from checker.checks.rows.repeated_record import repeated_record
from checker.model import Fault, Tally
from checker.model.workbook import Submission
from checker.text.bilingual import Text
from tests.typed_rows import submitted, table, typed

ROOT = Path(__file__).parents[2]
TABLES = {
    "suits": table(
        "suits", {"no": {"type": "text"}, "a": {"type": "date"}, "b": {"type": "date"}}, key=["no"], order=["a <= b"]
    )
}
SUBMISSION = submitted(TABLES, {"suits": [{"row": 4, "no": "x", "remark": "第一批"}, {"row": 6, "no": "x"}]})


def replaced(monkeypatch: pytest.MonkeyPatch, *checks: RowCheck) -> None:
    monkeypatch.setattr(rows, "row_checks", lambda: checks)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves no other checks than those that these tests know."""
    replaced(monkeypatch, date_order, dangling_reference, duplicate_key, repeated_record)


def test_every_file_is_found_and_gives_a_code_of_its_own() -> None:
    files = {path.stem for path in (ROOT / "checker/checks/rows").glob("*.py")} - {"__init__"}
    assert len({check.code for check in rows.row_checks()}) == len(files)


@pytest.mark.usefixtures("few")
def test_a_flag_has_its_place_its_record_and_its_key() -> None:
    flags, tallies, faults = rows.run_row_checks(SUBMISSION, TABLES)
    assert [(flag.place.sheet, flag.place.cell, flag.place.key, flag.record) for flag in flags] == [
        ("suits", "A4", "x", flags[0].record),
        ("suits", "A6", "x", ()),
    ]
    assert [(header, shown.text, shown.personal) for header, shown in flags[0].record] == [("remark", "第一批", "text")]
    assert set(tallies) == {Tally("C401", "suits", 0, 0, 2), Tally("C403", "suits", 0, 2, 0)}
    assert faults == ()


@pytest.mark.usefixtures("few")
def test_rows_that_never_were_in_a_sheet_are_judged_alike() -> None:
    tables = {
        "officers": table("officers", {"id": {"type": "text"}}),
        "hours": table("hours", {"who": {"type": "text"}}, references={"who": "officers.id"}),
    }
    found = {"officers": [{"id": "0417"}], "hours": [{"who": "9"}, {"who": "9"}]}
    bare = {name: typed(definition, found[name], located=False) for name, definition in tables.items()}
    flags, _, faults = rows.run_row_checks(Submission(bare), tables)
    assert [(flag.code.id, flag.place.row, flag.place.cell) for flag in flags] == [
        ("C402", 2, ""),
        ("C402", 3, ""),
        ("C404", 3, ""),
    ]
    assert faults == ()


def test_a_crash_is_a_fault_and_the_other_checks_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    @row_check(DATE_ORDER)
    def crashing(submission: Any, tables: Any) -> Iterable[TableVerdicts]:
        yield TableVerdicts("suits", np.array([True, False]), np.array([False, False]), (Quote(4, "a", {}),))
        raise KeyError("张三 420106199001011234")

    replaced(monkeypatch, crashing, duplicate_key)
    flags, tallies, (fault,) = rows.run_row_checks(SUBMISSION, TABLES)
    assert {flag.code.id for flag in flags} == {"C403"}
    assert {tally.code for tally in tallies} == {"C403"}
    assert fault.where == "date-order"
    assert fault.error.startswith("KeyError at test_row_checks.py:")
    assert "张三" not in fault.error


@pytest.mark.parametrize(
    ("invalid", "unknown", "quoted"),
    [
        ([True, False], [False, False], []),
        ([False, False], [False, False], [4]),
        ([True, False], [True, False], [4]),
        ([True], [False], [4]),
        ([False, False], [False], []),
        ([True, False], [False, False], [6]),
    ],
)
def test_a_check_whose_verdicts_and_quotes_differ_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, invalid: list[bool], unknown: list[bool], quoted: list[int]
) -> None:
    found = TableVerdicts("suits", np.array(invalid), np.array(unknown), tuple(Quote(row, "no", {}) for row in quoted))
    replaced(monkeypatch, RowCheck(DATE_ORDER, lambda submission, tables: [found]))
    flags, tallies, faults = rows.run_row_checks(SUBMISSION, TABLES)
    assert (flags, tallies) == ((), ())
    assert [fault.where for fault in faults] == ["date-order"]
    assert isinstance(faults[0], Fault)


@pytest.mark.parametrize("second", ["check", "no check"])
def test_a_file_without_a_check_of_its_own_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, second: str
) -> None:
    source = "from checker.checks.registry import RowCheck\nfrom checker.codes import Code\n"
    (tmp_path / "one_of_two.py").write_text(source + "CHECK = RowCheck(Code('C401'), lambda submission, tables: ())\n")
    (tmp_path / "two_of_two.py").write_text((tmp_path / "one_of_two.py").read_text() if second == "check" else "")
    monkeypatch.setattr(rows, "__path__", [str(tmp_path)])
    with pytest.raises(ValueError, match="two_of_two"):
        rows.row_checks.__wrapped__()
    for name in ("one_of_two", "two_of_two"):
        sys.modules.pop(f"checker.checks.rows.{name}", None)
        vars(rows).pop(name, None)


@pytest.mark.parametrize(
    ("numbers", "besides", "expected"),
    [
        ([3], None, Text("第 3 行", "row 3")),
        ([3, 9], 9, Text("第 3 行", "row 3")),
        ([3, 9], None, Text("第 3、9 行", "rows 3 and 9")),
        ([1, 2, 3, 4, 5], None, Text("第 1、2、3、4、5 行", "rows 1, 2, 3, 4 and 5")),
        ([1, 2, 3, 4, 5, 6], 6, Text("第 1、2、3、4、5 行", "rows 1, 2, 3, 4 and 5")),
        ([1, 2, 3, 4, 5, 6], None, Text("第 1、2、3、4、5 行等 6 行", "rows 1, 2, 3, 4, 5 and 1 more")),
    ],
)
def test_rows_are_named_as_people_do(numbers: list[int], besides: int | None, expected: Text) -> None:
    assert row_list(numbers, besides) == expected


def test_checks_do_not_wait_for_pandera() -> None:
    probe = "import sys, checker.checks.rows as rows; rows.row_checks(); print('pandera' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_pandera_has_one_home() -> None:
    imports = re.compile(r"^\s*(import|from) pandera\b", re.MULTILINE)
    homes = [path.name for path in (ROOT / "checker").rglob("*.py") if imports.search(path.read_text("utf-8"))]
    assert homes == ["schema.py"]
