"""Collects the rows that passed over all workbooks of a folder, by department."""

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.engine.several import settle
from checker.engine.workbooks import check_all
from checker.intake.inbox import open_inbox
from checker.model import Report, State
from checker.sampling.rows import PassedRow
from checker.sources.limits import Limits
from checker.sources.reader import DEFAULT


def find_population(
    pack: str | Path,
    period: str,
    inputs: Path,
    indicators: Set[str],
    *,
    as_of: date | None = None,
    limits: Limits = DEFAULT,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> tuple[Report, Mapping[str, tuple[PassedRow, ...]]]:
    """Checks all workbooks of a folder and collects the rows that passed, by the code of the department.

    Rejected workbooks have none.

    Args:
        pack: the name of a built-in pack, or the path of a pack's folder.
        period: as people write it, e.g. "2022Q4".
        inputs: the folder.
        indicators: in which rows must have passed, at least in one of them.
        as_of: the last day that counts; the last day of the period if not given.
        limits: the limits beyond which a file is refused.
        progress: is called after each workbook with the number done, the total, and the workbook's name.

    Raises:
        Stop: the pack, the period or the folder is not usable.
    """
    task = replace(task_of(load_pack(pack), period, as_of), passed=True)
    checked = []
    with open_inbox(inputs, limits) as inbox:
        files = inbox.workbooks
        for done, each in enumerate(check_all(files, task, limits=limits), start=1):
            checked.append(each)
            progress(done, len(files), each.department.file)
        settled = settle(checked, task, inbox, limits=limits)
    report = build_report(settled.checked, task, whole=True)
    accepted = {each.code for each in report.departments if each.state not in (State.REJECTED, State.MISSING)}
    # All are marked for masking before these are chosen, so that a row looks the same whatever is asked for.
    chosen = {
        each.department.code: tuple(row for row in each.passed if not row.indicators.isdisjoint(indicators))
        for each in settled.checked
        if each.department.code in accepted
    }
    return report, chosen
