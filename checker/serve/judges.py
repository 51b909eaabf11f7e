"""Processes that check files for the server. A file that kills its process or takes too long costs nobody else."""

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from contextlib import ExitStack, suppress
from enum import Enum
from typing import Any, TypeVar

from checker.engine.pool import CannotStartError, Pool

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Ended(Enum):
    """Why there is no answer."""

    LATE = "late"
    DIED = "died"


def _nothing(item: object) -> object:
    return item


class _Judge:
    """A process that does one thing at a time and is replaced after it has died. One thread at a time may use it."""

    def __init__(self, begin: Callable[..., None], arguments: tuple[object, ...]) -> None:
        self._begin, self._arguments = begin, arguments
        self._stack = ExitStack()
        self._executor: ProcessPoolExecutor | None = None
        self._process = 0
        self._over = False

    def start(self) -> ProcessPoolExecutor:
        """Starts the process unless it runs, and waits until it is ready."""
        if self._executor is None:
            pool: Pool[object, object] = Pool(_nothing, self._begin, self._arguments)
            try:
                executor = self._stack.enter_context(pool.start(1))
                self._process = executor.submit(os.getpid).result()
            except CannotStartError as error:
                raise error.cause from error
            except OSError:  # half started
                self.stop()
                raise
            self._executor = executor
        return self._executor

    def ask(self, work: Callable[[Item], Outcome], item: Item, seconds: float) -> Outcome | Ended:
        """Works on the item; once more in a fresh process if the process died, which may have had another reason."""
        for _ in range(2):
            if self._over:
                break
            try:
                return self.start().submit(work, item).result(seconds)
            except TooLate:
                self.stop()
                return Ended.LATE
            except BrokenProcessPool:
                self.stop()
        return Ended.DIED

    def stop(self) -> None:
        """Ends the process at once, whatever it is doing."""
        self._kill()
        self._process, self._executor = 0, None
        with suppress(BrokenProcessPool):
            self._stack.close()

    def give_up(self) -> None:
        """Ends what the process is doing, from another thread; nothing is begun any more."""
        self._over = True
        self._kill()

    def _kill(self) -> None:
        if self._process:
            with suppress(OSError):
                os.kill(self._process, getattr(signal, "SIGKILL", signal.SIGTERM))


class Judges:
    """A number of judges. The first is started in the background, the others when they are needed.

    Args:
        number: how many there are.
        begin: is called with `arguments` once in every process.
        seconds: the time for one item.
    """

    def __init__(self, number: int, begin: Callable[..., None], arguments: tuple[object, ...], seconds: float) -> None:
        self._all = [_Judge(begin, arguments) for _ in range(number)]
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="judge")
        self._free: asyncio.LifoQueue[_Judge] = asyncio.LifoQueue()  # a judge that runs is found before the others
        self._seconds = seconds

    def begin(self) -> None:
        """Starts the first process; the others wait for work."""
        first, *others = self._all
        for judge in others:
            self._free.put_nowait(judge)
        self._release_after(first, asyncio.get_running_loop().run_in_executor(self._threads, first.start))

    async def ask(self, work: Callable[[Item], Outcome], item: Item) -> Outcome | Ended:
        """Waits for a free process, and gives it the item."""
        judge = await self._free.get()
        doing = asyncio.get_running_loop().run_in_executor(self._threads, judge.ask, work, item, self._seconds)
        self._release_after(judge, doing)
        return await asyncio.shield(doing)

    def end(self) -> None:
        """Ends all processes."""
        for judge in self._all:
            judge.give_up()
        self._threads.shutdown()
        for judge in self._all:
            judge.stop()

    def _release_after(self, judge: _Judge, doing: "asyncio.Future[Any]") -> None:
        def release(done: "asyncio.Future[Any]") -> None:
            if not done.cancelled():
                done.exception()  # whoever asked is told; without anybody, it is of no interest
            self._free.put_nowait(judge)

        doing.add_done_callback(release)
