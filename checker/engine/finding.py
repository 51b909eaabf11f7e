"""Finds what the workbooks of one check are to be judged by: the same pack and period for all."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from checker.definitions.task import Task, task_of
from checker.errors import Stop
from checker.intake.target import Catalogue, Declaration, Request, find_target
from checker.model import Flag
from checker.model.stops import make_stop
from checker.model.workbook import Workbook
from checker.privacy.masking import flag_message
from checker.text.bilingual import Text


def find_task(path: Path, declaration: Declaration, request: Request, catalogue: Catalogue) -> Task:
    """Finds what a workbook is to be judged by."""
    pack, period = find_target(path, declaration, request, catalogue)
    return task_of(catalogue.load(pack), period, request.as_of)


def find_task_of_unjudged(
    unread: Sequence[tuple[Path, tuple[Flag, ...]]],
    unclear: Sequence[tuple[Path, Workbook, Declaration, Stop]],
    crashed: Sequence[tuple[Path, Exception]],
    request: Request,
    catalogue: Catalogue,
) -> Task:
    """Finds what the files are for when none of them could be judged, from the arguments and the unread files' names.

    Raises:
        Stop: no name says; it explains what is wrong with the first file.
    """
    stops = [stop for *_, stop in unclear]
    for path, flags in unread:
        try:
            return find_task(path, Declaration(), request, catalogue)
        except Stop:  # what is wrong with the file is then all there is to say
            message = Text(flag_message(flags[0], "zh"), flag_message(flags[0], "en"))
            stops.append(Stop("unreadable", message, context=str(path), hint=flags[0].expected))
    for path, error in crashed:
        with suppress(Stop):
            return find_task(path, Declaration(), request, catalogue)
        if not stops:
            raise error
    raise stops[0]


def require_same(task: Task | None, other: Task, path: Path) -> Task:
    """Requires that a workbook is for the same pack and period as those before it.

    Raises:
        Stop: it is for another one.
    """
    if task is not None and (task.pack.header.id, task.period) != (other.pack.header.id, other.period):
        ours, its = (f"{each.pack.header.id} {each.period.label}" for each in (task, other))
        raise make_stop("mixed-workbooks", path, its=its, ours=ours)
    return other
