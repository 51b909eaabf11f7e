"""Bundles workbooks into tasks of about two seconds, so that handing them out costs little."""

from collections.abc import Iterable
from pathlib import Path

from checker.frozen import dataclass

#: What a workbook takes: so much whatever its size, and so much per byte. Rough: it only says how many go together.
_SECONDS, _SECONDS_PER_BYTE = 0.25, 1.5e-6
#: A cluster spends 6 to 11 ms on a task.
_SECONDS_PER_TASK = 2.0
#: When there is little to do, every thread gets about so many tasks: they don't end at the same moment.
_TASKS_PER_THREAD = 2


@dataclass(frozen=True)
class Sized:
    """A workbook and its size in bytes."""

    path: Path
    bytes: int

    @property
    def seconds(self) -> float:
        """Roughly how long it takes."""
        return _SECONDS + _SECONDS_PER_BYTE * self.bytes


def bundle(workbooks: Iterable[Sized], threads: int) -> list[tuple[Path, ...]]:
    """Bundles workbooks; what takes longest comes first, so that no thread begins it last."""
    ordered = sorted(workbooks, key=lambda each: (-each.bytes, each.path))
    total = sum(each.seconds for each in ordered)
    most = min(_SECONDS_PER_TASK, total / (max(threads, 1) * _TASKS_PER_THREAD))
    bundles: list[tuple[Path, ...]] = []
    current: list[Path] = []
    seconds = 0.0
    for each in ordered:
        if current and seconds + each.seconds > most:
            bundles.append(tuple(current))
            current, seconds = [], 0.0
        current.append(each.path)
        seconds += each.seconds
    return [*bundles, tuple(current)] if current else bundles
