"""Turns the units of a measure into lines, each with the answers of its row and the reason for its role."""

from collections.abc import Iterable, Mapping

from checker.evidence.looks import Looking
from checker.evidence.reasons import Notes, reason_of, say_at_odds
from checker.measures import Measure, MemberMeasure
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace, Unit
from checker.model import Measured, Member
from checker.model.evidence import Asked, Line
from checker.model.records import Role
from checker.model.workbook import Copies
from checker.tables.phrases import column_text
from checker.text.bilingual import Text, join_texts


class Lines:
    """The lines behind one result."""

    def __init__(self, measure: Measure, measured: Measured, scope: Scope, trace: Trace) -> None:
        self._measure, self._scope, self._trace = measure, scope, trace
        self._notes = Notes(measured, measure.tables()[0])
        self._members = {(member.row, member.label): member for member in reversed(measured.members)}
        self._deciding_cells = (
            measure.deciding_cells(scope.submission, scope.tables, scope.context)
            if isinstance(measure, MemberMeasure)
            else None
        )
        self._looks: list[Looking] = []
        self._found: dict[tuple[str, str, str], Looking | None] = {}
        asked: list[Asked] = []
        for look in trace.looks:
            looking = Looking(look, scope, len(asked))
            asked += looking.asked
            self._looks.append(looking)
        self.asked = tuple(asked)

    def listed(self) -> tuple[Line, ...]:
        """Lists everything that the measure counted."""
        return tuple(map(self._line, self._trace.units))

    def others(self, listed: Iterable[Line]) -> Mapping[str, list[int]]:
        """Lists by table the rows that are behind no number."""
        seen: set[tuple[str, int]] = set()
        _collect(listed, seen)
        tables = dict.fromkeys(looking.look.table for looking in self._looks)
        rows = {table: self._scope.submission.tables[table].frame.index.tolist() for table in tables}
        return {table: [row for row in numbers if (table, row) not in seen] for table, numbers in rows.items()}

    def not_counted(self, rows: Mapping[str, list[int]]) -> tuple[Line, ...]:
        """Lists rows that are behind no number, each with the reason."""
        return tuple(
            self._line(Unit(Role.NOT_COUNTED, table, row, units=0))
            for table, numbers in rows.items()
            for row in numbers
        )

    def _line(self, unit: Unit) -> Line:
        looking = self._find(unit)
        row = unit.row
        under = [*map(self._line, unit.under), *self._copies(unit)]
        return Line(
            unit.role,
            unit.units,
            unit.table,
            row,
            unit.part,
            unit.label,
            unit.amount,
            unit.goal,
            unit.reason or self._reason(unit, looking),
            () if looking is None or row is None else looking.outcomes(row),
            "" if looking is None or unit.role is not Role.EXCLUDED else looking.look.evidence,
            tuple(under),
        )

    def _find(self, unit: Unit) -> Looking | None:
        """Finds the look that put a row where it is; a row that is not counted was outside every one of them."""
        if unit.role is Role.NOT_COUNTED and unit.row is not None:
            number, mine = unit.row, self._looks_at(unit.table)
            return next((each for each in mine if not each.is_outside(number)), next(iter(mine), None))
        asked = unit.table, unit.part, unit.group
        if asked not in self._found:
            mine = self._looks_at(unit.table)
            exact = [each for each in mine if (each.look.part, each.look.group) == (unit.part, unit.group)]
            self._found[asked] = next(iter(exact or mine), None)
        return self._found[asked]

    def _looks_at(self, table: str) -> list[Looking]:
        return [each for each in self._looks if each.look.table == table]

    def _reason(self, unit: Unit, looking: Looking | None) -> Text | None:
        member = self._member(unit)
        if member is not None and unit.role is Role.UNKNOWN and self._deciding_cells is not None:
            cells = self._deciding_cells(member).text
            assert isinstance(cells, Text)
            return Text(f"取决于：{cells.zh}", f"it depends on {cells.en}")
        if looking is None or unit.row is None:
            return None
        said = reason_of(unit, looking, self._notes)
        if said is not None or unit.role is not Role.UNKNOWN or unit.row not in looking.positions:
            return said
        return say_at_odds(self._measure.cells_at_odds(looking.typed, unit.row), looking)

    def _member(self, unit: Unit) -> Member | None:
        return None if unit.goal is None or unit.label is None else self._members.get((unit.row, unit.label))

    def _copies(self, unit: Unit) -> Iterable[Line]:
        """Lists the other rows of the same record."""
        typed = self._scope.submission.tables.get(unit.table)
        copies = None if typed is None or unit.row is None else typed.copies.get(unit.row)
        if copies is None or typed is None:
            return ()
        reason = self._same_record(unit.table, copies)
        return tuple(Line(Role.COPY, table=unit.table, row=row, reason=reason) for row in copies.rows[1:])

    def _same_record(self, table: str, copies: Copies) -> Text:
        first = copies.rows[0]
        if not copies.differing:
            return Text(f"与第 {first} 行是同一记录，只计一次", f"the same record as row {first}, counted once")
        columns = self._scope.tables[table].columns
        named = join_texts((column_text(name, columns) for name in copies.differing), "、", ", ")
        return Text(
            f"与第 {first} 行是同一记录，{named.zh}不一致", f"the same record as row {first}; they differ in {named.en}"
        )


def _collect(lines: Iterable[Line], seen: set[tuple[str, int]]) -> None:
    for line in lines:
        if line.row is not None:
            seen.add((line.table, line.row))
        _collect(line.under, seen)
