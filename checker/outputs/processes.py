"""Temporary names that say which process uses them, so that what a killed run has left is known and nothing else."""

import hashlib
import os
import re

#: The most bytes of a name within a temporary one: encrypted file systems take no more than 143 in all.
_LONGEST = 90
_TEMPORARY = re.compile(r"\.(?P<name>.+)\.(?P<process>\d{1,10})\.(?P<kind>part|old)")
PART, OLD = "part", "old"


def temporary_name(name: str, kind: str = PART) -> str:
    """Returns the name under which this process writes a file or folder, or moves an old one aside."""
    return f".{_shorten(name)}.{os.getpid()}.{kind}"


def is_left(found: str, name: str, kind: str = PART) -> bool:
    """Returns whether a name is a temporary one for a file or folder, of a process that runs no more."""
    match = _TEMPORARY.fullmatch(found)
    return (
        match is not None
        and (match["name"], match["kind"]) == (_shorten(name), kind)
        and not runs(int(match["process"]))
    )


def _shorten(name: str) -> str:
    raw = os.fsencode(name)
    if len(raw) <= _LONGEST:
        return name
    return f"{raw[:_LONGEST].decode(errors='ignore')}~{hashlib.sha256(raw).hexdigest()[:6]}"


def runs(process: int) -> bool:
    """Returns whether another process has this number; yes where asking could end it."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
