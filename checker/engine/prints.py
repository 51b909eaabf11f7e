"""Prints of what a judged workbook depends on, apart from its own bytes: the program, the pack, and what is asked."""

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import checker
from checker.definitions.task import Task
from checker.sources.limits import Limits

#: The libraries that read workbooks, know the holidays, compare patterns, or compute.
_LIBRARIES = (
    "chinesecalendar",
    "google-re2",
    "holidays",
    "numpy",
    "olefile",
    "pandas",
    "pandera",
    "pydantic",
    "python-calamine",
)


@cache
def print_program() -> str:
    """A hash of the program's version and files, of Python's version, and of the libraries that take part."""
    digest = hashlib.sha256(f"{checker.__version__} {platform.python_version()}".encode())
    for name in _LIBRARIES:
        digest.update(f" {name} {_version(name)}".encode())
    root = Path(checker.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"\n{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def describe_program() -> dict[str, str]:
    """The versions of Python, of the program and of the libraries, and a hash of all that `print_program` looks at."""
    versions = {"Python": platform.python_version(), "checker": checker.__version__}
    return versions | {name: _version(name) for name in _LIBRARIES} | {"checker/*": print_program()}


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # takes long to load, and `check` asks for nothing

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def print_task(task: Task, limits: Limits) -> dict[str, str]:
    """Prints of what a workbook is judged by, under a name for each part."""
    wanted = (task.trend, task.rows, task.explained, task.passed, task.records, task.prints)
    return {
        "program": print_program(),
        "pack": task.pack.sha256,
        "period": f"{task.pack.header.id} {task.period.label}",
        "as_of": task.as_of.isoformat(),
        "options": digest_of([*wanted, asdict(limits)]),
        "ledger": digest_of([task.history, task.open_rows]),
    }


def digest_of(value: Any) -> str:
    """A hash that equal values have in every process, whatever the order of sets and of mappings."""
    return hashlib.sha256(json.dumps(_plain(value), ensure_ascii=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, str) and type(value) is not str and not isinstance(value, Enum):
        return [type(value).__name__, str(value), repr(vars(value))]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (Fraction, date, Enum)):
        return [type(value).__name__, str(value)]
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, each.name)) for each in fields(value))]
    if isinstance(value, Mapping):
        return ["of", *sorted(([_plain(key), _plain(each)] for key, each in value.items()), key=json.dumps)]
    if isinstance(value, (set, frozenset)):
        return ["any", *sorted(map(_plain, value), key=json.dumps)]
    return ["all", *map(_plain, value)]
