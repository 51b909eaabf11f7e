"""Sees rows that were accepted and recorded, and that are gone or say something else now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from checker.codes import Code, Severity, catalogue
from checker.definitions.task import Task
from checker.frozen import dataclass
from checker.history.changes import CellChange, Kind, RoleChange, RowChange, find_row_changes
from checker.history.runs import Run
from checker.history.tables import StoredTable
from checker.history.words import ROLES, cell_words
from checker.ledger.rows import KNOWN
from checker.locate.cells import list_items
from checker.model import Department, Flag, Known, Place, flag
from checker.model.records import Role
from checker.periods import parse_period
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts
from checker.text.plurals import counted

RESTATED = Code("A740")

Item = Mapping[str, Any]
#: A row with one of these roles was decided.
_DEFINITE = (Role.NUMERATOR.value, Role.FAILURE.value, Role.EXCLUDED.value, Role.COUNTED.value)
#: Codes that begin so are about what a cell says: who corrects it does what the flag asks.
_ABOUT_CELLS = ("V", "C", "W")
_KNOWN = {letter: known for known, letter in KNOWN.items()}


@dataclass(frozen=True)
class Base:
    """What is compared: the run of an earlier submission, and the department as it is judged now.

    Attributes:
        counting: the indicators that still count what they counted in that run; see `still_counting`.
    """

    run: Run
    department: Department
    task: Task
    counting: frozenset[str]

    @property
    def same_period(self) -> bool:
        """Whether both are for one period."""
        return self.run.period == self.task.period.label

    def rosters(self) -> frozenset[str]:
        """The tables that list people, who come and go from one period to the next."""
        asked = (indicator.asked for indicator in self.task.pack.indicators.values())
        return frozenset(str(getattr(each, "members", "")) for each in asked)


def still_counting(run: Run, task: Task) -> frozenset[str]:
    """The indicators that still count what they counted in an earlier run: their window covers that of the run."""
    then, found = parse_period(run.period, task.pack.header.year_month), set()
    for id, indicator in task.pack.indicators.items():
        was, now = (indicator.window(period, task.pack.plan) for period in (then, task.period))
        if now.start <= was.start and was.end <= now.end:
            found.add(id)
    return frozenset(found)


def find_restated(then: Mapping[str, Item], now: Mapping[str, Item], base: Base) -> tuple[bool, list[Flag]]:
    """Compares the tables of two submissions of one department.

    Of an earlier period, only rows that are still counted are compared, and a change matters only if an indicator
    counts the row differently. People on a roster come and go between periods.

    Returns:
        Whether any row differs; the flags.
    """
    differs, flags = False, list[Flag]()
    rosters = base.rosters()
    for name, before in then.items():
        table, after = base.task.pack.tables.get(name), now.get(name)
        if table is None or (name in rosters and not base.same_period):
            continue
        keyed = after is None or before["hashed_by"] == after["hashed_by"]
        changes = find_row_changes([before], [] if after is None else [after], keyed=keyed)
        differs = differs or any(each.kind is not Kind.RECOUNTED for each in changes)
        flags += _Compared(before, after, table, base).flags(changes)
    return differs or bool(set(now) - set(then)), flags


class _Compared:
    """One table of both submissions."""

    def __init__(self, before: Item, after: Item | None, table: Table, base: Base) -> None:
        self._then, self._now = StoredTable(before), None if after is None else StoredTable(after)
        self._table, self._base, self._counting = table, base, base.counting

    def flags(self, changes: Sequence[RowChange]) -> Iterator[Flag]:
        """Yields a flag for each accepted row that is gone or says something else; one for all if none is left."""
        accepted = [each for each in changes if each.row_before is not None and self._was_accepted(each)]
        if self._now is None or not self._now.rows:
            if accepted:
                yield self._flag_all(accepted)
            return
        for change in accepted:
            if change.kind is Kind.REMOVED:
                yield self._flag_gone(change)
            elif change.kind is Kind.CHANGED and self._matters(change):
                yield self._flag_changed(change)

    def _was_accepted(self, change: RowChange) -> bool:
        """Whether every indicator had decided the row, and no flag asked for a correction."""
        row = change.row_before or 0
        roles = {id: role for id, role in self._then.roles(row).items() if id in self._counting}
        asked = any(_asks(code) for code in self._then.codes(row))
        return bool(roles) and all(role in _DEFINITE for role in roles.values()) and not asked

    def _flips(self, change: RowChange) -> list[RoleChange]:
        return [each for each in change.roles if each.before in _DEFINITE and each.indicator in self._counting]

    def _matters(self, change: RowChange) -> bool:
        """Whether something that was filled in is different, and not only more is filled in."""
        filled = change.masked or any(each.before is not None for each in change.cells)
        if self._base.same_period:
            return filled or bool(self._flips(change))
        return filled and bool(self._flips(change))

    def _flag_changed(self, change: RowChange) -> Flag:
        assert self._now is not None and change.row_after is not None, "the row is there"
        position = self._now.rows.index(change.row_after)
        said = [self._say_cell(each) for each in change.cells]
        if change.masked and not any(each.column in self._now.item["personal"] for each in change.cells):
            said.append(_PERSONAL)
        cell = change.cells[0].column if len(change.cells) == 1 else ""
        place = self._place(change.row_after, cell, change.key)
        record = next(each for each in self._base.department.records if each.table == self._table.id)
        made = self._flag(place, join_texts(said, "；", "; "), change)
        return _traced(made, self._now, position, record.secrets[position])

    def _flag_gone(self, change: RowChange) -> Flag:
        position = self._then.rows.index(change.row_before or 0)
        shown = change.key or f"{change.row_before}"
        what = Text(f"“{shown}”当时有，现在没有", f"“{shown}” was listed, and is not listed now")
        return _traced(self._flag(self._place(None, "", change.key), what, change), self._then, position, "")

    def _flag_all(self, changes: Sequence[RowChange]) -> Flag:
        keys = list_items([each.key or f"{each.row_before}" for each in changes])
        were = "was" if len(changes) == 1 else "were"
        what = Text(
            f"当时采信的 {len(changes)} 行现在全部没有：{keys.zh}",
            f"{counted(len(changes), 'row')} {were} accepted, and none of them is listed now: {keys.en}",
        )
        indicators = dict.fromkeys(flip.indicator for each in changes for flip in self._flips(each))
        names = list_items([self._name(each) for each in indicators])
        verdict = Text(f"不再计入{names.zh}", f"{names.en} no longer counts them")
        return flag(RESTATED, self._place(None, "", ""), change=what, verdict=verdict, **self._when())

    def _flag(self, place: Place, what: Text, change: RowChange) -> Flag:
        flips = self._flips(change)
        verdict = join_texts([self._say_flip(each) for each in flips], "；", "; ") if flips else _NO_FLIP
        indicator = flips[0].indicator if len(flips) == 1 else ""
        return flag(RESTATED, place, indicator=indicator, change=what, verdict=verdict, **self._when())

    def _when(self) -> dict[str, Any]:
        return {"period": self._base.run.period, "on": date.fromisoformat(self._base.run.at[:10])}

    def _place(self, row: int | None, field: str, key: str) -> Place:
        sheets = self._base.department.sheets
        sheet = next((each.sheet for each in sheets if each.table == self._table.id), "")
        header = self._table.columns[field].header.zh if field else ""
        return Place(sheet=sheet, row=row, table=self._table.id, field=field, header=header, key=key)

    def _say_cell(self, change: CellChange) -> Text:
        column = self._table.columns.get(change.column)
        header = column.header.text if column else Text(change.column, change.column)
        choices = {id: each.text for id, each in column.choices.items()} if column else {}
        before, after = (
            Text(cell_words(cell, choices, "zh"), cell_words(cell, choices, "en"))
            for cell in (change.before, change.after)
        )
        return Text(
            f"“{header.zh}”当时为“{before.zh}”，现在为“{after.zh}”",
            f"“{header.en}” was “{before.en}”, and is “{after.en}” now",
        )

    def _say_flip(self, change: RoleChange) -> Text:
        name, before, after = self._name(change.indicator), ROLES[Role(change.before)], ROLES[change.after]
        return Text(
            f"在“{name.zh}”中由“{before.zh}”变为“{after.zh}”", f"in “{name.en}” it goes from {before.en} to {after.en}"
        )

    def _name(self, indicator: str) -> Text:
        known = self._base.task.pack.indicators.get(indicator)
        return self._base.run.label(indicator).name if known is None else known.name.text


_PERSONAL = Text("个人信息有改动（已遮盖）", "personal data has changed (masked)")
_NO_FLIP = Text("各项指标的判定不变", "no indicator counts it differently")


def _asks(code: str) -> bool:
    known = catalogue().get(code)
    return code.startswith(_ABOUT_CELLS) and (known is None or known.severity > Severity.INFO)


def _traced(made: Flag, table: StoredTable, position: int, secret: str) -> Flag:
    """Adds how the row is recognised in a later run; without its personal cells it can't be by these."""
    known = _KNOWN[table.item["known"][position]]
    if known is Known.BY_PERSON and not secret:
        known = Known.NOT
    return replace(made, row_digest=table.digests[position], known=known, secret=secret)
