"""Every file that a report is written to, found by walking this package: no list to edit.

A reporter is a module of this package, or a package in it, with a constant `REPORTER`. It has to be light: what it
needs to render is imported when it renders. The folder of `--out`, `--format`, the help of both, the privacy tests and
the READMEs read this registry.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import checker.reporters
from checker.model import Language, Report
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Reporter:
    """One form of a report.

    Attributes:
        file: its name in the folder of `--out`.
        summary: what it is for, in a few words.
        render: makes it of a report, in one language, with personal data masked unless the last argument is true.
        form: its word after `--format`; None where it cannot be printed.
        of: "run" where it says something of a whole period only.
        lists_flags: whether it is the one to look up every flag in that a screen has no room for.
    """

    file: str
    summary: Text
    render: Callable[[Report, Language, bool], bytes]
    form: str | None = None
    of: Literal["any", "run"] = "any"
    lists_flags: bool = False


@cache
def reporters() -> tuple[Reporter, ...]:
    """Every reporter, by the name of its file.

    Raises:
        ValueError: two write the same file or go by the same word.
    """
    names = [
        f"{checker.reporters.__name__}.{module.name}" for module in pkgutil.iter_modules(checker.reporters.__path__)
    ]
    declared = [getattr(importlib.import_module(name), "REPORTER", None) for name in names]
    found = sorted((each for each in declared if isinstance(each, Reporter)), key=lambda each: each.file)
    for taken in ([each.file for each in found], [each.form for each in found if each.form]):
        if len(set(taken)) < len(taken):
            raise ValueError(f"one name for two reporters: {taken}")
    return tuple(found)


def written(*, whole: bool) -> tuple[Reporter, ...]:
    """The reporters that write a file of a report: of a whole period, or of single workbooks."""
    return tuple(each for each in reporters() if whole or each.of == "any")


def printed_as(form: str) -> Reporter:
    """The reporter whose word after `--format` this is."""
    return next(each for each in reporters() if each.form == form)


def file_names(*, whole: bool) -> Text:
    """The names of the files, for a sentence."""
    *others, last = [each.file for each in written(whole=whole)]
    return Text(zh="、".join((*others, last)), en=f"{', '.join(others)} and {last}")
