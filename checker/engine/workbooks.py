"""Checks each of many workbooks, one after the other or in several processes. A crash costs one workbook only."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from checker.definitions.task import Task
from checker.engine.cache import Cache
from checker.engine.checked import CheckedWorkbook, reject, reject_unread
from checker.engine.pipeline import check_workbook
from checker.engine.prints import print_task
from checker.errors import Stop
from checker.frozen import dataclass
from checker.intake.inbox import Incoming
from checker.intake.target import Declaration, Request, read_declaration
from checker.model import Fault, Flag
from checker.model.faults import fault_of
from checker.model.workbook import Workbook
from checker.privacy.people import name_below
from checker.runtime import collect_garbage_rarely
from checker.sources.limits import MB, Limits
from checker.sources.reader import DEFAULT, Reader
from checker.text.file_names import name_of
from checker.text.levels import in_own_words

#: What a workbook takes, in seconds: about so much, and so much for each megabyte.
_A_WORKBOOK, _A_MEGABYTE = 0.3, 2.0
#: With fewer seconds of work beside the longest workbook, starting more processes takes longer than it saves: on two
#: busy processors, two processes take as long as one for 9 sample workbooks, and half as long for 18.
WORTH_A_POOL = 3.5
#: So many workbooks keep the rows behind their numbers as they are; of more, these are packed until they are written.
_UNPACKED = 8
#: What becomes of a workbook that ends every process that judges it.
_DIED = "the process that judged it died, and so did the next one"
#: Judges workbooks on other machines, in any order; None for a workbook that ended every process there.
Elsewhere = Callable[[Sequence[Path], Task, Limits], Iterator[tuple[Path, CheckedWorkbook | None]]]


@dataclass(frozen=True)
class _Waiting:
    """A workbook to judge, and the key and hash with which it is kept; None if it isn't to be."""

    file: Incoming
    kept_as: tuple[str, str] | None = None


def check_all(
    files: Sequence[Incoming],
    task: Task,
    workers: int | None = None,
    limits: Limits = DEFAULT,
    cache: Cache | None = None,
    elsewhere: Elsewhere | None = None,
) -> Iterator[CheckedWorkbook]:
    """Checks the workbooks, in any order: the report sorts them, so its bytes do not depend on who was faster.

    Those that are in the `cache` come first and are not judged again; each of the others is kept there at once, so
    that whatever ends the run, what was judged is not lost. Of many, what takes most room is packed. At most `workers`
    processes share the work, or as many as the machine has processors; fewer if that is faster. `elsewhere` judges
    instead of this machine.
    """
    waiting: list[_Waiting] = []
    pack = CheckedWorkbook.packed if len(files) > _UNPACKED else _as_it_is
    if cache is None:
        waiting += map(_Waiting, files)
    else:
        prints = print_task(task, limits)
        for file in files:
            kept_as = cache.key_of(file.path, {**prints, "name": file.name}, limits.file_bytes)
            found = None if kept_as is None else cache.find(kept_as[0])
            if found is None:
                waiting.append(_Waiting(file, kept_as))
            else:
                yield pack(found)
    if elsewhere is not None:
        yield from map(pack, _check_elsewhere(waiting, task, limits, cache, elsewhere))
        return
    workers = _choose_workers([each.file.path for each in waiting], workers or _processors())
    done: set[Path] = set()
    if workers > 1:
        from checker.engine.pool import CannotStartError, Pool, run_in_pool  # imports late: few workbooks need no pool

        pool = Pool(_check_in_worker, _start_worker, (task, limits, cache, pack))
        # Where the system has too few processes or open files for several, one is slower and does all that is left; if
        # it lacks what one needs too, that is said below.
        with suppress(CannotStartError, Stop):
            for each, checked in run_in_pool(waiting, pool, workers):
                done.add(each.file.path)
                yield checked or _reject_deadly(each.file, task)
    with Reader(limits) as reader:
        for each in waiting:
            if each.file.path not in done:
                yield _check_one(each, task, reader, cache, pack)


def _as_it_is(checked: CheckedWorkbook) -> CheckedWorkbook:
    return checked


def _choose_workers(paths: Sequence[Path], most: int) -> int:
    """Chooses how many processes share the work: one, unless more are worth while."""
    work = [_A_WORKBOOK + _A_MEGABYTE * _size_of(path) / MB for path in paths]
    return min(most, len(work)) if work and sum(work) - max(work) >= WORTH_A_POOL else 1


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _check_elsewhere(
    waiting: Sequence[_Waiting], task: Task, limits: Limits, cache: Cache | None, elsewhere: Elsewhere
) -> Iterator[CheckedWorkbook]:
    """Has files judged elsewhere, but those in subfolders and zips here: their folders may say whose they are."""
    far = {each.file.path: each for each in waiting if not each.file.folders}
    for path, checked in elsewhere(list(far), task, limits):
        yield _keep(checked, far[path], cache) if checked else _reject_deadly(far[path].file, task)
    with Reader(limits) as reader:
        for each in waiting:
            if each.file.folders:
                yield _check_one(each, task, reader, cache)


def _reject_deadly(file: Incoming, task: Task) -> CheckedWorkbook:
    died = (Fault(name_of(file.path), _DIED),)
    return _name(reject_unread(file.path, (), task, died, file.folders), file, task)


def _processors() -> int:
    """How many processors this process can use; a container or a batch system may give it fewer than there are."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


_Pack = Callable[[CheckedWorkbook], CheckedWorkbook]
_worker: tuple[Task, Reader, Cache | None, _Pack]


def _start_worker(task: Task, limits: Limits, cache: Cache | None = None, pack: _Pack = _as_it_is) -> None:
    """Prepares a worker process: it keeps the definitions and one reading process for all its workbooks."""
    global _worker
    collect_garbage_rarely()
    _worker = (task, Reader(limits).__enter__(), cache, pack)


def _check_in_worker(waiting: _Waiting) -> CheckedWorkbook:
    return _check_one(waiting, *_worker)


def _check_one(
    waiting: _Waiting, task: Task, reader: Reader, cache: Cache | None, pack: _Pack = _as_it_is
) -> CheckedWorkbook:
    return _keep(pack(judge_file(waiting.file, task, reader)), waiting, cache)


def judge_file(file: Incoming, task: Task, reader: Reader) -> CheckedWorkbook:
    """Reads and judges one file of an inbox."""
    return _name(read_and_judge(file.path, task, reader, file.folders), file, task)


def _keep(checked: CheckedWorkbook, waiting: _Waiting, cache: Cache | None) -> CheckedWorkbook:
    if cache is not None and waiting.kept_as is not None:
        cache.keep(*waiting.kept_as, checked)
    return checked


@in_own_words
def read_and_judge(path: Path, task: Task, reader: Reader, folders: tuple[str, ...] = ()) -> CheckedWorkbook:
    """Reads one workbook, found in these subfolders, and judges it; a crash is reported as a fault."""
    try:
        workbook, flags = reader.read(path)
    except Exception as error:  # as in `judge`
        return reject_unread(path, (), task, (fault_of(name_of(path), error),), folders)
    if workbook is None:
        return reject_unread(path, flags, task, (), folders)
    request = Request(folders=folders)
    return judge(path, workbook, read_declaration(workbook, task.pack.cover), flags, task, request)


def _name(checked: CheckedWorkbook, file: Incoming, task: Task) -> CheckedWorkbook:
    """Names the file with the subfolders that it is in, and what is personal in these."""
    return name_as(checked, file.name, task) if file.folders else checked


def name_as(checked: CheckedWorkbook, name: str, task: Task) -> CheckedWorkbook:
    """Names a judged file with the folders that lead to it."""
    department, folder = checked.department, str(PurePosixPath(name).parent)
    if folder == ".":
        return checked
    return replace(checked, department=replace(department, file=name_below(folder, department.file, task.pack)))


@in_own_words
def judge(
    path: Path, workbook: Workbook, declaration: Declaration, flags: tuple[Flag, ...], task: Task, request: Request
) -> CheckedWorkbook:
    """Judges one workbook. A crash while judging it is reported as a fault, and the next workbook is still judged."""
    try:
        return check_workbook(path, workbook, declaration, flags, task, request)
    except Exception as error:  # the boundary between workbooks
        return reject(name_of(path), workbook.sha256, flags, task.pack, faults=(fault_of(name_of(path), error),))
