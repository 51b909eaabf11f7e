"""Work spread over processes of this machine; one that dies takes along nothing but what killed it.

Knows nothing of the project: what is worked on and how comes in.
"""

from __future__ import annotations

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
    """What the processes do; all of it is sent to them, so that functions have to be a module's own.

    Attributes:
        work: makes an outcome of an item.
        begin: called once in every process before any work, with `given`.
    """

    work: Callable[[Item], Outcome]
    begin: Callable[..., None]
    given: tuple[object, ...] = ()

    def pool(self, workers: int) -> ProcessPoolExecutor:
        """So many processes, each a fresh interpreter."""
        return ProcessPoolExecutor(workers, get_context("spawn"), self.begin, self.given)


def run_in_pool(
    items: Sequence[Item], crew: Pool[Item, Outcome], workers: int
) -> Iterator[tuple[Item, Outcome | None]]:
    """Works on every item; gives each with its outcome, as they are finished.

    Where a process is killed, or its interpreter crashes, what was in the hands of any is tried once more: alone,
    one after the other, each in a fresh process. The outcome of what kills that one too is None.

    Args:
        items: what to work on.
        crew: how.
        workers: how many processes at a time.
    """
    waiting = deque(items)
    while waiting:
        lost = yield from _together(waiting, crew, workers)
        for item in lost:
            yield item, _alone(item, crew)


def _together(
    waiting: deque[Item], crew: Pool[Item, Outcome], workers: int
) -> Generator[tuple[Item, Outcome], None, list[Item]]:
    """Takes from what is waiting until nothing is, or until a process dies; returns what was in hand then."""
    lost: list[Item] = []
    broken = False
    with crew.pool(workers) as pool:
        hands: dict[Future[Outcome], Item] = {}
        while hands or (waiting and not broken):
            # No more is handed out than there are hands, so that what a death takes along is what was worked on.
            while waiting and not broken and len(hands) < workers:
                try:
                    hands[pool.submit(crew.work, waiting[0])] = waiting[0]
                    waiting.popleft()
                except BrokenProcessPool:
                    broken = True
            for future in wait(hands, return_when=FIRST_COMPLETED).done:
                item = hands.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    broken = True
                    lost.append(item)
                else:
                    yield item, future.result()
    return lost


def _alone(item: Item, crew: Pool[Item, Outcome]) -> Outcome | None:
    with crew.pool(1) as pool:
        try:
            return pool.submit(crew.work, item).result()
        except BrokenProcessPool:
            return None
