"""Spreads work over several processes; a process that dies loses only the item that killed it.

Knows nothing of the project: the caller says what to work on and how.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Pool(Generic[Item, Outcome]):
    """What the worker processes do; it is pickled for them, so the functions must be module-level.

    Attributes:
        work: turns an item into an outcome.
        begin: is called with `arguments` once in every process, before any work.
    """

    work: Callable[[Item], Outcome]
    begin: Callable[..., None]
    arguments: tuple[object, ...] = ()

    def start(self, workers: int) -> ProcessPoolExecutor:
        """Starts that many processes, each a fresh interpreter."""
        return ProcessPoolExecutor(workers, get_context("spawn"), self.begin, self.arguments)


def run_in_pool(
    items: Sequence[Item], pool: Pool[Item, Outcome], workers: int
) -> Iterator[tuple[Item, Outcome | None]]:
    """Works on every item and yields each with its outcome, in the order in which they finish.

    When a process dies, every item that was being worked on is tried once more, alone in a fresh process. An item
    that kills that process too has the outcome None.
    """
    waiting = deque(items)
    while waiting:
        lost = yield from _run_together(waiting, pool, workers)
        for item in lost:
            yield item, _run_alone(item, pool)


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
                    running[executor.submit(pool.work, waiting[0])] = waiting[0]
                    waiting.popleft()
                except BrokenProcessPool:
                    broken = True
            for future in wait(running, return_when=FIRST_COMPLETED).done:
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
            return executor.submit(pool.work, item).result()
        except BrokenProcessPool:
            return None
