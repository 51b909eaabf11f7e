"""What the system has no more of: open files, processes, memory, room on a disk. It is nobody's fault but must be said.

Wherever the program goes on after an error, such an error ends the run: every other workbook would fare the same, and
be judged wrongly.
"""

import errno
import os

from checker.errors import Stop
from checker.model.stops import make_stop
from checker.text.ordinary_files import UnfitFileError

_FILES, _PROCESSES, _MEMORY, _ROOM, _READER = "few-files", "few-processes", "no-memory", "no-room", "no-reader"
_REFERENCES = {
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.EAGAIN: _PROCESSES,
    errno.ENOMEM: _MEMORY,
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG), _ROOM),
}
#: What the loader of libraries says, in English on every system, and then Python: it gives no number.
_SAID = {os.strerror(errno.EMFILE): _FILES, "failed to map segment": _MEMORY, os.strerror(errno.ENOMEM): _MEMORY}
_NO_THREAD = "can't start new thread"


def explain_shortage(error: BaseException) -> Stop | None:
    """Says what the system has no more of, or which file it gave that can't be read; None if neither is the reason."""
    if isinstance(error, UnfitFileError):
        return make_stop("unfit-file", str(error.filename), why=error.reason)
    if isinstance(error, OSError):
        if "temporary directory" in (error.strerror or ""):
            return _stop(_ROOM, error)
        return _stop(_REFERENCES[error.errno], error) if error.errno in _REFERENCES else None
    if isinstance(error, MemoryError):
        return make_stop(_MEMORY)
    if isinstance(error, RuntimeError) and str(error) == _NO_THREAD:
        return make_stop(_PROCESSES, why=_NO_THREAD)
    if type(error).__name__ == "SerialisationError" and str(error).startswith("IO_"):  # of lxml, which names no reason
        return make_stop(_ROOM, _temporary(), why=str(error))
    if isinstance(error, ImportError):
        return _of_import(error)
    return None


def require_resources(error: BaseException) -> None:
    """Raises the stop for an error that every other workbook would meet too.

    A workbook that takes more memory than there is isn't one: it leaves room for the others.

    Raises:
        Stop: the system has no more open files, processes, memory or room; or the error is that stop already.
    """
    if isinstance(error, MemoryError):
        return
    stop = error if isinstance(error, Stop) else explain_shortage(error)
    if stop is not None and stop.reference in (_FILES, _PROCESSES, _MEMORY, _ROOM, _READER):
        raise stop from error


def is_for_memory(error: str) -> bool:
    """Whether the name of an error says that there wasn't memory enough."""
    return error.startswith(MemoryError.__name__)


def _of_import(error: ImportError) -> Stop | None:
    """A library can't be loaded, and says why in words, or in those of the error before."""
    each: BaseException | None = error
    while each is not None:
        if not isinstance(each, ImportError):
            return explain_shortage(each)
        for said, reference in _SAID.items():
            if said in str(each):
                return make_stop(reference, why=said)
        each = each.__cause__ or each.__context__
    return None


def _stop(reference: str, error: OSError) -> Stop:
    where = str(error.filename or _temporary()) if reference == _ROOM else ""
    return make_stop(reference, where, why=error.strerror or str(error))


def _temporary() -> str:
    return os.environ.get("TMPDIR", "")
