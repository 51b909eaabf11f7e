"""The interface of checks: a code, and a function that gives verdicts and quotes, never flags.

Each check is declared with `row_check` or `signal` in its own file, beside its code. Walking the folder finds it.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.frozen import dataclass
from checker.model import Result
from checker.model.workbook import Submission, TypedTable
from checker.tables.roles import Sessions
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Quote:
    """The content of a flag on one invalid row.

    Attributes:
        row: the number that Excel shows.
        field: the column of the flagged cell, or "" for the whole row.
        values: for the message's named places (`Shown`, `Text`, or anything `str` takes).
        expected: what would be accepted.
        difference: how far off, in the column's unit (days for dates), or "".
    """

    row: int
    field: str
    values: Mapping[str, Any]
    expected: Text | None = None
    difference: str = ""


@dataclass(frozen=True)
class TableVerdicts:
    """The verdicts of one check on the rows of one table.

    Attributes:
        table: the table's id.
        invalid, unknown: boolean arrays along the table's frame, never both true; the other rows are valid.
        quotes: at least one for every invalid row, and none for other rows.
    """

    table: str
    invalid: Mask
    unknown: Mask
    quotes: tuple[Quote, ...] = ()


Judge = Callable[[Submission, Mapping[str, Table]], Iterable[TableVerdicts]]


@dataclass(frozen=True)
class RowCheck:
    """A check of rows.

    Attributes:
        code: the one kind of flag that it gives.
        judge: gives verdicts for every table that the check applies to, and for no other, so a table that was not
            judged is never taken for a clean one.
    """

    code: Code
    judge: Judge


def row_check(code: Code) -> Callable[[Judge], RowCheck]:
    """Declares the decorated function as the check for `code`."""
    return lambda judge: RowCheck(code, judge)


@dataclass(frozen=True)
class Evidence:
    """What the signals of one department look at.

    Attributes:
        submission: the tables, with one row per record.
        tables: the definitions of the pack's tables, by id.
        judged: the department's results, each with its indicator.
        as_of: the as-of date.
        saved_on: the latest day that it can have been where the workbook was last saved; None if it doesn't say.
    """

    submission: Submission
    tables: Mapping[str, Table]
    judged: Sequence[tuple[Indicator, Result]] = ()
    as_of: date | None = None
    saved_on: date | None = None

    def sessions(self) -> Iterator[tuple[TypedTable, Table, Sessions]]:
        """The tables whose rows are people's parts in sessions, as far as the department has them."""
        for name, typed in self.submission.tables.items():
            said = self.tables[name].sessions
            if said is not None:
                yield typed, self.tables[name], said


@dataclass(frozen=True)
class Sighting:
    """Something that is worth a look.

    Attributes:
        table: the table's id.
        row: the number that Excel shows.
        field: the column of the flagged cell, or "" for the whole row.
        values: for the message's named places.
        indicator: the indicator that it concerns, or empty.
    """

    table: str
    row: int
    field: str
    values: Mapping[str, Any]
    indicator: str = ""


Look = Callable[[Evidence], Iterable[Sighting]]


@dataclass(frozen=True)
class Signal:
    """Looks in one department's rows and results for what can hardly be true; it changes no result.

    Attributes:
        code: the one kind of flag that it gives.
        look: gives what it sees.
    """

    code: Code
    look: Look


def signal(code: Code) -> Callable[[Look], Signal]:
    """Declares the decorated function as the signal for `code`."""
    return lambda look: Signal(code, look)


class _Coded(Protocol):
    @property
    def code(self) -> Code: ...


Check = TypeVar("Check", bound=_Coded)


def declared_in(package: str, path: Iterable[str], kind: type[Check]) -> tuple[Check, ...]:
    """Finds every check of one kind in a package, sorted by code.

    Raises:
        ValueError: a file declares no check, or two checks share a code.
    """
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(path):
        declared = vars(importlib.import_module(f"{package}.{module.name}")).values()
        checks = [value for value in declared if isinstance(value, kind)]
        if not checks or any(check.code.id in found for check in checks):
            raise ValueError(f"{module.name} declares no check, or one whose code another file has")
        found |= {check.code.id: check for check in checks}
    return tuple(check for _, check in sorted(found.items()))
