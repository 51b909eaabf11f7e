"""Says which times of day a date column drops, and where they contradict the order of two dates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache

from checker.codes import Code
from checker.convert.cells import Cell, shown_digits
from checker.convert.dates import FIRST_SERIAL, LAST_SERIAL, clock_text
from checker.model import Flag, Place, Shown, flag, placed
from checker.model.fingerprints import digest_texts
from checker.model.workbook import VALID, TypedTable, letters
from checker.tables.rows.places import header_of, place_of, record_of, show_cell
from checker.tables.table import Order, Table
from checker.text.bilingual import Text
from checker.text.locales import Locales

TIME_DROPPED = Code("V341")
TIMES_OUT_OF_ORDER = Code("V342")

_DAY = 24 * 60 * 60
#: How many rows a flag names.
_NAMED = 10
#: By column, the times that its cells carry besides the date, by position.
Times = Mapping[str, Mapping[int, time]]


def times_of(cells: Sequence[Cell], locales: Locales) -> dict[int, time]:
    """Finds the times of day in the cells of a date column, by position; midnight is how programs write no time."""
    if set(map(type, cells)) <= {date, type(None)}:  # most cells are days without a time
        return {}
    clocks = _clocks(locales)
    has_time = clocks.sign.search  # of texts, most are days alone
    filled = ((at, raw) for at, raw in enumerate(cells) if raw is not None and type(raw) is not date)
    found = ((at, clocks.time_of(raw)) for at, raw in filled if not isinstance(raw, str) or has_time(raw))
    return {position: moment for position, moment in found if moment is not None and moment != time()}


class _Clocks:
    """Reads the times of day behind dates, as the languages of a pack write them."""

    def __init__(self, locales: Locales) -> None:
        self._locales = locales
        #: What every text with a time of day has.
        self.sign = re.compile(f"[:：]|{locales.spelled('clock.signs')}")
        self._half = locales.words("clock.half")
        self._halves = [tuple(map(str.upper, locales.words(f"clock.{half}"))) for half in ("afternoon", "morning")]

    def time_of(self, raw: Cell) -> time | None:
        if isinstance(raw, datetime):
            return raw.time().replace(microsecond=0)
        if isinstance(raw, str):
            return self._read(clock_text(raw, self._locales))
        if isinstance(raw, (int, float)) and FIRST_SERIAL <= raw <= LAST_SERIAL:
            seconds = int(shown_digits(raw) % 1 * _DAY)
            return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        return None

    def _read(self, text: str) -> time | None:
        """Reads 09:00, 9时30分, 下午3点半 or 3:00 PM."""
        numbers = [int(each) for each in re.findall(r"\d+", text)]
        if not numbers:
            return None
        hour, minute, second = (*numbers[:3], 0, 0)[:3]
        minute = 30 if any(word in text for word in self._half) else minute
        afternoon, morning = (any(word in text.upper() for word in words) for words in self._halves)
        if afternoon and hour < 12:
            hour += 12
        elif morning and hour == 12:
            hour = 0
        return time(hour, minute, second)


@cache
def _clocks(locales: Locales) -> _Clocks:
    return _Clocks(locales)


def flag_times(typed: TypedTable, table: Table, times: Times) -> Iterator[Flag]:
    """Flags each column whose times are dropped, and each row with two times of one day in the wrong order."""
    located = typed.located
    assert located is not None
    for name, found in times.items():
        dropped = {position: moment for position, moment in found.items() if typed.state[name][position] == VALID}
        rows = [located.rows[position] for position in dropped]
        if rows:
            seen = "" if table.columns[name].personal else digest_texts(map(str, dropped.values()))
            header = located.headers.get(name, table.columns[name].header.zh)
            column = letters(located.columns[name])
            place = Place(located.sheet.name, located.header_row, column, table.id, name, header)
            yield flag(
                TIME_DROPPED,
                place,
                header=header_of(typed, table, name),
                rows=placed(_list_rows(rows), str(len(rows)), seen),
            )
    for pair in table.order:
        if not pair.strict:  # of a strict one, the same day is wrong anyhow
            yield from _flag_order(typed, table, pair, times)


def _flag_order(typed: TypedTable, table: Table, pair: Order, times: Times) -> Iterator[Flag]:
    """Flags the rows whose two dates are one day, so that only the dropped times say which came first."""
    one, other = times.get(pair.first, {}), times.get(pair.second, {})
    same = (typed.frame[pair.first] == typed.frame[pair.second]).to_numpy()
    for position in sorted(one.keys() & other.keys()):
        if same[position] and other[position] < one[position]:
            row = int(typed.frame.index[position])
            yield flag(
                TIMES_OUT_OF_ORDER,
                place_of(typed, table, row, pair.second),
                observed=show_cell(typed, table, row, pair.second),
                record=record_of(typed, row),
                first=header_of(typed, table, pair.first),
                second=header_of(typed, table, pair.second),
                earlier=Shown(f"{one[position]:%H:%M:%S}", table.columns[pair.first].personal),
                later=Shown(f"{other[position]:%H:%M:%S}", table.columns[pair.second].personal),
            )


def _list_rows(rows: Sequence[int]) -> Text:
    """Names rows for people, only the first few of many."""
    named, further = ", ".join(map(str, rows[:_NAMED])), len(rows) - _NAMED
    zh, en = f"第 {named.replace(', ', '、')} 行", f"{'row' if len(rows) == 1 else 'rows'} {named}"
    return Text(f"{zh}等 {len(rows)} 行", f"{en} and {further} more") if further > 0 else Text(zh, en)
