"""The exception that stops a run, and the exit codes.

A `Stop` tells a person what happened (a wrong option, an unreadable pack), where, and what to do. A bug is never
reported as a `Stop`; it becomes a fault.
"""

from enum import IntEnum

from checker.text.bilingual import Text


class Exit(IntEnum):
    """The exit codes that callers can rely on."""

    CLEAN = 0
    FLAGS = 1
    COULD_NOT_RUN = 2


class Stop(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """Stops a run for a reason that the user can correct.

    Attributes:
        reference: a stable slug, e.g. "unknown-pack".
        message: one sentence that names the problem and the values.
        context: the file, line or option, or empty.
        hint: what to do next.
    """

    def __init__(self, reference: str, message: Text, *, context: str = "", hint: Text | None = None) -> None:
        super().__init__(message.en)
        self.reference = reference
        self.message = message
        self.context = context
        self.hint = hint
