"""Hands out workbooks to the workers of a cluster and takes what they judged, in whatever order it comes.

What a lost worker had begun is done again by another one. Names of tasks are random: the scheduler shows and logs them.
"""

import os
import pickle
import time
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook
from checker.engine.cluster.bundles import Sized, bundle
from checker.engine.cluster.worker import Bundle, Held, hold, judge_bundle
from checker.engine.prints import describe_program
from checker.engine.stored import load
from checker.engine.workbooks import read_and_judge
from checker.errors import raise_shortage
from checker.model.stops import make_stop
from checker.outputs.store import Url
from checker.sources.limits import Limits
from checker.sources.reader import Reader
from checker.text.ordinary_files import open_ordinary, read_ordinary

#: A thread of a worker has so many tasks waiting, so that it is never idle; more would only take room.
_WAITING_PER_THREAD = 2
#: How often to look whether the scheduler and a worker are there, and for how long there may be no worker.
LOOK_SECONDS, PATIENCE_SECONDS = 2.0, 60.0


@dataclass
class Cluster:
    """A scheduler that we are connected to."""

    client: Any
    address: str
    place: Url | None
    _finished: "SimpleQueue[Any]" = field(default_factory=SimpleQueue)

    def judge(self, paths: Sequence[Path], task: Task, limits: Limits) -> Iterator[tuple[Path, CheckedWorkbook | None]]:
        """Judges workbooks; None for one that ended every process that judged it.

        Raises:
            Stop: the scheduler or all workers have gone, or they can't do it.
        """
        run, number = uuid4().hex, 0
        sized = [each for path in paths if (each := _size(path, limits)) is not None]
        yield from _judge_here({*paths} - {each.path for each in sized}, task, limits)
        waiting = deque(bundle(sized, self._threads()))
        held = self._submit(hold, Held(pickle.dumps((task, limits))), key=f"checker-{run}")
        running: dict[str, tuple[Any, tuple[Path, ...]]] = {}
        try:
            while waiting or running:
                room = self._threads() * (1 + _WAITING_PER_THREAD)
                while waiting and len(running) < max(room, 1):
                    these, number = waiting.popleft(), number + 1
                    key = f"checker-{run}-{number}"
                    future = self._submit(judge_bundle, self._pack(these), held, key=key)
                    running[key] = (future, these)
                    future.add_done_callback(self._finished.put)
                future = self._next()
                _, these = running.pop(future.key)
                found = self._outcome(future, these)
                if found is None and len(these) > 1:  # one of them ends the process: which one?
                    waiting.extendleft((path,) for path in these)
                else:
                    yield from zip(these, [None] if found is None else found, strict=True)
        finally:
            if running:
                self.client.cancel([future for future, _ in running.values()])

    def _submit(self, function: Any, *arguments: Any, key: str) -> Any:
        return self.client.submit(function, *arguments, key=key, pure=False)

    def _pack(self, paths: Sequence[Path]) -> Bundle:
        place = self.place if self.place is not None and self.place.is_anywhere else None
        return Bundle({path.name: _read(path) if place is None else None for path in paths}, place, describe_program())

    def _threads(self) -> int:
        """How many threads the workers have together.

        Raises:
            Stop: the scheduler doesn't answer.
        """
        try:
            return sum(self.client.nthreads().values())
        except Exception as error:
            raise make_stop("cluster-gone", self.address) from error

    def _next(self) -> Any:
        """Waits for the next task that ends.

        Raises:
            Stop: nothing will end any more.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._finished.get(timeout=LOOK_SECONDS)
            except Empty:
                if self.client.status != "running":
                    raise make_stop("cluster-gone", self.address) from None
                if self._threads():
                    until = time.monotonic() + PATIENCE_SECONDS
                elif time.monotonic() > until:
                    raise make_stop("cluster-without-workers", self.address) from None

    def _outcome(self, future: Any, paths: Sequence[Path]) -> list[CheckedWorkbook] | None:
        """What a task that ended has judged; None if it ended the processes of several workers.

        Raises:
            Stop: the workers can't do it.
        """
        from distributed import KilledWorker

        if future.status == "cancelled":
            raise make_stop("cluster-gone", self.address)
        try:
            answer = future.result()
        except KilledWorker:
            return None
        except Exception as error:
            why = (str(error) or type(error).__name__).splitlines()[0]
            raise make_stop("cluster-failed", self.address, why=why) from error
        if answer.refusal is not None:
            raise answer.refusal.to_stop()
        return [load(each) for each in answer.judged]


def _size(path: Path, limits: Limits) -> Sized | None:
    """Finds the size of a workbook; None if it can't be read or is too large to be, so that sending it is no use."""
    try:
        with open_ordinary(path) as stream:
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise_shortage(error)
        return None
    return Sized(path, size) if size <= limits.file_bytes else None


def _read(path: Path) -> bytes | None:
    """Reads a workbook; None if it has gone meanwhile, or changes all the time."""
    try:
        return read_ordinary(path)
    except OSError as error:
        raise_shortage(error)
        return None


def _judge_here(paths: Collection[Path], task: Task, limits: Limits) -> Iterator[tuple[Path, CheckedWorkbook]]:
    with Reader(limits) as reader:
        for path in paths:
            yield path, read_and_judge(path, task, reader)
