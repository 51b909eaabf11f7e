"""A file that kills its process, or never ends, costs nobody else."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import Any

from checker.serve.judges import Ended, Judges


def begin() -> None:
    """Has nothing to prepare."""


def work(what: str) -> object:
    """Does what the item says."""
    if what == "die":
        os._exit(7)
    if what == "hang":
        time.sleep(600)
    if what.startswith("die once"):
        mark = Path(what.partition(":")[2])
        if not mark.exists():
            mark.write_text("dead")
            os._exit(7)
    return f"did {what}"


async def ask_all(items: list[str], seconds: float, number: int = 2) -> list[Any]:
    judges = Judges(number, begin, (), seconds)
    judges.begin()
    try:
        return await asyncio.gather(*(judges.ask(work, item) for item in items))
    finally:
        await asyncio.to_thread(judges.end)


def test_deadly_and_endless_files_cost_themselves_only(tmp_path: Path) -> None:
    items = ["hang", "die", "a", f"die once:{tmp_path / 'mark'}", "b"]
    late, died, *others = asyncio.run(ask_all(items, 1.5))
    assert (late, died) == (Ended.LATE, Ended.DIED)
    assert others == [f"did {item}" for item in items[2:]]


def test_the_end_does_not_wait_for_what_is_being_done() -> None:
    async def leave() -> float:
        judges = Judges(1, begin, (), 600)
        judges.begin()
        asking = asyncio.ensure_future(judges.ask(work, "hang"))
        assert await asyncio.wait_for(asyncio.shield(asyncio.sleep(0.8, "waited")), 5) == "waited"
        started = time.monotonic()
        await asyncio.to_thread(judges.end)
        assert await asking is Ended.DIED
        return time.monotonic() - started

    assert asyncio.run(leave()) < 10
