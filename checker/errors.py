"""The exception that stops a run, and the exit codes.

A `Stop` tells a person what happened (a wrong option, an unreadable pack), where, and what to do. A bug is never
reported as a `Stop`; it becomes a fault.
"""

import errno
from enum import IntEnum
from typing import Any

from checker.text.bilingual import Text

#: What the system says if it has no more of something, whichever file is asked for.
SHORTAGES = frozenset({errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM})


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

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles all of it, because a worker process may raise it."""
        return _make_again, (self.reference, self.message, self.context, self.hint)


def _make_again(reference: str, message: Text, context: str, hint: Text | None) -> Stop:
    return Stop(reference, message, context=context, hint=hint)


def raise_shortage(error: BaseException) -> None:
    """Raises an error again that says nothing about the file it met, because the system was short of something.

    Raises:
        OSError: it is such an error.
    """
    if isinstance(error, OSError) and error.errno in SHORTAGES:
        raise error
