"""Spreads work over several processes; a process that dies loses only the item that killed it.

Knows nothing of the project: the caller says what to work on and how.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Generic, TypeVar, cast

from checker.frozen import dataclass
from checker.runtime import temporary_folder

#: What Python says where the system starts no more threads.
NO_THREAD = "can't start new thread"
#: Seconds between two looks at whether somebody still leads the processes.
_LOOK_AFTER = 1.0

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class CannotStartError(Exception):
    """The system starts no more processes."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


@contextmanager
def _starting() -> Iterator[None]:
    """What fails in the block is the start of processes."""
    try:
        yield
    except BrokenProcessPool:
        raise
    except (OSError, RuntimeError, ImportError) as error:  # the last where the system has no semaphores
        raise CannotStartError(error) from error


@dataclass(frozen=True)
class Pool(Generic[Item, Outcome]):
    """What the worker processes do. Items and outcomes are pickled, so both functions must be module-level.

    Attributes:
        work: turns an item into an outcome.
        begin: is called with `arguments` once in every process, before any work.
    """

    work: Callable[[Item], Outcome]
    begin: Callable[..., None]
    arguments: tuple[object, ...] = ()

    @contextmanager
    def start(self, workers: int) -> Iterator[ProcessPoolExecutor]:
        """Starts that many processes; whatever ends the block early ends them too.

        Where that is safe, the processes are copies of this one, with all that it has loaded. Elsewhere each is a fresh
        interpreter that takes the arguments from a file: through multiprocessing's own pipe, arguments that don't fit
        into its buffer would block this process for ever if the new one died before it read them.
        """
        with temporary_folder() as folder:
            context, begin = "fork", cast(Callable[..., None], _begin)
            arguments: tuple[object, ...] = (self.begin, self.arguments)
            if not _can_fork():
                file = folder / "arguments"
                file.write_bytes(pickle.dumps(arguments))
                context, begin, arguments = "spawn", _begin_from, (file,)
            with _starting():
                prepared = ProcessPoolExecutor(workers, multiprocessing.get_context(context), begin, arguments)
            # All processes start with the first item: there is no other thread yet.
            before, threading.excepthook = threading.excepthook, _say_unless_short
            try:
                yield prepared
            except BaseException:
                for process in multiprocessing.active_children():
                    process.kill()
                with suppress(RuntimeError):  # the thread that leads the processes may not have been started
                    prepared.shutdown()
                raise
            finally:
                threading.excepthook = before
            prepared.shutdown()


def _can_fork() -> bool:
    """Whether a copy of this process works as this one does: no other thread may hold a lock at that moment."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin_from(file: Path) -> None:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        # If the parent was killed, whoever needs a temporary folder next has cleared its one away.
        if (parent := multiprocessing.parent_process()) is not None and not parent.is_alive():
            os._exit(1)
        raise
    _begin(*pickle.loads(content))


def _begin(begin: Callable[..., None], arguments: tuple[object, ...]) -> None:
    """Begins a worker process: an interrupt is for its parent to handle, and it doesn't outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if callable(signal.getsignal(number)):  # a copy of its parent would tidy up as that does
            signal.signal(number, signal.SIG_DFL)
    with suppress(RuntimeError):  # no thread can be started: the work says so, if it matters
        threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def run_in_pool(
    items: Sequence[Item], pool: Pool[Item, Outcome], workers: int
) -> Iterator[tuple[Item, Outcome | None]]:
    """Works on every item and yields each with its outcome, in the order in which they finish.

    When a process dies, every item that was being worked on is tried once more, alone in a fresh process. An item
    that kills that process too has the outcome None.

    Raises:
        CannotStartError: the system starts no more processes; no item has killed one, so all may be done here.
        OSError, RuntimeError: it starts none for an item that has killed one.
    """
    waiting = deque(items)
    while waiting:
        lost = yield from _run_together(waiting, pool, workers)
        for item in lost:
            try:
                outcome = _run_alone(item, pool)
            except CannotStartError as error:
                raise error.cause from error
            yield item, outcome


def _run_together(
    waiting: deque[Item], pool: Pool[Item, Outcome], workers: int
) -> Generator[tuple[Item, Outcome], None, list[Item]]:
    """Works until nothing is waiting or a process dies; returns the items that were being worked on then."""
    lost: list[Item] = []
    broken = False
    with pool.start(workers) as executor:
        running: dict[Future[Outcome], Item] = {}
        while running or (waiting and not broken):
            # Never submit more items than there are workers: a death then loses only what was being worked on.
            while waiting and not broken and len(running) < workers:
                try:
                    with _starting():
                        running[executor.submit(pool.work, waiting[0])] = waiting[0]
                    waiting.popleft()
                except BrokenProcessPool:
                    broken = True
            for future in _wait(running, executor):
                item = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    broken = True
                    lost.append(item)
                else:
                    yield item, future.result()
    return lost


def _run_alone(item: Item, pool: Pool[Item, Outcome]) -> Outcome | None:
    with pool.start(1) as executor:
        try:
            with _starting():
                begun = executor.submit(pool.work, item)
            _wait([begun], executor)
            return begun.result()
        except BrokenProcessPool:
            return None


def _wait(running: Iterable[Future[Outcome]], executor: ProcessPoolExecutor) -> set[Future[Outcome]]:
    """Waits for what is done; the thread that would say so may have died, because it could start no other.

    Raises:
        CannotStartError: it has died.
    """
    while not (done := wait(running, _LOOK_AFTER, FIRST_COMPLETED).done):
        leads: threading.Thread | None = getattr(executor, "_executor_manager_thread", None)
        if leads is not None and not leads.is_alive():
            raise CannotStartError(RuntimeError(NO_THREAD))
    return done


def _say_unless_short(crash: threading.ExceptHookArgs) -> None:
    if str(crash.exc_value) != NO_THREAD:
        threading.__excepthook__(crash)
