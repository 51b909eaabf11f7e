"""What stops a run, and the exit codes.

Knows texts only. A `Stop` is an answer to a person (a wrong option, an unreadable pack): what
happened, where, and what to do. A bug is never dressed up as one; it surfaces as a fault.
"""

from __future__ import annotations

from enum import IntEnum

from checker.text.bilingual import Text


class Exit(IntEnum):
    """The exit codes that are promised to callers."""

    CLEAN = 0
    FLAGS = 1
    COULD_NOT_RUN = 2


class Stop(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A run cannot go on, for a reason that the person at the keyboard can put right.

    Attributes:
        reference: a stable slug, e.g. "unknown-pack".
        message: one sentence that names the fault and the values.
        context: where it is (file, line, option), or empty.
        hint: what to do next.
    """

    def __init__(self, reference: str, message: Text, *, context: str = "", hint: Text | None = None) -> None:
        super().__init__(message.en)
        self.reference = reference
        self.message = message
        self.context = context
        self.hint = hint
