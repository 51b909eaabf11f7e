"""Checks workbooks, one after the other or on several processors. A bad workbook never stops the others.

`check` and `run` are what `from checker import check, run` gives, and what the commands of the same names call.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.compare.previous import read_previous
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import RowsWanted, Task, task_of
from checker.engine.cache import Cache
from checker.engine.checked import CheckedWorkbook, flag_plain_text, reject_unclear, reject_unread
from checker.engine.finding import find_task, find_task_of_unjudged, require_same
from checker.engine.indicator import choose_history
from checker.engine.looking_back import LookBack, nothing_recorded
from checker.engine.repeated import Past, no_past
from checker.engine.report import build_report
from checker.engine.several import settle, settle_given
from checker.engine.to_date import with_previous
from checker.engine.workbooks import Elsewhere, check_all, judge, name_as
from checker.errors import Stop
from checker.intake.department import require_known_department
from checker.intake.files import drop_repeats, given_names, require_file
from checker.intake.inbox import Inbox, Incoming, open_inbox
from checker.intake.target import Catalogue, Declaration, Request, declare, require_valid_period
from checker.model import Flag, Previous, Report
from checker.model.faults import fault_of
from checker.model.records import OpenRows, RecordedFigures
from checker.model.stops import make_stop
from checker.model.workbook import Workbook
from checker.periods import Period, parse_period
from checker.sources.limits import Limits
from checker.sources.reader import DEFAULT, Reader
from checker.text.file_names import name_of


def check(
    paths: Iterable[str | Path],
    pack: str | Path | None = None,
    period: str | None = None,
    department: str | None = None,
    as_of: date | None = None,
    *,
    reader: Reader | None = None,
    rows: RowsWanted = "none",
    packs: Catalogue | None = None,
    explained: str = "",
    as_in_run: bool = False,
) -> Report:
    """Checks single workbooks, each for the pack, period and department that it is for.

    A workbook's cover sheet says what it is for. An argument counts before the cover sheet, and a cover sheet that
    contradicts it is flagged. Of several files of a department, equal copies count once, and parts are read as one.

    Args:
        paths: the workbooks, all for the same pack and period.
        pack: the name of a built-in pack, or the path of a pack's folder.
        period: as people write it, e.g. "2022Q4".
        department: its name, alias or code.
        as_of: the last day that counts; the last day of the period if not given.
        reader: reads the files, and may have begun the first; it is closed at the end.
        rows: also gather the rows behind every result: those in some number ("counted"), or "all".
        packs: those that are loaded already.
        explained: the only indicator to gather rows behind, by its id, name or number; all if not given.
        as_in_run: whether what the files say also decides which one counts.

    Returns:
        The report, without the district's results and without missing departments.

    Raises:
        Stop: a file does not exist, no workbook says what it is for, the workbooks are for different packs or periods,
            or an argument is not usable. It says what to do.
    """
    request = Request(pack, period, department, as_of)
    require_valid_period(request)
    paths = drop_repeats(map(Path, paths))
    if department is not None and len(paths) > 1:
        raise make_stop("department-of-several", "--department", name=department, count=str(len(paths)))
    checked: dict[Path, CheckedWorkbook] = {}
    unread: list[tuple[Path, tuple[Flag, ...]]] = []
    crashed: list[tuple[Path, Exception]] = []
    unclear: list[tuple[Path, Workbook, Declaration, Stop]] = []
    task: Task | None = None
    catalogue = packs or Catalogue()
    with reader or Reader() as reader:
        for path in paths:
            require_file(path)
            try:
                workbook, flags = reader.read(path)
            except Exception as error:  # the boundary between workbooks
                crashed.append((path, error))
                continue
            if workbook is None:
                unread.append((path, flags))
                continue
            declaration = declare(path, workbook, request, catalogue)
            try:
                own = find_task(path, declaration, request, catalogue)
                own = replace(own, rows=rows, explained=explained, keys=len(paths) > 1)
            except Stop as stop:
                if plain_text := flag_plain_text(path, workbook, flags):
                    unread.append((path, (plain_text,)))
                else:
                    unclear.append((path, workbook, declaration, stop))
                continue
            task = require_same(task, own, path)
            require_known_department(request, task)
            checked[path] = judge(path, workbook, declaration, flags, task, request)
    if task is None:
        task = find_task_of_unjudged(unread, unclear, crashed, request, catalogue)
    checked |= {path: reject_unread(path, (), task, (fault_of(name_of(path), error),)) for path, error in crashed}
    checked |= {path: reject_unread(path, flags, task) for path, flags in unread}
    checked |= {each[0]: reject_unclear(*each, task) for each in unclear}
    files = [Incoming(path, name) for path, name in given_names(paths).items()]
    named = [name_as(checked[each.path], each.name, task) for each in files]
    settled = settle_given(named, task, Inbox(Path(), tuple(files), ()), reader.limits, named=not as_in_run)
    return build_report(settled.checked, task, whole=False, unread=settled.unread)


def run(
    pack: str | Path,
    period: str,
    inputs: str | Path | Inbox,
    *,
    as_of: date | None = None,
    previous: str | Path | Previous | None = None,
    workers: int | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
    trend: bool = False,
    rows: RowsWanted = "none",
    records: bool = False,
    figures: Callable[[str], RecordedFigures] = lambda pack: {},
    open_rows: Callable[[str, Period], OpenRows] = lambda pack, period: {},
    look_back: LookBack = nothing_recorded,
    limits: Limits = DEFAULT,
    explained: str = "",
    load: Callable[[str | Path], Pack] = load_pack,
    cache: Cache | None = None,
    elsewhere: Elsewhere | None = None,
    use: Collection[str] = (),
    past: Past = no_past,
) -> Report:
    """Checks all workbooks of a folder: the submissions of a whole period.

    Args:
        pack: the name of a built-in pack, or the path of a pack's folder.
        period: as people write it, e.g. "2022Q4".
        inputs: the folder, or what it holds.
        as_of: the last day that counts; the last day of the period if not given.
        previous: the report.json of an earlier period, to compare with, or what was read of one.
        workers: the number of processes at most; as many as the machine has processors if not given.
        progress: is called after each workbook with the number done, the total, and the workbook's name.
        trend: also work out the trend of each indicator, month by month; this can double the time.
        rows: also gather the rows behind every result: those in some number ("counted"), or "all".
        records: also keep every row of the workbooks, for a ledger.
        figures: gives the figures that earlier runs of a pack recorded, for changes with `before: history` and years
            to date; those that only `previous` has are added.
        open_rows: gives the rows of a pack that were still open when the period before ended.
        look_back: compares the departments with what earlier runs recorded of them; needs `records`.
        limits: the limits beyond which a file is refused.
        explained: the only indicator to gather rows behind, by its id, name or number; all if not given.
        load: loads the pack; who needs it too can keep it.
        cache: keeps judged workbooks, so that one that has not changed is not judged again.
        use: the names of files that count, of departments that have several.
        elsewhere: judges the workbooks on other machines.
        past: gives the reports of earlier periods, for consequences that ask for several.

    Raises:
        Stop: the pack, the period, the folder or the earlier report is not usable, or the folder holds no workbook.
    """
    loaded = load(pack)
    earlier = find_earlier(previous, loaded, period)
    known = with_previous(figures, earlier)
    task = task_of_run(loaded, period, as_of, figures=known, open_rows=open_rows)
    task = replace(task, trend=trend, rows=rows, records=records, explained=explained)
    with nullcontext(inputs) if isinstance(inputs, Inbox) else open_inbox(Path(inputs), limits, use) as inbox:
        files, checked = inbox.workbooks, []
        for done, each in enumerate(check_all(files, task, workers, limits, cache, elsewhere), start=1):
            checked.append(each)
            progress(done, len(files), each.department.file)
        if cache is not None and cache.found < cache.asked:
            cache.make_room()
        order = {file.name: index for index, file in enumerate(files)}
        checked.sort(key=lambda each: order[each.department.file])
        settled = settle(checked, task, inbox, use, limits)
        return build_report(
            settled.checked,
            task,
            whole=True,
            previous=earlier,
            look_back=look_back,
            unread=settled.unread,
            use=use,
            past=past,
        )


def find_earlier(previous: str | Path | Previous | None, pack: Pack, period: str) -> Previous | None:
    """Reads the report to compare with, if it isn't read yet.

    Raises:
        Stop: it can't be read, or is not of the pack or of an earlier period.
    """
    if not isinstance(previous, (str, Path)):
        return previous
    return read_previous(Path(previous), pack.header.id, parse_period(period, pack.header.year_month))


def task_of_run(
    pack: Pack,
    period: str,
    as_of: date | None,
    *,
    figures: Callable[[str], RecordedFigures],
    open_rows: Callable[[str, Period], OpenRows],
) -> Task:
    """Sets what all workbooks of a period are judged against, with what a ledger knows.

    Raises:
        Stop: the period or the as-of date is not usable.
    """
    task = replace(task_of(pack, period, as_of), prints=True)
    return replace(task, history=choose_history(figures, task), open_rows=open_rows(pack.header.id, task.period))
