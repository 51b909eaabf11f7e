"""Sees which lines of the program are reached for the first time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import checker

ROOT = str(Path(checker.__file__).parent)
Trace = Callable[[FrameType, str, Any], Any]


class Lines:
    """The lines that have not been reached yet; a function of which all have been is no longer looked at.

    Attributes:
        new: whether a line was reached for the first time in the last `watched` block.
    """

    def __init__(self) -> None:
        self.new = False
        self.reached = 0
        self._left: dict[CodeType, set[int]] = {}

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self._left.clear()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watches what is done in the block, in this thread."""
        self.new = False
        before = sys.gettrace()
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(before)

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Trace | None:
        code = frame.f_code
        left = self._left.get(code)
        if left is None:
            ours = code.co_filename.startswith(ROOT)
            left = self._left[code] = {line for *_, line in code.co_lines() if line} if ours else set()
        return self._line if left else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Trace | None:
        left = self._left[frame.f_code]
        if frame.f_lineno in left:
            left.discard(frame.f_lineno)
            self.reached += 1
            self.new = True
        return self._line if left else None
