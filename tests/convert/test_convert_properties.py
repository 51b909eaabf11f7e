"""What holds of every value: all spellings of one thing are one value, nothing raises, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from fractions import Fraction
from time import process_time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.convert import convert, words
from checker.model import Flag
from checker.model.workbook import BLANK, INVALID, VALID, ErrorCell, Uncalculated
from checker.tables.table import Column
from checker.text.locales import USUAL

WIDE = str.maketrans("0123456789.-/%,+", "０１２３４５６７８９．－／％，＋")
TYPES = ("text", "integer", "decimal", "percent", "boolean", "date", "choice", "id")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

repeatable = settings(derandomize=True, deadline=None)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
#: Tenths of a thousandth, as people write decimals.
decimals = st.builds(Fraction, st.integers(-(10**9), 10**9), st.just(10**4))
raws = st.one_of(
    st.none(),
    st.text(st.characters(), max_size=20),
    st.text(st.sampled_from("0123456789 ,.-/%年月日约eE+以上学时xX是否√'\u200b　０５％－"), max_size=14),
    st.floats(),
    st.integers(-(10**30), 10**30),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(ErrorCell, st.text(max_size=8)),
    st.builds(Uncalculated, st.text(max_size=8)),
)


def column(kind: str, **options: Any) -> dict[str, Any]:
    choices = {"one": {"zh": "一种", "en": "One", "aliases": ["1"]}, "two": {"zh": "两种", "en": "Two"}}
    return {"type": kind, **({"choices": choices} if kind == "choice" else {}), **options}


def read(draw: Any, kind: str, cells: list[Any], **options: Any) -> list[Any]:
    """The values of one column; fails on any cell that can't be read."""
    typed, flags = convert(*draw({"field": column(kind)}, [[cell] for cell in cells], **options))
    assert refusals(flags) == []
    values = typed.frame["field"].tolist()
    return [value.date() if kind == "date" else value for value in values]


def refusals(flags: tuple[Flag, ...]) -> list[Flag]:
    """Those about cells that can't be read; a dropped time of day refuses none."""
    return [each for each in flags if each.code.id not in ("V341", "V342")]


@repeatable
@given(days)
def test_every_spelling_of_a_day_is_that_day(draw: Any, day: date) -> None:
    year, month, number = day.year, day.month, day.day
    short = f"{year}-{month}-{number}"
    spellings: list[Any] = [
        *(day, day.isoformat(), f"{day:%Y%m%d}", int(f"{day:%Y%m%d}"), float(f"{day:%Y%m%d}")),
        *(short, short.replace("-", "/"), short.replace("-", "."), short.translate(WIDE), f" {short}\n"),
        *(f"{year}年{month}月{number}日", f"{year} 年 {month:02d} 月 {number:02d} 日", f"{year}年{month}月{number}号"),
        *(f"{day.isoformat()} 00:00:00", f"{day.isoformat()}T23:59", f"{year}/{month}/{number} 9:05"),
        *(f"{number} {MONTHS[month - 1]} {year}", f"{MONTHS[month - 1]} {number}, {year}"),
        *(datetime.combine(day, time(0)), datetime.combine(day, time(23, 59, 59))),
        *((day - date(1899, 12, 30)).days, float((day - date(1899, 12, 30)).days) + 0.5),
    ]
    assert set(read(draw, "date", spellings)) == {day}


@repeatable
@given(days)
def test_with_the_year_last_a_date_is_read_if_only_one_number_can_be_the_month(draw: Any, day: date) -> None:
    year, month, number = day.year, day.month, day.day
    spellings = [f"{month}/{number}/{year}", f"{number}/{month}/{year}", f"{number:02d}-{month:02d}-{year}"]
    typed, flags = convert(*draw({"field": column("date")}, [[spelling] for spelling in spellings]))
    if number > 12 or number == month:
        assert refusals(flags) == [] and set(typed.frame["field"].dt.date) == {day}
    else:
        assert [flag.code.id for flag in flags] == ["V315"] * 3
        assert typed.frame["field"].isna().all()


@repeatable
@given(days)
def test_no_spelling_that_hides_the_year_is_read(draw: Any, day: date) -> None:
    month, number = day.month, day.day
    spellings = [
        *(f"{day:%y-%m-%d}", f"{day:%y.%m.%d}", f"{day:%y}年{month}月{number}日", f"{day:%y%m%d}"),
        f"{number} {MONTHS[month - 1]} {day:%y}",
    ]
    typed, flags = convert(*draw({"field": column("date")}, [[spelling] for spelling in spellings]))
    assert [flag.code.id for flag in flags] == ["V315"] * len(spellings)
    assert typed.frame["field"].isna().all()


@repeatable
@given(st.integers(1990, 2100), st.integers(1, 12), st.integers(29, 99))
def test_a_day_is_read_if_and_only_if_the_calendar_has_it(draw: Any, year: int, month: int, number: int) -> None:
    text = f"{year}-{month}-{number}"
    typed, flags = convert(*draw({"field": column("date")}, [[text]]))
    try:
        day = date(year, month, number)
    except ValueError:
        assert [flag.code.id for flag in flags] == ["V317"]
    else:
        assert typed.frame["field"].tolist() == [pd.Timestamp(day)]


def plain(number: Fraction) -> str:
    """A number of up to four decimals, by integer arithmetic only."""
    scaled = int(abs(number) * 10**4)
    whole, part = divmod(scaled, 10**4)
    return f"{'-' if number < 0 else ''}{whole}.{part:04d}"


@repeatable
@given(decimals)
def test_every_spelling_of_a_number_is_that_number(draw: Any, number: Fraction) -> None:
    text = plain(number)
    grouped = f"{int(text.split('.')[0].lstrip('-')):,}.{text.split('.')[1]}"
    grouped = "-" + grouped if text.startswith("-") else grouped
    spellings = [
        *(text, text + "0", f" {text} ", text.translate(WIDE), text.replace("-", "−"), float(text)),
        *(grouped, grouped.translate(WIDE), f"{text}学时", f"{text} 件", f"{text}e0"),
    ]
    assert read(draw, "decimal", spellings) == [number] * len(spellings)
    if number.denominator == 1:
        assert read(draw, "integer", [*spellings, int(number)]) == [number] * (len(spellings) + 1)
    else:
        _, flags = convert(*draw({"field": column("integer")}, [[spelling] for spelling in spellings]))
        assert [flag.code.id for flag in flags] == ["V305"] * len(spellings)


@repeatable
@given(decimals)
def test_every_spelling_of_a_percentage_is_that_share(draw: Any, number: Fraction) -> None:
    text = plain(number)
    spellings = [f"{text}%", f"{text} %", f"{text}％", f"{text}%".translate(WIDE), f"百分之{text}"]
    assert read(draw, "percent", spellings) == [number / 100] * len(spellings)


@repeatable
@given(st.integers(0, 10**6), st.sampled_from([10**3, 10**5]))
def test_a_bare_percentage_is_one_of_its_two_readings_or_refused(draw: Any, parts: int, scale: int) -> None:
    number = Fraction(parts, scale)
    for header in ("满意率", "满意率（%）"):
        for raw in (float(number), plain(number * 1)):
            shown = Fraction(raw) if isinstance(raw, str) else number
            typed, flags = convert(*draw({"field": column("percent")}, [[raw]], headers={"field": header}))
            value = typed.frame.at[4, "field"]
            if flags:
                assert flags[0].code.id == "V311" and 0 < shown <= 1
            else:
                assert value in (shown, shown / 100)
                assert value <= 1 or shown > 100


@repeatable
@given(st.floats(0, 10, allow_subnormal=False))
def test_a_cell_formatted_as_a_percentage_is_taken_as_it_is(draw: Any, share: float) -> None:
    options = {"formats_known": True, "percent_cells": frozenset({(4, 2)})}
    assert read(draw, "percent", [share], **options) == [Fraction(format(share, ".15g"))]


@repeatable
@given(st.integers(0, 10**15 - 1))
def test_numbers_of_up_to_fifteen_digits_survive_as_text(draw: Any, number: int) -> None:
    for kind in ("id", "text"):
        assert read(draw, kind, [number, float(number), str(number)]) == [str(number)] * 3


@repeatable
@given(st.integers(10**15, 10**22))
def test_longer_numbers_survive_as_text_cells_only(draw: Any, number: int) -> None:
    for kind in ("id", "text"):
        assert read(draw, kind, [str(number)]) == [str(number)]
        _, flags = convert(*draw({"field": column(kind)}, [[number], [float(number)]]))
        assert [flag.code.id for flag in flags] == ["V303", "V303"]


@repeatable
@given(
    st.sampled_from(TYPES), st.lists(raws, max_size=12), st.booleans(), st.booleans(), st.sampled_from(["率", "率%"])
)
def test_nothing_raises_and_every_cell_ends_in_one_state(
    draw: Any, kind: str, cells: list[Any], formats_known: bool, formatted: bool, header: str
) -> None:
    count = len(cells)
    located, table = draw(
        {"field": column(kind)},
        [[cell] for cell in cells],
        formats_known=formats_known,
        percent_cells=frozenset((row, 2) for row in range(4, 4 + count)) if formatted else frozenset(),
        headers={"field": header},
    )
    typed, flags = convert(located, table)
    state = typed.state["field"]
    assert len(typed.frame) == len(state) == count
    assert typed.frame["field"].isna().tolist() == (state != VALID).tolist()
    assert [flag.place.row for flag in refusals(flags)] == [
        row + 4 for row in np.flatnonzero(state == INVALID).tolist()
    ]
    for cell, each in zip(cells, state.tolist(), strict=True):
        assert cell is not None or each == BLANK
    for found in refusals(flags):
        assert "V301" <= found.code.id < "V330"
        assert found.observed is not None and found.expected is not None


def expected_type(kind: str) -> type:
    if kind in ("integer", "decimal", "percent"):
        return Fraction
    return {"boolean": bool, "date": pd.Timestamp}.get(kind, str)


@repeatable
@given(st.sampled_from(TYPES), st.lists(raws, max_size=8))
def test_a_column_reads_as_its_cells_do_one_by_one(draw: Any, kind: str, cells: list[Any]) -> None:
    together, flags = convert(*draw({"field": column(kind)}, [[cell] for cell in cells]))
    for position, cell in enumerate(cells):
        alone, own = convert(*draw({"field": column(kind)}, [[cell]]))
        one, other = alone.frame["field"].tolist()[0], together.frame["field"].tolist()[position]
        assert (one is other) if one is None or one is pd.NaT else (one == other and type(one) is expected_type(kind))
        assert alone.state["field"][0] == together.state["field"][position]
        assert [flag.code for flag in refusals(own)] == [
            flag.code for flag in refusals(flags) if flag.place.row == position + 4
        ]


@repeatable
@given(st.sampled_from(["integer", "decimal", "percent", "boolean", "date", "choice", "id", "text"]), raws)
def test_a_value_written_back_in_its_plain_form_is_the_same_value(draw: Any, kind: str, cell: Any) -> None:
    typed, _ = convert(*draw({"field": column(kind)}, [[cell]]))
    if typed.state["field"][0] != VALID:
        return
    value = typed.frame["field"].tolist()[0]
    written: Any = value
    if isinstance(value, Fraction):
        scaled = value * 100 if kind == "percent" else value
        written = f"{float(scaled):.15g}" + ("%" if kind == "percent" else "")
        if "e" in written or Fraction(written.rstrip("%")) != scaled:
            return
    if isinstance(value, pd.Timestamp):
        written = value.date().isoformat()
    assert convert(*draw({"field": column(kind)}, [[written]]))[0].frame["field"].tolist() == [value]


#: What long texts are made of, and what they end with.
LONG = [
    *(("9", ""), ("-", ""), (" ", "x"), ("1,", ""), ("年月", ""), ("\n", "、"), ("、", ""), ("(", ""), (".", "1")),
    *((" ", ")"), ("( ", "章)"), ("\u200b", "x")),
]
#: Eight times the text take eight times the work, or 64 times if work is its square.
SHORT_TEXT, TIMES, MOST_TIMES = 2_000, 8, 24
#: Work that takes less is not its square: a step for each pair of characters would take many times as long.
FEW_SECONDS = 0.02


def growth(work: Callable[[int], object]) -> float:
    """How many times the processor time of work its eightfold takes; 0 if even that is hardly anything.

    The least of some attempts counts, each with a size of its own, as something may remember what it did before.
    """

    def least(size: int) -> float:
        taken = []
        for attempt in range(3):
            before = process_time()
            work(size + attempt)
            taken.append(process_time() - before)
            if taken[-1] < FEW_SECONDS:
                break
        return min(taken)

    large = least(SHORT_TEXT * TIMES)
    return 0 if large < FEW_SECONDS else large / max(least(SHORT_TEXT), 1e-6)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(("part", "end"), LONG)
def test_work_grows_as_long_texts_do(draw: Any, kind: str, part: str, end: str) -> None:
    def work(size: int) -> None:
        tail = part * (size // len(part)) + end
        typed, _ = convert(*draw({"field": column(kind)}, [["2024-3" + tail], [tail + "%"], ["约" + tail]]))
        assert len(typed.frame) == 3

    assert growth(work) < MOST_TIMES


def test_a_reader_whose_work_is_the_square_is_found(draw: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words._lists(USUAL), "dividers", re.compile(r"\s+和"))

    def work(size: int) -> None:
        convert(*draw({"field": column("choice")}, [["x" + " " * size + "y"]]))

    assert growth(work) > MOST_TIMES


KEPT = [words.text_reader, words.id_reader]
ALMOST_PLAIN = st.lists(
    st.sampled_from(["同上", "同", "如上", "ditto", "Do.", "ibid", "无", "N/A", "1E+5", "（盖章）", "区司法局", "张三"])
    | st.text(" andé0123456789XxA.-·()（）〔〕《》、,/'’：:\u3000\u3164\u0301\u212b", max_size=4),
    max_size=4,
).map("".join)


@settings(repeatable, max_examples=500)
@given(ALMOST_PLAIN | st.text(max_size=6), st.sampled_from(KEPT))
def test_a_text_that_is_kept_without_being_read_would_be_read_as_it_is(text: str, reader_of: Any) -> None:
    named = Column.model_validate({"header": {"zh": "列", "en": "Column"}, "type": "text"})
    plain_reader = reader_of(named, "")
    of_key = words.refuse_several(plain_reader, USUAL)
    naming = (words.refuse_ditto(words.without_text_mark(each), USUAL) for each in (plain_reader, of_key))
    for reader in (plain_reader, *naming):
        if reader.keeps(text):
            assert reader(text) == text
