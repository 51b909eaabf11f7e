"""Checks each of many workbooks, one after the other or in several processes. A crash costs one workbook only."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook, reject, reject_unread
from checker.engine.pipeline import check_workbook
from checker.engine.pool import Pool, run_in_pool
from checker.intake.target import Declaration, Request, read_declaration
from checker.model import Fault, Flag
from checker.model.faults import fault_of
from checker.model.workbook import Workbook
from checker.runtime import collect_garbage_rarely
from checker.sources.limits import Limits
from checker.sources.reader import DEFAULT, Reader

#: With fewer workbooks, starting a second process (its imports) takes longer than it saves.
WORTH_A_POOL = 12


def check_all(
    paths: Sequence[Path], task: Task, workers: int | None = None, limits: Limits = DEFAULT
) -> Iterator[CheckedWorkbook]:
    """Checks the workbooks, in any order: the report sorts them, so its bytes do not depend on who was faster.

    The number of processes suits the machine and the workbooks if `workers` is None.
    """
    if workers is None:
        workers = min(os.cpu_count() or 1, len(paths)) if len(paths) >= WORTH_A_POOL else 1
    if workers == 1:
        with Reader(limits) as reader:
            for path in paths:
                yield _check_one(path, task, reader)
        return
    died = "the process that judged it died, and so did the next one"
    for path, checked in run_in_pool(paths, Pool(_check_in_worker, _start_worker, (task, limits)), workers):
        yield checked or reject_unread(path, (), task, (Fault(path.name, died),))


_worker: tuple[Task, Reader]


def _start_worker(task: Task, limits: Limits) -> None:
    """Prepares a worker process: it keeps the definitions and one reading process for all its workbooks."""
    global _worker
    collect_garbage_rarely()
    _worker = (task, Reader(limits).__enter__())


def _check_in_worker(path: Path) -> CheckedWorkbook:
    return _check_one(path, *_worker)


def _check_one(path: Path, task: Task, reader: Reader) -> CheckedWorkbook:
    try:
        workbook, flags = reader.read(path)
    except Exception as error:  # as in `_judge`
        return reject_unread(path, (), task, (fault_of(path.name, error),))
    if workbook is None:
        return reject_unread(path, flags, task)
    return judge(path, workbook, read_declaration(workbook, task.pack.cover), flags, task, Request())


def judge(
    path: Path, workbook: Workbook, declaration: Declaration, flags: tuple[Flag, ...], task: Task, request: Request
) -> CheckedWorkbook:
    """Judges one workbook. A crash while judging it is reported as a fault, and the next workbook is still judged."""
    try:
        return check_workbook(path, workbook, declaration, flags, task, request)
    except Exception as error:  # the boundary between workbooks
        return reject(path.name, workbook.sha256, flags, task.pack, faults=(fault_of(path.name, error),))
