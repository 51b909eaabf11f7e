"""Finds every file that a report is written to by walking this package, so there is no list to edit.

A reporter is a module or package in this package with a constant `REPORTER`. Importing it must be cheap: it imports
what it renders with when it renders. `--out`, `--format`, their help, the privacy tests and the READMEs use this
registry.
"""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Literal

import checker.reporters
from checker.frozen import dataclass
from checker.model import Language, Report
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Reporter:
    """One output format of a report.

    Attributes:
        file: the file name in the folder of `--out`.
        summary: what the file is for, in a few words.
        render: renders a report in one language, with personal data masked unless the last argument is true.
        form: the name of the format for `--format`; None if it can't be printed.
        of: "run" if the file makes sense only for a whole period.
        lists_flags: whether to refer readers to this file for flags that don't fit on a screen.
        rows_on_request: whether it shows the rows behind the numbers only if that is asked for.
    """

    file: str
    summary: Text
    render: Callable[[Report, Language, bool], bytes]
    form: str | None = None
    of: Literal["any", "run"] = "any"
    lists_flags: bool = False
    rows_on_request: bool = False


@cache
def reporters() -> tuple[Reporter, ...]:
    """Returns every reporter, sorted by file name.

    Raises:
        ValueError: two reporters have the same file or format name.
    """
    names = [module.name for module in pkgutil.iter_modules(checker.reporters.__path__, "checker.reporters.")]
    declared = [getattr(importlib.import_module(name), "REPORTER", None) for name in names]
    found = sorted((each for each in declared if isinstance(each, Reporter)), key=lambda each: each.file)
    for taken in ([each.file for each in found], [each.form for each in found if each.form]):
        if len(set(taken)) < len(taken):
            raise ValueError(f"two reporters have the same name: {taken}")
    return tuple(found)


def file_reporters(*, whole: bool) -> tuple[Reporter, ...]:
    """Returns the reporters that write files for a whole period, or only those for single workbooks."""
    return tuple(each for each in reporters() if whole or each.of == "any")


def find_reporter(form: str) -> Reporter:
    """Returns the reporter with this name for `--format`."""
    return next(each for each in reporters() if each.form == form)


def file_names(*, whole: bool) -> Text:
    """Lists the names of the files in a sentence."""
    *others, last = [each.file for each in file_reporters(whole=whole)]
    return Text(zh="、".join((*others, last)), en=f"{', '.join(others)} and {last}")
