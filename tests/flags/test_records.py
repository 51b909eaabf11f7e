"""Every row of a submission as a ledger keeps it."""

from __future__ import annotations

import dataclasses
import json
from functools import cache

from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.engine.pipeline import check_workbook
from checker.intake.target import Request, read_declaration
from checker.ledger.keys import Key
from checker.ledger.rows import row_items
from checker.model import Department, Known
from checker.model.records import TableRecord
from checker.sources.reader import Reader
from tests.project.structure import ROOT

SAMPLE = ROOT / "inputs" / "heping" / "2022Q4" / "区司法局.xlsx"


@cache
def department(*, records: bool = True) -> Department:
    """A built-in sample through the whole line."""
    pack = load_pack("heping")
    with Reader() as reader:
        workbook, flags = reader.read(SAMPLE)
    assert workbook is not None
    task = dataclasses.replace(task_of(pack, "2022Q4", None), records=records)
    return check_workbook(SAMPLE, workbook, read_declaration(workbook, pack.cover), flags, task, Request()).department


def record(table: str) -> TableRecord:
    return next(each for each in department().records if each.table == table)


def test_rows_are_kept_only_on_request() -> None:
    without = department(records=False)
    assert without.records == ()
    assert without.figures  # a few numbers, from which the next period's run goes on without a ledger, too
    assert dataclasses.replace(department(), records=()) == without


def test_every_row_that_was_read_is_kept() -> None:
    kept = {each.table: len(each.rows) for each in department().records}
    assert kept == {each.table: each.read for each in department().sheets if each.read}


def test_roles_add_up_to_the_numbers_of_a_share_of_rows() -> None:
    counted = record("disclosure").counted["disclosure-replies"]
    result = next(each for each in department().results if each.indicator == "disclosure-replies")
    counts = result.measured.counts
    assert {role: len(rows) for role, rows in counted.items()} == {
        "numerator": counts.passed,
        "excluded": counts.excluded,
    }
    assert record("disclosure").flagged == {"M524": counted["excluded"]}


def test_the_rows_of_a_member_count_for_it() -> None:
    assert set(record("officers").counted["officer-training"]) == {"numerator"}
    assert set(record("training").counted["officer-training"]) == {"counted"}


def test_cells_are_masked_and_lists_follow_the_rows() -> None:
    officers = record("officers")
    assert officers.personal == ("name", "id_no", "phone")
    assert officers.cells["name"][0] == "吴**"
    assert set(officers.known) == {Known.BY_KEY}
    for each in department().records:
        lists = [each.shown, each.forms, each.known, each.digests, each.hidden, each.secrets, *each.cells.values()]
        assert {len(one) for one in lists} == {len(each.rows)}


def test_what_is_stored_holds_no_personal_cell_in_plain() -> None:
    plain = [part for each in department().records for secret in each.secrets if secret for part in json.loads(secret)]
    names = {part for part in plain if len(part) > 1}
    assert len(names) > 20
    stored = json.dumps(list(row_items(department(), "a", Key(b"k" * 32).hash)), ensure_ascii=False)
    assert not [name for name in names if name in stored]
