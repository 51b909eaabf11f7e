"""Checks departments' workbooks against published targets, and flags the rows and cells that miss them.

Python programs use the same functions as the command line. `check` checks single workbooks; their cover sheets say
which pack, period and department they are for:

    >>> from checker import check, load_pack, run
    >>> report = check(["inputs/heping/2022Q4/区司法局.xlsx"])
    >>> report.pack, report.period, report.departments[0].name.en, report.departments[0].state.value
    ('heping', '2022Q4', 'Justice Bureau', 'accepted')

`run` checks all workbooks of a period, and judges the district too. `load_pack` loads the definitions by themselves:

    >>> report = run("jizhou", "2021", "inputs/jizhou/2021")
    >>> len(report.district_results) == len(load_pack("jizhou").indicators)
    True

A reporter renders a report as the bytes of a file, in "zh" or "en", with personal data masked (False) or shown (True):

    >>> from checker.reporters.registry import reporters
    >>> files = {each.file: each.render(report, "en", False) for each in reporters()}
    >>> sorted(files)
    ['flags.csv', 'report.html', 'report.json', 'rows.csv', 'summary.xlsx']

What a person has to put right, e.g. a pack that does not exist, is raised as a `Stop`. Importing `checker` is cheap:
each of these names is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.definitions.load import load_pack
    from checker.engine.batch import check, run
    from checker.errors import Stop
    from checker.model import Report

__version__ = "0.1.0"
__all__ = ["Report", "Stop", "check", "load_pack", "run"]

_MODULES = {
    "Report": "checker.model",
    "Stop": "checker.errors",
    "check": "checker.engine.batch",
    "load_pack": "checker.definitions.load",
    "run": "checker.engine.batch",
}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
