"""Runs of a pack on departments' sheets, recorded in a ledger one after the other, without files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.pipeline import check_workbook
from checker.engine.report import build_report
from checker.history.signals import look_back
from checker.intake.target import Request, read_declaration
from checker.ledger.address import read_address
from checker.ledger.founding import create_ledger
from checker.ledger.recording import run_items, run_payload
from checker.ledger.rows import row_items
from checker.model import Previous, Report
from checker.review.holding import load_decisions
from checker.review.recording import follow_flags
from tests.engine.books import book

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
#: The sheets of each department: rows by table.
Sheets = Mapping[str, Mapping[str, Sequence[Any]]]


class Runs:
    """A ledger, and the runs of one pack that are recorded in it."""

    def __init__(self, folder: Path, pack: Pack) -> None:
        self.pack = pack
        self.ledger = create_ledger(read_address(str(folder / "ledger.sqlite")), at=AT)

    def run(
        self,
        period: str,
        sheets: Sheets,
        *,
        record: bool = True,
        previous: Previous | None = None,
        saved_on: Mapping[str, date] | None = None,
    ) -> Report:
        """Judges the departments' sheets as `checker run --ledger` does, and records the run."""
        task = replace(task_of(self.pack, period, None), records=True, prints=True)
        checked = []
        for name, theirs in sheets.items():
            content = hashlib.sha256(repr(sorted(theirs.items())).encode()).hexdigest()
            workbook = replace(book(self.pack, name, theirs), sha256=content, saved_on=(saved_on or {}).get(name))
            said = read_declaration(workbook, self.pack.cover)
            checked.append(check_workbook(Path(workbook.name), workbook, said, (), task, Request()))

        def rows(department: Any) -> list[Any]:
            return list(row_items(department, department.code, self.ledger.keyed))

        report = build_report(
            checked,
            task,
            whole=True,
            previous=previous,
            look_back=lambda departments, task: look_back(self.ledger, rows, departments, task),
        )
        if record:
            payload = run_payload(report)
            items = run_items(report, self.ledger.keyed)
            decisions = load_decisions(self.ledger, self.pack.header.id)
            self.ledger.append("run", payload, follow_flags(self.ledger, payload, items, decisions), at=AT)
        return report
