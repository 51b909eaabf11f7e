"""Makes rows of worked examples: rows that count and pass, rows that count and don't, rows that can't be decided."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from checker.authoring.addition.asked import Ask, write_value
from checker.frozen import dataclass
from checker.model.targets import TESTS
from checker.policy.drafting.written import quote
from checker.policy.model import write_number
from checker.tables.columns import Column
from checker.tables.operands import Literals
from checker.tables.table import Table
from checker.tables.time_units import SECONDS, WORKING
from checker.text.durations import UNIT_SECONDS

Row = dict[str, str]
_NOON = time(10, 0)
#: Working time is longer by nights, weekends and holidays: so many days are longer than any of so many units.
_DAYS_LONG = {"days": 1, "workdays": 2, "months": 31, "working_hours": 2, "working_minutes": 1}


@dataclass(frozen=True)
class Rows:
    """How the rows of one indicator's examples are made.

    Attributes:
        table: whose rows.
        day: in the period of the examples.
        when: the column of that day; empty if there is none.
        limited: the time limit by whose due day rows are judged, if they are.
        counted: what every row must be like.
    """

    table: Table
    day: date
    when: str
    limited: Ask | None
    counted: tuple[Ask, ...]

    def make(
        self,
        number: int,
        *,
        passes: Sequence[Ask] = (),
        good: bool = True,
        unclear: str = "",
        cells: Mapping[str, str] | None = None,
    ) -> Row | None:
        """Makes a row; None if there can't be one.

        Args:
            number: of the row, which tells it from others.
            passes: what it is like.
            good: if not, it isn't like the first of these.
            unclear: a column that can't be read.
            cells: others, by column.
        """
        row: Row = dict.fromkeys(self.table.key, "")  # the key comes first
        met = (*self.counted, *(passes if good else passes[1:]))
        missed = () if good else passes[:1]
        for ask in (*met, *missed):
            if ask.op == "within":
                row |= self._within(ask, ask in met)
        for name in dict.fromkeys(ask.column for ask in (*met, *missed) if ask.op != "within"):
            value = self._value(name, _beside_limits(name, met), _beside_limits(name, missed))
            if value is None:
                return None
            row |= {name: value} if value and not row.get(name) else {}
        row |= cells or {}
        if self.when and self.limited is None:
            row[self.when] = row.get(self.when) or self.write_day(self.when, self.day)
        for name in self.table.key:
            row[name] = row[name] or self._key(name, number)
        made: Row = {}
        for name, value in row.items():
            made |= self._computed(name, value)
        return made | ({self._typed(unclear): "invalid"} if unclear else {})

    def outside(self, number: int) -> Row | None:
        """Makes a row that counts in an earlier period, so that its sheet isn't empty."""
        return (
            self.make(number, cells={self.when: self.write_day(self.when, self.day - timedelta(800))})
            if self.when
            else None
        )

    def write_day(self, name: str, day: date, at: time = _NOON) -> str:
        """A day as the column writes it."""
        return f"{day} {at:%H:%M}" if self.table.columns[name].is_timed else str(day)

    def write_amount(self, name: str, value: Fraction) -> str | None:
        """A number as the column writes it; None if it can't hold it."""
        column = self.table.columns[name]
        low, high = column.lowest, column.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            return None
        if column.type == "integer" and value.denominator != 1:
            return None
        return f"{write_number(value * 100)}%" if column.type == "percent" else write_number(value)

    def _typed(self, name: str) -> str:
        """The column that people fill in: of a computed one, that at its end."""
        return self.table.columns[name].end or name

    def _computed(self, name: str, value: str) -> Row:
        """The cells that give a column its value: of a computed one, those at its ends."""
        column = self.table.columns[name]
        if column.start is None or column.end is None:
            return {name: value}
        length = Fraction(value)
        if column.type == "duration":
            begin = datetime.combine(self.day, _NOON)
            finish = begin + timedelta(seconds=float(length * UNIT_SECONDS[column.time_unit]))
            return {column.start: f"{begin:%Y-%m-%d %H:%M:%S}", column.end: f"{finish:%Y-%m-%d %H:%M:%S}"}
        ends = self.day, self.day + timedelta(int(length))
        return {each: self.write_day(each, at) for each, at in zip((column.start, column.end), ends, strict=True)}

    def _key(self, name: str, number: int) -> str:
        column = self.table.columns[name]
        match column.kind:
            case "date":
                return self.write_day(name, self.day - timedelta(number % 20))
            case "number":
                return str(number)
            case "choice":
                return list(column.choices)[number % len(column.choices)]
            case "boolean":
                return "true"
            case _:
                return quote(column.example or f"A{number}") if column.pattern else f"A{number}"

    def _within(self, ask: Ask, good: bool) -> Row:
        done = self.day
        long = (
            timedelta(seconds=ask.limit * SECONDS[ask.unit] + 60)
            if ask.unit in SECONDS and ask.unit not in WORKING
            else timedelta(ask.limit * _DAYS_LONG[ask.unit] + 20)
        )
        came = datetime.combine(done, _NOON)
        if self.limited is not None and not good:
            # Late, but due in the period of the example: a few days ago.
            length = {"days": ask.limit, "workdays": ask.limit * 7 // 5, "months": ask.limit * 30}.get(ask.unit)
            late = long if length is None else timedelta(length + 5)
        else:
            late = timedelta() if good else long
        first, last = (came, came + late) if ask.unit in SECONDS and self.when != ask.column else (came - late, came)
        written = []
        for name, moment in ((ask.of, first), (ask.column, last)):
            written.append(f"{moment:%Y-%m-%d %H:%M}" if self.table.columns[name].is_timed else str(moment.date()))
        return {ask.of: written[0], ask.column: written[1]}

    def _value(self, name: str, met: Sequence[Ask], missed: Sequence[Ask]) -> str | None:
        """A value of the column that meets these demands and misses those; empty for a blank; None if there is none."""
        column = self.table.columns[name]
        for value in (*_candidates(column, (*met, *missed), self.day), None):
            if all(_holds(ask, value) for ask in met) and not any(_holds(ask, value) in (True, None) for ask in missed):
                return "" if value is None else self._write(name, value)
        return None

    def _write(self, name: str, value: Literals) -> str:
        if isinstance(value, Fraction):
            return self.write_amount(name, value) or ""
        if isinstance(value, date) and not isinstance(value, datetime):
            return self.write_day(name, value)
        return write_value(value)


def _beside_limits(name: str, asked: Iterable[Ask]) -> list[Ask]:
    """What is asked of a column besides time limits, which say nothing of a day by itself."""
    return [each for each in asked if each.column == name and each.op != "within"]


def _candidates(column: Column, asked: Iterable[Ask], day: date) -> Iterable[Literals]:
    """Values that the column can hold, those nearest to what is asked first."""
    given = [value for ask in asked for value in ask.values]
    match column.kind:
        case "boolean":
            return True, False
        case "choice":
            return (*given, *column.choices)
        case "number":
            step = Fraction(1, 100) if column.type == "percent" else Fraction(1)
            near = [each + step * by for each in given if isinstance(each, Fraction) for by in (0, 1, -1)]
            low, high = column.lowest, column.maximum
            return [
                each
                for each in (*near, low or Fraction(0), high or Fraction(1))
                if (low is None or each >= low) and (high is None or each <= high)
            ]
        case "date":
            return [day, *(each + timedelta(by) for each in given if isinstance(each, date) for by in (0, 1, -1))]
        case _:
            return (*given, column.example or "A1", "B2")


def _holds(ask: Ask, value: Literals | None) -> bool | None:
    """Whether a value is as asked; None where a blank leaves that unknown."""
    if ask.op in ("present", "absent"):
        return (value is not None) == (ask.op == "present")
    if value is None:
        return None
    if ask.op in ("equals", "not"):
        return (value in ask.values) == (ask.op == "equals")
    op = next(each for each in TESTS if each == ask.op)
    one, other = value, ask.values[0]
    if isinstance(one, datetime) != isinstance(other, datetime) and isinstance(one, date) and isinstance(other, date):
        one, other = (each.date() if isinstance(each, datetime) else each for each in (one, other))
    return bool(TESTS[op](one, other))


def write_row(row: Mapping[str, str]) -> str:
    """A row as YAML on one line."""
    return "{" + ", ".join(f"{name}: {value}" for name, value in row.items()) + "}"
