"""Many workbooks: one after the other, or over this machine's processors. One bad workbook never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.definitions.load import load_pack
from checker.definitions.task import Task, task_of
from checker.engine.checked import CheckedWorkbook, reject
from checker.engine.pipeline import check_workbook
from checker.engine.pool import Pool, run_in_pool
from checker.engine.rejected import called, is_bare_text, no_workbook, refused_workbook, unread_file
from checker.engine.report import build_report
from checker.errors import Stop
from checker.intake.department import refuse_unknown_department
from checker.intake.files import each_once, must_exist, workbooks_in
from checker.intake.target import NOTHING_ASKED, Catalogue, Request, cover_table, refuse_bad_period, stamp_in, target_of
from checker.locate import Cover, read_cover
from checker.model import Fault, Flag, Report
from checker.model.faults import fault_of
from checker.model.workbook import Workbook
from checker.privacy.masking import flag_message
from checker.runtime import collect_garbage_rarely
from checker.sources.reader import Reader
from checker.text.bilingual import Text

Progress = Callable[[int, int, str], None]

#: Below this many workbooks a second process costs more (its imports) than it saves.
WORTH_A_POOL = 12


def check(paths: Sequence[Path], request: Request, begun: Reader | None = None) -> Report:
    """Checks single workbooks, each for the pack, period and department that it is for.

    Args:
        paths: the workbooks.
        request: what the caller knows of what they are for.
        begun: reads the first of them already; closed in the end.

    Raises:
        Stop: a file does not exist, what it is for can be told of none, the period or the department asked for is
            none, or the workbooks are for different packs or periods.
    """
    refuse_bad_period(request)
    checked: list[CheckedWorkbook] = []
    unread: list[tuple[Path, tuple[Flag, ...]]] = []
    refused: list[tuple[Path, Workbook, Stop]] = []
    task: Task | None = None
    shelf = Catalogue()
    with begun or Reader() as reader:
        for path in each_once(paths):
            must_exist(path)
            workbook, flags = reader.read(path)
            if workbook is None:
                unread.append((path, flags))
                continue
            try:
                own = _task_of(path, workbook, request, shelf)
            except Stop as stop:
                if is_bare_text(workbook, flags):
                    unread.append((path, (no_workbook(path),)))
                else:
                    refused.append((path, workbook, stop))
                continue
            task = _same(task, own, path)
            refuse_unknown_department(request, task)
            checked.append(_judged(path, workbook, flags, task, request))
    if task is None:
        task = _task_of_none(unread, refused, request, shelf)
    checked += [unread_file(path, flags, task) for path, flags in unread]
    checked += [refused_workbook(path, workbook, stop, task) for path, workbook, stop in refused]
    return build_report(checked, task, whole=False)


def run_batch(
    pack: str,
    period: str,
    inputs: Path,
    *,
    as_of: date | None = None,
    workers: int | None = None,
    progress: Progress = lambda done, total, name: None,
    trend: bool = False,
) -> Report:
    """Checks every workbook of a folder.

    Args:
        pack: a built-in pack's name or a path.
        period: as people write it.
        inputs: the folder.
        as_of: the last day that counts; the period's last day if not given.
        workers: how many processes; as many as pay off if not given.
        progress: told after each workbook how many are done, of how many, and its name.
        trend: tell, month by month, how each indicator came to its value; takes up to as long again.

    Raises:
        Stop: the pack, period or folder is not usable, or there is no workbook in it.
    """
    task = replace(task_of(load_pack(pack), period, as_of), trend=trend)
    paths = workbooks_in(inputs)
    if workers is None:
        workers = min(os.cpu_count() or 1, len(paths)) if len(paths) >= WORTH_A_POOL else 1
    checked = []
    judged = _in_pool(paths, task, workers) if workers > 1 else _in_turn(paths, task)
    for done, each in enumerate(judged, start=1):
        checked.append(each)
        progress(done, len(paths), each.department.file)
    return build_report(checked, task, whole=True)


def _in_turn(paths: Sequence[Path], task: Task) -> Iterator[CheckedWorkbook]:
    with Reader() as reader:
        for path in paths:
            yield _check_one(path, task, reader)


def _in_pool(paths: Sequence[Path], task: Task, workers: int) -> Iterator[CheckedWorkbook]:
    """As they finish; the report sorts them, so that its bytes do not depend on who was faster."""
    for path, checked in run_in_pool(paths, Pool(_check_in_worker, _start_worker, (task,)), workers):
        yield _killer(path, task) if checked is None else checked


def _killer(path: Path, task: Task) -> CheckedWorkbook:
    """A workbook that nothing could be said of: whichever process judged it came to a sudden end."""
    died = Fault(path.name, "the process that judged it died, and so did the next one")
    return replace(unread_file(path, (), task), faults=(died,))


_worker: tuple[Task, Reader]


def _start_worker(task: Task) -> None:
    """Each worker loads the definitions once and keeps one reading process warm."""
    global _worker
    collect_garbage_rarely()
    _worker = (task, Reader().__enter__())


def _check_in_worker(path: Path) -> CheckedWorkbook:
    task, reader = _worker
    return _check_one(path, task, reader)


def _check_one(path: Path, task: Task, reader: Reader) -> CheckedWorkbook:
    workbook, flags = reader.read(path)
    if workbook is None:
        return unread_file(path, flags, task)
    return _judged(path, workbook, flags, task)


def _judged(
    path: Path, workbook: Workbook, flags: tuple[Flag, ...], task: Task, request: Request = NOTHING_ASKED
) -> CheckedWorkbook:
    """One workbook judged. A crash of ours while judging it is a fault, reported as such, and stops nobody else's."""
    try:
        return check_workbook(path, workbook, flags, task, {}, request)
    except Exception as error:  # the boundary between workbooks: the next one is still to be judged
        department = reject(called(path), path.name, workbook.sha256, flags, task.pack)
        return CheckedWorkbook(department, faults=(fault_of(path.name, error),))


def _task_of(path: Path, workbook: Workbook | None, request: Request, shelf: Catalogue) -> Task:
    """What a workbook is to be judged against, by its cover sheet unless it could not be read."""
    cover = read_cover(workbook, cover_table(request, shelf))[0] if workbook else Cover()
    stamp = stamp_in(workbook) if workbook else None
    pack, period = target_of(path, cover, request, shelf, stamp)
    return task_of(shelf.pack(pack), period, request.as_of)


def _task_of_none(
    unread: Sequence[tuple[Path, tuple[Flag, ...]]],
    refused: Sequence[tuple[Path, Workbook, Stop]],
    request: Request,
    shelf: Catalogue,
) -> Task:
    """What the files are for where none of them could be judged: as far as the name of an unreadable one tells.

    Raises:
        Stop: none tells; it says why of the first.
    """
    stops = [stop for _, _, stop in refused]
    for path, flags in unread:
        try:
            return _task_of_unread(path, flags, request, shelf)
        except Stop as stop:
            stops.append(stop)
    raise stops[0]


def _task_of_unread(path: Path, flags: tuple[Flag, ...], request: Request, shelf: Catalogue) -> Task:
    """What a file that cannot be read would have been judged against, as far as its name and the options tell.

    Raises:
        Stop: they do not; then what is wrong with the file is all that there is to say.
    """
    try:
        return _task_of(path, None, request, shelf)
    except Stop as stop:
        worst = flags[0]
        said = Text(flag_message(worst, "zh"), flag_message(worst, "en"))
        hint = worst.expected
        raise Stop("unreadable", said, context=str(path), hint=hint) from stop


def _same(task: Task | None, other: Task, path: Path) -> Task:
    if task is not None and (task.pack.header.id, task.period) != (other.pack.header.id, other.period):
        raise Stop(
            "mixed-workbooks",
            Text(zh="这些工作簿的指标包或报送期不同", en="these workbooks are for different packs or periods"),
            context=str(path),
            hint=Text(zh="请分别核对", en="check them one at a time"),
        )
    return other
